"""Read Chinese dates, times of day, quarters, decades."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import Reader, date, part, quantity
from translator.text.numerals.values import Kind, Part, Quantity
from translator.text.numerals.zh_words import value_of

_YEAR = r"(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正腊元])(?=月)"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|"
    r"[一二三四五六七八九]|初[一二三四五六七八九十])(?![\d年个月])"
)
_TO = r"\s?(?:[-–—~至到、和]|－)\s?"
_DATE = re.compile(
    rf"(?:(?P<y>{_YEAR})年(?:农历)?\s?)?(?P<m>{_MONTH})月(?:份|(?P<d>{_DAY})(?:[日号]|(?={_TO}\d+[日号])|(?![\d,.%万亿千百年个月])))?"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_FESTIVAL = re.compile(r"(?P<m>1[0-2]|[1-9])[·•．](?P<d>3[01]|[12]\d|[1-9])(?!\d)")
#: 1000至2000元 are no years
_COUNTED = "千百元块人名个家户所平公米吨亩件辆套台美欧英日港万种项条次头只株斤里份座间栋册"
_YEARS = re.compile(
    rf"(?P<a>\d{{4}}){_TO}(?P<b>\d{{4}}|\d\d(?=年度|产季|赛季|学年|财年))(?:年|(?![\d.万亿{_COUNTED}]))|"
    rf"(?P<season>\d{{4}})/(?P<end>\d\d)(?=年度|产季|赛季|学年|财年)|(?P<y>{_YEAR})年(?![级代])"
)
_MONTHS = re.compile(rf"(?P<a>1[0-2]|[1-9]){_TO}(?P<b>1[0-2]|[1-9])月")
_BORN = re.compile(r"(?P<d>\d)[05]后(?![\d天年])")
_DECADES = re.compile(
    r"(?:20世纪|二十世纪|上世纪|上个世纪)?(?P<a>[二三四五六七八九])[、和]?(?P<b>[三四五六七八九])十年代"
)
_DECADE = re.compile(
    r"(?:(?:(?P<c>\d\d|二十|十九|十八|二十一)世纪|(?P<last>上世纪|上个世纪)|(?P<this>本世纪))?(?P<d>\d0|[二三四五六七八九]?十)年代|"
    r"(?P<whole>\d{3}0)年代)"
)
_CENTURY = re.compile(r"(?P<c>\d{1,2}|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])世纪")
_QUARTER = re.compile(
    r"(?<![前个上下这本每])(?:第)?(?P<q>[一二三四1-4])季度(?!假)|(?P<e>Q[1-4])(?![A-Za-z0-9])|(?P<h>H[12])(?![A-Za-z0-9])"
)
_HALF = re.compile(r"(?P<h>[上下])半(?:年|场|叶|程|学期)")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)(?P<w>[一二三四五六日天])(?![年岁期次个天种项名家线级]|[一二三四五六七八九十])")
_PERIODS = "凌晨|清晨|清早|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|当晚|深夜|夜里|夜间|午夜|早|晚"
_HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九零]|两)"
_CLOCK = re.compile(
    rf"(?P<h>{_HOUR})(?:[:：](?P<m>[0-5]\d)(?:[:：][0-5]\d)?(?!\d|,\d)|(?P<o>点钟?|时)(?:(?P<half>半)|(?P<q>[一三])刻|整|"
    rf"(?P<n>[0-5]?\d(?![\d.])|[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九]|[一二三四五六七八九](?=分))分?(?![\d年月个成万亿])|(?![零二三四五六七八九]|一[倍成米公个万亿百])))(?![候代期间节装尚刻髦数])"
)
_SHORT_OF = re.compile(rf"差(?:(?P<n>\d{{1,2}}|二?十五?|五)分钟?|一刻钟?)到?(?P<h>{_HOUR})点")
_BEFORE = re.compile(rf"(?P<p>{_PERIODS})\s?(?:的|近|约)?$")


def read_date(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 2024年3月18日, 3月18日, 十二月, 2024-03-18."""
    match = _ISO.match(text, at) or _DATE.match(text, at) or _FESTIVAL.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    year = _component(match, "y", Kind.YEAR, suffix=1) if "y" in match.re.groupindex else None
    month = _component(match, "m", Kind.MONTH, suffix=1)
    day = _component(match, "d", Kind.DAY, suffix=text[match.end() - 1] in "日号")
    return date(text, year, month, day), match.end()


def _component(match: re.Match[str], name: str, kind: Kind, *, suffix: int | bool) -> Part | None:
    word = match[name]
    if word is None:
        return None
    start, end = match.span(name)
    whole = (start, min(end + suffix, match.end()))
    return part(kind, calendar_value(word), start, end, whole=whole, weak=word in "正腊")


def calendar_value(word: str) -> Decimal:
    """Return the value of a year, month or day word: 正 is 1, 腊 is 12, 初五 is 5."""
    special = {"正": 1, "元": 1, "腊": 12}
    if word in special:
        return Decimal(special[word])
    word = word.removeprefix("初")
    return Decimal(word) if word.isdigit() else value_of(word) or Decimal(0)


def read_months(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 3至5月. 1至8月 may be "the first eight months", so its January may be missing."""
    match = _MONTHS.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    first = part(Kind.MONTH, int(match["a"]), *match.span("a"), weak=match["a"] == "1")
    last = part(Kind.MONTH, int(match["b"]), *match.span("b"), whole=(match.start("b"), match.end()))
    return quantity(text, first, last, kind=Kind.DATE), match.end()


def read_years(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 2024年, 二〇二四年, 2010-2020年."""
    match = _YEARS.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    if match["y"]:
        year = part(Kind.YEAR, calendar_value(match["y"]), *match.span("y"), whole=(at, match.end()))
        return date(text, year, None, None), match.end()
    if match["season"]:
        last_year = int(match["season"][:2] + match["end"])
        years = (
            part(Kind.YEAR, int(match["season"]), *match.span("season")),
            part(Kind.YEAR, last_year, *match.span("end")),
        )
        return quantity(text, *years, kind=Kind.DATE), match.end()
    first = part(Kind.YEAR, int(match["a"]), *match.span("a"))
    last = part(Kind.YEAR, _second_year(match), *match.span("b"), whole=(match.start("b"), match.end()))
    return quantity(text, first, last, kind=Kind.DATE), match.end()


def _second_year(match: re.Match[str]) -> int:
    """Read the last year of 2010-2020 and of 2023-24."""
    return int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])


def read_decade(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 20世纪80年代, 上世纪八十年代, 1980年代, 80年代, 21世纪."""
    born = _BORN.match(text, at)
    if born and not text[at - 1 : at].isdigit():
        value = Decimal(int(born["d"]) * 10 + (2000 if int(born["d"]) < 4 else 1900))
        return quantity(text, part(Kind.DECADE, value, at, born.end(), weak=True, others=(value % 100,))), born.end()
    two = _DECADES.match(text, at)
    if two:
        values = (1900 + 10 * calendar_value(two[name]) for name in "ab")
        return quantity(text, *(part(Kind.DECADE, value, at, two.end()) for value in values)), two.end()
    match = _DECADE.match(text, at)
    if match:
        value = _decade(match)
        others = () if match["c"] or match["last"] or match["this"] or match["whole"] else (value % 100,)
        return quantity(text, part(Kind.DECADE, value, at, match.end(), others=others)), match.end()
    match = _CENTURY.match(text, at)
    if match is None or text[at - 1 : at] in ("个", "半"):
        return None
    return quantity(
        text, part(Kind.CENTURY, calendar_value(match["c"]), *match.span("c"), whole=match.span())
    ), match.end()


def _decade(match: re.Match[str]) -> Decimal:
    if match["whole"]:
        return Decimal(match["whole"])
    tens = calendar_value(match["d"])
    if match["this"]:
        return 2000 + tens
    century = calendar_value(match["c"]) if match["c"] else Decimal(20)
    return (century - 1) * 100 + tens


def read_quarter(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 一季度, 第三季度, Q3, 上半年."""
    half = _HALF.match(text, at)
    if half:
        return quantity(text, part(Kind.HALF, 1 if half["h"] == "上" else 2, at, half.end(), weak=True)), half.end()
    match = _QUARTER.match(text, at)
    if match is None:
        return None
    if match["h"]:
        return quantity(text, part(Kind.HALF, int(match["h"][1]), at, match.end())), match.end()
    word = match["q"] or match["e"][1]
    start, end = match.span("q") if match["q"] else match.span("e")
    return quantity(text, part(Kind.QUARTER, calendar_value(word), start, end, whole=match.span())), match.end()


def read_weekday(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 周三, 星期日; Monday is 1."""
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    value = "一二三四五六日天".index(match["w"]) + 1
    return quantity(text, part(Kind.WEEKDAY, min(value, 7), at, match.end(), weak=True)), match.end()


def read_clock(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 下午3点半, 15时30分, 9:30; the value is in minutes after midnight."""
    match = _CLOCK.match(text, at)
    if match is None or text[at - 1 : at].isdigit():
        return None
    before = _BEFORE.search(text[max(0, at - 4) : at])
    sure = _is_clock(match, before is not None)
    if not sure and match["o"] == "时":
        return None
    if before and before["p"] in ("早", "晚") and match["h"] == "一":  # 早一点, 晚一点: a little earlier, later
        return None
    hour = _hour(match["h"])
    minutes = _minutes(match)
    values = hours(hour, _half_of_day(before["p"] if before else "", hour))
    whole = (at - len(before[0]) if before else at, match.end())
    others = [Decimal(60 * h + minutes) for h in values[1:]]
    if not minutes and match["o"]:
        others.append(Decimal(hour))  # "at 7" shows the hour alone
    found = part(Kind.TIME, 60 * values[0] + minutes, at, match.end(), whole=whole, others=tuple(others), weak=not sure)
    return quantity(text, found), match.end()


def read_short_of(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 差5分8点, 差一刻九点: minutes before the hour."""
    match = _SHORT_OF.match(text, at)
    if match is None:
        return None
    short = int(calendar_value(match["n"])) if match["n"] else 15
    values = [Decimal(60 * hour - short) for hour in hours(_hour(match["h"]), "")]
    return quantity(text, part(Kind.TIME, values[0], at, match.end(), others=tuple(values[1:]))), match.end()


def _is_clock(match: re.Match[str], has_period: bool) -> bool:
    """Tell 9点开门 from 三点建议: a spelled hour needs a part of the day, 半, 整 or 钟."""
    if match["m"] or has_period:
        return True
    tail = match[0][match.end("h") - match.start() :]
    if match["o"] == "时":
        return match["h"].isdigit() or len(tail) > 1
    return len(tail) > 1 or match["h"].isdigit()


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else int(value_of(word) or 0)


def _minutes(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["q"]:
        return 15 if match["q"] == "一" else 45
    word = match["m"] or match["n"]
    if not word:
        return 0
    return int(word) if word.isdigit() else int(value_of(word.removeprefix("零")) or 0)


def _half_of_day(period: str, hour: int) -> str:
    if not period:
        return ""
    if period in ("凌晨", "清晨", "清早", "早上", "早晨", "上午", "早", "午夜"):
        return "am"
    if period in ("中午", "正午"):
        return "am" if hour in (10, 11) else "pm"
    return "am" if period in ("深夜", "夜里", "夜间", "晚上", "当晚") and hour in (12, 0) else "pm"


def hours(hour: int, half: str) -> list[int]:
    """Return the hours of the day a clock hour may mean; ``half`` is 'am', 'pm' or ''.

    >>> hours(3, ""), hours(3, "pm"), hours(12, "am"), hours(15, "")
    ([3, 15], [15], [0], [15])
    """
    if half == "am":
        return [0 if hour == 12 else hour]
    if half == "pm":
        return [hour if hour >= 12 else hour + 12]
    return [hour, (hour + 12) % 24] if hour <= 12 else [hour % 24]


READERS: tuple[Reader, ...] = (
    read_quarter,
    read_weekday,
    read_months,
    read_date,
    read_decade,
    read_years,
    read_short_of,
    read_clock,
)
