"""Write a value in the convention of a language: 1.5亿, 150 million, 32,000, 3月18日, March 18."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from translator.model import Lang
from translator.text.numerals.calendar_en import MONTHS, WEEKDAYS
from translator.text.numerals.units import UNITS
from translator.text.numerals.values import Kind, Part, Quantity

_EN_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_PERCENT = {Lang.ZH: "%", Lang.EN: " percent"}
#: fractions are written with no larger number below the line
_MOST_PARTS = 100
_PARTS = {3: "third", 6: "sixth", 7: "seventh", 9: "ninth"}
_ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")
_CHINESE_DIGITS = "零一二三四五六七八九十"
_ZH_SCALES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def render(quantity: Quantity, lang: Lang) -> str:
    """Write ``quantity`` in ``lang``: the usual figures with the usual unit.

    >>> from translator.text.numerals import parse
    >>> render(parse("1.5亿元", Lang.ZH)[0], Lang.EN), render(parse("March 18, 2024", Lang.EN)[0], Lang.ZH)
    ('150 million yuan', '2024年3月18日')
    """
    if quantity.kind is Kind.DATE and len(quantity.value if isinstance(quantity.value, tuple) else ()) == 3:
        return _date(quantity, lang)
    if len(quantity.parts) == 1 and quantity.parts[0].unit in ("tenth", "fraction", "off"):
        return share(quantity.parts[0], lang)
    joint = "至" if lang is Lang.ZH else " to "
    numbers = joint.join(render_number(part, lang) for part in quantity.parts)
    return _with_unit(numbers, quantity.parts[-1], lang)


def render_number(part: Part, lang: Lang) -> str:
    """Write the number of a part without its unit (a month or weekday by name in English)."""
    value = part.value
    if part.kind is Kind.CODE:
        return part.code
    if part.kind is Kind.TIME:
        return _time(value, lang)
    if part.kind is Kind.SHARE and part.unit == "fraction":
        return plain(value * 100)
    if lang is Lang.EN:
        return _english(part)
    if part.kind is Kind.WEEKDAY:
        return "周" + "一二三四五六日"[int(value) - 1]
    if part.kind is Kind.ORDINAL:
        return f"第{plain(value)}"
    if part.kind is Kind.DECADE:
        return f"{int(value) // 100 + 1}世纪{int(value) % 100}年代"
    if part.kind in (Kind.YEAR, Kind.MONTH, Kind.DAY):
        return plain(value)
    return scaled(value, lang)


def _english(part: Part) -> str:
    value = part.value
    if part.kind is Kind.MONTH:
        return MONTHS[int(value) - 1]
    if part.kind is Kind.WEEKDAY:
        return WEEKDAYS[int(value) - 1]
    if part.kind in (Kind.ORDINAL, Kind.CENTURY):
        return ordinal(int(value))
    if part.kind is Kind.QUARTER:
        return ("first", "second", "third", "fourth")[int(value) - 1]
    if part.kind is Kind.DECADE:
        return f"{value}s"
    return plain(value) if part.kind in (Kind.YEAR, Kind.DAY) else scaled(value, Lang.EN)


def scaled(value: Decimal, lang: Lang) -> str:
    """Write a number with 万/亿 or million/billion where that loses nothing, else with all its digits.

    >>> scaled(Decimal(32000000), Lang.EN), scaled(Decimal(32000000), Lang.ZH), scaled(Decimal(12345678), Lang.EN)
    ('32 million', '3200万', '12,345,678')
    """
    for scale, word in _EN_SCALES if lang is Lang.EN else _ZH_SCALES:
        shown = value / scale
        if shown >= 1 and shown == _rounded(shown, 3 if lang is Lang.EN else 4):
            return f"{plain(shown)} {word}" if lang is Lang.EN else f"{plain(shown)}{word}"
    if lang is Lang.EN and value >= 1000:
        whole = f"{int(value):,}"
        rest = plain(value - int(value))
        return whole + rest[1:] if rest != "0" else whole
    return plain(value)


def _rounded(value: Decimal, places: int) -> Decimal:
    """Round; round() itself refuses numbers of 28 figures and more, and an account number has that many."""
    return Decimal(f"{value:.{places}f}")


def plain(value: Decimal) -> str:
    """Write a number with plain digits and no trailing zeros.

    >>> plain(Decimal("13.30")), plain(Decimal("1E+3"))
    ('13.3', '1000')
    """
    text = f"{value:.6f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ordinal(number: int) -> str:
    """Write an English ordinal in figures.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _with_unit(numbers: str, last: Part, lang: Lang) -> str:
    unit = UNITS.get(last.unit)
    if last.unit == "fraction":
        return f"{numbers}{_PERCENT[lang]}"
    if last.kind is Kind.QUARTER:
        return f"第{numbers}季度" if lang is Lang.ZH else f"{numbers} quarter"
    suffixes = {Kind.YEAR: "年", Kind.MONTH: "月", Kind.DAY: "日", Kind.CENTURY: "世纪"}
    if last.kind in suffixes:
        return numbers + suffixes[last.kind] if lang is Lang.ZH else numbers
    if unit is None or last.kind in (Kind.TIME, Kind.DECADE):
        return numbers
    return f"{numbers}{unit.zh}" if lang is Lang.ZH else f"{numbers} {unit.en}"


def share(part: Part, lang: Lang) -> str:
    """Write a share: in percent where that is short, as a fraction where it is not, 折 for what is taken off a price.

    >>> from translator.text.numerals import parse
    >>> [share(parse(text, Lang.ZH)[0].parts[0], Lang.EN) for text in ("三成", "三分之一", "七折")]
    ['30 percent', 'one third', '30 percent off']
    """
    percent = part.value * UNITS[part.unit].factor * 100
    if part.unit == "off" and lang is Lang.ZH and percent == int(percent):
        return f"{plain(100 - percent).rstrip('0')}折"
    if percent == _rounded(percent, 1):
        return plain(percent) + _PERCENT[lang] + (" off" if part.unit == "off" else "")
    near = Fraction(str(part.value)).limit_denominator(_MOST_PARTS)
    over, under = near.numerator, near.denominator
    if lang is Lang.ZH:
        return f"{_digit(under)}分之{_digit(over)}"
    if under in _PARTS and 0 < over < len(_ENGLISH_DIGITS):
        return f"{_ENGLISH_DIGITS[over]} {_PARTS[under]}" + ("s" if over > 1 else "")
    return f"{over}/{under}"


def _digit(number: int) -> str:
    return _CHINESE_DIGITS[number] if number < len(_CHINESE_DIGITS) else str(number)


def _date(quantity: Quantity, lang: Lang) -> str:
    by_kind = {part.kind: int(part.value) for part in quantity.parts}
    year, month, day = (by_kind.get(kind) for kind in (Kind.YEAR, Kind.MONTH, Kind.DAY))
    if lang is Lang.ZH:
        shown = ((year, "年"), (month, "月"), (day, "日"))
        return "".join(f"{number}{word}" for number, word in shown if number is not None)
    if month is None:
        return str(year if year is not None else day)
    head = MONTHS[month - 1] + (f" {day}" if day else "")
    return f"{head}{',' if day else ''} {year}" if year else head


def _time(value: Decimal, lang: Lang) -> str:
    hour, minutes = divmod(int(value), 60)
    if lang is Lang.ZH:
        return f"{hour}:{minutes:02d}"
    shown = f"{(hour - 1) % 12 + 1}" + (f":{minutes:02d}" if minutes else "")
    return f"{shown} {'a.m.' if hour < 12 else 'p.m.'}"
