"""The reviewer's queue: which sentences are wanted, in what order, and one line for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from translator.model.draft import Origin, Severity
from translator.model.language import Lang
from translator.model.people import Dismissal
from translator.model.review import Revision, State

#: states that still wait for a reviewer
OPEN = (State.MISSING, State.DRAFTED, State.EDITED, State.REJECTED)


class Order(StrEnum):
    """DOCUMENT: as one reads; RISK: errors first, then warnings, then what the machine was least sure of."""

    DOCUMENT = "document"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sentences of a document a person wants to see; what is empty does not restrict.

    ``words`` stands in source or text; ``check`` found something; ``term`` stands in the source (its Chinese form);
    ``least``/``most`` bound the confidence (0..1); ``by`` made the newest revision; ``locked``, ``skipped``: only such.
    """

    states: tuple[State, ...] = ()
    words: str = ""
    check: str = ""
    term: str = ""
    origin: Origin | None = None
    by: str = ""
    least: float = 0.0
    most: float = 1.0
    locked: bool = False
    skipped: bool = False
    order: Order = Order.DOCUMENT


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a segment's newest text at a glance; ``terms`` are Chinese forms found in the source."""

    segment: str
    confidence: float | None
    severity: Severity | None
    checks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a save stands on: the source in its language, the newest revision, what was dismissed in the segment."""

    segment: str
    source: str
    lang: Lang
    newest: Revision | None
    dismissed: tuple[Dismissal, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another segment of the document with the same source or text, which a person wrote; ``ordinal`` from 1."""

    ordinal: int
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Onward:
    """What a save leads to: the next segment that waits ('': none), and how many are in each state."""

    next: str
    tally: dict[State, int]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue; ``locked``: by whom ('': not), ``skipped``: somebody put it off."""

    segment: str
    ordinal: int
    source: str
    text: str
    state: State
    number: int
    by: str
    at: datetime | None
    origin: Origin | None
    outlook: Outlook
    locked: str = ""
    skipped: bool = False

    @property
    def anchor(self) -> str:
        """The segment's name within its document."""
        return self.segment.rsplit("/", 1)[1]

    @property
    def document(self) -> str:
        """The id of the segment's document."""
        return self.segment.rsplit("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Queue:
    """A stretch of the queue: ``rows`` from ``start`` on; ``total`` lines are wanted."""

    total: int
    start: int
    rows: tuple[QueueRow, ...]
