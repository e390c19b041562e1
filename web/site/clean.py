"""The allow-list: what may stand on a published page, whatever the upload contained; and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

import nh3

from web.site import images
from web.site.media import Media

_TAGS = (nh3.ALLOWED_TAGS | {"tfoot"}) - {"acronym", "area", "center", "map", "strike", "tt", "rtc", "hgroup", "data"}
#: content of these goes with the tag
_GONE = {"script", "style", "title", "noscript", "iframe", "object", "template", "textarea", "select", "svg", "math"}
_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title", "data-made"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "span": {"tabindex"},
    "blockquote": {"cite"},
}
_CLASSES = {"a": {"across"}, "span": {"name", "gloss"}}
#: files that are pages of the site when their stem is a known address
_PAGE = re.compile(r"\.(?:md|markdown|html?|txt)$", re.IGNORECASE)

#: of these, what can only be a page of this site: sources, and files in its own folder
_OURS = re.compile(r"\.(?:md|markdown)$|^[^/]+\.html?$", re.IGNORECASE)
#: a link whose page is not on the site: its words stay
_LEADS_NOWHERE = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
_TABLE = re.compile(r"<(/?)table\b[^>]*>")
#: a place in a page that the page itself has: one of our anchors, or its top
_PLACE = re.compile(r"s[0-9a-f]{8}|top|")
#: the pages of a language lie one folder below the root
_ROOT = "../"


#: what an attribute becomes on the page at hand, None where it goes
_looking: ContextVar[Callable[[str, str], str | None]] = ContextVar("looking")
#: made once, for its lists take longer to read than a paragraph
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_GONE,
    attributes=_ATTRIBUTES,
    attribute_filter=lambda _, attribute, value: _looking.get()(attribute, value),
    allowed_classes=_CLASSES,
    link_rel="noopener",
    url_schemes={"http", "https", "mailto", "tel"},
)


class Cleaner:
    """Sanitise HTML and point its links at the published pages and media.

    ``pages``: address by slug, relative to the pages' folder; ``media``: the pictures and files beside them; ``table``:
    what a table is called to those who cannot see it: one that is wider than the text scrolls by keyboard too.
    """

    def __init__(self, pages: Mapping[str, str], media: Media, table: str = "") -> None:
        self._pages = pages
        self._media = media
        self._frame = f'<div class="wide" role="group" tabindex="0" aria-label="{escape(table)}">'

    def clean(self, html: str, anchors: set[str], places: Mapping[str, str] | None = None) -> str:
        """Return ``html`` with allowed tags only; ids other than ``anchors`` are dropped.

        ``places``: the anchors of headings by the names links inside the page may give them.
        """

        def look(attribute: str, value: str) -> str | None:
            if attribute == "id":
                return value if value in anchors else None
            if attribute == "tabindex":
                return "0"
            if attribute != "href":
                return value
            return _inside(value[1:], places or {}) if value.startswith("#") else self.address(value)

        _looking.set(look)
        cleaned = _SANITISER.clean(html)
        framed = _TABLE.sub(lambda match: match[0] + "</div>" if match[1] else self._frame + match[0], cleaned)
        return images.dressed(_LEADS_NOWHERE.sub(r"\1", framed), self._media.picture, _ROOT)

    def address(self, href: str) -> str | None:
        """Return where a link leads on the site: ``about.md#x`` to the page ``about``, others as they are.

        None: a page that is not on the site (any more).
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        if file := self._media.address(href):
            return _ROOT + quote(file)
        if not _PAGE.search(parts.path) or href.startswith("../"):
            return href
        known = self._pages.get(stem(parts.path))
        if known is None:
            return None if _OURS.search(parts.path) else href
        # the headings of another page have anchors this one does not know: such a link leads to its top
        return known + (f"#{parts.fragment}" if parts.fragment and _PLACE.fullmatch(parts.fragment) else "")


def _inside(name: str, places: Mapping[str, str]) -> str | None:
    """Return a link to a place of the page itself; None: it has no such place, the words of the link stay."""
    found = places.get(unquote(name).lower(), name)
    return f"#{found}" if _PLACE.fullmatch(found) else None


def stem(path: str) -> str:
    """Return the slug a link to a file means.

    >>> stem("../pages/About.zh.md")
    'about'
    """
    return re.sub(r"\.(?:zh|en)$", "", _PAGE.sub("", PurePosixPath(unquote(path)).name)).lower()
