"""The site as a whole, and what a page says about itself beside its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from translator.model.language import Lang


@dataclass(frozen=True, slots=True)
class Both:
    """A short text of the site itself in both languages.

    >>> Both("新闻", "News").get(Lang.EN)
    'News'
    """

    zh: str = ""
    en: str = ""

    def get(self, lang: Lang) -> str:
        """Return the text in ``lang``, or the other one where it is missing."""
        return (self.zh or self.en) if lang is Lang.ZH else (self.en or self.zh)

    def over(self, other: Both) -> Both:
        """Return this text with that of ``other`` where a side is missing."""
        return Both(self.zh or other.zh, self.en or other.en)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site; ``key`` is its address."""

    key: str
    name: Both


#: the sections of a provincial portal, in the order of its navigation
SECTIONS = (
    Section("news", Both("新闻", "News")),
    Section("about", Both("概况", "About")),
    Section("government", Both("政务", "Government")),
    Section("business", Both("投资", "Business")),
    Section("opening", Both("对外开放", "Opening up")),
    Section("travel", Both("旅游", "Travel")),
    Section("culture", Both("文化", "Culture")),
    Section("topics", Both("热点", "Hot topics")),
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself. ``slot`` is its place on the home page: lead, feature, or ''.

    ``order`` sorts pages of a section before their date does: smaller first, 0 where nobody chose. ``summary``: what
    lists say of it; '' stands for the beginning of its text.
    """

    section: str = ""
    date: date | None = None
    author: Both = Both()
    tags_zh: tuple[str, ...] = ()
    tags_en: tuple[str, ...] = ()
    image: str = ""
    alt: Both = Both()
    caption: Both = Both()
    slot: str = ""
    order: int = 0
    summary: Both = Both()

    def tags(self, lang: Lang) -> tuple[str, ...]:
        """Return the tags of one language."""
        return self.tags_zh if lang is Lang.ZH else self.tags_en


@dataclass(frozen=True, slots=True)
class SiteString:
    """A string of the site itself (navigation, buttons, footer) in the words people gave it."""

    key: str
    words: Both


@dataclass(frozen=True, slots=True)
class Placing:
    """Where people put a page in the browser; it wins over what the page says itself.

    ``slot`` and ``section``: '' leaves the page's own; 'none' takes it out of any. ``withdrawn``: off the site until it
    is published again by name. ``day`` (ISO 8601), ``author``, tags, ``alt`` and ``caption``: '' leaves the page's own.
    """

    document: str
    section: str = ""
    slot: str = ""
    order: int = 0
    withdrawn: bool = False
    day: str = ""
    author: Both = Both()
    tags_zh: tuple[str, ...] = ()
    tags_en: tuple[str, ...] = ()
    alt: Both = Both()
    caption: Both = Both()
    summary: Both = Both()

    def over(self, own: PageFacts) -> PageFacts:
        """Return what a page says of itself with what people decided in its place.

        >>> Placing("a", author=Both(en="Li Wen")).over(PageFacts(author=Both("李文", "L. Wen"))).author
        Both(zh='李文', en='Li Wen')
        """
        return replace(
            own,
            section=self.section or own.section,
            slot=self.slot or own.slot,
            order=self.order or own.order,
            date=date.fromisoformat(self.day) if self.day else own.date,
            author=self.author.over(own.author),
            tags_zh=self.tags_zh or own.tags_zh,
            tags_en=self.tags_en or own.tags_en,
            alt=self.alt.over(own.alt),
            caption=self.caption.over(own.caption),
            summary=self.summary.over(own.summary),
        )


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that could not be written, and why; the others went out."""

    slug: str
    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class Deed(StrEnum):
    """What a schedule does when its time has come."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A release to come. ``documents``: ids, () for everything that is ready; ``done`` and ``outcome`` when it ran."""

    number: int
    deed: Deed
    documents: tuple[str, ...]
    due: datetime
    by: str
    at: datetime
    note: str = ""
    done: datetime | None = None
    outcome: str = ""


class ChangeKind(StrEnum):
    """What happens to a file at a target."""

    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a target would change; ``path`` is its address below the site."""

    path: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """A target of site.toml. ``follows``: each release goes there by itself. ``options``: key and value pairs."""

    name: str
    kind: str
    follows: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """What may go out, and what readers are told.

    ``drafts``: machine drafts may, with a label; ``alone_days``: a page may be out in its own language alone that
    long; ``errors_block``: a page in which the checks find an error that nobody let stand may not; ``label``: every
    page says who translated it; ``marks``: it says so to machines; ``keep``: folders of old editions kept on disk
    (they can always be written anew).
    """

    drafts: bool = False
    alone_days: int = 0
    errors_block: bool = True
    label: bool = False
    marks: bool = True
    keep: int = 10


@dataclass(frozen=True, slots=True)
class Site:
    """Names, sections and policy of a site, pinned with each edition."""

    name: Both = Both("对照", "Duizhao")
    tagline: Both = Both()
    notice: Both = Both()
    sections: tuple[Section, ...] = SECTIONS
    #: whether pages with both languages side by side are written
    facing: bool = True
    #: whether the site has a search index, where the program that makes it is installed
    search: bool = True
    placings: tuple[Placing, ...] = ()
    strings: tuple[SiteString, ...] = ()
    #: whether every page says who translated it; pages that nobody has approved always do
    label: bool = False
    #: whether pages say so to machines
    marks: bool = True
    #: name or code under which a site answers for what machines made in it
    producer: str = ""
