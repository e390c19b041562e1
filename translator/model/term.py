"""The term base: terms, what they name, where they were found, what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from translator.model.language import Lang, Span


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


class Direction(StrEnum):
    """In which sources a term is looked for: where a name is ambiguous one way, it may still be sure the other way."""

    BOTH = "both"
    ZH_EN = "zh-en"
    EN_ZH = "en-zh"


@dataclass(frozen=True, slots=True)
class Term:
    """A concept with its names. ``origin`` is ``file:line``; ``en_allowed`` and ``zh_variants`` count as placed too.

    ``zh_hant``: the Traditional form where converting ``zh`` would not give it. ``zh_not_in``: words that hold the
    form by chance and are no hits, 今日本 for 日本. ``en_accepted``: forms that are fine in a translation, but mean
    other things in a source too (Japanese for 日本, which is also a language); ``zh_accepted`` likewise (北大 for
    北京大学, which also stands in 湖北大地). ``valid_from``, ``valid_to``: first
    and last day the name was right, as 2018, 2018-03 or 2018-03-17; '' means ever.
    """

    zh: str
    en: str
    kind: TermKind = TermKind.OTHER
    status: TermStatus = TermStatus.PREFERRED
    case_sensitive: bool = True
    zh_variants: tuple[str, ...] = ()
    zh_accepted: tuple[str, ...] = ()
    en_allowed: tuple[str, ...] = ()
    en_accepted: tuple[str, ...] = ()
    en_forbidden: tuple[str, ...] = ()
    abbreviation: str = ""
    zh_hant: str = ""
    zh_not_in: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    direction: Direction = Direction.BOTH
    domain: str = ""
    note: str = ""
    authority: str = ""
    origin: str = ""

    def form(self, lang: Lang) -> str:
        """Return the preferred form in ``lang``."""
        return self.zh if lang is Lang.ZH else self.en

    def found_in(self, lang: Lang) -> bool:
        """Say whether the term is looked for in sources of ``lang``."""
        return self.direction in (Direction.BOTH, Direction.ZH_EN if lang is Lang.ZH else Direction.EN_ZH)

    def searched(self, lang: Lang) -> tuple[str, ...]:
        """Return every form that is looked for in a source in ``lang``, the preferred one first."""
        fine_only = self.zh_accepted if lang is Lang.ZH else self.en_accepted
        return tuple(form for form in self.accepted(lang) if form not in fine_only)

    def accepted(self, lang: Lang) -> tuple[str, ...]:
        """Return every form that counts as this term in ``lang``, the preferred one first."""
        if lang is Lang.ZH:
            return (self.zh, *self.zh_variants, *((self.zh_hant,) if self.zh_hant else ()), *self.zh_accepted)
        return (self.en, *self.en_allowed, *((self.abbreviation,) if self.abbreviation else ()), *self.en_accepted)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a source text."""

    term: Term
    span: Span


class Rung(StrEnum):
    """How a term got into the draft: the steps of the decode ladder, from the best to a visible flag."""

    ANNOTATED = "annotated"
    ALIGNED = "aligned"
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


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms with a digest over their content; matching lives in glossary.py."""

    name: str
    terms: tuple[Term, ...] = field(repr=False)
    digest: str


class EntryState(StrEnum):
    """proposed: waits for a decision; accepted: part of the glossary; removed: kept for the record only."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term kept in the store: ``by`` brought it at ``at``; ``judged_by`` accepted or removed it ('' : nobody yet)."""

    number: int
    term: Term
    state: EntryState
    by: str
    at: datetime
    judged_by: str = ""
    judged_at: datetime | None = None
