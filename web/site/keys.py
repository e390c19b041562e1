"""Keys: two files of equal key are equal, so the second need not be written again.

Law: everything a file is made of is in its key: page, cards it shows, frame, templates, and the code that fills them.
"""

from __future__ import annotations

import hashlib

from translator.model import Edition, Lang
from web.site.cards import Card
from web.site.code import code_key
from web.site.sitemap import SiteMap

#: separates the fields of a key: no text holds it
_MARK = "\x1f"


def key(*fields: str) -> str:
    """Return the key of these fields."""
    return hashlib.blake2b(_MARK.join(fields).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def card_key(card: Card) -> str:
    """Return all that others show of a page, as one text."""
    picture = card.image
    image = [picture.picture.key, picture.alt, picture.caption] if picture else []
    day, section = card.date.isoformat() if card.date else "", card.section.key if card.section else ""
    words = [card.address, card.title, card.other_title, card.summary, section, day, card.author]
    words += [f"{tag.key}={tag.name.get(card.lang)}" for tag in card.tags]
    return _MARK.join([*words, *image, card.slot, str(card.both)])


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
