"""What the translation memory is made of, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from translator.model.draft import Step
from translator.model.language import Lang, Pair, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A translated pair with its provenance.

    ``before``/``after`` are the neighbours of the source; ``origin`` says where it came from (a revision, a file),
    ``document``, ``by`` and ``at`` from which page, who is answerable and since when ('' and None: not known).
    Not ``reviewed``: nobody has approved it, or it was changed after that.
    """

    source: str
    target: str
    pair: Pair
    before: str = ""
    after: str = ""
    origin: str = ""
    document: str = ""
    by: str = ""
    at: datetime | None = None
    reviewed: bool = True

    @property
    def reversed(self) -> Unit:
        """The same pair read the other way; its neighbours are unknown on that side."""
        pair = Pair(self.pair.target, self.pair.source)
        return replace(self, source=self.target, target=self.source, pair=pair, before="", after="")


class MatchKind(StrEnum):
    """context (101), exact (100), adapted (numbers or terms put in, 95-98), fuzzy (70-99)."""

    CONTEXT = "context"
    EXACT = "exact"
    ADAPTED = "adapted"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: ``ours`` is a span of the sentence asked for, ``theirs`` of the match's source; maybe empty."""

    ours: Span
    theirs: Span


@dataclass(frozen=True, slots=True)
class Match:
    """A translation-memory match; ``score`` 0-101; ``origin`` says where the unit came from, ``unit`` everything else.

    ``edits`` are the differences of the sources in reading order; ``steps`` what was changed in ``target`` to fit.
    """

    source: str
    target: str
    score: int
    kind: MatchKind
    origin: str
    unit: Unit | None = None
    edits: tuple[Edit, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be translated and its neighbours ('' where there is none)."""

    text: str
    lang: Lang
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the memory holds: counts, and how many units came from each ``origin`` (most first)."""

    units: int
    reviewed: int
    from_zh: int
    documents: int
    origins: tuple[tuple[str, int], ...] = ()
