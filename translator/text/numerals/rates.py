"""Read what a number is told by: 每斤8元 is 8 yuan for half a kilogram, 1,500 yuan per hectare is 100 for a mu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translator.model import Lang
from translator.text.numerals.unit_words import EN_SYMBOLS, EN_WORDS, ZH_WORDS
from translator.text.numerals.units import UNITS
from translator.text.numerals.values import Kind, Part, Quantity

_RATED = frozenset({Kind.MONEY, Kind.MEASURE, Kind.NUMBER})


def _any(words: dict[str, str]) -> str:
    fitting = [word for word, unit in words.items() if UNITS[unit].kind in ("measure", "duration")]
    return "|".join(re.escape(word) for word in sorted(fitting, key=len, reverse=True))


_ZH_BEFORE = re.compile(rf"(?:每一?(?P<unit>{_any(ZH_WORDS)})|(?P<mu>亩)均?产)[^，。；、每\d]{{0,8}}$")
_ZH_AFTER = re.compile(rf"\s?[/每／](?P<unit>{_any(ZH_WORDS)})")
_EN_AFTER = re.compile(
    rf"(?:\s(?:per|an?|each|every)\s(?P<word>(?i:{_any(EN_WORDS)}))|\s?/\s?(?P<symbol>{_any(EN_SYMBOLS)}))(?![A-Za-z])"
)


def rated(found: Sequence[Quantity], text: str, lang: Lang) -> list[Quantity]:
    """Return ``found``, amounts that are told by a unit knowing which."""
    read = _by_zh if lang is Lang.ZH else _by_en
    return [
        replace(quantity, parts=tuple(_rated(part, read(text, part)) for part in quantity.parts)) for quantity in found
    ]


def _rated(part: Part, per: str) -> Part:
    return replace(part, per=per) if per and part.kind in _RATED else part


def _by_zh(text: str, part: Part) -> str:
    match = _ZH_AFTER.match(text, part.whole.end) or _ZH_BEFORE.search(
        text, max(0, part.whole.start - 14), part.whole.start
    )
    return "" if match is None else ZH_WORDS[match["unit"] or match["mu"]]


def _by_en(text: str, part: Part) -> str:
    match = _EN_AFTER.match(text, part.whole.end)
    if match is None:
        return ""
    return EN_WORDS[match["word"].lower()] if match["word"] else EN_SYMBOLS[match["symbol"]]
