"""Plain text: paragraphs by blank lines and by width (text/lines.py).

Law: ``write(read(x)) == x``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.formats.build import Piece, document
from translator.model import BlockKind, Document, Lang
from translator.text.chars import columns
from translator.text.closing import ends_sentence
from translator.text.lines import paragraphs

suffixes: tuple[str, ...] = (".txt", ".text")
#: a piece of a menu or table drawn with bars
_CELL = re.compile(r"([|]*)([^|]+|$)")
#: a wider line is no heading
_HEADING_COLUMNS = 80
#: marks that are the same in both languages; 一、 and 第一章 are words to translate
_ITEM = re.compile(r"[ \t\u3000]*(?:[-*+•·●○■□◆◇▪►▶※]\s+|\(?\d{1,3}[.)]\s+)")


def read(text: str, *, name: str, lang: Lang | None = None) -> Document:
    """Cut plain text into paragraphs; the first short line alone, before any sentence, is the heading."""
    return document(_pieces(text), name=name, format="text", lang=lang)


def _pieces(text: str) -> Iterator[Piece]:
    titled = False
    for words, end in paragraphs(text):
        item = _ITEM.match(words)
        heading = not titled and not item and _is_heading(words, end)
        titled = titled or heading or ends_sentence(words)
        if heading:
            yield Piece(BlockKind.HEADING, "", words, end, level=1)
        elif words.count("|") > 1:
            yield from (Piece(BlockKind.CELL, match[1], match[2]) for match in _CELL.finditer(words))
            yield Piece(BlockKind.RAW, end)
        elif item:
            yield Piece(BlockKind.LIST_ITEM, item[0], words[item.end() :], end)
        else:
            yield Piece(BlockKind.PARAGRAPH, "", words, end)


def _is_heading(words: str, end: str) -> bool:
    alone = bool(re.fullmatch(r"[ \t]*(?:\r\n|\r|\n)\s*", end))
    return alone and columns(words.strip()) <= _HEADING_COLUMNS and not ends_sentence(words) and "|" not in words
