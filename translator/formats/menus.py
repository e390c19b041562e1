"""Menus, breadcrumbs and labelled links inside one stretch of HTML: each entry is a text of its own, not a sentence.

Law: the parts, glued together, are the stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from translator.model import Span

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_VOID = frozenset({"br", "img", "wbr"})
#: what parts entries that are links, and between links and other words
_BAR = re.compile(r"(?:\s|&nbsp;)*[|｜](?:\s|[|｜]|&nbsp;)*")
_ARROW = re.compile(r"(?:\s|&nbsp;)*(?:&gt;|&raquo;|&rsaquo;|[>»›])+(?:\s|&nbsp;)*")
#: 上一篇：<a href=x>title</a>
_LABELLED = re.compile(r"([^<>]*[:：](?:\s|&nbsp;)*)(<a\b[^<>]*>(?:(?!</?a\b)[\s\S])*</a\s*>\s*)", re.IGNORECASE)
#: all that may stand between links and yet be no words
_NOTHING = re.compile(r"(?:\s|&nbsp;|&gt;|&raquo;|&rsaquo;|&middot;|&bull;|[|｜>»›·•/、\-–—])*")


def parts(words: str) -> list[str]:
    """Return the entries of a menu and what parts them, in order; words that are no menu come back whole.

    >>> parts('<a href="/">首页</a> | <a href="/zw">政务</a>')
    ['<a href="/">首页</a>', ' | ', '<a href="/zw">政务</a>']
    >>> parts('见<a href="/">首页</a>和<a href="/zw">政务</a>。')
    ['见<a href="/">首页</a>和<a href="/zw">政务</a>。']
    """
    links = len(re.findall(r"<a\b", words, re.IGNORECASE))
    outside = list(_outside(words))
    if links > 1 and all(_NOTHING.fullmatch(span.of(words)) for span in outside):
        return _cut(words, outside)
    bars = list(_marks(_BAR, words, outside))
    arrows = list(_marks(_ARROW, words, outside)) if links else []
    is_menu = len(bars) > 1 or (links and bars) or len(arrows) > 1
    entries = _cut(words, sorted([*bars, *arrows])) if is_menu else [words]
    return [part for entry in entries for part in _labelled(entry)]


def _outside(words: str) -> Iterator[Span]:
    """Yield the stretches that stand in no element, tags left out."""
    depth, at = 0, 0
    for tag in _TAG.finditer(words):
        if depth == 0 and tag.start() > at:
            yield Span(at, tag.start())
        if tag["name"].lower() not in _VOID:
            depth = max(0, depth + (-1 if tag["close"] else 1))
        at = tag.end()
    if depth == 0 and at < len(words):
        yield Span(at, len(words))


def _marks(mark: re.Pattern[str], words: str, outside: list[Span]) -> Iterator[Span]:
    for span in outside:
        yield from (Span(*match.span()) for match in mark.finditer(words, span.start, span.end))


def _labelled(entry: str) -> tuple[str, ...]:
    found = _LABELLED.fullmatch(entry)
    return found.groups() if found else (entry,)


def _cut(words: str, marks: list[Span]) -> list[str]:
    edges = sorted({0, len(words), *(edge for span in marks for edge in (span.start, span.end))})
    return [words[start:end] for start, end in pairwise(edges)]
