"""What one page shows of another: title, summary, date, picture; and the order pages come in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from translator.desk.pages import plain
from translator.errors import InputError
from translator.model import BlockKind, Both, Lang, PageFacts, PagePair, Placing, Section, Site
from web.site.pictures import Picture

if TYPE_CHECKING:
    from web.site.briefs import Brief

#: characters of a summary: about two lines of a card
_SUMMARY = {Lang.ZH: 76, Lang.EN: 170}
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
#: files of the site itself
_TAKEN = {"index", "feed", "404", "search", "section"}


@dataclass(frozen=True, slots=True)
class CardImage:
    """A picture with its words in one language."""

    picture: Picture
    alt: str
    caption: str

    @property
    def src(self) -> str:
        """Address of the largest file."""
        return self.picture.src

    @property
    def width(self) -> int:
        """Width in pixels."""
        return self.picture.width

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.picture.height

    @property
    def srcset(self) -> tuple[tuple[str, int], ...]:
        """Smaller files with their widths."""
        return self.picture.sizes

    @property
    def silent(self) -> CardImage:
        """The same picture beside a link that already says what it shows."""
        return replace(self, alt="")


@dataclass(frozen=True, slots=True)
class Card:
    """A page in one language, as lists and its own head show it; ``path`` is relative to the site's root."""

    slug: str
    address: str
    lang: Lang
    title: str
    other_title: str
    summary: str
    section: Section | None
    date: date | None
    author: str
    tags: tuple[Section, ...]
    image: CardImage | None
    slot: str
    order: int
    both: bool

    @property
    def path(self) -> str:
        """Where the page lies."""
        return f"{self.lang}/{self.address}.html"


def address(slug: str) -> str:
    """Return the file name of a page; raises InputError for a slug that is no address."""
    if not _ADDRESS.fullmatch(slug):
        raise InputError(f"{slug!r} cannot be an address", next_step="use letters, digits and hyphens")
    return f"{slug}-page" if slug.lower() in _TAKEN else slug


def _side(words: Both, lang: Lang) -> str:
    """Return one side, '' where it is missing: a page shows no title in a language it is not published in."""
    return words.zh if lang is Lang.ZH else words.en


def card(
    page: Brief,
    about: PageFacts,
    lang: Lang,
    site: Site,
    picture: Callable[[str], Picture | None],
    tags: tuple[Section, ...] = (),
) -> Card:
    """Return the card of a page in one language; ``about``: what the page says of itself, and people of it."""
    return Card(
        slug=page.slug,
        address=address(page.slug),
        lang=lang,
        title=_side(page.titles, lang),
        other_title=_side(page.titles, lang.other) if page.both else "",
        summary=_side(about.summary, lang) or _side(page.summaries, lang),
        section=next((section for section in site.sections if section.key == about.section), None),
        date=about.date,
        author=about.author.get(lang),
        tags=tags,
        image=_image(about, lang, picture),
        slot=about.slot,
        order=about.order,
        both=page.both,
    )


def placed(about: PageFacts, found: Placing | None) -> PageFacts:
    """Return what a page says of itself with what people decided in its place; ``none`` takes it out of any."""
    return about if found is None else found.over(about)


def _image(about: PageFacts, lang: Lang, picture: Callable[[str], Picture | None]) -> CardImage | None:
    found = picture(about.image) if about.image else None
    return CardImage(found, about.alt.get(lang), about.caption.get(lang)) if found else None


def summary(page: PagePair, lang: Lang) -> str:
    """Return the beginning of the first paragraph, cut at a word or a mark."""
    pinned = iter(page.segments)
    for block in page.document.blocks:
        mine = [next(pinned) for _ in block.segments]
        if block.kind is BlockKind.PARAGRAPH and mine and not _is_picture(mine[0].source):
            texts = [s.source if lang is page.document.lang else (s.target or s.source) for s in mine]
            return shortened(plain(("" if lang is Lang.ZH else " ").join(texts), page), lang)
    return ""


def _is_picture(text: str) -> bool:
    return text.lstrip().startswith("![")


def shortened(text: str, lang: Lang) -> str:
    """Cut a text to the length of a summary.

    >>> shortened("廊坊在北京和天津之间，" * 12, Lang.ZH)[-7:]
    '和天津之间……'
    """
    most = _SUMMARY[lang]
    if len(text) <= most:
        return text
    cut = text[:most]
    if lang is Lang.ZH:
        return re.sub(r"[，、；：。]?[^，、；：。]{0,24}$", "", cut) + "……"
    return cut.rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def sorted_cards(cards: Sequence[Card]) -> list[Card]:
    """Return cards as lists show them: those with an order by it, then the newest first, then as they came."""
    return sorted(cards, key=lambda c: (c.order or 10**7, -(c.date or date.min).toordinal()))
