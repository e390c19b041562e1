"""Addresses: relative between the files of a site, so it works in any folder; absolute where a rule asks for it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote

from translator.model import Lang

#: BCP 47 tags; zh-CN lets browsers choose the glyphs of the mainland
TAGS = {Lang.ZH: "zh-CN", Lang.EN: "en"}
LABELS = {Lang.ZH: "中文", Lang.EN: "English"}


@dataclass(frozen=True, slots=True)
class Alternate:
    """A hreflang link."""

    hreflang: str
    href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One end of the language toggle."""

    tag: str
    label: str
    href: str
    current: bool
    published: bool = True
    note: str = ""


def relative(here: str, there: str) -> str:
    """Return the link from one file of the site to another.

    >>> relative("zh/section/news.html", "assets/site.css")
    '../../assets/site.css'
    """
    return way(here)(there)


def way(here: str) -> Callable[[str], str]:
    """Return what gives the links from one file of the site."""
    return partial(_relative, posixpath.dirname(here) or ".")


@lru_cache(maxsize=20_000)
def _relative(folder: str, there: str) -> str:
    return quote(posixpath.relpath(there, folder))


def absolute(base_url: str, here: str, there: str) -> str:
    """Return the full address, or the relative one where the site does not know where it lives.

    >>> absolute("https://hebei.example", "zh/a.html", "en/index.html")
    'https://hebei.example/en/'
    """
    if not base_url:
        return relative(here, there)
    path = there.removesuffix("index.html") if posixpath.basename(there) == "index.html" else there
    return f"{base_url.rstrip('/')}/{quote(path)}"


def pair_alternates(base_url: str, here: str, tail: str, default: str) -> list[Alternate]:
    """Return the hreflang set of a pair: both sides and x-default; the same on both, so it is reciprocal."""
    sides = [Alternate(TAGS[lang], absolute(base_url, here, f"{lang}/{tail}")) for lang in Lang]
    return [*sides, Alternate("x-default", absolute(base_url, here, default))]
