"""Files for machines: Atom (RFC 4287), sitemap with alternates (sitemaps.org, hreflang), robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from html import escape
from xml.etree import ElementTree as ET

from translator.model import Edition, Lang
from web.site.addresses import TAGS, absolute
from web.site.cards import Card
from web.site.sitemap import SiteMap

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
#: addresses in one sitemap
_MOST = 45_000
#: entries of a feed
_ENTRIES = 20


def atom(edition: Edition, shown: SiteMap, base_url: str) -> str:
    """Return the feed of one language: its newest pages."""
    ET.register_namespace("", _ATOM)
    site, lang, here = edition.site, shown.lang, f"{shown.lang}/feed.xml"
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": TAGS[lang]})
    _add(feed, "id", base_url + f"/{lang}/" if base_url else f"urn:duizhao:{edition.slug}:{lang}")
    _add(feed, "title", site.name.get(lang))
    if site.tagline.get(lang):
        _add(feed, "subtitle", site.tagline.get(lang))
    _add(feed, "updated", edition.made_at.astimezone(UTC).isoformat())
    _add(feed, "link", rel="self", href=absolute(base_url, here, here), type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=absolute(base_url, here, f"{lang}/index.html"), hreflang=TAGS[lang])
    _add(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", site.name.get(lang))
    for card in shown.newest[:_ENTRIES]:
        feed.append(_entry(card, edition, base_url, here))
    return _written(feed)


def _entry(card: Card, edition: Edition, base_url: str, here: str) -> ET.Element:
    entry = ET.Element(f"{{{_ATOM}}}entry")
    link = absolute(base_url, here, card.path)
    moment = datetime.combine(card.date, time(), UTC) if card.date else edition.made_at.astimezone(UTC)
    _add(entry, "id", link if base_url else f"urn:duizhao:{edition.slug}:{card.lang}:{card.slug}")
    _add(entry, "title", card.title)
    _add(entry, "updated", moment.isoformat())
    _add(entry, "link", rel="alternate", href=link, hreflang=TAGS[card.lang])
    if card.both:
        other = absolute(base_url, here, f"{card.lang.other}/{card.address}.html")
        _add(entry, "link", rel="alternate", href=other, hreflang=TAGS[card.lang.other])
    if card.author:
        _add(ET.SubElement(entry, f"{{{_ATOM}}}author"), "name", card.author)
    for tag in card.tags:
        _add(entry, "category", term=tag.name.get(card.lang))
    _add(entry, "summary", card.summary or card.title)
    return entry


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text or None


def sitemaps(maps: Sequence[SiteMap], base_url: str) -> Iterator[tuple[str, str]]:
    """Yield the sitemap: every page of either language, with alternates where both exist.

    A file holds at most 50,000 addresses (sitemaps.org); more than that become several files and an index.
    """
    urls = [url for lang in Lang for url in _home_url(lang, base_url)]
    urls += [_list_url(shown, tail, base_url, maps) for shown in maps for tail in sorted(shown.lists)]
    root = escape(base_url)
    urls += [_url(card, root) for shown in maps for card in shown.cards]
    head = f'<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}">'
    leaves = [urls[at : at + _MOST] for at in range(0, len(urls), _MOST)]
    if len(leaves) == 1:
        yield "sitemap.xml", _DECLARATION + head + "".join(leaves[0]) + "\n</urlset>\n"
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(leaves) + 1)]
    for name, leaf in zip(names, leaves, strict=True):
        yield name, _DECLARATION + head + "".join(leaf) + "\n</urlset>\n"
    index = "".join(f"\n<sitemap><loc>{escape(absolute(base_url, '', name))}</loc></sitemap>" for name in names)
    yield "sitemap.xml", f'{_DECLARATION}<sitemapindex xmlns="{_MAP}">{index}\n</sitemapindex>\n'


def _home_url(lang: Lang, base_url: str) -> Iterator[str]:
    sides = "".join(_side(each, absolute(base_url, "", f"{each}/index.html")) for each in Lang)
    yield f"\n<url><loc>{escape(absolute(base_url, '', f'{lang}/index.html'))}</loc>{sides}</url>"


def _list_url(shown: SiteMap, tail: str, base_url: str, maps: Sequence[SiteMap]) -> str:
    """Return the entry of a list of pages (a section, a tag), with its other language where that has one."""
    both = all(tail in other.lists for other in maps)
    sides = "".join(_side(each, absolute(base_url, "", f"{each}/{tail}")) for each in Lang) if both else ""
    return f"\n<url><loc>{escape(absolute(base_url, '', f'{shown.lang}/{tail}'))}</loc>{sides}</url>"


def _url(card: Card, root: str) -> str:
    """Return the entry of a page; ``root`` is escaped, and an address has nothing that must be."""
    day = f"<lastmod>{card.date.isoformat()}</lastmod>" if card.date else ""
    both = "".join(f"{begin}{root}/{lang}/{card.address}.html{_END}" for lang, begin in _SIDES) if card.both else ""
    return f"\n<url><loc>{root}/{card.lang}/{card.address}.html</loc>{day}{both}</url>"


_SIDES = [(lang, f'<xhtml:link rel="alternate" hreflang="{TAGS[lang]}" href="') for lang in Lang]
_END = '"/>'


def _side(lang: Lang, href: str) -> str:
    return dict(_SIDES)[lang] + escape(href) + _END


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def robots(base_url: str) -> str:
    """Return robots.txt: everything may be read; the sitemap is named where its address is known."""
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base_url.rstrip('/')}/sitemap.xml\n" if base_url else "")
