"""The whole site at a glance: cards by language, sections that have pages, who stands beside whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.model import Edition, Lang, PagePair, Section, Site
from web.site.cards import Card, card, sorted_cards
from web.site.media import Picture

#: cards under "latest" and beside a page; lines of a section on the home page
LATEST, RELATED, SHELF = 3, 5, 4


@dataclass(frozen=True, slots=True)
class SiteMap:
    """Cards of one language, sorted; ``cards`` holds only pages published in it."""

    lang: Lang
    site: Site
    cards: tuple[Card, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have pages, in the order of the navigation."""
        used = {c.section.key for c in self.cards if c.section}
        return tuple(section for section in self.site.sections if section.key in used)

    def shelf(self, section: Section) -> list[Card]:
        """Return the pages of a section."""
        return [c for c in self.cards if c.section and c.section.key == section.key]

    @property
    def lead(self) -> Card | None:
        """The page that opens the home page: the one placed there, else the newest."""
        placed = [c for c in self.cards if c.slot == "lead"]
        return next(iter([*placed, *self.newest]), None)

    @property
    def feature(self) -> Card | None:
        """The page placed as a feature."""
        return next((c for c in self.cards if c.slot == "feature" and c != self.lead), None)

    @property
    def newest(self) -> list[Card]:
        """All cards by date, the newest first, those without a date last."""
        return sorted(self.cards, key=lambda c: -c.date.toordinal() if c.date else 0)

    @property
    def latest(self) -> list[Card]:
        """The newest pages that are not shown above already."""
        return [c for c in self.newest if c not in (self.lead, self.feature)][:LATEST]

    @property
    def shelves(self) -> list[tuple[Section, list[Card]]]:
        """Each section with its first pages."""
        return [(section, self.shelf(section)[:SHELF]) for section in self.sections]

    def related(self, here: Card) -> list[Card]:
        """Return other pages of the same section; any pages where the section has no others."""
        same = [c for c in self.cards if c.section == here.section and c.slug != here.slug]
        return (same or [c for c in self.newest if c.slug != here.slug])[:RELATED]


def site_map(edition: Edition, lang: Lang, picture: Callable[[str], Picture | None]) -> SiteMap:
    """Return the map of one language."""
    pages = [page for page in edition.pages if lang in page.sides]
    return SiteMap(lang, edition.site, tuple(sorted_cards(cards_of(pages, lang, edition.site, picture))))


def cards_of(pages: Sequence[PagePair], lang: Lang, site: Site, picture: Callable[[str], Picture | None]) -> list[Card]:
    """Return the cards of these pages."""
    return [card(page, lang, site, picture) for page in pages]
