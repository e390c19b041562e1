"""The whole site at a glance: cards by language, sections that have pages, who stands beside whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from translator.model import Edition, Lang, Section, Site
from web.site import tags
from web.site.briefs import Brief, briefs
from web.site.cards import Card, card, placed, sorted_cards
from web.site.pictures import Picture

#: cards under "latest", lines of a section on the home page, cards on a page of a section
LATEST, SHELF, LEAF = 3, 4, 24
#: the folder of the lists of sections
SECTION = "section"
#: neighbours shown beside a page, before and after it in its section: a new page changes few others
BEFORE, AFTER = 2, 3


class SiteMap:
    """Cards of one language in the order of lists; only pages published in it."""

    def __init__(self, lang: Lang, site: Site, cards: Sequence[Card]) -> None:
        self.lang = lang
        self.site = site
        self.cards = tuple(sorted_cards(cards))
        self.by_slug = {card.slug: card for card in self.cards}
        #: all cards by date, the newest first, those without a date last
        self.newest = sorted(self.cards, key=lambda c: -c.date.toordinal() if c.date else 0)
        self._shelves: dict[str, list[Card]] = {}
        self._places: dict[str, int] = {}
        for each in self.cards:
            shelf = self._shelves.setdefault(each.section.key if each.section else "", [])
            self._places[each.slug] = len(shelf)
            shelf.append(each)
        self._tagged: dict[str, list[Card]] = {}
        found: dict[str, Section] = {}
        for each in self.cards:
            for tag in each.tags:
                self._tagged.setdefault(tag.key, []).append(each)
                found.setdefault(tag.key, tag)
        #: the tags of its pages, the most frequent first
        self.tags = tuple(sorted(found.values(), key=lambda tag: (-len(self._tagged[tag.key]), tag.key)))
        #: the sections that have pages, in the order of the navigation
        self.sections = tuple(section for section in site.sections if section.key in self._shelves)
        placed = {slot: next((c for c in self.cards if c.slot == slot), None) for slot in ("lead", "feature")}
        #: the page that opens the home page: the one placed there, else the newest
        self.lead = placed["lead"] or next(iter(self.newest), None)
        #: the page placed as a feature
        self.feature = placed["feature"] if placed["feature"] is not self.lead else None
        #: the newest pages that are not shown above already
        self.latest = [c for c in self.newest[: LATEST + 2] if c not in (self.lead, self.feature)][:LATEST]

    def shelf(self, section: Section) -> list[Card]:
        """Return the pages of a section."""
        return self._shelves.get(section.key, [])

    def leaves(self, section: Section, folder: str = SECTION) -> list[list[Card]]:
        """Return the pages of a section, or of a tag, as its list shows them: so many on each leaf."""
        shelf = self.shelf(section) if folder == SECTION else self._tagged.get(section.key, [])
        return [shelf[at : at + LEAF] for at in range(0, len(shelf), LEAF)]

    @cached_property
    def lists(self) -> frozenset[str]:
        """The addresses of the first leaves of all lists, below the folder of the language."""
        sections = {leaf_address(section, 1) for section in self.sections}
        return frozenset(sections | {leaf_address(tag, 1, tags.FOLDER) for tag in self.tags})

    @property
    def shelves(self) -> list[tuple[Section, list[Card]]]:
        """Each section with its first pages."""
        return [(section, self.shelf(section)[:SHELF]) for section in self.sections]

    def related(self, here: Card) -> list[Card]:
        """Return the neighbours of a page in its section; the newest pages where the section has no others."""
        shelf = self._shelves[here.section.key if here.section else ""]
        at = self._places[here.slug]
        near = [*shelf[max(0, at - BEFORE) : at], *shelf[at + 1 : at + 1 + AFTER]]
        return near or [c for c in self.newest[: BEFORE + AFTER + 1] if c is not here][: BEFORE + AFTER]


def site_maps(
    edition: Edition, picture: Callable[[str], Picture | None], found: Sequence[Brief] | None = None
) -> dict[Lang, SiteMap]:
    """Return the map of each language; ``found``: the briefs of the pages, where they are known already."""
    pages = briefs(edition) if found is None else found
    placings = {placing.document: placing for placing in edition.site.placings}
    cards: dict[Lang, list[Card]] = {lang: [] for lang in Lang}
    about = [placed(page.facts, placings.get(page.line.document)) for page in pages]
    named = tags.Tags(about)
    for page, said in zip(pages, about, strict=True):
        for lang in page.sides:
            cards[lang].append(card(page, said, lang, edition.site, picture, named.of(said, lang)))
    return {lang: SiteMap(lang, edition.site, mine) for lang, mine in cards.items()}


def leaf_address(section: Section, number: int, folder: str = SECTION) -> str:
    """Return the address of a leaf of the list of a section or a tag, below the folder of its language.

    >>> from translator.model import Both
    >>> leaf_address(Section("news", Both()), 1), leaf_address(Section("news", Both()), 2)
    ('section/news.html', 'section/news-2.html')
    >>> leaf_address(Section("top-2", Both()), 3, "tag")
    'tag/top-2.3.html'
    """
    mark = "-" if folder == SECTION else "."  # people name tags as they like: "top-2" is no second leaf of "top"
    return f"{folder}/{section.key}.html" if number == 1 else f"{folder}/{section.key}{mark}{number}.html"
