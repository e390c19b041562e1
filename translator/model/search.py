"""Looking for words on the whole desk: what is wanted, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from translator.model.document import Document
from translator.model.language import Lang
from translator.model.people import Remark
from translator.model.review import State
from translator.model.term import Term


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for. Every one of ``words`` must stand in the same text; what is empty does not restrict.

    ``lang``: the language of that text; ``state`` of the sentence; ``document``: its id.
    """

    words: tuple[str, ...]
    lang: Lang | None = None
    state: State | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence with the words in its source or its newest text; ``title`` is that of its document."""

    segment: str
    document: str
    title: str
    lang: Lang
    source: str
    text: str
    state: State
    by: str
    at: datetime | None

    @property
    def anchor(self) -> str:
        """The segment's name within its document."""
        return self.segment.rsplit("/", 1)[1]


@dataclass(frozen=True, slots=True)
class FoundRemark:
    """A comment with the words in it, and the document it was made in."""

    remark: Remark
    document: str
    title: str
    lang: Lang

    @property
    def anchor(self) -> str:
        """The name of its segment within the document."""
        return self.remark.segment.rsplit("/", 1)[1]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. ``sentences`` from ``start`` on; ``more``: there are others after them."""

    pages: tuple[Document, ...] = ()
    sentences: tuple[FoundSentence, ...] = ()
    remarks: tuple[FoundRemark, ...] = ()
    terms: tuple[Term, ...] = ()
    start: int = 0
    more: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.pages or self.sentences or self.remarks or self.terms)
