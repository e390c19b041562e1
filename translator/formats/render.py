"""Documents back to text, with translations in place of sentences.

Law: without texts and in the document's own language the result is the file that was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from translator.formats import front
from translator.model import Block, BlockKind, Document, Lang
from translator.text.segment import glue_for

_HTML_LANG = re.compile(r"(<html\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']?)([A-Za-z][A-Za-z0-9-]*)", re.IGNORECASE)
#: the encoding a page names, in its head or its XML line; what we write is UTF-8
_CHARSET = re.compile(
    r"(<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*|<\?xml\b[^>]*?\bencoding\s*=\s*[\"'])([\w-]+)", re.IGNORECASE
)
_LAST_ATTRIBUTE = re.compile(r"=\s*([\"'])\s*$")
_LINK = re.compile(r"<a\b", re.IGNORECASE)
#: HTML void of its translation: characters that would end an attribute
_QUOTE_ENTITY = {'"': "&quot;", "'": "&#39;"}


def write(document: Document, texts: Mapping[str, str], target: Lang) -> str:
    """Return the file with ``texts`` (segment id -> translation); a segment without one keeps its source.

    Glue is adapted to ``target`` beside translated segments; ``<html lang>`` names ``target``, its charset UTF-8.
    """
    moved = target is not document.lang
    parts: list[str] = []
    for block, body in zip(document.blocks, bodies(document, texts, target), strict=True):
        before = _relabel(block.before, document.lang, target) if moved and document.format == "html" else block.before
        parts += [before, body, block.after]
    return "".join(parts)


def bodies(document: Document, texts: Mapping[str, str], target: Lang) -> list[str]:
    """Return the text of every block with ``texts`` in place, without what stands before and after it."""
    made = [_finished(block, _body(block, texts, target, _guard(document, block)), texts) for block in document.blocks]
    if target is Lang.EN and document.format == "html":
        for at, (block, after) in enumerate(pairwise(document.blocks)):
            if made[at].endswith(":") and not block.after and _LINK.match(after.before):
                made[at] += " "  # 上一篇：<a>, which menus.py takes apart, needs none in Chinese
    return made


def _finished(block: Block, body: str, texts: Mapping[str, str]) -> str:
    """Return a body as it is, but a translated line of front matter with the quotes and escapes it needs."""
    if block.kind is not BlockKind.META or not any(segment.id in texts for segment in block.segments):
        return body
    return front.written(body, block.after, folded=block.before.rstrip(" \t").endswith("\n"))


def _body(block: Block, texts: Mapping[str, str], target: Lang, guard: Callable[[str], str]) -> str:
    shown = [guard(texts[s.id]) if s.id in texts else s.text for s in block.segments]
    whole = ""
    for index, segment in enumerate(block.segments):
        after = shown[index + 1] if index + 1 < len(shown) else ""
        touched = segment.id in texts or (after and block.segments[index + 1].id in texts)
        whole += shown[index]
        whole += glue_for(target, segment.glue, shown[index], after) if touched and after else segment.glue
    return whole


def _guard(document: Document, block: Block) -> Callable[[str], str]:
    """Return what a translation must not contain in this place: a quote in an attribute, a bar in a cell, a break."""
    if document.format == "html" and (quote := _LAST_ATTRIBUTE.search(block.before)):
        return lambda text: text.replace(quote[1], _QUOTE_ENTITY[quote[1]])
    if document.format == "markdown" and block.kind is BlockKind.CELL:
        return lambda text: re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.splitlines()))
    return lambda text: text


def _relabel(markup: str, source: Lang, target: Lang) -> str:
    markup = _CHARSET.sub(lambda match: match[0] if match[2].lower() == "utf-8" else match[1] + "utf-8", markup)
    return _HTML_LANG.sub(lambda match: match[1] + target.value, markup)
