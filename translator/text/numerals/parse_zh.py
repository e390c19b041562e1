"""Find the numbers of a Chinese text: plain counts, shares, money, measures."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.model import Lang
from translator.text.numerals import calendar_zh, eras_zh
from translator.text.numerals.amount_zh import amount_at
from translator.text.numerals.build import kind_of, part, quantity, scan, share_units
from translator.text.numerals.codes import read_code
from translator.text.numerals.compound import read_two_units
from translator.text.numerals.race_times import read_race
from translator.text.numerals.rates import rated
from translator.text.numerals.shares_zh import read_each, read_share
from translator.text.numerals.signs import signed
from translator.text.numerals.spaced import squeeze, unsqueeze
from translator.text.numerals.suffix_zh import finish, unit_at, with_suffix
from translator.text.numerals.unit_words import MONEY_SIGNS
from translator.text.numerals.values import Kind, Quantity
from translator.text.numerals.zh_words import FIXED, IMPLIED, IMPLIED_WORDS, NUMERAL, scale_of

#: full-width digits and signs to half-width, one to one, so that offsets stay
WIDTHS = str.maketrans("０１２３４５６７８９．％－～", "0123456789.%-~")

_START = re.compile(rf"[\d{NUMERAL}每半周星礼翻数几上下成好减过大正腊初元本双之同唯单专统再放丢不接乱独差$¥￥€£A-Za-z]")

#: figures for contracts, which cannot be altered by a stroke; only runs of them are numbers (陆 and 伍 are surnames)
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}")

_FORMAL_TO_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

_MONEY_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(MONEY_SIGNS, key=len, reverse=True)))

#: sasldb2 and mixed_float16 are words
_IDENTIFIER = re.compile(r"(?<=[a-z_]{2})(?<!rmb)(?<!usd)(?<!cny)\d[\d_A-Za-z]*(?![\d.,]*[万亿%元])")
_JOINS = {
    "-": "range",
    "–": "range",
    "—": "range",
    "~": "range",
    "至": "range",
    "到": "range",
    "、": "list",
    "和": "list",
}

_VAGUE = re.compile(r"(?:好几|数|几|(?<![晚早])上|(?<!完)成)([十百千万亿]+)(?![一二三四五六七八九])")


def parse_zh(text: str) -> list[Quantity]:
    """Return the quantities of a Chinese text, in order; offsets are code points of ``text``."""
    flat, places = squeeze(text.translate(WIDTHS))
    flat = _FORMAL.sub(lambda match: match[0].translate(_FORMAL_TO_PLAIN), flat)
    found = scan(flat, _next_start, _READERS)
    found = share_units(flat, found, lambda between: _JOINS.get(between.strip(), ""))
    return unsqueeze(rated(signed(found, flat), flat, Lang.ZH), text, places)


def _next_start(text: str, at: int) -> int:
    match = _START.search(text, at)
    return match.start() if match else -1


def _read_fixed(text: str, at: int) -> tuple[None, int] | None:
    match = FIXED.match(text, at) or _IDENTIFIER.match(text, at)
    return (None, match.end()) if match else None


def _read_implied(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the words that say a number without a numeral: 一半, 翻番, 半年."""
    match = IMPLIED_WORDS.match(text, at)
    if match is None:
        return None
    value, unit = IMPLIED[match[0]]
    weak = unit != "times"
    return quantity(text, part(kind_of(unit), Decimal(value), at, match.end(), unit=unit, weak=weak)), match.end()


def _read_vague(text: str, at: int) -> tuple[Quantity, int] | None:
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    value = scale_of(match[1])
    return quantity(text, part(Kind.VAGUE, value, at, match.end(), weak=True)), match.end()


def _read_number(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read a number with what stands before and after it: sign, 第, unit, measure word."""
    sign = _MONEY_SIGN.match(text, at)
    start = sign.end() + (text[sign.end() : sign.end() + 1] == " ") if sign else at
    amount = amount_at(text, start)
    if amount is None:
        return None
    if sign:
        unit = MONEY_SIGNS[sign[0]]
        word = unit_at(text, amount.end)
        end = word[1] if word and kind_of(word[0]) is Kind.MONEY else amount.end
        return finish(text, amount, unit if end == amount.end or not word else word[0], (at, end))
    if at and text[at - 1] == "第":
        weak = amount.values[0] <= 3
        return quantity(text, part(Kind.ORDINAL, amount.values[0], at, amount.end, weak=weak)), amount.end
    return with_suffix(text, amount)


_READERS = (
    *eras_zh.READERS,
    read_code,
    _read_fixed,
    _read_implied,
    read_race,
    read_two_units,
    *calendar_zh.READERS,
    read_each,
    read_share,
    _read_vague,
    _read_number,
)
