"""Chinese names for times that are counted from elsewhere: reigns, five-year plans, days that gave an event its name.

Law: what is read here is what the other language counts: 民国十七年 is 1928, 十四五 the 14th plan (2021-2025).
"""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import Reader, part, quantity
from translator.text.numerals.values import Kind, Quantity
from translator.text.numerals.zh_words import NUMERAL, value_of

#: the first year of each reign (Chinese since the Ming, some famous earlier ones, and the Japanese since Meiji)
_REIGNS = {
    "贞观": 627, "开元": 713, "天宝": 742, "大业": 605, "洪武": 1368, "建文": 1399, "永乐": 1403, "洪熙": 1425,
    "宣德": 1426, "正统": 1436, "景泰": 1450, "天顺": 1457, "成化": 1465, "弘治": 1488, "正德": 1506, "嘉靖": 1522,
    "隆庆": 1567, "万历": 1573, "天启": 1621, "崇祯": 1628, "顺治": 1644, "康熙": 1662, "雍正": 1723, "乾隆": 1736,
    "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862, "光绪": 1875, "宣统": 1909, "民国": 1912, "明治": 1868,
    "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019,
}  # fmt: skip
_REIGN = re.compile(
    rf"(?<=[{''.join(sorted({name[-1] for name in _REIGNS}))}])(?P<n>元|\d{{1,2}}|[{NUMERAL}]{{1,5}})年(?![代来间])"
)
#: 十四五 without quotation marks needs a word that only a plan has behind it
_PLAN = re.compile(
    r"(?P<n>十[一二三四五六七]?|[一二三四五六七八九])五(?=[”\"」]|期间|时期|规划|计划|以来|开局|收官|末)"
)
#: the third plan began late, in 1966; the first two in 1953 and 1958
_PLAN_STARTS = {1: 1953, 2: 1958}

#: days that gave an event or a holiday its name
_DAYS = {
    "三一五": (3, 15), "三八": (3, 8), "五一": (5, 1), "五四": (5, 4), "五卅": (5, 30), "六一": (6, 1), "七一": (7, 1),
    "七七": (7, 7), "八一": (8, 1), "八一三": (8, 13), "九三": (9, 3), "九一八": (9, 18), "十一": (10, 1),
    "双十": (10, 10), "双十一": (11, 11), "双11": (11, 11), "一二九": (12, 9), "一二·九": (12, 9), "双十二": (12, 12),
    "双12": (12, 12), "一二八": (1, 28), "一·二八": (1, 28),
}  # fmt: skip
_DAY = re.compile("|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True)))
#: ages that have a name of their own: 年近古稀 is nearly seventy
_AGES = {
    "弱冠": (20,), "而立": (30,), "不惑": (40,), "知天命": (50,), "知命之年": (50,), "花甲": (60,), "耳顺": (60,),
    "古稀": (70,), "耄耋": (80, 90), "鲐背": (90,), "期颐": (100,), "百岁": (100,),
}  # fmt: skip
#: words for the turn of the year, and the month they name
_TURN = {1: re.compile("年初|新年|元旦|开年"), 12: re.compile("年底|年末|岁末|年终")}


def read_reign(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the number in 康熙四十二年: the year 1703, or the 42nd of the reign."""
    match = _REIGN.match(text, at)
    start = _REIGNS.get(text[at - 2 : at]) if match else None
    if match is None or start is None:
        return None
    number = 1 if match["n"] == "元" else int(match["n"]) if match["n"].isdigit() else value_of(match["n"])
    if not number:
        return None
    year = part(Kind.YEAR, start + int(number) - 1, at, match.end(), others=(int(number),))
    return quantity(text, year), match.end()


def read_plan(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 十四五规划, “八五”: the 14th and the Eighth Five-Year Plan."""
    match = _PLAN.match(text, at)
    if match is None or text[at - 1 : at] in tuple(NUMERAL):
        return None
    number = value_of(match["n"])
    return quantity(text, part(Kind.ORDINAL, int(number or 0), at, match.end())), match.end()


def said_otherwise(chinese: str) -> frozenset[tuple[Kind, Decimal]]:
    """Return the dates that Chinese names without saying them: 九一八 is September 18, 年底 may be December.

    >>> sorted((str(kind), int(value)) for kind, value in said_otherwise("九一八事变"))
    [('day', 18), ('month', 9), ('ordinal', 18)]
    """
    found: set[tuple[Kind, int]] = {(Kind.MONTH, month) for month, words in _TURN.items() if words.search(chinese)}
    for name in _DAY.findall(chinese):
        month, day = _DAYS[name]
        found |= {(Kind.MONTH, month), (Kind.DAY, day), (Kind.ORDINAL, day)}
    ages = [age for name, some in _AGES.items() if name in chinese for age in some]
    found |= {(kind, age) for age in ages for kind in (Kind.NUMBER, Kind.DURATION)}
    for match in _PLAN.finditer(chinese):
        number = int(value_of(match["n"]) or 0)
        start = _PLAN_STARTS.get(number, 1966 + 5 * (number - 3))
        found |= {(Kind.YEAR, start), (Kind.YEAR, start + 4), (Kind.NUMBER, 5), (Kind.DURATION, 5)}
    return frozenset((kind, Decimal(value)) for kind, value in found)


READERS: tuple[Reader, ...] = (read_reign, read_plan)
