"""Read English shares: two thirds, half a point, nine out of ten, doubled, three times."""

from __future__ import annotations

import re
from decimal import Decimal

from translator.text.numerals.build import kind_of, part, quantity
from translator.text.numerals.en_words import DENOMINATORS, IMPLIED, ONES, SCALES, TENS, spelled
from translator.text.numerals.unit_words import EN_WORDS
from translator.text.numerals.values import Kind, Quantity

_WORDS = "|".join(re.escape(w) for w in sorted(EN_WORDS, key=len, reverse=True) if w not in ("%", "‰"))

_GROWTH = re.compile(
    r"\b(?:grew|grown|grow|growing|growth|increased?|increasing|rose|risen|rise|rising|up|expanded|surged?|jumped|soared|climbed|"
    r"went up|gained|multiplied)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)

_TO_RATIO = re.compile(r"\bto (?:about |nearly |almost |over |more than |around )?$", re.IGNORECASE)

_THAN = re.compile(r"\s(?:more|higher|larger|greater|bigger|faster|longer|the increase)\b", re.IGNORECASE)

_FOLDS = ONES | TENS | {"hundred": 100, "thousand": 1000}

_FOLD = re.compile(r"(" + "|".join(_FOLDS) + r")fold\b", re.IGNORECASE)

_FRACTION = re.compile(
    r"(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|\d+)(?P<j>[ -])(?P<d>"
    + "|".join(DENOMINATORS)
    + r")(?P<s>s?)\b",
    re.IGNORECASE,
)

_PLAIN_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/])")

_OUT_OF = re.compile(
    r"(?P<a>one|two|three|four|five|six|seven|eight|nine|\d+)\s(?:out of(?: every)?|in(?: every)?)\s"
    r"(?P<b>ten thousand|(?:a|one) (?:hundred|thousand|million)|a hundred thousand|"
    r"two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?=\s[a-z]|[,.;](?!\d)|$)",
    re.IGNORECASE,
)

_TIMES_AS = re.compile(r" (?:as|the|that|this|its|their|more|what|their|his|her)\b")
_IMPLIED = re.compile("|".join(sorted(IMPLIED, key=len, reverse=True)) + r"(?![A-Za-z])", re.IGNORECASE)

_PART_OF = re.compile(
    r"(?P<n>half|(?:an?|one) (?:half|third|quarter)|(?:an?|one)[ -](?:tenth|hundredth|thousandth|millionth))"
    r"(?: of)?(?: an?| the|-a)[ -]"
    rf"(?P<u>(?i:{_WORDS}))(?![A-Za-z])",
    re.IGNORECASE,
)


def read_part_of(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read half a percentage point, a tenth of a second, half a century, a quarter of a century."""
    match = _PART_OF.match(text, at)
    if match is None:
        return None
    word = re.split(r"[ -]", match["n"].lower())[-1]
    value = Decimal("0.5") if word == "half" else 1 / Decimal(DENOMINATORS[word])
    unit = EN_WORDS[match["u"].lower()]
    weak = kind_of(unit) is Kind.DURATION
    step = Decimal("0.01")
    return quantity(text, part(kind_of(unit), value, at, match.end(), unit=unit, weak=weak, step=step)), match.end()


_PART_OF_SCALE = re.compile(
    r"(?P<n>an?|one|two|three) (?P<d>half|third|quarter)s? of an? (?P<s>hundred|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)


def read_part_of_scale(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read a quarter of a million."""
    match = _PART_OF_SCALE.match(text, at)
    if match is None:
        return None
    value = Decimal(SCALES[match["s"].lower()]) * ONES.get(match["n"].lower(), 1) / DENOMINATORS[match["d"].lower()]
    return quantity(text, part(Kind.NUMBER, value, at, match.end(), step=value / 100)), match.end()


def read_fraction(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read two thirds, a quarter of, 3/4, nine out of ten."""
    match = _OUT_OF.match(text, at)
    if match:
        return _out_of(text, match)
    match = _PLAIN_FRACTION.match(text, at)
    if match and 0 < int(match[1]) < int(match[2]):
        return _share(text, Decimal(match[1]) / Decimal(match[2]), match, weak=match[0] == "1/2")
    match = _FRACTION.match(text, at)
    if match is None:
        return None
    count, base = match["n"].lower(), DENOMINATORS[match["d"].lower()]
    number = Decimal(count) if count.isdigit() else Decimal(ONES.get(count, 1))
    article = count in ("a", "an") or (count == "one" and not match["s"] and match[0][3] == " ")
    if not _is_fraction(text, match, number, article):
        return None
    return _share(text, number / base, match, weak=base == 2)


def _has_article(match: re.Match[str]) -> bool:
    """Say whether the fraction begins with a or an."""
    return match["n"].lower() in ("a", "an")


def _is_fraction(text: str, match: re.Match[str], number: Decimal, article: bool) -> bool:
    """Tell a third of the students from a third student, two thirds from the first two quarters."""
    follows = text[match.end() : match.end() + 4]
    closed = (
        re.match(r" of\b|[.,;]|$| (?:more|less|as|in|from|to|\w+er)\b", text[match.end() : match.end() + 12])
        is not None
    )
    if match["d"].lower() == "quarter":
        before = text[max(0, match.start() - 9) : match.start()].lower()
        share = re.search(r"\b(?:by|about|nearly|almost|than|roughly) $|\bto $", before)
        return follows.startswith(" of") or (share is not None and (closed or share[0] != "to "))
    if match["j"] == "-" and not _has_article(match):
        return number == 1 or bool(match["s"])
    led = not follows.startswith("-") and re.search(
        r"\b(?:by|than|about|nearly|almost|roughly|around) $", text[max(0, match.start() - 8) : match.start()].lower()
    )
    return closed or bool(led) if article or number == 1 else bool(match["s"])


def _share(text: str, value: Decimal, match: re.Match[str], *, weak: bool = False) -> tuple[Quantity, int]:
    found = part(Kind.SHARE, value, match.start(), match.end(), unit="fraction", weak=weak)
    return quantity(text, found), match.end()


def _said(word: str) -> Decimal:
    """Return what a count in words is worth: three, ten thousand."""
    number = spelled(word, 0)
    return number.value if number else Decimal(0)


def _out_of(text: str, match: re.Match[str]) -> tuple[Quantity, int] | None:
    top, base = (Decimal(word) if word.isdigit() else _said(word) for word in (match["a"], match["b"]))
    if not 0 < top < base:
        return None
    found = part(Kind.SHARE, top / base, match.start(), match.end(), unit="fraction", weak=True, others=(base, top))
    return quantity(text, found), match.end()


def read_implied(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read doubled, tripled, half, both, a decade."""
    fold = _FOLD.match(text, at)
    if fold:
        return read_times(text, Decimal(_FOLDS[fold[1].lower()]), fold.span())
    match = _IMPLIED.match(text, at)
    if match is None or (match.end() < len(text) and text[match.end()].isalpha()):
        return None
    value, unit = IMPLIED[match[0].lower()]
    if match[0].lower() in ("twice", "thrice") and not _TIMES_AS.match(text, match.end()):
        unit = ""  # she went there twice: a count
    return quantity(text, part(kind_of(unit), Decimal(value), at, match.end(), unit=unit, weak=True)), match.end()


_A_TIME = re.compile(r"an? (?P<u>hour|day|week|month|year|decade|century)\b(?!')", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"an? (?P<u>(?i:{_WORDS})) and a half\b", re.IGNORECASE)


def read_a_time(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read less than a month: one month, which may go unsaid."""
    longer = _AND_A_HALF.match(text, at)
    if longer:
        unit = EN_WORDS[longer["u"].lower()]
        return quantity(text, part(kind_of(unit), Decimal("1.5"), *longer.span(), unit=unit)), longer.end()
    match = _A_TIME.match(text, at)
    if match is None:
        return None
    unit = EN_WORDS[match["u"].lower()]
    found = part(Kind.DURATION, 1, at, at + match[0].index(" "), unit=unit, whole=match.span(), weak=True)
    return quantity(text, found), match.end()


def read_times(
    text: str, value: Decimal, span: tuple[int, int], *, number_end: int | None = None
) -> tuple[Quantity, int]:
    """Read N times: "grew three times" may mean to the threefold or by it."""
    before = text[max(0, span[0] - 50) : span[0]]
    grows = _GROWTH.search(before) is not None and _TO_RATIO.search(before) is None
    others = (value + 1,) if grows or _THAN.match(text, span[1]) else ()
    number = (span[0], number_end or span[1])
    found = part(Kind.SHARE, value, *number, unit="times", whole=span, others=others, weak=value <= 2)
    return quantity(text, found), span[1]
