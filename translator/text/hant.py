"""Traditional Chinese at the edges: the house works in Simplified and converts what comes in and what goes out.

Law: a conversion knows where each stretch went, so that a span of one text finds its place in the other; addresses,
code and tags are never converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from typing import Any

from translator.model import Span
from translator.text.edits import Rewritten

#: CJK Unified Ideographs and extension A: where characters in use have their Simplified forms
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
_KEPT = re.compile(r"https?://[^\s，。；、）》”]+|`[^`]*`|<[^<>]*>|\]\([^()\s]*\)")


#: characters in common that tell where a longer word ends
_SURE = 2


class Script(StrEnum):
    """Traditional Chinese as it is written and worded at a place."""

    HANT = "zh-Hant"
    TAIWAN = "zh-Hant-TW"
    HONG_KONG = "zh-Hant-HK"


_TABLES = {Script.HANT: "s2t", Script.TAIWAN: "s2twp", Script.HONG_KONG: "s2hkp"}


@cache
def simplified_characters() -> dict[int, str]:
    """Return a table for ``str.translate``, Traditional to Simplified, one character for one: offsets stay.

    >>> "廊坊師範學院".translate(simplified_characters())
    '廊坊师范学院'
    """
    characters = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    simplified = _convert("t2s", "\n".join(characters)).split("\n")
    pairs = zip(characters, simplified, strict=True)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}


def is_traditional(text: str) -> bool:
    """Say whether a text is in Traditional characters: it has more that only they have than that only Simplified has.

    >>> is_traditional("廊坊師範學院"), is_traditional("廊坊师范学院"), is_traditional("廊坊")
    (True, False, False)
    """
    table = simplified_characters()
    only_traditional = sum(ord(char) in table for char in text)
    return only_traditional > sum(ord(char) in _traditional_characters() for char in text)


@cache
def _traditional_characters() -> dict[int, str]:
    """Return the characters that only Simplified texts have, with what Traditional ones have instead."""
    plain = sorted(set(simplified_characters().values()))
    full = _convert("s2t", "\n".join(plain)).split("\n")
    return {ord(old): new for old, new in zip(plain, full, strict=True) if old != new}


def simplified(text: str, names: Sequence[Span] = ()) -> Rewritten:
    """Return a text in the characters and words of the mainland; ``names`` keep their words.

    >>> simplified("請更新軟體。").after
    '请更新软件。'
    """
    kept = sorted((span, span.of(text).translate(simplified_characters())) for span in names)
    return _pieced(text, lambda words: _convert("tw2sp", words), kept)


def traditional(text: str, script: Script, names: Mapping[Span, str] | None = None) -> Rewritten:
    """Return a Simplified text as ``script``; ``names`` says what some of its spans become, whatever the tables say.

    >>> traditional("请更新软件。", Script.TAIWAN).after
    '請更新軟體。'
    """
    return _pieced(text, lambda words: _convert(_TABLES[script], words), sorted((names or {}).items()))


def changed_on_return(text: str) -> list[Span]:
    """Return the stretches of a Simplified text that do not come back when it is made Traditional and Simplified again.

    >>> [span.of("乾隆皇帝") for span in changed_on_return("乾隆皇帝")]
    []
    """
    back = _convert("t2s", _convert("s2t", text))
    if back == text:
        return []
    if len(back) != len(text):
        return [Span(0, len(text))]
    return [Span(k, k + 1) for k, (old, new) in enumerate(zip(text, back, strict=True)) if old != new]


def _convert(table: str, text: str) -> str:
    return str(_converter(table).convert(text))


@cache
def _converter(table: str) -> Any:
    from opencc import OpenCC

    return OpenCC(table)


def _pieced(text: str, convert: Callable[[str], str], names: Sequence[tuple[Span, str]]) -> Rewritten:
    """Convert ``text`` stretch by stretch and note where each went."""
    pieces: list[tuple[Span, Span]] = []
    out: list[str] = []
    length = 0
    for span, new in _stretches(text, convert, names):
        for old_end, new_end in _joints(span.of(text), new):
            last = pieces[-1] if pieces else (Span(0, 0), Span(0, 0))
            if (last[0].end, last[1].end) == (span.start + old_end, length + new_end):
                continue
            pieces.append((Span(last[0].end, span.start + old_end), Span(last[1].end, length + new_end)))
        out.append(new)
        length += len(new)
    return Rewritten(text, "".join(out), tuple(pieces))


def _stretches(
    text: str, convert: Callable[[str], str], names: Sequence[tuple[Span, str]]
) -> Iterator[tuple[Span, str]]:
    """Yield (span, new words) that cover ``text``: names and what is kept as they are told, the rest converted."""
    kept = [(Span(*match.span()), match[0]) for match in _KEPT.finditer(text)]
    fixed = sorted(kept + [name for name in names if not any(name[0].overlaps(span) for span, _ in kept)])
    at = 0
    for span, words in fixed:
        if span.start < at:
            continue
        if at < span.start:
            yield Span(at, span.start), convert(text[at : span.start])
        yield span, words
        at = span.end
    if at < len(text):
        yield Span(at, len(text)), convert(text[at:])


def _joints(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Yield where pieces of ``old`` and ``new`` that belong together end: one by one where they are characters."""
    if len(old) == len(new):
        yield from ((k, k) for k in range(1, len(old) + 1))
        return
    table = simplified_characters()
    same = SequenceMatcher(None, old.translate(table), new.translate(table), autojunk=False)
    for block in same.get_matching_blocks():
        # one character in common (互联网, 網際網路) joins nothing; the words around it belong together
        if block.size >= _SURE or not block.size:
            yield from ((block.a + k, block.b + k) for k in range(block.size + 1))
