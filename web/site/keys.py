"""Keys: two files of equal key are equal, so the second need not be written again.

Law: everything a file is made of is in its key: page, cards it shows, frame, templates, and the code that fills them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from translator.model import Edition, Lang, PagePair
from web.site.cards import Card
from web.site.sitemap import SiteMap

HERE = Path(__file__).parent
#: separates the fields of a key: no text holds it
_MARK = "\x1f"


def key(*fields: str) -> str:
    """Return the key of these fields."""
    return hashlib.blake2b(_MARK.join(fields).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@cache
def code_key() -> str:
    """Return the key of the builder itself: an update of Duizhao writes every file again."""
    rooms = [*sorted(HERE.rglob("*.*")), *sorted((HERE.parent.parent / "translator" / "formats").glob("*.py"))]
    rooms.append(HERE.parent.parent / "translator" / "desk" / "pages.py")
    return _files(path for path in rooms if path.suffix != ".pyc")


def theme_key(theme: Path | None) -> str:
    """Return the key of a theme folder."""
    return _files(sorted(path for path in theme.rglob("*") if path.is_file())) if theme else ""


def _files(paths: Iterable[Path]) -> str:
    running = hashlib.blake2b(digest_size=12)
    for path in paths:
        if path.is_file():
            running.update(path.name.encode() + b"\0" + path.read_bytes())
    return running.hexdigest()


def page_key(page: PagePair) -> str:
    """Return the key of all that a page pair itself brings; its document's digest stands for the source."""
    d = page.document
    fields = [d.id, d.slug, d.title, d.digest, d.lang, d.format, page.target_title, str(page.one_sided)]
    for s in page.segments:
        fields += (s.target, s.state, s.made or "", s.by, s.at.isoformat() if s.at else "")
    for name in page.names:
        fields += (name.zh, name.en)
    return key(*fields)


def card_key(card: Card) -> str:
    """Return all that others show of a page, as one text."""
    picture = card.image
    image = [picture.src, str(picture.width), str(picture.height), picture.alt, picture.caption] if picture else []
    sizes = [src for src, _ in picture.srcset] if picture else []
    day, section = card.date.isoformat() if card.date else "", card.section.key if card.section else ""
    words = [card.address, card.title, card.other_title, card.summary, section, day, card.author]
    words += [f"{tag.key}={tag.name.get(card.lang)}" for tag in card.tags]
    return _MARK.join([*words, *image, *sizes, card.slot, str(card.both)])


def line_key(card: Card) -> str:
    """Return what a line of a list shows of a page: less than a card, so fewer changes reach its neighbours."""
    day, section = card.date.isoformat() if card.date else "", card.section.key if card.section else ""
    return _MARK.join((card.address, card.title, day, section))


def frame_key(edition: Edition, shown: SiteMap, base_url: str, theme: str) -> str:
    """Return the key of what stands around every page of a language: names, navigation, footer."""
    site = edition.site
    words = [site.name.zh, site.name.en, site.tagline.get(shown.lang), site.notice.get(shown.lang), str(site.facing)]
    parts = [f"{s.key}={s.name.zh}={s.name.en}" for s in shown.sections]
    strings = [f"{string.key}={string.words.zh}={string.words.en}" for string in site.strings]
    return key(
        code_key(),
        theme,
        base_url,
        edition.slug,
        shown.lang,
        str(site.label),
        str(site.marks),
        site.producer,
        *words,
        *parts,
        *strings,
    )


def both_frames(frames: dict[Lang, str]) -> str:
    """Return the key of what stands around a page in both languages."""
    return key(*frames.values())
