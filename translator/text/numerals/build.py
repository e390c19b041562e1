"""Small builders both parsers use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from translator.model import Span
from translator.text.numerals.units import UNITS
from translator.text.numerals.values import Kind, Part, Quantity

#: a reader looks at one place of a text and returns what it read and where it stopped; nothing read: (None, end)
Reader = Callable[[str, int], tuple[Quantity | None, int] | None]

KIND_OF_UNIT = {
    "share": Kind.SHARE,
    "percentage points": Kind.POINTS,
    "money": Kind.MONEY,
    "measure": Kind.MEASURE,
    "duration": Kind.DURATION,
}


def part(
    kind: Kind,
    value: Decimal | int,
    start: int,
    end: int,
    *,
    unit: str = "",
    whole: tuple[int, int] | None = None,
    weak: bool = False,
    others: tuple[Decimal | int, ...] = (),
    step: Decimal | int = 1,
    code: str = "",
) -> Part:
    """Make a Part; ``whole`` defaults to the number itself."""
    around = Span(*whole) if whole else Span(start, end)
    also = tuple(Decimal(other) for other in others)
    shown = Decimal(value)
    if shown == shown.to_integral_value():
        shown = Decimal(int(shown))
    return Part(kind, shown, unit, Span(start, end), around, weak, also, Decimal(step), code)


def kind_of(unit: str) -> Kind:
    """Return the kind a unit makes of a number."""
    return KIND_OF_UNIT[UNITS[unit].kind] if unit else Kind.NUMBER


def quantity(text: str, *parts: Part, kind: Kind | None = None) -> Quantity:
    """Make a Quantity of its parts: one value, or a range."""
    span = Span(min(p.whole.start for p in parts), max(p.whole.end for p in parts))
    value = parts[0].value if len(parts) == 1 else tuple(p.value for p in parts)
    return Quantity(kind or parts[0].kind, value, parts[-1].unit, span, span.of(text), parts)


def date(text: str, year: Part | None, month: Part | None, day: Part | None) -> Quantity:
    """Make a date of what is known of it."""
    parts = [p for p in (year, month, day) if p is not None]
    parts.sort(key=lambda p: p.span)
    span = Span(parts[0].whole.start, max(p.whole.end for p in parts))
    value = tuple(p.value if p else None for p in (year, month, day))
    return Quantity(Kind.DATE, value, "", span, span.of(text), tuple(parts))


def scan(text: str, starts: Callable[[str, int], int], readers: tuple[Reader, ...]) -> list[Quantity]:
    """Walk through ``text``: at each place ``starts`` offers (-1: none left) the first reader that knows it wins."""
    found: list[Quantity] = []
    at = starts(text, 0)
    while at >= 0:
        read = next((result for reader in readers if (result := reader(text, at)) is not None), None)
        if read is None:
            at = starts(text, at + 1)
            continue
        if read[0] is not None:
            found.append(read[0])
        at = starts(text, max(read[1], at + 1))
    return found


def share_units(text: str, found: list[Quantity], joins: Callable[[str], str]) -> list[Quantity]:
    """Give a bare number the unit of the one it is joined to: 3到5公里, 5, 6 and 7 percent.

    ``joins(between)`` says how the text between two numbers joins them: 'range', 'list' or ''.
    """
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        how = joins(text[one.span.end : two.span.start])
        if how and _lends(one, two, how):
            first, after = one.parts[-1], two.parts[0]
            lent = _lend(text, first, after, how)
            found[i] = one = quantity(text, *one.parts[:-1], lent)
        if how == "range" and _is_range(one, two):
            found[i : i + 2] = [quantity(text, *one.parts, *two.parts)]
    return found


def _is_range(one: Quantity, two: Quantity) -> bool:
    """Say whether two single values of one kind, the smaller one first, make a range."""
    if len(one.parts) > 1 or len(two.parts) > 1 or one.kind is not two.kind or one.unit != two.unit:
        return False
    low, high = one.parts[0], two.parts[0]
    return one.kind in (Kind.NUMBER, *KIND_OF_UNIT.values()) and low.value < high.value


def _lend(text: str, bare: Part, owner: Part, how: str) -> Part:
    """Lend the unit, and in a range the scale too: 3至5亿元 begins at 3亿 (but 100 to 5 million at 100)."""
    if owner.kind is Kind.TIME:  # 3-5 p.m., between 4 and 6:30
        return replace(bare, kind=Kind.TIME, value=60 * bare.value, others=(60 * bare.value + 720, bare.value))
    lent = replace(bare, kind=owner.kind, unit=owner.unit, weak=bare.weak and (owner.weak or bare.value == 0))
    scale = _scale_shown(owner.span.of(text))
    if how != "range" or scale == 1 or bare.value * scale >= owner.value:
        return lent
    return replace(lent, value=bare.value * scale, step=bare.step * scale, others=(bare.value,))


_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12} | {
    "千": 10**3,
    "万": 10**4,
    "亿": 10**8,
}


def _scale_shown(number: str) -> Decimal:
    """Return the scale a number ends with: "5 million" 1000000, 5万亿 1000000000000."""
    scale = Decimal(1)
    match = re.search(r"(?:hundred|thousand|million|billion|trillion)$|[千万亿]+$", number, re.IGNORECASE)
    if match:
        for word in [match[0].lower()] if match[0].isascii() else match[0]:
            scale *= _SCALES[word]
    return scale


def _lends(one: Quantity, two: Quantity, how: str) -> bool:
    bare, owner = one.parts[-1], two.parts[0]
    if owner.kind is Kind.TIME:
        return bare.kind is Kind.NUMBER and not bare.unit and bare.value <= 12 and bare.value == int(bare.value)
    if bare.kind is not Kind.NUMBER or bare.unit or owner.unit == "fraction":
        return False
    if owner.kind not in KIND_OF_UNIT.values() and not (how == "range" and owner.kind is Kind.NUMBER):
        return False
    looks_like_year = (
        owner.kind is not Kind.NUMBER
        and 1900 <= bare.value <= 2100
        and bare.step == 1
        and bare.value == int(bare.value)
    )
    return how == "range" and not looks_like_year
