"""The text of a page, made once for all its files: both languages and the facing view follow one another.

Law: the files of a page say the same, for they show the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from translator.model import Both, Lang, PagePair
from web.site.addresses import TAGS, relative
from web.site.body import Wishes, body, facing
from web.site.cards import Card
from web.site.clean import Cleaner
from web.site.provenance import unmarked
from web.site.rows import Body, Facing
from web.site.sitemap import SiteMap

_LABELS = {Lang.ZH: "EN", Lang.EN: "中文"}


class OpenPage:
    """A page while its files are written. ``said``: the page as it tells machines who made its sentences."""

    def __init__(self, page: PagePair, said: PagePair, bodies: Bodies) -> None:
        self.page, self.said, self._bodies = page, said, bodies
        self._made: dict[Lang, Body] = {}

    def body(self, lang: Lang) -> Body:
        """Return its text in a language."""
        if lang not in self._made:
            self._made[lang] = self._bodies.made(self.said, lang)
        return self._made[lang]

    @cached_property
    def facing(self) -> Facing:
        """Its text in both languages side by side."""
        return facing(self.said, self.body(Lang.ZH), self.body(Lang.EN))


class Bodies:
    """Makes the texts of pages; ``across``: what a link to the other language says; ``marks``: see ``Site``."""

    def __init__(
        self, maps: Mapping[Lang, SiteMap], cleaners: Mapping[Lang, Cleaner], across: Both, *, marks: bool
    ) -> None:
        self._maps, self._cleaners, self._across, self._marks = maps, cleaners, across, marks
        self._open: OpenPage | None = None

    def open(self, page: PagePair) -> OpenPage:
        """Return a page to be written; the last one is kept, for its files come one after another."""
        found = self._open
        if found is None or found.page is not page:
            found = self._open = OpenPage(page, page if self._marks else unmarked(page), self)
        return found

    def made(self, page: PagePair, lang: Lang) -> Body:
        """Return the text of a page in a language, with links to the other one where that is published."""
        card = self._maps[lang].by_slug[page.slug]
        wishes = self._wishes(page, card) if card.both else Wishes()
        return body(page, lang, self._cleaners[lang], wishes)

    def _wishes(self, page: PagePair, card: Card) -> Wishes:
        lang, there = card.lang, relative(card.path, f"{card.lang.other}/{card.address}.html")
        names = tuple((name.get(lang), name.get(lang.other)) for name in page.names)
        return Wishes(partial(self._link, there, lang), names)

    def _link(self, address: str, lang: Lang, anchor: str) -> str:
        words, label, tag = self._across.get(lang), _LABELS[lang], TAGS[lang.other]
        return f'<a class="across" href="{address}#{anchor}" hreflang="{tag}" lang="{tag}" title="{words}">{label}</a>'
