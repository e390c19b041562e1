"""Read a Chinese number without its unit: figures with 万 and 亿, numerals, "seven or eight"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from translator.text.numerals.unit_words import ZH_WORDS
from translator.text.numerals.zh_words import DIGITS, MEASURES, NUMERAL, scale_of, value_of

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")

_SCALE = re.compile(
    r"\s?([余多几来]?|个(?=[万亿]))((?:[万亿]|百(?!分)|千(?![瓦米克卡帕赫焦伏升])|兆(?=[元日美韩欧新台个]))+)"
)

#: 八十有二 is 82; but 十有八九, and 八十有三个 has a measure word of its own
_AND = rf"(?<=[一二三四五六七八九]十)有[一二三四五六七八九](?![{NUMERAL}{MEASURES}])"
_NUMERAL = re.compile(rf"[{NUMERAL}]+(?:{_AND}|点[零〇一二三四五六七八九]+[十百千万亿兆]*)?")

_PAIR = re.compile(r"(十?)([一两二三四五六七八])([两二三四五六七八九])([十百千万亿]*)")

MORE = re.compile(r"[余多几来]")

UNIT = re.compile("|".join(re.escape(word) for word in sorted(ZH_WORDS, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number without its unit; ``spelled`` in Chinese characters, ``bare`` when it is only a scale (千年, 万亩)."""

    values: tuple[Decimal, ...]
    start: int
    end: int
    step: Decimal
    spelled: bool
    bare: bool = False
    rough: bool = False


def amount_at(text: str, at: int) -> Amount | None:
    """Read the number that begins at ``at``; None when there is none."""
    if (at and text[at - 1] in ".·") or at >= len(text):
        return None
    return _digits(text, at) if text[at].isdigit() else _spelled(text, at)


def _digits(text: str, at: int) -> Amount | None:
    match = _DIGITS.match(text, at)
    if match is None:
        return None
    total = shown = _decimal(match[0])
    step = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    end, rough = match.end(), False
    scale = _SCALE.match(text, end)
    while scale:
        factor = scale_of(scale[2])
        total, step = total - shown + shown * factor, step * factor
        end, rough = scale.end(), scale[1] not in ("", "个")
        more = _DIGITS.match(text, end)
        scale = _SCALE.match(text, more.end()) if more else None
        if more and scale and scale_of(scale[2]) < factor:
            shown = _decimal(more[0])
            total, step = total + shown, Decimal(1).scaleb(int(shown.as_tuple().exponent))
        else:
            scale = None
    return Amount((total,), at, end, step, spelled=False, rough=rough or bool(MORE.match(text, end)))


def _decimal(shown: str) -> Decimal:
    return Decimal(shown.replace(",", ""))


def _spelled(text: str, at: int) -> Amount | None:
    off = re.compile(r"[一二三四五六七八九]{2}(?=折(?![扣合叠算线射返旧回]))").match(text, at)
    if off:
        value = Decimal(10 * DIGITS[off[0][0]] + DIGITS[off[0][1]])
        return Amount((value,), at, off.end(), Decimal(1), spelled=True)
    pair = _PAIR.match(text, at)
    if pair and _is_pair(text, pair):
        low, high = (DIGITS[pair[2]], DIGITS[pair[3]])
        factor = scale_of(pair[4])
        tens = 10 if pair[1] else 0
        values = (Decimal(low + tens) * factor, Decimal(high + tens) * factor)
        return Amount(values, at, pair.end(), factor, spelled=True)
    match = _NUMERAL.match(text, at)
    if match is None:
        return None
    word, and_ = match[0], match[0].find("有")
    if and_ > 0:
        return Amount((value_of(word.replace("有", "")) or Decimal(0),), at, match.end(), Decimal(1), spelled=True)
    if len(word) > 1 and re.search("[百万亿]千$", word) and text[match.end() : match.end() + 1] in tuple("瓦米克卡"):
        word = word[:-1]
    worth = value_of(word)
    while worth is None and len(word) > 1:  # 十一一 ends where the numeral ends
        word = word[:-1]
        worth = value_of(word)
    if worth is None:
        return None
    end = at + len(word)
    scale = re.compile("[余多几来个]([万亿]+)").match(text, end)
    if scale:
        worth, end = worth * scale_of(scale[1]), scale.end()
    rough = bool(scale and scale[0][0] != "个") or bool(MORE.match(text, end))
    bare = word[0] in "百千万亿" and len(word) <= 2
    return Amount((worth,), at, end, Decimal(1), spelled=True, bare=bare, rough=rough)


def _is_pair(text: str, pair: re.Match[str]) -> bool:
    """Say whether two numerals side by side mean "a or b": 三四十, 七八个, 三五天."""
    low, high = DIGITS[pair[2]], DIGITS[pair[3]]
    follows = text[pair.end() : pair.end() + 1]
    close = high == low + 1 or (low, high) == (3, 5)
    return close and follows not in NUMERAL and (bool(pair[4]) or follows in MEASURES or bool(UNIT.match(follows)))
