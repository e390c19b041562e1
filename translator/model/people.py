"""People, what they may do, and what they say to each other about a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from translator.model.language import Lang

#: a hold without a sign of life for so long is over; the review page shows one every 15 s
ALIVE = timedelta(seconds=45)


class Role(StrEnum):
    """Each role may do what those before it may: translate, then approve and return, publish, look after people."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, needed: Role) -> bool:
        """Say whether this role may do what ``needed`` may.

        >>> Role.EDITOR.covers(Role.REVIEWER), Role.TRANSLATOR.covers(Role.REVIEWER)
        (True, False)
        """
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; ``name`` is what revisions carry. ``stamp`` changes with the password."""

    name: str
    role: Role
    active: bool = True
    stamp: str = ""


class Category(StrEnum):
    """What an issue is about: the top level of MQM (Multidimensional Quality Metrics), as far as web pages need it."""

    ACCURACY = "accuracy"
    TERMINOLOGY = "terminology"
    FLUENCY = "fluency"
    STYLE = "style"
    LOCALE = "locale"


class Gravity(StrEnum):
    """How bad an issue is, in MQM's words."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a sentence, or an issue when it has a ``category``; ``quote`` are the words it is about.

    ``revision`` is the number of the text it was written about, ``start`` where in that text the quote stands;
    ``on_source``: it stands in the source.
    """

    number: int
    segment: str
    revision: int
    text: str
    by: str
    at: datetime
    quote: str = ""
    category: Category | None = None
    gravity: Gravity | None = None
    resolved_by: str = ""
    resolved_at: datetime | None = None
    start: int | None = None
    on_source: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has resolved it yet."""
        return self.resolved_at is None


class NewsKind(StrEnum):
    """Why somebody is told: called by name, something said about their text or after them, their text returned."""

    MENTION = "mention"
    REMARK = "remark"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class News:
    """Something a person should hear; ``words`` are the comment, or the reason of a return."""

    number: int
    to: str
    kind: NewsKind
    segment: str
    by: str
    at: datetime
    words: str
    seen: bool = False


@dataclass(frozen=True, slots=True)
class FoundNews:
    """News with the sentence they are about: the title and language of its document, its place, its source."""

    news: News
    title: str
    lang: Lang
    ordinal: int
    source: str


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding somebody looked at and let stand; it counts for that very text only."""

    segment: str
    check: str
    message: str
    text: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody works on a sentence; ``at`` is the last sign of life."""

    segment: str
    by: str
    at: datetime
