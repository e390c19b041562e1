"""The plan of a site: every file with its key, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from translator.model import Edition, Lang, PageLine, PagePair, Section
from web.site.briefs import Brief
from web.site.cards import Card
from web.site.code import theme_key
from web.site.keys import both_frames, card_key, frame_key, key, line_key
from web.site.pictures import Picture
from web.site.sitemap import SiteMap, leaf_address


class Kind(StrEnum):
    """What a file is."""

    CHOOSE = "choose"
    LOST = "lost"
    HOME = "home"
    SECTION = "section"
    TAG = "tag"
    PAGE = "page"
    MISSING = "missing"
    FACING = "facing"
    NOT_FOUND = "not_found"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Job:
    """One file: where it lies, what it is, of which page; ``key`` says whether the one before is still good.

    ``page`` is there once it is clear that the file must be written.
    """

    path: str
    kind: Kind
    key: str
    lang: Lang = Lang.ZH
    line: PageLine | None = None
    page: PagePair | None = None
    section: Section | None = None
    leaf: int = 1


class Planner:
    """Plans the files of an edition."""

    def __init__(
        self,
        edition: Edition,
        pages: Sequence[Brief],
        maps: Mapping[Lang, SiteMap],
        base_url: str,
        theme: Path | None,
        picture: Callable[[str], Picture | None],
        *,
        search: bool = False,
    ) -> None:
        self._edition, self._briefs, self._maps, self._search = edition, pages, maps, search
        self._picture = picture
        own = theme_key(theme)
        self._frames = {lang: frame_key(edition, shown, base_url, own + str(search)) for lang, shown in maps.items()}
        self._cards = {lang: {c.slug: card_key(c) for c in shown.cards} for lang, shown in maps.items()}
        self._lines = {lang: {c.slug: line_key(c) for c in shown.cards} for lang, shown in maps.items()}

    def jobs(self) -> list[Job]:
        """Return every file that is made from a template."""
        return [*self._single(), *self._lists(), *self._pages()]

    def _key(self, lang: Lang, *fields: str) -> str:
        return key(self._frames[lang], *fields)

    def _single(self) -> Iterator[Job]:
        frames = both_frames(self._frames)
        yield Job("index.html", Kind.CHOOSE, key("choose", frames))
        yield Job("404.html", Kind.LOST, key("lost", frames))
        for lang, shown in self._maps.items():
            first = [self._cards[lang][card.slug] for card in self._on_home(shown)]
            released = f"{self._edition.number} {self._edition.made_at.isoformat()}"
            yield Job(f"{lang}/index.html", Kind.HOME, self._key(lang, "home", released, *first), lang)
            latest = [self._lines[lang][card.slug] for card in shown.latest]
            yield Job(f"{lang}/404.html", Kind.NOT_FOUND, self._key(lang, "404", *latest), lang)
            if self._search:
                yield Job(f"{lang}/search.html", Kind.SEARCH, self._key(lang, "search"), lang)

    @staticmethod
    def _on_home(shown: SiteMap) -> list[Card]:
        top = [card for card in (shown.lead, shown.feature) if card]
        return [*top, *shown.latest, *(card for _, cards in shown.shelves for card in cards)]

    def _lists(self) -> Iterator[Job]:
        for lang, shown in self._maps.items():
            yield from (job for section in shown.sections for job in self._list(Kind.SECTION, lang, section))
            yield from (job for tag in shown.tags for job in self._list(Kind.TAG, lang, tag))

    def _list(self, kind: Kind, lang: Lang, section: Section) -> Iterator[Job]:
        leaves = self._maps[lang].leaves(section, kind)
        there = str(leaf_address(section, 1, kind) in self._maps[lang.other].lists)
        for number, cards in enumerate(leaves, 1):
            words = [self._cards[lang][card.slug] for card in cards]
            name = f"{section.key}={section.name.zh}={section.name.en}"
            made = self._key(lang, kind, name, there, f"{number}/{len(leaves)}", *words)
            path = f"{lang}/{leaf_address(section, number, kind)}"
            yield Job(path, kind, made, lang, section=section, leaf=number)

    def _pages(self) -> Iterator[Job]:
        known = {page.slug for page in self._briefs}
        for page in self._briefs:
            # a page others link to comes and goes: where it is not, the link is not either
            shown = (found.key if (found := self._picture(name)) else "" for name in page.pictures)
            own = " ".join([page.line.digest, *(name for name in page.links if name in known), *shown])
            for lang in page.sides:
                card = self._maps[lang].by_slug[page.slug]
                near = [self._lines[lang][each.slug] for each in self._maps[lang].related(card)]
                mine = self._cards[lang][page.slug]
                yield Job(card.path, Kind.PAGE, self._key(lang, "page", own, mine, *near), lang, page.line)
                if not card.both:
                    yield self._stub(page, card, lang.other)
                elif lang is Lang.ZH and self._edition.site.facing:
                    made = key("facing", both_frames(self._frames), own, mine)
                    yield Job(f"both/{card.address}.html", Kind.FACING, made, lang, page.line)

    def _stub(self, page: Brief, card: Card, lang: Lang) -> Job:
        latest = [self._lines[lang][each.slug] for each in self._maps[lang].latest]
        made = self._key(lang, "missing", self._cards[lang.other][page.slug], *latest)
        return Job(f"{lang}/{card.address}.html", Kind.MISSING, made, lang, page.line)
