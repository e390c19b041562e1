"""The nouns of the house: frozen dataclasses and enums, no I/O.

Offsets are half-open, in code points of the string as stored (NFC). Times are UTC-aware.
This module imports only errors, so every room may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from translator.errors import InputError


class Lang(StrEnum):
    """A language of the house; Traditional Chinese is converted at the edge."""

    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> Lang:
        """The language on the other side of the pair."""
        return Lang.EN if self is Lang.ZH else Lang.ZH


@dataclass(frozen=True, slots=True)
class Pair:
    """A direction of translation."""

    source: Lang
    target: Lang

    def __post_init__(self) -> None:
        if self.source is self.target:
            raise InputError(f"source and target are both {self.source}", next_step="translate to the other language")

    @classmethod
    def to(cls, target: Lang) -> Pair:
        """Return the pair that ends in ``target``.

        >>> Pair.to(Lang.EN)
        Pair(source=<Lang.ZH: 'zh'>, target=<Lang.EN: 'en'>)
        """
        return cls(target.other, target)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of a string."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


# --- documents -------------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block is on the page; RAW is carried along untranslated (code, comments, front matter)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CELL = "cell"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or heading) to translate.

    ``id`` is unique in a store (``<document id>/<anchor>``); ``ordinal`` counts from 1 in the document;
    ``glue`` is what stood between this segment and the next one of its block; ``anchor`` is made from the
    text (hash + occurrence), so it survives edits elsewhere on the page.
    """

    id: str
    ordinal: int
    text: str
    glue: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or raw stretch: ``before`` + glued segments + ``after`` is its source text exactly."""

    kind: BlockKind
    level: int
    before: str
    after: str
    segments: tuple[Segment, ...] = ()

    @property
    def anchor(self) -> str:
        """The anchor a reader lands on: that of the first segment ('' for a raw block)."""
        return self.segments[0].anchor if self.segments else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text, cut into blocks and segments. The blocks glued together are the file, to the last character."""

    id: str
    title: str
    slug: str
    lang: Lang
    format: str
    blocks: tuple[Block, ...]
    digest: str

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in reading order."""
        return tuple(segment for block in self.blocks for segment in block.segments)


# --- glossary --------------------------------------------------------------------------------------------------------


class TermKind(StrEnum):
    """What a glossary entry names."""

    PLACE = "place"
    ORGANISATION = "organisation"
    COMPANY = "company"
    PERSON = "person"
    PRODUCT = "product"
    TITLE = "title"
    LAW = "law"
    OTHER = "other"


class TermStatus(StrEnum):
    """preferred: use it; allowed: accept it; forbidden: warn; keep: copy the source form."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Term:
    """A name in both languages. ``origin`` is ``file:line``; ``en_allowed`` and ``zh_variants`` count as placed too."""

    zh: str
    en: str
    kind: TermKind = TermKind.OTHER
    status: TermStatus = TermStatus.PREFERRED
    case_sensitive: bool = True
    zh_variants: tuple[str, ...] = ()
    en_allowed: tuple[str, ...] = ()
    en_forbidden: tuple[str, ...] = ()
    abbreviation: str = ""
    domain: str = ""
    note: str = ""
    authority: str = ""
    origin: str = ""

    def form(self, lang: Lang) -> str:
        """Return the preferred form in ``lang``."""
        return self.zh if lang is Lang.ZH else self.en

    def accepted(self, lang: Lang) -> tuple[str, ...]:
        """Return every form that counts as this term in ``lang``, the preferred one first."""
        if lang is Lang.ZH:
            return (self.zh, *self.zh_variants)
        return (self.en, *self.en_allowed, *((self.abbreviation,) if self.abbreviation else ()))


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a source text."""

    term: Term
    span: Span


class Rung(StrEnum):
    """How a term got into the draft: the steps of the decode ladder, from the best to a visible flag."""

    ANNOTATED = "annotated"
    NBEST = "n-best"
    REPLACE_FORM = "replace-form"
    PREFIX = "prefix-repair"
    SUBSTITUTED = "aligned-replacement"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one hit: ``target_span`` is None when the term is missing from the draft."""

    hit: Hit
    target: str
    target_span: Span | None
    rung: Rung

    @property
    def placed(self) -> bool:
        """Whether the term stands in the draft."""
        return self.target_span is not None


# --- engine ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signature:
    """Which engine made a text; a score or a draft never travels without it.

    >>> str(Signature("bundled", "1", "9f2c"))
    'bundled:1:9f2c'
    """

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name}:{self.version}:{self.digest}"


class AnnotationForm(StrEnum):
    """Inline term annotation: APPEND shows source and target form, REPLACE only the target form."""

    APPEND = "append"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Ask an engine to render ``span`` of the request as ``target``."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence for an engine.

    ``prefix``: target text the translation must start with. ``suppress``: target strings it must not contain.
    An engine that cannot annotate ignores ``annotations``; the ladder checks the result anyway.
    """

    text: str
    pair: Pair
    annotations: tuple[Annotation, ...] = ()
    form: AnnotationForm = AnnotationForm.APPEND
    prefix: str = ""
    suppress: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Word alignment: this stretch of the target came from that stretch of the source; ``weight`` in 0..1."""

    source: Span
    target: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation of a request. ``score``: mean log-probability per piece (<= 0). ``links`` in target order."""

    text: str
    score: float
    links: tuple[Link, ...] = ()


# --- draft -----------------------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """error blocks approval, warning asks, note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Trouble in a text. ``fix`` is the whole corrected target text, or None where no safe fix is known."""

    check: str
    severity: Severity
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One explained change of a text on its way from source to draft."""

    name: str
    before: str
    after: str
    why: str


class Origin(StrEnum):
    """Who or what made a text."""

    MEMORY = "memory"
    ENGINE = "engine"
    HUMAN = "human"


class MatchKind(StrEnum):
    """Translation-memory match: context (101), exact (100), fuzzy (70-99)."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Match:
    """A translation-memory match; ``score`` 0-101; ``origin`` says where the unit came from."""

    source: str
    target: str
    score: int
    kind: MatchKind
    origin: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed translation of one segment with everything that explains it. ``confidence`` in 0..1."""

    segment: str
    source: str
    text: str
    origin: Origin
    signature: str
    glossary: str
    confidence: float
    steps: tuple[Step, ...] = ()
    terms: tuple[Placement, ...] = ()
    findings: tuple[Finding, ...] = ()


# --- review and publishing -------------------------------------------------------------------------------------------


class State(StrEnum):
    """State of a revision; a segment's state is that of its newest revision, MISSING before the first."""

    MISSING = "missing"
    DRAFTED = "drafted"
    EDITED = "edited"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a segment's translation; revisions are only appended. ``parent`` is 0 for the first."""

    segment: str
    number: int
    parent: int
    state: State
    text: str
    by: str
    at: datetime
    note: str = ""
    origin: Origin = Origin.HUMAN
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document is: segments by state, characters of source."""

    segments: int
    drafted: int
    edited: int
    approved: int
    rejected: int
    characters: int

    @property
    def ready(self) -> bool:
        """Whether every segment is approved, so the page pair may be published."""
        return self.segments > 0 and self.approved == self.segments


@dataclass(frozen=True, slots=True)
class PinnedSegment:
    """A segment as published: both texts, and the revision number of the translation (0: not translated)."""

    anchor: str
    source: str
    target: str
    revision: int
    state: State
    origin: Origin


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page in both languages, pinned. ``document`` holds the blocks; ``segments`` follow its reading order."""

    document: Document
    target_title: str
    segments: tuple[PinnedSegment, ...]

    @property
    def slug(self) -> str:
        """The page's address under /zh/ and /en/."""
        return self.document.slug


@dataclass(frozen=True, slots=True)
class Edition:
    """An immutable release of a site: ``digest`` covers every page pair and never changes."""

    slug: str
    number: int
    pages: tuple[PagePair, ...]
    made_by: str
    made_at: datetime
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms with a digest over their content; matching lives in glossary.py."""

    name: str
    terms: tuple[Term, ...] = field(repr=False)
    digest: str
