"""The flow of a review: sentences that follow others, what a batch did and left, notes on a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translator.model.queue import QueueRow
from translator.model.review import Revision


class Bar(StrEnum):
    """Why a batch leaves a sentence alone; REVIEWED: a person wrote or approved its text."""

    LOCKED = "locked"
    HELD = "held"
    CHANGED = "changed"
    REVIEWED = "reviewed"
    SAME = "same"
    ERRORS = "errors"
    WARNINGS = "warnings"
    EMPTY = "empty"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence a batch left alone, and why; ``detail`` is a name or the checks that spoke."""

    segment: str
    ordinal: int
    bar: Bar
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did: the revisions it made, in order, and what it left alone."""

    done: tuple[Revision, ...]
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence whose source equals another's. ``bar``: what stands against overwriting it (None: nothing)."""

    row: QueueRow
    title: str
    bar: Bar | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody says of a whole document; ``number`` 0 before it is kept."""

    number: int
    document: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CutPiece:
    """A segment before or after a cut; ``number`` is that of its newest revision then."""

    anchor: str
    text: str
    glue: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """Segments of one block divided or joined by hand: glued together ``old`` and ``new`` are the same text."""

    number: int
    document: str
    old: tuple[CutPiece, ...]
    new: tuple[CutPiece, ...]
    by: str
    at: datetime
