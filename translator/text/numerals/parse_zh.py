"""Find the numbers of a Chinese text: plain counts, shares, money, measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from translator.text.numerals import calendar_zh
from translator.text.numerals.build import kind_of, part, quantity, scan, share_units
from translator.text.numerals.codes import read_code
from translator.text.numerals.units import MONEY_SIGNS, ZH_WORDS
from translator.text.numerals.values import Kind, Part, Quantity
from translator.text.numerals.zh_words import (
    DIGITS,
    FIXED,
    IMPLIED,
    IMPLIED_WORDS,
    MEASURES,
    NUMERAL,
    scale_of,
    value_of,
)

#: full-width digits and signs to half-width, one to one, so that offsets stay
WIDTHS = str.maketrans("０１２３４５６７８９．％－～", "0123456789.%-~")

_START = re.compile(rf"[\d{NUMERAL}半周星礼翻数几上下成好减过大正腊初本双之同唯单专统再放丢不接乱独$¥￥€£A-Za-z]")
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_SCALE = re.compile(r"\s?([余多几来]?|个(?=[万亿]))((?:[万亿]|百(?!分)|千(?![瓦米克卡帕赫焦伏])|兆(?![瓦赫字帕比]))+)")
_NUMERAL = re.compile(rf"[{NUMERAL}]+(?:点[零〇一二三四五六七八九]+[十百千万亿兆]*)?")
_PAIR = re.compile(r"(十?)([一两二三四五六七八])([两二三四五六七八九])([十百千万亿]*)")
_MORE = re.compile(r"[余多几来]")
#: figures for contracts, which cannot be altered by a stroke; only runs of them are numbers (陆 and 伍 are surnames)
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}")
_FORMAL_TO_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
#: 9块8 is 9.80 yuan, 一米八六 is 1.86 metres
_TRAILING = re.compile(
    r"(?P<u>块|米)(?P<d>\d{1,2}|[一二三四五六七八九零]{1,2})(?![\d一二三四五六七八九十百千万个米元角分厘年月日多余块])"
)
_CHANGE = re.compile(r"(?:([1-9一二两三四五六七八九])[角毛])(?:([1-9一二两三四五六七八九])分)?")
_DISCOUNT = re.compile(r"折(?!扣|合|叠|算|线|射|返|旧|回)")
_UNIT = re.compile("|".join(re.escape(word) for word in sorted(ZH_WORDS, key=len, reverse=True)))
#: a unit that begins another word is no unit: 三成员, 5米饭
_NOT_UNIT = re.compile(
    r"成[员立为果功就都份品本型人年长绩交]|元[月旦宵素件首老]|米[饭其粉面线兰]|克[拉服]|升[级至到高学]|年[级代画]|里[面头程河桥店屯庄沟坪堡铺台弄]|"
    r"两(?!以上|以下|重|酒|肉|银|左右)|[角码担桶块磅](?!钱)|日[报本元圆]|分|周[围边]|天[然津空]|瓦[房]|天(?=窗)|里(?=约)|m[a-zA-Z]|t[a-zA-Z]|g[a-zA-Z]|[Lk][a-z]"
)
_SHARE = re.compile(rf"(\d+|[{NUMERAL}]+)分之(\d+(?:\.\d+)?|[{NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?)")
_TENTHS = re.compile(r"成([一二三四五六七八九半])?")
_GROWTH = re.compile(
    r"(?:增长|增加|增幅|增|上升|上涨|提高|提升|扩大|涨|超出|高出|翻)(?:了|近|约|超过|逾|将近|大约|超|出)*$"
)
#: 大十倍 is said of ten times the size as well as of eleven
_MORE_THAN = re.compile("[多高大快长重远强]出?(?:了|近|约|上)?$")
_MONEY_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(MONEY_SIGNS, key=len, reverse=True)))
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
_VAGUE = re.compile(r"(?:好几|数|几|上|成)([十百千万亿]+)(?![名一二三四五六七八九])")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number without its unit; ``spelled`` in Chinese characters, ``bare`` when it is only a scale (千年, 万亩)."""

    values: tuple[Decimal, ...]
    start: int
    end: int
    step: Decimal
    spelled: bool
    bare: bool = False
    rough: bool = False


def parse_zh(text: str) -> list[Quantity]:
    """Return the quantities of a Chinese text, in order; offsets are code points of ``text``."""
    flat = _FORMAL.sub(lambda match: match[0].translate(_FORMAL_TO_PLAIN), text.translate(WIDTHS))
    found = scan(flat, _next_start, _READERS)
    return share_units(flat, found, lambda between: _JOINS.get(between.strip(), ""))


def _next_start(text: str, at: int) -> int:
    match = _START.search(text, at)
    return match.start() if match else -1


def _read_fixed(text: str, at: int) -> tuple[None, int] | None:
    match = FIXED.match(text, at)
    return (None, match.end()) if match else None


def _read_implied(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the words that say a number without a numeral: 一半, 翻番, 半年."""
    match = IMPLIED_WORDS.match(text, at)
    if match is None:
        return None
    value, unit = IMPLIED[match[0]]
    weak = unit != "times"
    return quantity(text, part(kind_of(unit), Decimal(value), at, match.end(), unit=unit, weak=weak)), match.end()


def _read_share(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 百分之三十, 三分之二, 千分之五."""
    match = _SHARE.match(text, at)
    if match is None:
        return None
    base, top, end = _plain(match[1]), _plain(match[2]), match.end()
    if top is None and len(match[2]) > 1:  # 三分之二一周内: the next numeral belongs to the next word
        top, end = _plain(match[2][:-1]), end - 1
    if not base or top is None:
        return None
    measured = _unit_at(text, end)
    if measured and kind_of(measured[0]) is Kind.MEASURE:
        number = part(Kind.MEASURE, top / base, at, end, unit=measured[0], whole=(at, measured[1]), others=(top,))
        return quantity(text, number), measured[1]
    unit = {100: "%", 1000: "‰"}.get(int(base), "fraction")
    value = top if unit != "fraction" else top / base
    others = (top, base) if unit == "fraction" else ()  # "50 per 10,000", "one in three"
    return quantity(text, part(Kind.SHARE, value, at, end, unit=unit, others=others)), end


def _plain(word: str) -> Decimal | None:
    return value_of(word) if word[0] in NUMERAL else Decimal(word)


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
    amount = _amount(text, start)
    if amount is None:
        return None
    if sign:
        unit = MONEY_SIGNS[sign[0]]
        word = _unit_at(text, amount.end)
        end = word[1] if word and kind_of(word[0]) is Kind.MONEY else amount.end
        return _finish(text, amount, unit if end == amount.end or not word else word[0], (at, end))
    if at and text[at - 1] == "第":
        weak = amount.values[0] <= 3
        return quantity(text, part(Kind.ORDINAL, amount.values[0], at, amount.end, weak=weak)), amount.end
    return _with_suffix(text, amount)


def _with_suffix(text: str, amount: _Amount) -> tuple[Quantity, int] | None:
    after = amount.end + bool(_MORE.match(text, amount.end))
    tenths = _TENTHS.match(text, after)
    if tenths and not _NOT_UNIT.match(text, after):
        return _tenths(text, amount, tenths)
    if text.startswith("倍", after):
        return _times(text, amount, after + 1)
    trailing = _TRAILING.match(text, after)
    if trailing:
        return _with_trailing(text, amount, trailing)
    if _DISCOUNT.match(text, after) and amount.values[0] < 100:
        return _discount(text, amount, after + 1)
    if text.startswith("旬", after):
        age = part(Kind.NUMBER, 10 * amount.values[0], at := amount.start, after + 1, weak=amount.values[0] == 1)
        return quantity(text, age), max(at, after) + 1
    word = _unit_at(text, after)
    if word and word[0] == "CNY" and (change := _CHANGE.match(text, word[1])):
        return _with_change(text, amount, change)
    if word:
        return _finish(text, amount, word[0], (amount.start, word[1]))
    half = re.compile(r"个?半(?=[年个小天月学])").match(text, after)
    if half and amount.values[0] < 100:
        word = _unit_at(text, half.end()) or _unit_at(text, half.end() - 1)
        return _finish(text, _plus_half(amount, half.end()), word[0] if word else "", (amount.start, half.end()))
    if amount.spelled and not _counts(text, amount, after):
        return None
    return _finish(text, amount, "", (amount.start, amount.end))


def _counts(text: str, amount: _Amount, after: int) -> bool:
    """Say whether a spelled numeral counts something: it is long, or a measure word follows."""
    follows = text[after : after + 1]
    if amount.bare:
        return bool(follows) and (follows in MEASURES or amount.rough)
    listed = re.compile(rf"[至到、—~-][{NUMERAL}]").match(text, after)
    return amount.end - amount.start > 1 or bool(listed) or (bool(follows) and follows in MEASURES)


def _plus_half(amount: _Amount, end: int) -> _Amount:
    return _Amount((amount.values[0] + Decimal("0.5"),), amount.start, end, Decimal("0.5"), amount.spelled)


def _unit_at(text: str, at: int) -> tuple[str, int] | None:
    while text[at : at + 1] == " ":
        at += 1
    if _NOT_UNIT.match(text, at):
        return None
    match = _UNIT.match(text, at)
    if match is None:
        return None
    unit, end = ZH_WORDS[match[0]], match.end()
    half = text[end : end + 1] == "半" and kind_of(unit) is Kind.DURATION
    return unit, end + half


def _with_change(text: str, amount: _Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    """Read 7元5角, 一元二角五分."""
    jiao, fen = ((_plain(word) or Decimal(0)) if word else Decimal(0) for word in (match[1], match[2]))
    value = amount.values[0] + jiao / 10 + fen / 100
    return quantity(text, part(Kind.MONEY, value, amount.start, match.end(), unit="CNY")), match.end()


def _with_trailing(text: str, amount: _Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    digits = match["d"] if match["d"].isdigit() else "".join(str(DIGITS[char]) for char in match["d"])
    value = amount.values[0] + Decimal(f"0.{digits}")
    kind, unit = (Kind.MONEY, "CNY") if match["u"] == "块" else (Kind.MEASURE, "m")
    step = Decimal(1).scaleb(-len(digits))
    return quantity(text, part(kind, value, amount.start, match.end(), unit=unit, step=step)), match.end()


def _discount(text: str, amount: _Amount, end: int) -> tuple[Quantity, int]:
    """Read 九折: 10 percent off, or 90 percent of the price."""
    price = amount.values[0] if amount.values[0] > 10 else 10 * amount.values[0]
    return quantity(text, part(Kind.SHARE, 100 - price, amount.start, end, unit="%", others=(price,))), end


def _tenths(text: str, amount: _Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    extra = Decimal(0)
    if match[1]:
        extra = Decimal("0.5") if match[1] == "半" else Decimal(DIGITS[match[1]]) / 10
    parts = tuple(
        part(Kind.SHARE, value + extra, amount.start, match.end(), unit="tenth", step=Decimal("0.1"))
        for value in amount.values
    )
    return quantity(text, *parts), match.end()


def _times(text: str, amount: _Amount, end: int) -> tuple[Quantity, int]:
    """Read N倍: 是...的两倍 is twice as much, 增长两倍 is three times as much."""
    before = text[max(0, amount.start - 12) : amount.start]
    grows, more = bool(_GROWTH.search(before)), bool(_MORE_THAN.search(before))
    half = Decimal("0.5") if text[end : end + 1] == "半" else Decimal(0)
    values = tuple(value + half + int(grows) for value in amount.values)
    whole = (amount.start, end)
    more = not grows and (more or amount.values[0] == 1)  # 一倍 is never "one time"
    parts = tuple(
        part(Kind.SHARE, v, amount.start, amount.end, unit="times", whole=whole, others=(v + 1,) if more else ())
        for v in values
    )
    return quantity(text, *parts), end


def _finish(text: str, amount: _Amount, unit: str, whole: tuple[int, int]) -> tuple[Quantity, int]:
    end = whole[1]
    values = amount.values
    kind = kind_of(unit)
    others: tuple[Decimal, ...] = ()
    if text[end - 1 : end] == "半" and unit and not text[amount.start : amount.end].endswith("半"):
        values = tuple(value + Decimal("0.5") for value in values)
    if unit == "year" and text[end - 1 : end] == "年" and len(values) == 1 and not amount.spelled:
        if 1000 <= values[0] <= 2999:
            kind, unit = Kind.YEAR, ""
        elif 10 <= values[0] <= 99:
            others = (1900 + values[0], 2000 + values[0])
    if unit == "day" and text[end - 1 : end] in "日" and values[0] <= 31:
        kind, unit = Kind.DAY, ""
    if amount.rough and values[0] == 10:
        others = (Decimal(12),)
    weak = _is_weak(amount, kind, values[0])
    if amount.bare and kind is Kind.NUMBER:
        kind = Kind.VAGUE
    parts: list[Part] = [
        part(kind, v, amount.start, amount.end, unit=unit, whole=whole, weak=weak, others=others, step=amount.step)
        for v in values
    ]
    return quantity(text, *parts), end


def _is_weak(amount: _Amount, kind: Kind, value: Decimal) -> bool:
    if kind in (Kind.SHARE, Kind.POINTS, Kind.YEAR):
        return False
    if value == 1 or amount.bare or (amount.rough and value == 10):
        return True
    if not amount.spelled:
        return False
    return value <= 2 if kind in (Kind.MONEY, Kind.MEASURE, Kind.DAY) else value <= 10


def _amount(text: str, at: int) -> _Amount | None:
    if (at and text[at - 1] in ".·") or at >= len(text):
        return None
    return _digits(text, at) if text[at].isdigit() else _spelled(text, at)


def _digits(text: str, at: int) -> _Amount | None:
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
    return _Amount((total,), at, end, step, spelled=False, rough=rough or bool(_MORE.match(text, end)))


def _decimal(shown: str) -> Decimal:
    return Decimal(shown.replace(",", ""))


def _spelled(text: str, at: int) -> _Amount | None:
    off = re.compile(r"[一二三四五六七八九]{2}(?=折(?![扣合叠算线射返旧回]))").match(text, at)
    if off:
        value = Decimal(10 * DIGITS[off[0][0]] + DIGITS[off[0][1]])
        return _Amount((value,), at, off.end(), Decimal(1), spelled=True)
    pair = _PAIR.match(text, at)
    if pair and _is_pair(text, pair):
        low, high = (DIGITS[pair[2]], DIGITS[pair[3]])
        factor = scale_of(pair[4])
        tens = 10 if pair[1] else 0
        values = (Decimal(low + tens) * factor, Decimal(high + tens) * factor)
        return _Amount(values, at, pair.end(), factor, spelled=True)
    match = _NUMERAL.match(text, at)
    if match is None:
        return None
    word = match[0]
    if len(word) > 1 and re.search("[百万亿]千$", word) and text[match.end() : match.end() + 1] in tuple("瓦米克卡"):
        word = word[:-1]
    value = value_of(word)
    while value is None and len(word) > 1:  # 十一一 ends where the numeral ends
        word = word[:-1]
        value = value_of(word)
    if value is None:
        return None
    end = at + len(word)
    scale = re.compile("[余多几来个]([万亿]+)").match(text, end)
    if scale:
        value, end = value * scale_of(scale[1]), scale.end()
    rough = bool(scale and scale[0][0] != "个") or bool(_MORE.match(text, end))
    bare = word[0] in "百千万亿" and len(word) <= 2
    return _Amount((value,), at, end, Decimal(1), spelled=True, bare=bare, rough=rough)


def _is_pair(text: str, pair: re.Match[str]) -> bool:
    """Say whether two numerals side by side mean "a or b": 三四十, 七八个, 三五天."""
    low, high = DIGITS[pair[2]], DIGITS[pair[3]]
    follows = text[pair.end() : pair.end() + 1]
    close = high == low + 1 or (low, high) == (3, 5)
    return close and follows not in NUMERAL and (bool(pair[4]) or follows in MEASURES or bool(_UNIT.match(follows)))


_READERS = (
    _read_fixed,
    _read_implied,
    read_code,
    *calendar_zh.READERS,
    _read_share,
    _read_vague,
    _read_number,
)
