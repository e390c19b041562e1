"""Invented numbers, dates and measures, said in Chinese and in English: what fills the slots of the templates."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CURRENCIES = (
    ("元", "yuan"), ("元", "yuan"), ("元", "yuan"), ("元人民币", "yuan"), ("美元", "U.S. dollars"), ("美元", "dollars"),
    ("欧元", "euros"), ("日元", "yen"), ("港元", "Hong Kong dollars"), ("英镑", "pounds"),
)  # fmt: skip
_HAN_DIGITS = "零一二三四五六七八九十"
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"
)  # fmt: skip


class Said(NamedTuple):
    """The same thing in both languages."""

    zh: str
    en: str


def number(draw: Random, low: float = 0.3, high: float = 12.3) -> int:
    """Draw a whole number, even in its logarithm, with one to four leading digits: 10**low .. 10**high."""
    value = 10 ** draw.uniform(low, high)
    digits = draw.choice((1, 2, 2, 2, 3, 3, 3, 4, 4, 5))
    scale = 10 ** max(0, math.floor(math.log10(value)) + 1 - digits)
    return max(2, round(value / scale) * scale)


def zh_number(value: int, draw: Random) -> str:
    """Say a number in Chinese: 12000 as 1.2万, 350000000 as 3.5亿.

    >>> zh_number(12_000, Random(1)), zh_number(350_000_000, Random(1)), zh_number(2_000_000_000_000, Random(1))
    ('1.2万', '3.5亿', '2万亿')
    """
    for unit, word in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= unit and value % (unit // 100) == 0 and (value < 10**5 * unit):
            if unit == 10**4 and value < 10**6 and draw.random() < 0.15:
                break
            return _decimal(value, unit) + word
    if value >= 10**4 and value % 100 == 0:
        return _decimal(value, 10**4) + "万"
    return str(value)


def en_number(value: int, draw: Random) -> str:
    """Say a number in English: 12,000; 350 million; 2 trillion.

    >>> en_number(12_000, Random(1)), en_number(350_000_000, Random(1)), en_number(2_000_000_000_000, Random(1))
    ('12,000', '350 million', '2 trillion')
    """
    for unit, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= unit and value % (unit // 1000) == 0:
            if unit == 10**6 and draw.random() < 0.05:
                break
            return f"{_decimal(value, unit)} {word}"
    return f"{value:,}"


def _decimal(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    return f"{whole}.{rest / unit:.6f}".replace(".0.", ".").rstrip("0").rstrip(".") if rest else str(whole)


def count(draw: Random) -> Said:
    """A count without measure word."""
    value = number(draw, 0.3, draw.choice((1.5, 3, 5, 8)))
    return Said(zh_number(value, draw), en_number(value, draw))


def money(draw: Random) -> Said:
    """An amount of money with its currency."""
    value = number(draw, 1, 12.5)
    zh, en = draw.choice(_CURRENCIES)
    if en == "dollars" and draw.random() < 0.6:
        return Said(zh_number(value, draw) + zh, "$" + en_number(value, draw))
    if en == "yuan" and draw.random() < 0.1:
        return Said(zh_number(value, draw) + zh, "RMB " + en_number(value, draw))
    return Said(zh_number(value, draw) + zh, f"{en_number(value, draw)} {en}")


def percent(draw: Random) -> Said:
    """A percentage."""
    value = draw.choice((f"{draw.randint(1, 99)}", f"{draw.uniform(0, 60):.1f}", f"{draw.uniform(0, 100):.2f}"))
    return Said(value + "%", value + (" percent" if draw.random() < 0.6 else "%"))


def _measure(low: float, high: float, *units: tuple[str, str]) -> Callable[[Random], Said]:
    def said(draw: Random) -> Said:
        zh, en = draw.choice(units)
        if draw.random() < 0.3:
            value = f"{draw.uniform(1, 99):.1f}"
            return Said(value + zh, f"{value} {en}")
        amount = number(draw, low, high)
        return Said(zh_number(amount, draw) + zh, f"{en_number(amount, draw)} {en}")

    return said


def year(draw: Random) -> Said:
    """A year, bare digits."""
    value = str(draw.choice((draw.randint(1949, 2035), draw.randint(2000, 2030), draw.randint(618, 1948))))
    return Said(value, value)


def month(draw: Random) -> Said:
    """A month."""
    index = draw.randint(1, 12)
    return Said(f"{index}月", MONTHS[index - 1])


def date(draw: Random) -> Said:
    """A day, with or without its year."""
    index, day = draw.randint(1, 12), draw.randint(1, 28)
    if draw.random() < 0.4:
        when = draw.randint(1950, 2035)
        return Said(f"{when}年{index}月{day}日", f"{MONTHS[index - 1]} {day}, {when}")
    return Said(f"{index}月{day}日", f"{MONTHS[index - 1]} {day}")


def ordinal(draw: Random) -> Said:
    """An ordinal: small ones in words, larger ones in digits."""
    index = draw.randint(1, 12) if draw.random() < 0.8 else draw.randint(13, 99)
    if index <= 12:
        word = "十" + _HAN_DIGITS[index - 10] if index > 10 else _HAN_DIGITS[index]
        return Said("第" + word, _ORDINALS[index - 1])
    ending = {1: "st", 2: "nd", 3: "rd"}.get(index % 10, "th")
    return Said(f"第{index}", f"{index}{ending}")


AMOUNTS: dict[str, Callable[[Random], Said]] = {
    "count": count, "money": money, "percent": percent, "year": year, "month": month, "date": date, "ordinal": ordinal,
    "area": _measure(0.5, 5.5, ("平方米", "square meters"), ("公顷", "hectares"), ("平方公里", "square kilometers"),
                     ("亩", "mu")),
    "length": _measure(0.5, 4, ("公里", "kilometers"), ("米", "meters"), ("公里", "km")),
    "weight": _measure(0.5, 7, ("吨", "tons"), ("吨", "tonnes"), ("公斤", "kilograms"), ("千克", "kg")),
}  # fmt: skip
