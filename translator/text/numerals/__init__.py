"""Numbers, money, dates and units of both languages as comparable values.

Law: compare values, never digits: 1.5亿 = 150 million, 三千二百万 = 32 million, 12月 = December, 200亩 = 13.3 hectares.
"""

from __future__ import annotations

from translator.model import Lang
from translator.text.numerals.parse_en import parse_en
from translator.text.numerals.parse_zh import parse_zh
from translator.text.numerals.render import render, render_number
from translator.text.numerals.values import CALENDAR, Fit, Kind, Part, Quantity, fit

__all__ = ["CALENDAR", "Fit", "Kind", "Part", "Quantity", "fit", "parse", "render", "render_number", "same"]


def parse(text: str, lang: Lang) -> list[Quantity]:
    """Return the quantities of ``text`` in reading order, with spans in code points.

    >>> [(q.value, q.unit, q.text) for q in parse("去年3月投资1.5亿元。", Lang.ZH)]
    [((None, Decimal('3'), None), '', '3月'), (Decimal('150000000'), 'CNY', '1.5亿元')]
    """
    return parse_zh(text) if lang is Lang.ZH else parse_en(text)


def same(one: Quantity, two: Quantity) -> bool:
    """Say whether two quantities have the same value, in whatever language and unit they are written.

    >>> same(parse("200亩", Lang.ZH)[0], parse("13.3 hectares", Lang.EN)[0])
    True
    >>> same(parse("90亿元", Lang.ZH)[0], parse("90 billion yuan", Lang.EN)[0])
    False
    """
    if len(one.parts) != len(two.parts):
        return False
    first = sorted(one.parts, key=lambda p: (p.kind, p.value))
    second = sorted(two.parts, key=lambda p: (p.kind, p.value))
    return all(fit(a, b) in (Fit.SAME, Fit.EQUAL) for a, b in zip(first, second, strict=True))
