"""Revisions, progress, editions: what people decide about a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from translator.model.document import Document
from translator.model.draft import Origin
from translator.model.language import Lang
from translator.model.site import Both


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
class Standing:
    """A document as it stands on the desk: by segment id the newest revision, and what the first one came from."""

    document: Document
    latest: Mapping[str, Revision]
    beginnings: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document is: segments by state, characters of source.

    ``sizes``: by state, characters of a Chinese source without blanks, words of an English one.
    """

    segments: int
    drafted: int
    edited: int
    approved: int
    rejected: int
    characters: int
    sizes: Mapping[State, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """All of the source, in what people of its language count."""
        return sum(self.sizes.values())

    @property
    def ready(self) -> bool:
        """Whether every segment is approved, so the page pair may be published."""
        return self.segments > 0 and self.approved == self.segments


class Made(StrEnum):
    """Who made a published sentence: a machine, a person who edited the machine's, a person, or the memory."""

    MACHINE = "machine"
    EDITED = "edited"
    HUMAN = "human"
    REUSED = "reused"


@dataclass(frozen=True, slots=True)
class PinnedSegment:
    """A segment as published: both texts, and the revision number of the translation (0: not translated).

    ``made``, ``by``, ``at``: who made it, who had the last word and when (None, '' in editions of older versions).
    """

    anchor: str
    source: str
    target: str
    revision: int
    state: State
    origin: Origin
    made: Made | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page in both languages, pinned. ``document`` holds the blocks; ``segments`` follow its reading order.

    ``one_sided``: only the source language is published, the other side is not ready yet; ``alone_since`` when.
    ``names``: names of the glossary that stand on both sides.
    """

    document: Document
    target_title: str
    segments: tuple[PinnedSegment, ...]
    one_sided: bool = False
    alone_since: datetime | None = None
    names: tuple[Both, ...] = ()

    @property
    def slug(self) -> str:
        """The page's address under /zh/ and /en/."""
        return self.document.slug

    @property
    def sides(self) -> tuple[Lang, ...]:
        """The languages the page is published in, its own first."""
        source = self.document.lang
        return (source,) if self.one_sided else (source, source.other)

    def title(self, lang: Lang) -> str:
        """Return the title in one language."""
        return self.document.title if lang is self.document.lang else self.target_title
