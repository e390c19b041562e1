"""Read English dates, times of day, quarters, decades."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from translator.text.numerals.build import Reader, date, part, quantity
from translator.text.numerals.calendar_zh import hours
from translator.text.numerals.en_words import ONES, ORDINALS, spelled
from translator.text.numerals.values import Kind, Part, Quantity

_MONTHS = "January February March April May June July August September October November December"
MONTHS = _MONTHS.split()
_SHORT = {name[:3]: index for index, name in enumerate(MONTHS, 1)} | {"Sept": 9}
_FULL = {name: index for index, name in enumerate(MONTHS, 1)}
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
WEEKDAYS = _WEEKDAYS.split()
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")

_NAMES = "|".join([*MONTHS, "Sept", *(name[:3] for name in MONTHS)])
_M = rf"(?P<m>{_NAMES})(?:s\b|\b\.?)"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?(?![\d,]*\d)(?![.:]\d)"
_TO = r"\s?(?:[-–—]|to|and|through|until)\s?"
_Y = r"(?P<y>[12]\d{3})(?!\d)"
_MONTH_FIRST = re.compile(
    rf"{_M}(?:\s(?:the )?(?P<d>{_D}){_TH}(?! ?(?:percent|million|billion|%))"
    rf"(?:{_TO}(?P<e>{_D}){_TH}(?!\s(?:{_NAMES}|million|billion|percent|%|[ap]\.?m)|[ap]m))?)?"
    rf"(?:,?\s{_Y})?"
)
_DAY_FIRST = re.compile(rf"(?P<d>{_D}){_TH}(?:{_TO}(?P<e>{_D}){_TH})?\s(?:of )?{_M}(?:,?\s{_Y})?")
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_SLASHED = re.compile(r"(?P<m>0?[1-9]|1[0-2])/(?P<d>3[01]|[12]\d|0?[1-9])/(?P<y>(?:19|20)\d\d)(?!\d)")
_MAY = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|last|this|next|early|late|mid|from|to|and|through|between|each|every|before|after|"
    r"during|for|April|June)[ -]|^)$",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?:the )?(?:(?P<y>1\d\d0|20\d0)s|['’]?(?P<t>[1-9]0)s)\b")
_DECADE_WORDS = re.compile(
    r"(?:(?:nineteen|early|late|his|her|their|my|our|the|mid)[ -])(?P<t>" + "|".join(_DECADES) + r")\b"
)
_AGE = re.compile(
    rf"(?:his|her|their|my|our|your) (?:(?:early|mid|late)[ -]?)?(?P<t>{'|'.join(_DECADES)})\b", re.IGNORECASE
)
_QUARTER = re.compile(
    r"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter(?!s|[- ]?final)\b|Q(?P<n>[1-4])\b|(?P<m>[1-4])Q\b",
    re.I,
)
_HALF = re.compile(r"(?P<h>first|second|latter|last)[ -]half\b|H(?P<n>[12])\b")
_SEASON = re.compile(r"(?P<a>(?:19|20)\d\d)[-–/](?P<b>\d\d)(?![\d-]|[.,]\d)")
_WEEKDAY = re.compile(rf"(?P<w>{'|'.join(WEEKDAYS)})s?\b")
_TIME = re.compile(
    r"(?P<h>\d{1,2})(?:(?P<c>[:.])(?P<m>[0-5]\d))?(?::[0-5]\d)?\s?(?P<p>[ap])\.?m\b\.?"
    r"|(?P<H>2[0-4]|1\d|0?\d):(?P<M>[0-5]\d)(?::[0-5]\d)?(?!\d|,\d)"
    r"(?:\s(?:in the|this|that)\s(?P<q>morning|afternoon|evening))?"
    r"|(?P<w>[A-Za-z]+|\d{1,2})(?:\so['’]clock"
    r"(?:\s(?:in the|this|that)\s(?P<r>morning|afternoon|evening)|\sat (?P<n>night))?"
    r"|\sin the\s(?P<s>morning|afternoon|evening))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:(?P<a>half|quarter|a quarter) (?P<b>past|to)|(?P<n>five|ten|twenty|twenty-five|\d{1,2})(?: minutes)? (?:past|"
    r"(?P<to>to)(?= [a-z]+(?: o'clock)?(?:[,.;!?]|$)))) (?P<w>[a-z]+|\d{1,2})\b",
    re.IGNORECASE,
)
_NOON = re.compile(r"(?P<n>noon|midday)\b|midnight\b", re.IGNORECASE)


def read_date(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read March 18, 2024; 18 March; March 18-20; Dec. 3; in May; 2024-03-18; 3/18/2024."""
    season = _SEASON.match(text, at)
    if season:
        years = [int(season["a"]), int(season["a"][:2] + season["b"])]
        both = (part(Kind.YEAR, year, *season.span(name)) for year, name in zip(years, "ab", strict=True))
        return quantity(text, *both, kind=Kind.DATE), season.end()
    match = _ISO.match(text, at) or _SLASHED.match(text, at)
    if match:
        return _numeric(text, match)
    match = _DAY_FIRST.match(text, at) or _MONTH_FIRST.match(text, at)
    if match is None or not _is_month(text, match):
        return None
    month = _part(match, "m", Kind.MONTH, _FULL.get(match["m"]) or _SHORT[match["m"]])
    if match["m"] == "May" and not (match["d"] or match["y"]) and not _MAY.search(text[max(0, at - 9) : at]):
        month = replace(month, weak=True)
    year = _part(match, "y", Kind.YEAR, int(match["y"])) if match["y"] else None
    day = _part(match, "d", Kind.DAY, int(match["d"])) if match["d"] else None
    if not match["e"] or day is None:
        return date(text, year, month, day), match.end()
    last = _part(match, "e", Kind.DAY, int(match["e"]))
    parts = sorted([p for p in (month, day, last, year) if p], key=lambda p: p.span)
    return quantity(text, *parts, kind=Kind.DATE), match.end()


def _numeric(text: str, match: re.Match[str]) -> tuple[Quantity, int]:
    year, month, day = (
        _part(match, name, kind, int(match[name]))
        for name, kind in (("y", Kind.YEAR), ("m", Kind.MONTH), ("d", Kind.DAY))
    )
    return date(text, year, month, day), match.end()


def _part(match: re.Match[str], name: str, kind: Kind, value: int) -> Part:
    return part(kind, value, *match.span(name), weak=False)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month from the verb may, from a march, from Mar in Mar del Plata."""
    dated = bool(match["d"] or match["y"])
    name = match["m"]
    if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $", text[max(0, match.start() - 6) : match.start()]):
        return False
    if name == "May":
        return dated or match.start() > 0
    if name not in _FULL:
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 4]
        return dated or re.search(rf"[-–](?:{_NAMES})|^[-–]", around) is not None
    return name != "March" or dated or match.start() > 0


def read_age(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read her mid-thirties: an age of 35 or any other near it."""
    match = _AGE.match(text, at)
    if match is None:
        return None
    tens = 20 + 10 * _DECADES.index(match["t"].lower())
    late = " late" in match[0].lower()  # 年近六十 is said of the late fifties
    others = tuple(tens + years for years in range(11 if late else 10) if years != 5)
    return quantity(text, part(Kind.NUMBER, tens + 5, at, match.end(), weak=True, others=others)), match.end()


def read_decade(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 1980s, the 80s, nineteen eighties."""
    match = _DECADE.match(text, at)
    words = None if match else _DECADE_WORDS.match(text, at)
    if words:
        value, end = 1920 + 10 * _DECADES.index(words["t"].lower()), words.end()
        number = part(Kind.DECADE, value, at, end, others=(value % 100,), weak=True)
        return quantity(text, number), end
    if match:
        value, end = int(match["y"] or 1900 + int(match["t"])), match.end()
        if match["y"] and value % 100 == 0:  # the late 1800s are the end of the 19th century
            century = part(Kind.CENTURY, value // 100 + 1, at, end, others=(value,))
            return quantity(text, century), end
        if match["y"]:
            return quantity(text, part(Kind.DECADE, value, at, end)), end
    else:
        return None
    return quantity(text, part(Kind.DECADE, value, at, end, others=(value % 100,))), end


def read_quarter(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the first quarter, Q3, the second half."""
    match = _QUARTER.match(text, at)
    if match:
        word = match["q"]
        value = (ORDINALS.get(word.lower()) or int(word[0])) if word else int(match["n"] or match["m"])
        found = part(Kind.QUARTER, value, *(match.span("q") if word else match.span()), whole=match.span())
        return quantity(text, found), match.end()
    match = _HALF.match(text, at)
    if match is None:
        return None
    value = int(match["n"]) if match["n"] else (1 if match["h"] == "first" else 2)
    return quantity(text, part(Kind.HALF, value, at, match.end(), weak=True)), match.end()


def read_weekday(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read Wednesday; Monday is 1."""
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    value = WEEKDAYS.index(match["w"]) + 1
    return quantity(text, part(Kind.WEEKDAY, value, at, match.end(), weak=True)), match.end()


def read_clock(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read 3 p.m., 15:30, nine o'clock in the morning, half past two, noon."""
    noon = _NOON.match(text, at)
    if noon:
        return quantity(text, part(Kind.TIME, 720 if noon["n"] else 0, at, noon.end(), weak=True)), noon.end()
    past = _PAST.match(text, at)
    if past:
        return _past(text, past)
    match = _TIME.match(text, at)
    if match is None:
        return None
    hour = _hour(match)
    if hour is None or hour > 24:
        return None
    minutes = int(match["m"] or match["M"] or 0)
    shown = match["p"] or match["q"] or match["r"] or match["s"] or match["n"] or ""
    half = {"a": "am", "p": "pm", "m": "am", "e": "pm", "n": "pm"}.get(shown[:1].lower(), "")
    if shown.lower() == "afternoon":
        half = "pm"
    return _time(text, hour, minutes, half, match.span()), match.end()


def _hour(match: re.Match[str]) -> int | None:
    word = match["h"] or match["H"] or match["w"]
    return int(word) if word.isdigit() else ONES.get(word.lower())


def _past(text: str, match: re.Match[str]) -> tuple[Quantity, int] | None:
    word = match["w"].lower()
    hour = int(word) if word.isdigit() else ONES.get(word)
    if hour is None or hour > 12:
        return None
    if match["to"] and not re.search(r"\bat $", text[max(0, match.start() - 3) : match.start()]):
        return None  # from five to eight
    number = (match["n"] or "").lower()
    minutes = 30 if match["a"] and match["a"].lower() == "half" else 15
    if number:
        minutes = int(number) if number.isdigit() else {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}[number]
    if match["to"] or (match["b"] or "").lower() == "to":
        hour, minutes = hour - 1, 60 - minutes
    return _time(text, hour, minutes, "", match.span()), match.end()


def _time(text: str, hour: int, minutes: int, half: str, span: tuple[int, int]) -> Quantity:
    values = [60 * h + minutes for h in hours(hour, half)]
    if not half and not minutes:
        values.append(hour)  # 八点 may be read as a bare eight
    return quantity(text, part(Kind.TIME, values[0], *span, others=tuple(values[1:])))


def read_century(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the 21st century, twenty-first-century."""
    match = re.compile(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century\b").match(text, at)
    if match:
        return quantity(text, part(Kind.CENTURY, int(match["n"]), *match.span("n"), whole=match.span())), match.end()
    words = spelled(text, at)
    tail = re.compile(r"[ -]century\b").match(text, words.end) if words and words.ordinal else None
    if words is None or tail is None:
        return None
    whole = (at, tail.end())
    return quantity(text, part(Kind.CENTURY, Decimal(words.value), at, words.end, whole=whole)), tail.end()


READERS: tuple[Reader, ...] = (
    read_date,
    read_age,
    read_decade,
    read_quarter,
    read_weekday,
    read_clock,
    read_century,
)
