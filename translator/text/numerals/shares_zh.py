"""Read Chinese shares: 百分之三十, 三分之二, 每五个人中就有一位."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import kind_of, part, quantity
from translator.text.numerals.suffix_zh import plain_value, unit_at
from translator.text.numerals.values import Kind, Quantity
from translator.text.numerals.zh_words import NUMERAL

_NUMBER = rf"\d+|[{NUMERAL}]+"
_SHARE = re.compile(rf"(?P<base>{_NUMBER})分之(?P<top>\d+(?:\.\d+)?|[{NUMERAL}]+(?:点[零〇一二三四五六七八九]+)?)")
_SLASH = re.compile(r"(?P<top>\d{1,2})/(?P<base>[2-9]|\d{2})(?![\d/.])")
_EACH = re.compile(
    rf"每(?P<base>{_NUMBER})[个名位人家户台辆只件对所款][^，。；、\d{NUMERAL}]{{0,8}}?"
    rf"[里中](?:就|便|约|大约|至少|只|仅|平均|才)*(?:有|是)(?:近|约|大约|超过)?(?P<top>{_NUMBER})"
)


def read_share(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 百分之三十, 三分之二, 千分之五."""
    match = _SHARE.match(text, at) or _SLASH.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    base, top, end = plain_value(match["base"]), plain_value(match["top"]), match.end()
    if top is None and len(match["top"]) > 1:  # 三分之二一周内: the next numeral belongs to the next word
        top, end = plain_value(match["top"][:-1]), end - 1
    if not base or top is None:
        return None
    measured = unit_at(text, end)
    if measured and kind_of(measured[0]) is Kind.MEASURE:
        number = part(Kind.MEASURE, top / base, at, end, unit=measured[0], whole=(at, measured[1]), others=(top,))
        return quantity(text, number), measured[1]
    unit = {100: "%", 1000: "‰"}.get(int(base), "fraction")
    value = top if unit != "fraction" else top / base
    others = (top, base) if unit == "fraction" else ()  # "50 per 10,000", "one in three"
    return quantity(text, part(Kind.SHARE, value, at, end, unit=unit, others=others)), end


def read_each(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 每五个人中就有一位, 每10名学生里有3名: one in five, three in ten."""
    match = _EACH.match(text, at)
    if match is None:
        return None
    base, top = plain_value(match["base"]), plain_value(match["top"])
    if not base or not top or top >= base:
        return None
    share = part(Kind.SHARE, top / base, *match.span(), unit="fraction", others=(Decimal(base), Decimal(top)))
    return quantity(text, share), match.end()
