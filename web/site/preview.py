"""One file of a site on request, before anything is published: the live preview."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from translator.model import Edition, Lang
from web.site import feeds
from web.site.media import Media
from web.site.plan import Kind
from web.site.renderer import THEME, Renderer
from web.site.sitemap import site_maps

_PAGE = re.compile(r"(?P<side>zh|en|both)/(?P<name>[A-Za-z0-9_-]+)\.html")
_LEAF = r"(?P<leaf>[2-9]|[1-9][0-9]+)"
_SECTION = re.compile(rf"(?P<side>zh|en)/section/(?P<key>[a-z0-9-]+?)(?:-{_LEAF})?\.html")
_TAG = re.compile(rf"(?P<side>zh|en)/tag/(?P<key>[a-z0-9-]+)(?:\.{_LEAF})?\.html")


class Preview:
    """Renders files of ``edition`` when they are asked for."""

    def __init__(self, edition: Callable[[], Edition], media: Path | None, theme: Path | None) -> None:
        self._edition = edition
        self._media = media
        self._theme = theme
        #: where style sheet and script lie
        self.assets = THEME

    def file(self, path: str) -> str | None:
        """Return the file of that address, None where the site would have none."""
        edition, media = self._edition(), Media(self._media)
        maps = site_maps(edition, media.picture)
        renderer = Renderer(edition, maps, media, theme=self._theme, preview=True)
        if path == "index.html":
            return renderer.choose()
        for lang in Lang:
            if path == f"{lang}/index.html":
                return renderer.home(lang)
            if path == f"{lang}/feed.xml":
                return feeds.atom(edition, maps[lang], "")
        return self._list(renderer, path) or self._page(renderer, path)

    def _list(self, renderer: Renderer, path: str) -> str | None:
        kind = Kind.TAG if _TAG.fullmatch(path) else Kind.SECTION
        match = _TAG.fullmatch(path) or _SECTION.fullmatch(path)
        if not match:
            return None
        lang = Lang(match["side"])
        shown, leaf = renderer.maps[lang], int(match["leaf"] or 1)
        known = shown.tags if kind is Kind.TAG else shown.sections
        found = next((section for section in known if section.key == match["key"]), None)
        return renderer.section(found, lang, leaf, kind) if found and leaf <= len(shown.leaves(found, kind)) else None

    def _page(self, renderer: Renderer, path: str) -> str | None:
        match = _PAGE.fullmatch(path)
        cards = renderer.maps[Lang.ZH].cards if match else ()
        slug = next((card.slug for card in cards if match and card.address == match["name"]), None)
        if not match or slug is None:
            return None
        page = next(page for page in renderer.edition.pages if page.slug == slug)
        return renderer.facing(page) if match["side"] == "both" else renderer.page(page, Lang(match["side"]))
