"""Markdown to rows: one row per top-level block, anchors put in by the line a block's text stands on."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from translator.desk.pages import Part
from translator.model import Lang
from translator.text.chars import is_han
from web.site.names import Names
from web.site.rows import Row

#: marks that belong to Chinese text: no blank where a line breaks beside them
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uff65\u2018-\u201d\u2026\u2014]")
Across = Callable[[str], str]
Waiting = defaultdict[int, deque[Part]]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def rows(
    found: Sequence[Part], lang: Lang, across: Across | None = None, names: Sequence[tuple[str, str]] = ()
) -> list[Row]:
    """Return the rows of a Markdown page; not yet sanitised."""
    text, waiting = _joined(found)
    mentions = Names(names, lang)
    made = []
    for group in _groups(_parser().parse(text)):
        anchor, spoken = _marked(group, waiting, lang, across)
        heading = group[0].type == "heading_open"  # headings are copied into lists: no mention is marked there
        for token in group:
            _dress(token, lang, Names((), lang) if heading else mentions)
        html = _parser().renderer.render(group, _parser().options, {})
        made.append(Row(anchor, html.strip(), spoken))
    return made


def _joined(found: Sequence[Part]) -> tuple[str, Waiting]:
    """Glue the parts together; say which of them begins on which line (several cells may share one)."""
    text, line, waiting = [], 0, Waiting(deque)
    for part in found:
        line += _lines(part.before)
        if part.anchor:
            waiting[line].append(part)
        line += _lines(part.text) + _lines(part.after)
        text += [part.before, part.text, part.after]
    return "".join(text), waiting


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the top-level blocks with all that is inside them."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _marked(group: Sequence[Token], waiting: Waiting, lang: Lang, across: Across | None) -> tuple[str, Lang]:
    """Give the tags of a block their ids; return the block's anchor and the language of its words."""
    first, spoken = "", lang
    for place, token in enumerate(group):
        if token.type != "inline" or not token.map or not waiting[token.map[0]]:
            continue
        part = waiting[token.map[0]].popleft()
        opener = group[place - 1]
        if opener.hidden:  # the paragraph of a tight list has no tag of its own
            opener = group[place - 2]
        opener.attrSet("id", part.anchor)
        if part.made:
            opener.attrSet("data-made", part.made.value)
        if part.lang is not lang:
            opener.attrSet("lang", "zh-CN" if part.lang is Lang.ZH else "en")
        first, spoken = first or part.anchor, part.lang
        if across and opener.tag in ("p", "li", "h2", "h3", "h4") and token.children is not None:
            token.children.append(Token("html_inline", "", 0, content=across(part.anchor)))
        _picture(token, group[place - 1], group[place + 1])
    return first, spoken


def _picture(token: Token, opener: Token, closer: Token) -> None:
    """Make a figure of a paragraph that is one picture; the picture's title is its caption."""
    inside = [child for child in token.children or () if child.type not in ("softbreak", "html_inline")]
    if opener.tag != "p" or len(inside) != 1 or inside[0].type != "image":
        return
    opener.tag = closer.tag = "figure"
    caption = inside[0].attrs.pop("title", "")
    words = [Token("text", "", 0, content=str(caption))]
    tags = [Token("html_inline", "", 0, content=tag) for tag in ("<figcaption>", "</figcaption>")]
    token.children = [inside[0], *([tags[0], *words, tags[1]] if caption else [])]


def _dress(token: Token, lang: Lang, mentions: Names) -> None:
    """Join wrapped Chinese lines without a blank, mark first mentions."""
    if token.type != "inline" or token.children is None:
        return
    children = token.children
    for place, child in enumerate(children):
        if child.type == "softbreak" and _touches_wide(children, place):
            child.type, child.content = "text", ""
    token.children = mentions.marked(children)


def _touches_wide(children: Sequence[Token], place: int) -> bool:
    before = children[place - 1].content[-1:] if place else ""
    after = children[place + 1].content[:1] if place + 1 < len(children) else ""
    return all(bool(ch) and (is_han(ch) or _WIDE.match(ch) is not None) for ch in (before, after))
