"""HTML: text between block tags, the title, and the attributes a reader sees.

Law: ``write(read(x)) == x``, for broken HTML too; scripts, styles, code and comments are carried along as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from translator.formats import menus
from translator.formats.build import Piece, document, plain
from translator.model import BlockKind, Document, Lang

suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
_TOKEN = re.compile(
    r"(?P<raw><!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[!?][^>]*(?:>|$)"
    r"|<(?P<opaque>script|style|pre|textarea|template|svg|math|noscript|iframe|object)\b[^>]*>"
    r"[\s\S]*?(?:</(?P=opaque)\s*>|$))"
    r"|(?P<code><(?P<inline>code|kbd|samp|var)\b[^>]*>[\s\S]*?</(?P=inline)\s*>)"
    r"|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>)"
    r"|(?P<text>[^<]+|<)",
    re.IGNORECASE,
)
#: tags that stand inside a sentence (HTML Living Standard, 4.5 text-level semantics, and embedded pictures)
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "data", "del", "dfn", "em", "font", "i", "img"),
        *("ins", "mark", "q", "rp", "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "wbr"),
    }
)
_KINDS = {"li": BlockKind.LIST_ITEM, "td": BlockKind.CELL, "th": BlockKind.CELL, "blockquote": BlockKind.QUOTE}
_VISIBLE = re.compile(
    r"(?P<head>\s(?:alt|title|placeholder|aria-label)\s*=\s*(?P<quote>[\"']))(?P<words>[^\"'<>]*)(?P=quote)",
    re.IGNORECASE,
)
_META = re.compile(r"<meta\b(?=[^>]*\bname\s*=\s*[\"']?(?:description|keywords)\b)", re.IGNORECASE)
_CONTENT = re.compile(r"(?P<head>\scontent\s*=\s*(?P<quote>[\"']))(?P<words>[^\"'<>]*)(?P=quote)", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)</title", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?(zh|en)\b", re.IGNORECASE)
_OPEN_TAG = re.compile(r"\s*<([A-Za-z][A-Za-z0-9]*)\b[^<>]*(?<!/)>\s*")


class Bit(NamedTuple):
    """A token of the file: ``name`` is the lower-case tag name, '' for text and raw stretches."""

    text: str
    name: str = ""
    is_raw: bool = False
    closes: bool = False

    @property
    def is_inline(self) -> bool:
        """Whether it may stand inside a sentence."""
        return not self.is_raw and (not self.name or self.name in _INLINE)


def read(text: str, *, name: str, lang: Lang | None = None) -> Document:
    """Cut HTML into blocks; ``lang`` None: what ``<html lang>`` says, else detected."""
    named = _LANG.search(text)
    title = _TITLE.search(text)
    heading = re.search(r"<h1\b[^>]*>([\s\S]*?)</h1", text, re.IGNORECASE)
    words = plain(heading[1], "html") if heading else ""
    words = words or (plain(title[1], "html") if title else "")
    lang = lang or (Lang(named[1].lower()) if named else None)
    return document(pieces(text), name=name, format="html", lang=lang, title=words)


def pieces(text: str) -> Iterator[Piece]:
    """Yield pieces that cover ``text``."""
    run: list[Bit] = []
    path: list[str] = []
    for bit in _bits(text):
        if bit.is_inline:
            run.append(bit)
            continue
        yield from _run(run, path)
        run = []
        if bit.name:
            yield from _tag(bit)
            _walk(path, bit)
        else:
            yield Piece(BlockKind.RAW, bit.text)
    yield from _run(run, path)


def _bits(text: str) -> Iterator[Bit]:
    for match in _TOKEN.finditer(text):
        if match["raw"]:
            # a comment does not end a sentence, but a sentence with one inside would hide it in a token
            yield Bit(match[0], is_raw=True)
        elif match["tag"]:
            yield Bit(match[0], match["name"].lower(), closes=match[0].startswith("</"))
        else:
            yield Bit(match[0])


def _walk(path: list[str], bit: Bit) -> None:
    """Keep the names of the open blocks; unclosed ones are forgotten when an outer one closes."""
    if not bit.closes:
        path.append(bit.name)
    elif bit.name in path:
        while path.pop() != bit.name:
            pass


def _run(run: Sequence[Bit], path: Sequence[str]) -> Iterator[Piece]:
    """Yield the piece of one stretch of text and inline tags, with tags that enclose all of it moved outside."""
    words = "".join(bit.text for bit in run)
    if not words:
        return
    if not "".join(bit.text for bit in run if not bit.name).strip():
        for bit in run:
            yield from _tag(bit) if bit.name else (Piece(BlockKind.RAW, bit.text),)
        return
    kind, level = _kind(path)
    before, words, after = _peel(words)
    entries = menus.parts(words)
    if len(entries) == 1:
        yield Piece(kind, before, words, after, level)
        return
    yield Piece(BlockKind.RAW, before)
    yield from (Piece(kind, *_peel(entry), level) for entry in entries)
    yield Piece(BlockKind.RAW, after)


def _peel(words: str) -> tuple[str, str, str]:
    """Move an inline element that holds the whole text out of it: ``<a href=x>Home</a>`` leaves ``Home``."""
    before = after = ""
    while opening := _OPEN_TAG.match(words):
        closing = re.search(rf"\s*</{opening[1]}\s*>\s*$", words, re.IGNORECASE)
        inner = words[opening.end() : closing.start()] if closing else ""
        if not closing or re.search(rf"</?{opening[1]}\b", inner, re.IGNORECASE) or not inner.strip():
            break
        before, words, after = before + opening[0], inner, closing[0] + after
    return before, words, after


def _kind(path: Sequence[str]) -> tuple[BlockKind, int]:
    """Return what a text inside these blocks is; the innermost telling one counts."""
    for name in reversed(path):
        if re.fullmatch("h[1-6]", name):
            return BlockKind.HEADING, int(name[1])
        if name == "title":
            return BlockKind.HEADING, 0
        if name in _KINDS:
            return _KINDS[name], sum(outer == name for outer in path)
    return BlockKind.PARAGRAPH, 0


def _tag(bit: Bit) -> Iterator[Piece]:
    """Yield a tag, its visible attributes as texts of their own."""
    at = 0
    pattern = _CONTENT if _META.match(bit.text) else _VISIBLE
    for match in () if bit.closes else pattern.finditer(bit.text):
        if match["words"].strip():
            yield Piece(BlockKind.CELL, bit.text[at : match.start("words")], match["words"])
            at = match.end("words")
    yield Piece(BlockKind.RAW, bit.text[at:])
