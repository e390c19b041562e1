"""Find the numbers of an English text: plain counts, money, measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from translator.model import Lang
from translator.text.numerals import calendar_en
from translator.text.numerals.build import kind_of, part, quantity, scan, share_units
from translator.text.numerals.codes import read_code
from translator.text.numerals.compound import read_two_units
from translator.text.numerals.en_words import FIXED, SCALES, spelled
from translator.text.numerals.race_times import read_race
from translator.text.numerals.rates import rated
from translator.text.numerals.roman import read_roman
from translator.text.numerals.shares_en import (
    read_a_time,
    read_fraction,
    read_implied,
    read_part_of,
    read_part_of_scale,
    read_times,
)
from translator.text.numerals.signs import signed
from translator.text.numerals.unit_words import EN_SYMBOLS, EN_WORDS, MONEY_SIGNS
from translator.text.numerals.values import Kind, Quantity

_START = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9$¥￥€£'’])|(?<![A-Za-z0-9.])(?=\.\d)")

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+")

_SCALE = re.compile(r"(?:\s|-)?(hundred|thousand|million|billion|trillion|dozen|mn|bn|tn)\b", re.IGNORECASE)

_SHORT_SCALE = re.compile(r"(m|b|k|M|B|K|T)\b")

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")

_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(MONEY_SIGNS, key=len, reverse=True)))

_FILLER = r"(?:(?:more|additional|extra|full|whole|long|consecutive|straight|new|other|calendar|short|of|odd|plus)\s)?"

_WORDS = "|".join(re.escape(w) for w in sorted(EN_WORDS, key=len, reverse=True) if w not in ("%", "‰"))

_SYMBOLS = "|".join(re.escape(s) for s in sorted(EN_SYMBOLS, key=len, reverse=True))

_UNIT = re.compile(
    rf"\s?(?P<percent>[%‰])|[\s-]?-?\s?{_FILLER}(?P<word>(?i:{_WORDS}))(?![A-Za-z])|[\s-]?(?P<symbol>{_SYMBOLS})(?![A-Za-z0-9])"
)

#: a share taken off a price
_OFF = re.compile(r"[ -](?:off\b|(?:price )?(?:discount|reduction|rebate|markdown|saving)|price cut)", re.IGNORECASE)
_DISCOUNT_OF = re.compile(
    r"\b(?:discounts?|savings?) of (?:(?:up to|about|over|more than|nearly) )?$|\bsave (?:up to )?$", re.IGNORECASE
)

_AMBIGUOUS = frozenset({"Li", "second", "Mu", "Won", "Times", "min", "Min", "LI", "MU", "Chi", "Zhang"})

_VAGUE = re.compile(
    r"(?:(?P<a>tens|hundreds|thousands|millions|billions|trillions|dozens|scores)"
    r"(?P<b> of (?:thousands|millions|billions|trillions))?|"
    r"(?:several|a few|many) (?P<c>hundred|thousand|million|billion|dozen)(?! of)|(?P<d>thousands upon thousands)|"
    r"(?:a )?couple of (?P<e>dozen|hundred|thousand|million)(?! of))\b",
    re.IGNORECASE,
)

_VAGUE_WORTH = {"tens": 10, "dozens": 10, "dozen": 10, "scores": 10, "hundreds": 100}

_JOINS = {
    "to": "range",
    "-": "range",
    "–": "range",
    "—": "range",
    "~": "range",
    "and": "list",
    "or": "range",
    ",": "list",
}


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    start: int
    end: int
    step: Decimal
    spelled: bool
    article: bool = False
    scaled: bool = False


def parse_en(text: str) -> list[Quantity]:
    """Return the quantities of an English text, in order; offsets are code points of ``text``."""
    text = re.sub(r"(?<=\d)x(?=\d)", "×", text)  # 4x100 meters
    found = scan(text, _next_start, _READERS)
    return rated(signed(share_units(text, found, _joined), text), text, Lang.EN)


def _joined(between: str) -> str:
    return _JOINS.get(between.strip().removesuffix(" and").removesuffix(" or").strip(), "")


def _next_start(text: str, at: int) -> int:
    match = _START.search(text, at)
    return match.start() if match else -1


def _read_fixed(text: str, at: int) -> tuple[None, int] | None:
    match = FIXED.match(text, at)
    return (None, match.end()) if match else None


def _read_vague(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read hundreds of, tens of millions, several thousand."""
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    word = (match["a"] or match["c"] or match["e"] or "thousands").lower()
    worth = _VAGUE_WORTH.get(word) or SCALES[word.removesuffix("s")]
    if match["b"]:
        worth *= SCALES[match["b"].split()[-1].removesuffix("s").lower()]
    worth *= 2 if match["e"] else 1
    return quantity(text, part(Kind.VAGUE, worth, at, match.end(), weak=True)), match.end()


def _read_number(text: str, at: int) -> tuple[Quantity, int] | None:
    sign = _SIGN.match(text, at)
    start = sign.end() + (text[sign.end() : sign.end() + 1] == " ") if sign else at
    if text[start : start + 1].isdigit() or re.match(r"\.\d", text[start : start + 2]):
        return _digits(text, at, start, sign[0] if sign else "")
    # RMB Three Million Only: contracts say a sum in words behind the name of the currency
    return _word(text, start, MONEY_SIGNS[sign[0]]) if sign and sign[0].isalpha() else None if sign else _word(text, at)


def _digits(text: str, at: int, start: int, sign: str) -> tuple[Quantity, int] | None:
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    value = Decimal(match[0].replace(",", ""))
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    end = match.end()
    ordinal = _ORDINAL.match(text, end)
    if ordinal:
        return quantity(text, part(Kind.ORDINAL, value, at, end, whole=(at, ordinal.end()))), ordinal.end()
    factor, end = _scale(text, end, sign)
    scaled = end > match.end()
    value = value * factor if scaled else value  # a product is rounded to 28 figures, an account number has more
    amount = _Amount(value, start, end, step * factor, spelled=False, scaled=scaled)
    return _with_unit(text, amount, at, MONEY_SIGNS[sign] if sign else "")


def _scale(text: str, end: int, sign: str) -> tuple[Decimal, int]:
    factor = Decimal(1)
    scale = _SCALE.match(text, end)
    while scale and scale[1].lower() in SCALES:
        factor *= SCALES[scale[1].lower()]
        end = scale.end()
        scale = _SCALE.match(text, end)
    short = _SHORT_SCALE.match(text, end) if factor == 1 else None
    if short and (sign or short[1] in "KB"):
        return Decimal({"m": 10**6, "b": 10**9, "k": 1000, "t": 10**12}[short[1].lower()]), short.end()
    return factor, end


def _word(text: str, at: int, unit: str = "") -> tuple[Quantity, int] | None:
    words = spelled(text, at)
    if words is None:
        return None
    if words.ordinal:
        weak = words.value <= 3
        return quantity(text, part(Kind.ORDINAL, words.value, at, words.end, weak=weak)), words.end
    value = words.value
    if text[at : at + 4].lower() == "half":
        value /= 2
    amount = _Amount(value, at, words.end, Decimal(1), spelled=True, article=words.article)
    return _with_unit(text, amount, at, unit)


def _with_unit(text: str, amount: _Amount, at: int, unit: str) -> tuple[Quantity, int]:
    end, value = amount.end, amount.value
    match = _unit_at(text, amount)
    if match and (not unit or kind_of(_key(match)) is Kind.MONEY):
        found = _key(match)
        end = match.end()
        unit = unit or found
    if unit == "times":
        return read_times(text, value, (at, end), number_end=amount.end)
    if unit == "%" and (_OFF.match(text, end) or _DISCOUNT_OF.search(text, max(0, at - 24), at)):
        unit = "off"
    kind = kind_of(unit)
    if not unit and not amount.spelled and not amount.scaled and amount.step == 1 and 1900 <= value <= 2099:
        kind = Kind.YEAR if "," not in text[amount.start : amount.end] else kind
    weak = _is_weak(amount, kind)
    whole = (at, end)
    number = (amount.start, amount.end)
    found_part = part(kind, value, *number, unit=unit, whole=whole, weak=weak, step=amount.step)
    return quantity(text, found_part), end


def _unit_at(text: str, amount: _Amount) -> re.Match[str] | None:
    match = _UNIT.match(text, amount.end)
    if match is None:
        return None
    word = match["word"] or ""
    if word in _AMBIGUOUS and text[amount.end : amount.end + 1] != "-":
        return None
    if word.lower() == "won" and amount.value < 1000:
        return None
    return match


def _key(match: re.Match[str]) -> str:
    if match["percent"]:
        return match["percent"]
    return EN_SYMBOLS[match["symbol"]] if match["symbol"] else EN_WORDS[match["word"].lower()]


def _is_weak(amount: _Amount, kind: Kind) -> bool:
    if kind in (Kind.SHARE, Kind.POINTS):
        return False
    if amount.value in (0, 1) or amount.article:
        return True
    if not amount.spelled:
        return False
    return amount.value <= 2 if kind in (Kind.MONEY, Kind.MEASURE) else amount.value <= 10


_READERS = (
    _read_fixed,
    read_roman,
    read_race,
    read_two_units,
    *calendar_en.READERS,
    read_code,
    _read_vague,
    read_part_of,
    read_part_of_scale,
    read_fraction,
    read_a_time,
    _read_number,
    read_implied,
)
