"""The nouns of the house: frozen dataclasses and enums, no I/O.

Offsets are half-open, in code points of the string as stored (NFC). Times are UTC-aware.
This module imports only errors, so every room may import it.
"""

from translator.model.document import Block, BlockKind, Document, Segment
from translator.model.draft import Draft, Finding, Origin, Severity, Step
from translator.model.engine import Annotation, AnnotationForm, Hypothesis, Link, Request, Signature
from translator.model.language import Lang, Pair, Span
from translator.model.memory import Edit, Holding, Match, MatchKind, Sentence, Unit
from translator.model.people import Category, Dismissal, Gravity, Hold, Person, Remark, Role
from translator.model.queue import OPEN, Order, Outlook, Queue, QueueRow, Wanted
from translator.model.review import Edition, EditionHead, Made, PagePair, PinnedSegment, Progress, Revision, State
from translator.model.site import (
    SECTIONS,
    Both,
    Deed,
    PageFacts,
    PageFailure,
    Placing,
    Policy,
    Schedule,
    Section,
    Site,
    SiteString,
)
from translator.model.term import (
    Direction,
    EntryState,
    Glossary,
    Hit,
    Placement,
    Rung,
    Term,
    TermEntry,
    TermKind,
    TermStatus,
)

__all__ = [
    "OPEN",
    "SECTIONS",
    "Annotation",
    "AnnotationForm",
    "Block",
    "BlockKind",
    "Both",
    "Category",
    "Deed",
    "Direction",
    "Dismissal",
    "Document",
    "Draft",
    "Edit",
    "Edition",
    "EditionHead",
    "EntryState",
    "Finding",
    "Glossary",
    "Gravity",
    "Hit",
    "Hold",
    "Holding",
    "Hypothesis",
    "Lang",
    "Link",
    "Made",
    "Match",
    "MatchKind",
    "Order",
    "Origin",
    "Outlook",
    "PageFacts",
    "PageFailure",
    "PagePair",
    "Pair",
    "Person",
    "PinnedSegment",
    "Placement",
    "Placing",
    "Policy",
    "Progress",
    "Queue",
    "QueueRow",
    "Remark",
    "Request",
    "Revision",
    "Role",
    "Rung",
    "Schedule",
    "Section",
    "Segment",
    "Sentence",
    "Severity",
    "Signature",
    "Site",
    "SiteString",
    "Span",
    "State",
    "Step",
    "Term",
    "TermEntry",
    "TermKind",
    "TermStatus",
    "Unit",
    "Wanted",
]
