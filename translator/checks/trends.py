"""Check which way numbers go: up 4.2% is not 下降4.2%, and a rise from 12 to 14.5 is none from 14.5 to 12.

Law: only figures that stand right beside a word of rising or falling in both languages are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from translator.checks.align import compare
from translator.model import Finding, Lang, Pair, Severity
from translator.text.numerals import CALENDAR, Fit, Kind, Part

_ZH_MORE = "(?:了|约|近|超过|超|逾|至少|将近|大约|高达|整整|幅度?达?|率?为|达到?|了近|了约)*"
_ZH_UP = re.compile(
    rf"(?<![负少多减])(?:增长|增加|上涨|上升|提高|提升|上调|攀升|增幅|涨幅|(?<=[比微大续再率]|指)[增涨升]){_ZH_MORE}$"
)
_ZH_DOWN = re.compile(
    rf"(?<![负少多])(?:下降|下跌|减少|降低|回落|下滑|下调|缩减|降幅|跌幅|(?<=[比微大续再率]|指)[跌降减]|负增长){_ZH_MORE}$"
)
_EN_MORE = (
    r"(?:[\s,]+(?:by|about|around|some|nearly|almost|over|more than|roughly|slightly|just|a further|another|only|"
    r"as much as|year[- ]on[- ]year|month[- ]on[- ]month|an?|of|approximately|sharply|markedly))*[\s]*"
)
_EN_UP = re.compile(
    r"\b(?:(?<!made )(?<!took )(?<!set )(?<!opened )(?<!picked )up(?! to)|rose|risen|rises?|rising|grew|grows?|"
    r"grown|growing|increased|increases?|increasing|climbed|gained|jumped|surged|soared|expanded|growth of|gain of)"
    + _EN_MORE
    + "$",
    re.IGNORECASE,
)
_EN_DOWN = re.compile(
    r"\b(?:down(?! to)|fell|falls?|fallen|falling|dropped|drops?|declined?|declines|decreased?|decreases|slipped|"
    r"shrank|plunged|drop of|decline of|fall of|decrease of)" + _EN_MORE + "$",
    re.IGNORECASE,
)
_EN_THEN = r"\s(?:(?:year|month)[- ](?:on|over)[- ](?:year|month)|annual|further|sharp|slight)?\s?"
_EN_RISE = re.compile(_EN_THEN + r"(?:increase|rise|growth|gain|jump)\b", re.IGNORECASE)
_EN_FALL = re.compile(_EN_THEN + r"(?:decrease|decline|drop|fall)\b", re.IGNORECASE)
_FROM = {
    Lang.ZH: re.compile("[由从自]$"),
    Lang.EN: re.compile(r"\bfrom (?:about |around |nearly |just |only )?$", re.I),
}
_TO = {
    Lang.ZH: re.compile("[^，。；]{0,10}[到至为]了?约?近?$"),
    Lang.EN: re.compile(r"[^,.;]{0,40}\bto (?:about |around |nearly |more than |over )?$", re.I),
}
_RATIO = re.compile(r"比例|比率|之比|配比|\bratio\b|\bproportions?\b", re.IGNORECASE)
_TO_ONE = re.compile(r"\s?[:：比∶]\s?|\sto\s|-to-")
_HOW_MUCH = frozenset({Kind.SHARE, Kind.POINTS, Kind.NUMBER, Kind.MONEY, Kind.MEASURE})


def turned(source: str, target: str, pair: Pair) -> Iterable[Finding]:
    """Yield the figures that rise in one text and fall in the other, and the two that changed places."""
    linked = [(a, b) for a, b, how in compare(source, target, pair).linked if how in (Fit.SAME, Fit.EQUAL)]
    for ours, theirs in linked:
        way, other = _way(source, ours, pair.source), _way(target, theirs, pair.target)
        if {way, other} == {"up", "down"}:
            message = f"“{ours.whole.of(source)}” goes {way} in the source and {other} in the translation"
            yield Finding("number", Severity.ERROR, message, ours.whole, theirs.whole)
    for (a, x), (b, y) in pairwise(sorted(linked, key=lambda two: two[0].span)):
        if y.span < x.span and (
            (_is_from_to(source, a, b, pair.source) and _is_from_to(target, y, x, pair.target))
            or (_is_ratio(source, a, b) and _is_ratio(target, y, x))
        ):
            message = f"“{a.whole.of(source)}” and “{b.whole.of(source)}” changed places"
            yield Finding("number", Severity.ERROR, message, a.whole, x.whole)


def _way(text: str, part: Part, lang: Lang) -> str:
    """Return which way a figure goes: 'up', 'down', or '' where nothing beside it says so."""
    if part.kind not in _HOW_MUCH or part.value < 0:
        return ""
    before, after = text[max(0, part.whole.start - 60) : part.whole.start], text[part.whole.end : part.whole.end + 40]
    if lang is Lang.ZH:
        return _one(_ZH_UP.search(before), _ZH_DOWN.search(before))
    return _one(_EN_UP.search(before) or _EN_RISE.match(after), _EN_DOWN.search(before) or _EN_FALL.match(after))


def _one(up: re.Match[str] | None, down: re.Match[str] | None) -> str:
    return "" if (up is None) == (down is None) else "up" if up else "down"


def _is_ratio(text: str, one: Part, two: Part) -> bool:
    """Say whether two numbers are a ratio. (A score is no ratio: who lost 1:3 lost 3-1 in English.)"""
    return bool(_RATIO.search(text) and _TO_ONE.fullmatch(text[one.whole.end : two.whole.start]))


def _is_from_to(text: str, one: Part, two: Part, lang: Lang) -> bool:
    """Say whether a figure goes from ``one`` to ``two``, which stands behind it."""
    if {one.kind, two.kind} & CALENDAR or one.kind is Kind.ORDINAL or one.value == two.value:
        return False
    before = text[max(0, one.whole.start - 20) : one.whole.start]
    return bool(_FROM[lang].search(before) and _TO[lang].fullmatch(text[one.whole.end : two.whole.start]))
