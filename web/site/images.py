"""The pictures inside a text: their size, smaller files, loading when they come near.

Law: a reader's browser asks no other server: a picture that lies elsewhere becomes a link, a missing one its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

from web.site.pictures import Picture

# what the sanitiser writes: every attribute in double quotes
_IMG = re.compile(r'<img((?:\s+[a-z-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_ELSEWHERE = re.compile(r"(?:https?:)?//([^/?#]+)", re.IGNORECASE)
#: a column of text is 44rem wide
SIZES = "(min-width: 48rem) 44rem, 100vw"


def dressed(html: str, picture: Callable[[str], Picture | None], root: str) -> str:
    """Return sanitised HTML with its pictures as the site has them; ``root``: the way from the page to the root."""

    def shown(match: re.Match[str]) -> str:
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        found = picture(given.get("src", ""))
        if found:
            return _tag(found, given, root)
        inside_link = html.rfind("<a ", 0, match.start()) > html.rfind("</a>", 0, match.start())
        return _words(given, inside_link)

    return _IMG.sub(shown, html)


def _tag(picture: Picture, given: dict[str, str], root: str) -> str:
    width, height = _asked_size(picture, given)
    fields = {"src": root + quote(picture.src), "alt": given.get("alt", ""), "width": str(width), "height": str(height)}
    if picture.sizes:
        fields["srcset"] = ", ".join(f"{root}{quote(src)} {wide}w" for src, wide in picture.sizes)
        fields["sizes"] = SIZES if width == picture.width else f"(min-width: {width}px) {width}px, 100vw"
    fields |= {"title": given["title"]} if given.get("title") else {}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in fields.items())
    return f'<img {written} loading="lazy" decoding="async">'


def _asked_size(picture: Picture, given: dict[str, str]) -> tuple[int, int]:
    """Return the size the text asks for, never larger than the picture and in its proportions, else its own."""
    for side, own in (("width", picture.width), ("height", picture.height)):
        asked = given.get(side, "")
        if asked.isascii() and asked.isdecimal() and 0 < int(asked) < own:
            part = int(asked) / own
            return round(picture.width * part), max(round(picture.height * part), 1)
    return picture.width, picture.height


def _words(given: dict[str, str], inside_link: bool) -> str:
    """Return what stands for a picture that the site has not."""
    words, src = given.get("alt", ""), given.get("src", "")
    elsewhere = _ELSEWHERE.match(src)
    if not elsewhere or inside_link:
        return escape(words, quote=False)
    whole = f"https:{src}" if src.startswith("//") else src
    return f'<a href="{escape(whole)}" rel="noopener">{escape(words or elsewhere[1], quote=False)}</a>'
