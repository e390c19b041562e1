"""Read what follows a Chinese number: units, 成, 倍, 折, measure words; and decide what that makes of it."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.amount_zh import MORE, UNIT, Amount
from translator.text.numerals.build import kind_of, part, quantity
from translator.text.numerals.unit_words import ZH_WORDS
from translator.text.numerals.values import Kind, Part, Quantity
from translator.text.numerals.zh_words import DIGITS, MEASURES, NUMERAL, value_of

#: a unit that begins another word is no unit: 三成员, 5米饭
_NOT_UNIT = re.compile(
    r"成[立为果功就都份品本型人年长绩交]|成员(?![工])|元[月旦宵素件首老]|米[饭其粉面线兰]|克[拉服]|升[级至到高学]|年[级代画]|里[面头程海河桥店屯庄沟坪堡铺台弄]|"
    r"[金银铜](?![\d零一二两三四五六七八九十，、。 ]|$)|"
    r"(?<!\d)两(?!以上|以下|重|酒|肉|银|左右)|(?<!\d)角(?!钱)|(?<!\d)[尺丈]|[码担桶块磅](?!钱)|日(?:[报本]|[元圆]旦)|分(?!钟|钱|\d+秒)|周[围边]|天[然津空]|瓦[房]|天(?=窗)|里(?=约)|m[a-zA-Z]|t[a-zA-Z]|g[a-zA-Z]|[Lk][a-z]"
)

_TENTHS = re.compile(r"成([一二三四五六七八九半])?")
#: 八成是真的: most likely
_LIKELY = re.compile("[八九]成(?:是|会|要|得|没|不|还|又|也)")

_GROWTH = re.compile(
    r"(?:增长|增加|增幅|增|扩容|扩张|增多|激增|猛增|攀升|飙升|跃升|增产|增收|提速|上升|上涨|提高|提升|扩大|涨|超出|高出|翻)(?:了|近|约|超过|逾|将近|大约|超|出)*$"
)

#: 大十倍 is said of ten times the size as well as of eleven
_MORE_THAN = re.compile("[多高大快长重远强]出?(?:了|近|约|上)?$")

#: 9块8 is 9.80 yuan, 一米八六 is 1.86 metres
_TRAILING = re.compile(
    r"(?P<u>块|米)(?P<d>\d{1,2}|[一二三四五六七八九零]{1,2})(?![\d一二三四五六七八九十百千万个米元角分厘年月日多余块])"
)

_CHANGE = re.compile(r"(?:([1-9一二两三四五六七八九])[角毛])(?:([1-9一二两三四五六七八九])分)?")

#: 两年半, 八十二公斤半; but 三米半径
_HALF = re.compile("半(?![导径岛成山球价数])")

#: 三斤二两, 二亩三分: ten of the second make one of the first
_TENTHS_OF = re.compile(r"(?<=亩)([1-9一二三四五六七八九])分(?![钟钱之])|(?<=斤)([1-9一二三四五六七八九])两")

#: 英镑1200万: the currency before the number
_CURRENCY_BEFORE = re.compile(
    "("
    + "|".join(
        sorted((w for w, u in ZH_WORDS.items() if kind_of(u) is Kind.MONEY and len(w) > 1), key=len, reverse=True)
    )
    + ")[约共近达]?$"
)

_AND_A_HALF = re.compile(r"个?半(?=[年个小天月学])")
#: 56秒13 is 56.13 seconds
_HUNDREDTHS = re.compile(r"秒(\d{1,2})(?![\d分时年月人名])")

#: a dozen, not the verb 打
_DOZENS = re.compile(r"打(?=[鸡鸭啤铅圆玫毛袜汽可矿饮生手瓶罐]|[，。、十\d]|$)(?!手机)")
_RANK = re.compile("等[奖功舱座兵]")
_DISCOUNT = re.compile(r"折(?!扣|合|叠|算|线|射|返|旧|回)")


def with_suffix(text: str, amount: Amount) -> tuple[Quantity, int] | None:
    """Read what follows the number; None when a lone numeral counts nothing (三亚)."""
    after = amount.end + bool(MORE.match(text, amount.end))
    special = _special(text, amount, after)
    if special:
        return special
    word = unit_at(text, after)
    if word and word[0] == "CNY" and (change := _CHANGE.match(text, word[1])):
        return _with_change(text, amount, change)
    if word:
        tenths = _TENTHS_OF.match(text, word[1])
        if tenths and text[word[1] - 1] != "半":
            value = amount.values[0] + (plain_value(tenths[1] or tenths[2]) or Decimal(0)) / 10
            exact = Amount((value,), amount.start, tenths.end(), Decimal("0.1"), amount.spelled)
            return finish(text, exact, word[0], (amount.start, tenths.end()))
        return finish(text, amount, word[0], (amount.start, word[1]))
    half = _AND_A_HALF.match(text, after)
    if half and amount.values[0] < 100:
        word = unit_at(text, half.end()) or unit_at(text, half.end() - 1)
        return finish(text, _plus_half(amount, half.end()), word[0] if word else "", (amount.start, half.end()))
    if amount.spelled and not _counts(text, amount, after):
        return None
    return finish(text, amount, "", (amount.start, amount.end))


def _special(text: str, amount: Amount, after: int) -> tuple[Quantity, int] | None:
    """Read the suffixes that change the number itself: 成, 倍, 9块8, 九折, 56秒13, 九旬."""
    tenths = _TENTHS.match(text, after)
    if tenths and not _NOT_UNIT.match(text, after):
        return _tenths(text, amount, tenths)
    if text.startswith("倍", after):
        return _times(text, amount, after + 1)
    trailing = _TRAILING.match(text, after)
    if trailing:
        return _with_trailing(text, amount, trailing)
    if _DISCOUNT.match(text, after) and 2 < amount.values[0] < 100:
        return _discount(text, amount, after + 1)
    hundredths = _HUNDREDTHS.match(text, after)
    if hundredths and not amount.spelled:
        value, end = amount.values[0] + Decimal(f"0.{hundredths[1]}"), hundredths.end()
        number = part(Kind.DURATION, value, amount.start, end, unit="second", step=Decimal("0.01"))
        return quantity(text, number), end
    if _DOZENS.match(text, after) and amount.values[0] < 13:
        dozens = part(Kind.NUMBER, 12 * amount.values[0], amount.start, after + 1, weak=True, others=amount.values)
        return quantity(text, dozens), after + 1
    if _RANK.match(text, after):
        rank = part(Kind.ORDINAL, amount.values[0], amount.start, amount.end, weak=amount.values[0] <= 3)
        return quantity(text, rank), after
    if text.startswith("旬", after):
        age = part(Kind.NUMBER, 10 * amount.values[0], amount.start, after + 1, weak=amount.values[0] == 1)
        return quantity(text, age), after + 1
    return None


def _counts(text: str, amount: Amount, after: int) -> bool:
    """Say whether a spelled numeral counts something: it is long, or a measure word follows."""
    follows = text[after : after + 1]
    if amount.bare:
        return bool(follows) and (follows in MEASURES or amount.rough)
    listed = re.compile(rf"[至到、—~-][{NUMERAL}]").match(text, after)
    starred = text.startswith("星级", after)
    return amount.end - amount.start > 1 or bool(listed) or starred or (bool(follows) and follows in MEASURES)


def _plus_half(amount: Amount, end: int) -> Amount:
    return Amount((amount.values[0] + Decimal("0.5"),), amount.start, end, Decimal("0.5"), amount.spelled)


def unit_at(text: str, at: int) -> tuple[str, int] | None:
    """Return the unit that stands at ``at`` and where it ends; None when there is none."""
    while text[at : at + 1] == " ":
        at += 1
    if _NOT_UNIT.match(text, at):
        return None
    match = UNIT.match(text, at)
    if match is None:
        return None
    unit, end = ZH_WORDS[match[0]], match.end()
    half = _HALF.match(text, end) and kind_of(unit) in (Kind.DURATION, Kind.MEASURE)
    return unit, end + bool(half)


def _with_change(text: str, amount: Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    """Read 7元5角, 一元二角五分."""
    jiao, fen = ((plain_value(word) or Decimal(0)) if word else Decimal(0) for word in (match[1], match[2]))
    value = amount.values[0] + jiao / 10 + fen / 100
    return quantity(text, part(Kind.MONEY, value, amount.start, match.end(), unit="CNY")), match.end()


def _with_trailing(text: str, amount: Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    digits = match["d"] if match["d"].isdigit() else "".join(str(DIGITS[char]) for char in match["d"])
    value = amount.values[0] + Decimal(f"0.{digits}")
    kind, unit = (Kind.MONEY, "CNY") if match["u"] == "块" else (Kind.MEASURE, "m")
    step = Decimal(1).scaleb(-len(digits))
    return quantity(text, part(kind, value, amount.start, match.end(), unit=unit, step=step)), match.end()


def _discount(text: str, amount: Amount, end: int) -> tuple[Quantity, int]:
    """Read 九折: 10 percent off, or 90 percent of the price."""
    price = amount.values[0] if amount.values[0] > 10 else 10 * amount.values[0]
    span = (amount.start, amount.end)
    others = (price, price / 100)
    return quantity(text, part(Kind.SHARE, 100 - price, *span, unit="off", whole=(span[0], end), others=others)), end


def _tenths(text: str, amount: Amount, match: re.Match[str]) -> tuple[Quantity, int]:
    extra = Decimal(0)
    if match[1]:
        extra = Decimal("0.5") if match[1] == "半" else Decimal(DIGITS[match[1]]) / 10
    weak = bool(_LIKELY.match(text, amount.start))
    parts = tuple(
        part(Kind.SHARE, value + extra, amount.start, match.end(), unit="tenth", weak=weak, step=Decimal("0.1"))
        for value in amount.values
    )
    return quantity(text, *parts), match.end()


def _times(text: str, amount: Amount, end: int) -> tuple[Quantity, int]:
    """Read N倍: 是...的两倍 is twice as much, 增长两倍 is three times as much."""
    before = text[max(0, amount.start - 12) : amount.start]
    grows, more = bool(_GROWTH.search(before)), bool(_MORE_THAN.search(before))
    half = Decimal("0.5") if text[end : end + 1] == "半" else Decimal(0)
    values = tuple(value + half + int(grows) for value in amount.values)
    whole = (amount.start, end)
    either = before.endswith(("翻", "翻了"))  # 翻了五倍 is said of fivefold and of sixfold
    more = not grows and (more or amount.values[0] == 1)  # 一倍 is never "one time"
    parts = tuple(
        part(
            Kind.SHARE,
            v,
            amount.start,
            amount.end,
            unit="times",
            whole=whole,
            others=(v + 1,) if more else (v - 1,) if either else (),
        )
        for v in values
    )
    return quantity(text, *parts), end


def finish(text: str, amount: Amount, unit: str, whole: tuple[int, int]) -> tuple[Quantity, int]:
    """Make the quantity of a number and its unit; ``whole`` are the offsets of both."""
    end, values = whole[1], amount.values
    named = _CURRENCY_BEFORE.search(text, 0, amount.start) if unit in ("", "CNY") else None
    if named and text[amount.start - len(named[0]) - 1 : amount.start - len(named[0])] not in ("、", "兑", "/"):
        unit = ZH_WORDS[named[1]]
        whole = (whole[0] if whole[0] < amount.start else named.start(), end)
    last = text[end - 1 : end]
    if last == "半" and unit and not text[amount.start : amount.end].endswith("半"):
        values = tuple(value + Decimal("0.5") for value in values)
    kind, unit, others = _meaning(amount, unit, last)
    weak = _is_weak(amount, kind, values[0])
    if values[0] in (0, 1) and kind is Kind.NUMBER and not amount.spelled:  # 1个 may be "a"; the 1 of 3比1 may not
        weak = text[end : end + 1] in MEASURES
    if amount.bare and kind is Kind.NUMBER:
        kind = Kind.VAGUE
    parts: list[Part] = [
        part(kind, v, amount.start, amount.end, unit=unit, whole=whole, weak=weak, others=others, step=amount.step)
        for v in values
    ]
    return quantity(text, *parts), end


def _meaning(amount: Amount, unit: str, last: str) -> tuple[Kind, str, tuple[Decimal, ...]]:
    """Tell 2024年 from ten years and 7日 from seven days; add what else the number may mean."""
    value = amount.values[0]
    if unit == "year" and last == "年" and len(amount.values) == 1 and not amount.spelled:
        if 1000 <= value <= 2999:
            return Kind.YEAR, "", ()
        if 10 <= value <= 99:  # 98年 may be 1998
            return Kind.DURATION, unit, (1900 + value, 2000 + value)
    if unit == "day" and last == "日" and value <= 31:
        return Kind.DAY, "", ()
    tens = amount.rough and 10 <= value <= 90 and value % 10 == 0
    # 十几 may be "a dozen", 二十多 "two dozen"
    return kind_of(unit), unit, tuple(value + n for n in range(1, 10) if tens and (value + n) % 12 == 0)


def _is_weak(amount: Amount, kind: Kind, value: Decimal) -> bool:
    if kind in (Kind.SHARE, Kind.POINTS, Kind.YEAR):
        return False
    if value in (0, 1) or amount.bare or (amount.rough and value == 10):
        return True
    if not amount.spelled:
        return False
    return value <= 2 if kind in (Kind.MONEY, Kind.MEASURE, Kind.DAY) else value <= 10


def plain_value(word: str) -> Decimal | None:
    """Return what figures or a numeral are worth."""
    return value_of(word) if word[0] in NUMERAL else Decimal(word)
