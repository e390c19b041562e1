"""Write the right number into a target, the way the target writes numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction

from translator.checks.protected import patched
from translator.model import Lang, Pair, Span
from translator.text.numerals import Kind, Part, parse, render, render_number
from translator.text.numerals.en_words import DENOMINATORS, ONES, ORDINALS
from translator.text.numerals.render import plain
from translator.text.numerals.units import UNITS

_ZH_DIGITS = "零一二三四五六七八九十"
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b")
_MULTIPLES = ("double", "triple", "quadruple", "quintuple", "sextuple")
_FORMS: tuple[Callable[[str], str], ...] = (
    lambda stem: stem,
    lambda stem: stem + "d",
    lambda stem: stem + "s",
    lambda stem: stem[:-1] + "ing",
)
_EN_FRACTION = re.compile(rf"(?:an?|{'|'.join(ONES)})[ -](?:{'|'.join(DENOMINATORS)})s?", re.IGNORECASE)
_ZH_FRACTION = re.compile(rf"[{_ZH_DIGITS}]分之[{_ZH_DIGITS}]")
_NEAR = Decimal("0.0001")
_LONG = re.compile("[0-9]{8,}")


def mended(source: str, target: str, pair: Pair, ours: Part, theirs: Part) -> str | None:
    """Return ``target`` with the number of ``ours`` in the place of ``theirs``; None where that is not safe."""
    value = _in_unit_of(ours, theirs)
    if value is None or (theirs.value < 0 and theirs.span.of(target)[:1].isdigit()):  # 15 degrees below zero
        return None
    place = theirs.whole if theirs.kind is Kind.TIME else theirs.span  # 晚上10点 has its half of the day before it
    old = place.of(target)
    if theirs.unit == "off" and pair.target is Lang.ZH:
        return _discounted(target, theirs, value)
    new = (
        _copied(ours.span.of(source), old)
        or _multiple(value, old)
        or _fraction(value, old, theirs, pair.target)
        or _spelled(value, old, theirs.kind, pair.target)
        or _figures(value, theirs, pair.target, old)
    )
    if new and new[-1:].isalpha() and (ending := _ORDINAL_END.match(target, place.end)):
        place = Span(place.start, ending.end())  # 18 of "18th" became 19th
    return patched(target, place, new) if new and new != old else None


def _copied(ours: str, old: str) -> str | None:
    """Return the figures of a telephone, an order or an account as they stand: they have no commas and no 万."""
    return ours if _LONG.fullmatch(ours) and _LONG.fullmatch(old) else None


def _multiple(value: Decimal, old: str) -> str | None:
    """Return "tripled" for "doubled", in the same form; None where the old word is no such word."""
    for form in _FORMS:
        words = [form(stem) for stem in _MULTIPLES]
        if old.lower() in words and value in range(2, 2 + len(words)):
            new = words[int(value) - 2]
            return new.capitalize() if old[0].isupper() else new
    return None


def _fraction(value: Decimal, old: str, theirs: Part, lang: Lang) -> str | None:
    """Return "two thirds" for "one third", 三分之二 for 三分之一; None for fractions without such words."""
    share = Fraction(value).limit_denominator(10)
    if (
        theirs.unit != "fraction"
        or not 0 < share < 1
        or abs(Decimal(share.numerator) / share.denominator - value) > _NEAR
    ):
        return None
    if lang is Lang.ZH:
        known = _ZH_FRACTION.fullmatch(old)
        return f"{_ZH_DIGITS[share.denominator]}分之{_ZH_DIGITS[share.numerator]}" if known else None
    if not _EN_FRACTION.fullmatch(old):
        return None
    base = next(word for word, worth in DENOMINATORS.items() if worth == share.denominator)
    count = next(word for word, worth in ONES.items() if worth == share.numerator)
    several = f"{count} {base}s" if share.numerator > 1 else f"{count} {base}"
    return several.capitalize() if old[0].isupper() else several


def _discounted(target: str, theirs: Part, value: Decimal) -> str | None:
    """Write 30 percent off as 7折, 15 percent off as 85折."""
    price = plain(100 - value)
    return patched(target, theirs.span, price.removesuffix("0")) if 0 < value < 100 and len(price) == 2 else None


def mended_unit(source: str, target: str, pair: Pair, ours: Part, theirs: Part) -> str | None:
    """Return ``target`` with number and unit of ``ours`` in the place of ``theirs``; None for ranges and dates."""
    if ours.kind not in (Kind.MONEY, Kind.MEASURE, Kind.SHARE, Kind.POINTS, Kind.DURATION):
        return None
    if ours.kind is theirs.kind is Kind.MEASURE and not _by_tens(ours, theirs):  # 200 hectares for 200亩: 13.3
        return mended(source, target, pair, ours, theirs)
    quantity = next((q for q in parse(source, pair.source) if ours in q.parts), None)
    if quantity is None or len(quantity.parts) != 1 or ours.unit == "fraction":
        return None
    return patched(target, theirs.whole, render(quantity, pair.target))


def _by_tens(one: Part, two: Part) -> bool:
    """Say whether two units measure other things, or differ by a power of ten, as GB and TB do: a slip of the unit."""
    first, second = UNITS[one.unit], UNITS[two.unit]
    if first.dimension != second.dimension:
        return True
    return set((first.factor / second.factor).normalize().as_tuple().digits) == {1}


def _in_unit_of(ours: Part, theirs: Part) -> Decimal | None:
    """Return the value of ``ours`` counted in the unit of ``theirs``."""
    if ours.unit == theirs.unit or not ours.unit or not theirs.unit:
        return ours.value if ours.kind is theirs.kind or not (ours.unit or theirs.unit) else None
    one, two = UNITS[ours.unit], UNITS[theirs.unit]
    if one.dimension != two.dimension or theirs.unit == "fraction" or "times" in (ours.unit, theirs.unit):
        return None
    value = (ours.value * one.factor + one.zero - two.zero) / two.factor
    return value if one.factor == two.factor else _short(value)


def _short(value: Decimal) -> Decimal:
    """Round a converted value to three figures, as a reader expects of 13.3 hectares."""
    return Context(prec=max(3, value.adjusted() + 1)).plus(value)


def _figures(value: Decimal, theirs: Part, lang: Lang, old: str) -> str | None:
    if theirs.unit in ("fraction", "times") and not old[:1].isdigit():
        return None
    if theirs.kind is Kind.CODE:
        return None
    if theirs.kind in (Kind.YEAR, Kind.DAY) or theirs.kind is Kind.SHARE:
        return plain(value)
    if theirs.kind is Kind.ORDINAL and lang is Lang.ZH:
        return ("第" if old.startswith("第") else "") + plain(value)
    return render_number(replace(theirs, value=value, others=()), lang)


def _spelled(value: Decimal, old: str, kind: Kind, lang: Lang) -> str | None:
    """Return a small number in words where the old one was in words."""
    if value != int(value) or not 0 <= value <= 10:
        return None
    if lang is Lang.EN and old.isalpha():
        names = ORDINALS if kind in (Kind.ORDINAL, Kind.QUARTER) else ONES
        word = next((name for name, worth in names.items() if worth == value), None)
        known = old.lower() in names
        return (word.capitalize() if old[0].isupper() else word) if word and known else None
    if lang is Lang.ZH and old and all(char in _ZH_DIGITS + "两" for char in old):
        digit = _ZH_DIGITS[int(value)]
        return "两" if digit == "二" and kind not in (Kind.ORDINAL, Kind.MONTH, Kind.DAY, Kind.QUARTER) else digit
    return None
