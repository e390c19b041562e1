"""What is counted of people's work: traces of it, and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from translator.model.draft import Origin
from translator.model.language import Lang
from translator.model.review import State


@dataclass(frozen=True, slots=True)
class Trace:
    """One revision a person made, without its text. ``characters`` and ``lang`` are those of the source."""

    segment: str
    document: str
    number: int
    state: State
    by: str
    at: datetime
    origin: Origin
    characters: int
    lang: Lang


@dataclass(frozen=True, slots=True)
class Finished:
    """An approved segment that began as a draft: what the machine wrote, what was approved, whose text that is.

    ``by`` made the last change, or approved the draft as it was.
    """

    segment: str
    document: str
    source: str
    lang: Lang
    draft: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which work is counted: days of the site's zone, both included; document; person. What is empty restricts not."""

    since: date | None = None
    until: date | None = None
    document: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of the drafts had to be changed: ``edits`` over ``length`` tokens of the approved text.

    ``sentences`` of them were measured, ``of`` there are. Chinese counts by characters, English by words.
    """

    edits: float = 0.0
    length: float = 0.0
    sentences: int = 0
    of: int = 0

    @property
    def ter(self) -> float | None:
        """Return the translation edit rate in per cent (may pass 100), None where nothing was measured."""
        return 100 * self.edits / self.length if self.length else None

    def __add__(self, other: Effort) -> Effort:
        """Put two together: a corpus score, in which long sentences weigh more."""
        return Effort(
            self.edits + other.edits, self.length + other.length, self.sentences + other.sentences, self.of + other.of
        )


@dataclass(frozen=True, slots=True)
class Work:
    """What was done on a document or by a person. ``seconds`` is None where it is not for everybody to see.

    ``segments``: worked on, each once, with ``characters`` of source; ``edited`` and ``approved`` of them.
    ``untouched``: approvals of a draft as the machine wrote it; ``hasty``: those of them made faster than one can read.
    """

    name: str
    segments: int
    characters: int
    edited: int
    approved: int
    seconds: float | None
    untouched: int | None
    hasty: int | None
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day."""

    day: date
    segments: int
    characters: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A term whose form stood in drafts (``used``), and in how many approved texts people had replaced it."""

    zh: str
    en: str
    used: int
    replaced: int
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hasty:
    """A draft approved untouched after ``seconds``, though reading it takes ``needed``."""

    segment: str
    document: str
    by: str
    at: datetime
    seconds: float
    needed: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything counted for one question; lists with the most first, days in order."""

    asked: Asked
    documents: tuple[Work, ...]
    people: tuple[Work, ...]
    days: tuple[Day, ...]
    terms: tuple[Corrected, ...]
    hasty: tuple[Hasty, ...]
