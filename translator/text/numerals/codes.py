"""Names that hold digits: A4, 5G, G20, COVID-19. They are compared as they stand and are never numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import part, quantity
from translator.text.numerals.unit_words import EN_SYMBOLS, MONEY_SIGNS
from translator.text.numerals.values import Kind, Quantity

#: letters then digits (G20, COVID-19, Q235B) or digits then capital letters (5G, 3D, 4K, 2B)
_CODE = re.compile(
    r"(?:(?!(?:19|20)\d\d\.)[vV]?\d+(?:\.\d+){2,}|[vV]\d+(?:\.\d+)+|[A-Za-z]{1,12}-?\d[A-Za-z0-9]*(?:[-./]\d+)*|\d+[A-Z][A-Za-z0-9]*)(?![A-Za-z0-9])"
)
#: rounds of a knockout, by how many are left: 四分之一决赛 is the round of the last eight
_ROUNDS = re.compile(
    r"(?P<q>四分之一决赛|1/4决赛|八强|quarter[- ]?final(?:s|ists?)?\b|last eight\b|final eight\b)|"
    r"(?P<s>半决赛|四强|semi-?final(?:s|ists?)?\b|last four\b|final four\b)|"
    r"(?P<r>八分之一决赛|1/8决赛|十六强|16强|(?:round|last) (?:of )?(?:16|sixteen)\b)",
    re.IGNORECASE,
)
_LEFT = {"q": 8, "s": 4, "r": 16}
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+){2,}|[vV]\d+(?:\.\d+)+")
_TAIL = re.compile(r"\d+([A-Za-z]+)")
#: what sticks to a number and is no name: unit symbols, money, scales, clock and ordinal endings, prefixes
_NOT_TAIL = frozenset(EN_SYMBOLS) | {
    "K",
    "M",
    "B",
    "bn",
    "mn",
    "k",
    "am",
    "pm",
    "AM",
    "PM",
    "st",
    "nd",
    "rd",
    "th",
    "s",
    "m",
    "T",
}
_NOT_HEAD = re.compile(
    r"(?:mid|pre|post|late|early|since|under|over|top|de|non|anti|sub|ex|to|and|or|by|in|of|the|at|than|no|around|about|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|usd|rmb|cny|eur|gbp|hkd|us|hk)-?(?=\d)|.*(?:and|to|or)-?(?=\d)",
    re.IGNORECASE,
)


def read_code(text: str, at: int) -> tuple[Quantity | None, int] | None:
    """Read a name with digits at ``at``; a Latin word without digits is passed over whole."""
    if at and text[at - 1].isascii() and text[at - 1].isalnum():
        return None
    stage = _ROUNDS.match(text, at)
    if stage:
        left = _LEFT[stage.lastgroup or "q"]
        return quantity(text, part(Kind.CODE, left, at, stage.end(), weak=True, code=f"LAST{left}")), stage.end()
    match = _CODE.match(text, at)
    if match is None or not _is_code(match[0]):
        return None
    shape = match[0].upper().replace("-", "")
    digits = re.search(r"\d+", shape)
    value = Decimal(digits[0]) if digits else Decimal(0)
    found = part(Kind.CODE, value, at, match.end(), weak=True, code=shape)
    return quantity(text, found), match.end()


def _is_code(word: str) -> bool:
    if re.fullmatch(r"[QH][1-4]|[1-4][QH]", word) or word in MONEY_SIGNS:
        return False
    if _VERSION.fullmatch(word):
        return True
    tail = _TAIL.fullmatch(word)
    if tail:
        return tail[1] not in _NOT_TAIL or word in {"4K", "8K", "2K"}
    return _NOT_HEAD.match(word) is None and any(char.isupper() for char in word)


def letters(code: str) -> str:
    """Return a code without its digits: two codes of the same letters may be mixed up (4G, 5G).

    >>> letters("COVID19")
    'COVID#'
    """
    return re.sub(r"\d+", "#", code)
