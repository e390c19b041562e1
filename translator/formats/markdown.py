"""Markdown: the blocks are those of CommonMark (with tables), their text is the raw line with its inline markup.

Law: ``write(read(x)) == x``; a stretch the parser does not call text is carried along as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from translator.formats import front, html
from translator.formats.build import Piece, document
from translator.model import BlockKind, Document, Lang, Span

suffixes: tuple[str, ...] = (".md", ".markdown")
#: the lines markdown-it counts
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
#: a cell of a table line: up to a bar that is not escaped
_CELL = re.compile(r"(?:\\[\s\S]|[^|\\])+")
_QUOTE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)*")
_CONTAINERS = {"list_item_open": BlockKind.LIST_ITEM, "blockquote_open": BlockKind.QUOTE}
_RAW_BLOCKS = frozenset({"fence", "code_block", "hr", "html_block"})


class Place(NamedTuple):
    """Where a block's text stands in the file, in code points; ``tail`` is the end of what closes it on its lines."""

    text: Span
    tail: int
    kind: BlockKind
    level: int = 0
    is_html: bool = False


def read(text: str, *, name: str, lang: Lang | None = None) -> Document:
    """Cut Markdown into headings, paragraphs, list items, quotes, table cells and META; the rest is RAW."""
    found = front.head(text)
    head = found or text[: text.startswith("\ufeff")]
    pieces = [*(front.pieces(head) if found else (Piece(BlockKind.RAW, head),)), *_pieces(text[len(head) :])]
    said = front.values(found)
    made = document(pieces, name=name, format="markdown", lang=lang, title=said.get("title", ""))
    own = said.get(f"title_{made.lang}", "")
    return replace(made, title=own) if own else made


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _pieces(text: str) -> Iterator[Piece]:
    """Yield pieces that cover ``text``: markers stand in ``before``, line ends and blank lines in ``after``."""
    at = 0
    for place in _places(text):
        if place.text.start < at:
            continue  # a place inside another: what was read first stays
        end = place.tail
        if end == len(text) or text[end - 1 : end] in "\r\n":
            blank = _BLANK_LINES.match(text, end)
            end = blank.end() if blank else end
        before, words = text[at : place.text.start], place.text.of(text)
        after, at = text[place.text.end : end], end
        if place.is_html:
            yield from (Piece(BlockKind.RAW, before), *html.pieces(words), Piece(BlockKind.RAW, after))
        elif place.kind is BlockKind.RAW:
            yield Piece(BlockKind.RAW, before + words + after)
        else:
            yield Piece(place.kind, before, words, after, place.level)
    yield Piece(BlockKind.RAW, text[at:])


def _places(text: str) -> Iterator[Place]:
    """Yield text and raw blocks in reading order."""
    starts = [match.start() for match in _LINE.finditer(text)] + [len(text)]
    tokens = _parser().parse(text)
    containers: list[BlockKind] = []
    for index, token in enumerate(tokens):
        if token.type in _CONTAINERS:
            containers.append(_CONTAINERS[token.type])
        elif token.type in ("list_item_close", "blockquote_close"):
            containers.pop()
        if not token.map:
            continue
        if token.type == "table_open":
            yield from _cells(text, starts, token)
        elif token.type == "inline" and tokens[index - 1].type not in ("th_open", "td_open"):
            place = _inline(text, starts, token, tokens[index - 1], containers)
            if place:
                yield place
        elif token.type in _RAW_BLOCKS:
            yield _raw(text, starts, token)


def _raw(text: str, starts: Sequence[int], token: Token) -> Place:
    start, end = _lines(starts, token)
    return Place(Span(start, end), end, BlockKind.RAW, is_html=token.type == "html_block")


def _lines(starts: Sequence[int], token: Token) -> tuple[int, int]:
    first, last = token.map or (0, 0)
    return starts[min(first, len(starts) - 1)], starts[min(last, len(starts) - 1)]


def _inline(
    text: str, starts: Sequence[int], token: Token, parent: Token, containers: Sequence[BlockKind]
) -> Place | None:
    """Find the raw text of a heading or paragraph: the parser took off markers, we keep the lines."""
    first = (token.map or [0])[0]
    content = token.content.split("\n")
    last = min(first + len(content) - 1, len(starts) - 2)
    head_line = text[starts[first] : starts[first + 1]].rstrip()
    if parent.markup and parent.markup[0] == "#":
        start = head_line.find(content[0], head_line.find(parent.markup) + len(parent.markup))
        end = start + len(content[0])
    else:
        start = head_line.rfind(content[0].strip())
        end = starts[last] - starts[first] + len(text[starts[last] : starts[last + 1]].rstrip())
    if start < 0 or not content[0].strip():
        return None
    span = Span(starts[first] + start, starts[first] + end)
    tail = max(_lines(starts, parent)[1], span.end)
    if parent.type == "heading_open":
        return Place(span, tail, BlockKind.HEADING, int(parent.tag[1:]))
    kind = containers[-1] if containers else BlockKind.PARAGRAPH
    return Place(span, tail, kind, len(containers))


def _cells(text: str, starts: Sequence[int], table: Token) -> Iterator[Place]:
    """Yield the cells of a table; its second line only aligns."""
    first, last = table.map or (0, 0)
    for number in range(first, min(last, len(starts) - 1)):
        start, end = starts[number], starts[number + 1]
        if number == first + 1:
            yield Place(Span(start, end), end, BlockKind.RAW)
            continue
        line = text[start:end]
        marks = _QUOTE_MARKS.match(line)
        cells = [match.span() for match in _CELL.finditer(line, marks.end() if marks else 0) if match[0].strip()]
        for index, (left, right) in enumerate(cells):
            span = Span(start + left, start + left + len(line[left:right].rstrip()))
            yield Place(span, end if index == len(cells) - 1 else start + right, BlockKind.CELL)
