"""Every file of a site, one after the other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from translator.model import Edition, Lang, PageFailure
from translator.ports import Progressed
from web.site import feeds
from web.site.media import Media
from web.site.renderer import THEME, Renderer
from web.site.sitemap import site_map

_ASSETS = ("site.css", "site.js", "icon.svg")


def write_site(
    edition: Edition,
    folder: Path,
    *,
    base_url: str = "",
    media: Path | None = None,
    theme: Path | None = None,
    earlier: Path | None = None,
    progress: Progressed | None = None,
) -> list[PageFailure]:
    """Write both language versions of an edition below ``folder``, which must be empty.

    ``base_url``: where the site will live; without it links stay relative and no sitemap is written (its rules
    ask for full addresses). ``media``: folder of pictures; ``theme``: folder of templates that replace built-in ones.
    """
    base_url = base_url.rstrip("/")
    store = Media(media)
    maps = {lang: site_map(edition, lang, store.picture) for lang in Lang}
    renderer = Renderer(edition, maps, store, base_url=base_url, theme=theme)
    for path, text in _files(renderer, base_url):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _assets(folder / "assets", theme)
    store.copy(folder)
    return []


def _files(renderer: Renderer, base_url: str) -> Iterator[tuple[str, str]]:
    edition, maps = renderer.edition, renderer.maps
    yield "index.html", renderer.choose()
    for lang, shown in maps.items():
        yield f"{lang}/index.html", renderer.home(lang)
        yield f"{lang}/404.html", renderer.not_found(lang)
        yield f"{lang}/feed.xml", feeds.atom(edition, shown, base_url)
        for section in shown.sections:
            yield f"{lang}/section/{section.key}.html", renderer.section(section, lang)
        for card in shown.cards:
            page = next(page for page in edition.pages if page.slug == card.slug)
            yield card.path, renderer.page(page, lang)
            if not card.both:
                yield f"{lang.other}/{card.address}.html", renderer.missing(page, lang.other)
            elif lang is Lang.ZH and edition.site.facing:
                yield f"both/{card.address}.html", renderer.facing(page)
    yield "robots.txt", feeds.robots(base_url)
    if base_url:
        yield "sitemap.xml", feeds.sitemap(edition, list(maps.values()), base_url)
    yield "edition.json", _label(edition)


def _label(edition: Edition) -> str:
    """Return what this release is, for people and machines that look at the folder."""
    made = {"site": edition.slug, "number": edition.number, "digest": edition.digest, "note": edition.note}
    made |= {"made_at": edition.made_at.isoformat(), "pages": len(edition.pages)}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _assets(folder: Path, theme: Path | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _ASSETS:
        own = theme / name if theme else None
        shutil.copyfile(own if own and own.is_file() else THEME / name, folder / name)
