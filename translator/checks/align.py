"""Find which number of the source became which number of the target.

Law: equal values go together first, whatever their order; only what is left over can be wrong, lost or added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from translator.checks.protected import blank
from translator.model import Lang, Pair, Span
from translator.text.numerals import CALENDAR, Fit, Kind, Part, fit, parse
from translator.text.numerals.codes import letters
from translator.text.numerals.eras_zh import said_otherwise
from translator.text.numerals.zh_words import value_of

_SCORE = {Fit.SAME: 3, Fit.EQUAL: 2, Fit.UNIT: 1, Fit.NONE: 0}
#: kinds that are only ever confused with their own kind
_LONERS = frozenset({Kind.WEEKDAY, Kind.HALF, Kind.VAGUE, Kind.TIME, Kind.QUARTER, Kind.DECADE, Kind.CENTURY})
_AMOUNTS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MEASURE, Kind.SHARE, Kind.POINTS, Kind.DURATION, Kind.ORDINAL})


@dataclass(frozen=True, slots=True)
class Comparison:
    """``linked``: parts that fit; ``wrong``: a source part and what stands in its place; ``lost``; ``added``."""

    linked: tuple[tuple[Part, Part, Fit], ...]
    wrong: tuple[tuple[Part, Part], ...]
    lost: tuple[Part, ...]
    added: tuple[Part, ...]


@lru_cache(maxsize=256)
def compare(source: str, target: str, pair: Pair) -> Comparison:
    """Align the numbers of the two texts; protected stretches (addresses, tags, code) are not looked at."""
    chinese = source if pair.source is Lang.ZH else target
    ours, theirs = (
        [_pound(part, chinese) for part in _parts(text, lang)]
        for text, lang in ((source, pair.source), (target, pair.target))
    )
    ours, theirs = _opened(ours, theirs), _opened(theirs, ours)
    linked = _link(ours, theirs, len(source) or 1, len(target) or 1)
    taken, given = {id(a) for a, _, _ in linked}, {id(b) for _, b, _ in linked}
    hidden = _loose(source, ours) if pair.source is Lang.ZH else _loose(target, theirs)
    lost = [p for p in ours if id(p) not in taken and not (pair.target is Lang.ZH and _hides(p, hidden))]
    added = [p for p in theirs if id(p) not in given and not (pair.target is Lang.EN and _hides(p, hidden))]
    added = [p for p in added if not _one_less(p, lost, target)]
    elsewhere = said_otherwise(chinese) | _all_day(target if pair.source is Lang.ZH else source)
    lost, added = ([p for p in some if (p.kind, p.value) not in elsewhere] for some in (lost, added))
    wrong = _pair_up(lost, added)
    gone, come = {id(a) for a, _ in wrong}, {id(b) for _, b in wrong}
    kept = [b for _, b, _ in linked]
    known = [a for a, _, _ in linked]
    return Comparison(
        tuple(linked),
        tuple(wrong),
        tuple(p for p in lost if id(p) not in gone and not _repeats(p, kept)),
        tuple(p for p in added if id(p) not in come and not _repeats(p, known) and not _converted(p, known, target)),
    )


@lru_cache(maxsize=256)
def _parts(text: str, lang: Lang) -> tuple[Part, ...]:
    """Return the numbers of a text, kept: a source is compared with many targets, each with one fix."""
    return tuple(part for quantity in parse(blank(text), lang) for part in quantity.parts)


def _pound(part: Part, chinese: str) -> Part:
    """Make pounds money where the Chinese text speaks of 英镑; in English the word is the same."""
    is_money = part.unit == "lb" and "镑" in chinese
    return replace(part, kind=Kind.MONEY, unit="GBP") if is_money else part


def _opened(parts: Sequence[Part], others: Sequence[Part]) -> list[Part]:
    """Read "six out of seven" as two numbers where the other language tells no share: 七名评委中有六名."""
    if any(other.kind is Kind.SHARE for other in others):
        return list(parts)
    return [one for part in parts for one in (_both(part) if _is_count_of(part) else [part])]


def _is_count_of(part: Part) -> bool:
    return part.unit == "fraction" and len(part.others) == 2


def _both(part: Part) -> list[Part]:
    return [replace(part, kind=Kind.NUMBER, unit="", value=value, others=(), weak=value <= 10) for value in part.others]


def _link(ours: list[Part], theirs: list[Part], length: int, other: int) -> list[tuple[Part, Part, Fit]]:
    """Link best fits first, and among equals those at the same height of their sentences."""
    options = []
    for a in ours:
        for b in theirs:
            how = fit(a, b)
            if how is not Fit.NONE:
                options.append((-_SCORE[how], abs(a.span.start / length - b.span.start / other), a, b, how))
    options.sort(key=lambda option: option[:2])
    linked: list[tuple[Part, Part, Fit]] = []
    taken: set[int] = set()
    for _, _, a, b, how in options:
        if id(a) not in taken and id(b) not in taken:
            taken.update((id(a), id(b)))
            linked.append((a, b, how))
    return sorted(linked, key=lambda link: link[1].span)


def _pair_up(lost: list[Part], added: list[Part]) -> list[tuple[Part, Part]]:
    """Pair what is left over: the same kind first, then whatever may have been confused."""
    options = [
        (rank, abs(i - j), a, b)
        for i, a in enumerate(lost)
        for j, b in enumerate(added)
        if (rank := _confusable(a, b)) is not None
    ]
    options.sort(key=lambda option: option[:2])
    pairs: list[tuple[Part, Part]] = []
    taken: set[int] = set()
    for _, _, a, b in options:
        if id(a) not in taken and id(b) not in taken:
            taken.update((id(a), id(b)))
            pairs.append((a, b))
    return sorted(pairs, key=lambda two: two[1].span)


def _confusable(a: Part, b: Part) -> int | None:
    """Rank how easily ``a`` became ``b`` (0 best); None when they have nothing to do with each other."""
    if a.kind is Kind.CODE or b.kind is Kind.CODE:
        return 0 if a.kind is b.kind and letters(a.code) == letters(b.code) else None
    if {a.kind, b.kind} == {Kind.VAGUE, Kind.NUMBER}:  # 上万人 is not "more than a thousand people"
        return 2 if min(a.value, b.value) >= 100 else None
    if any(_is_half(one) and other.kind is Kind.SHARE and not other.weak for one, other in ((a, b), (b, a))):
        return 2
    if a.weak and b.weak:
        return 2 if a.kind is b.kind and _both_count(a, b) else None
    if (a.weak and a.value == 1) or (b.weak and b.value == 1):
        return None if Kind.ORDINAL not in (a.kind, b.kind) or a.kind is not b.kind else 2
    if a.kind is b.kind:
        return 0 if a.unit == b.unit else 1
    if a.kind in _LONERS or b.kind in _LONERS:
        return None
    if a.weak or b.weak:
        return None
    if (a.kind in CALENDAR) != (b.kind in CALENDAR):
        return 3 if Kind.NUMBER in (a.kind, b.kind) and Kind.YEAR in (a.kind, b.kind) else None
    return 3 if a.kind in _AMOUNTS and b.kind in _AMOUNTS else None


def _is_half(part: Part) -> bool:
    return part.unit == "fraction" and part.value == Decimal("0.5")


def _both_count(a: Part, b: Part) -> bool:
    """Two small spelled numbers, neither of them one (一 and "one" are mostly articles)."""
    if a.kind is Kind.ORDINAL:
        return True
    if a.kind in _LONERS:
        return True
    return all(1 < value <= 12 for value in (a.value, b.value))


_ALL_DAY = re.compile(r"\b24/7\b|round[- ]the[- ]clock", re.IGNORECASE)


def _all_day(english: str) -> frozenset[tuple[Kind, Decimal]]:
    """Return what 24/7 and "around the clock" may be in Chinese: 7×24小时, 一周七天, 24小时."""
    values = (Decimal(7), Decimal(24)) if _ALL_DAY.search(english) else ()
    return frozenset((kind, value) for kind in (Kind.NUMBER, Kind.DURATION) for value in values)


_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")


def _loose(chinese: str, parts: Sequence[Part]) -> frozenset[Decimal]:
    """Return what the runs of numerals may be worth where the parser saw no number: 上万, 最后十单, 百亿产业.

    One is left out: 一 is nearly everywhere.
    """
    places = [part.span for part in parts]
    free = (match for match in _RUN.finditer(chinese) if not any(Span(*match.span()).overlaps(span) for span in places))
    values = {value_of(match[0]) for match in free}
    return frozenset(value for value in values if value is not None and value > 1)


def _hides(part: Part, values: frozenset[Decimal]) -> bool:
    """Say whether a number without counterpart may stand in the Chinese text in a form the parser does not count."""
    return part.kind not in CALENDAR and not values.isdisjoint(part.values)


def _one_less(part: Part, lost: list[Part], english: str) -> bool:
    """Accept 47人 as "and 46 others"."""
    others = re.match(r"\s(?:\w+\s)?others?\b", english[part.whole.end : part.whole.end + 24])
    twin = next((p for p in lost if p.value == part.value + 1), None) if others else None
    if twin is not None:
        lost.remove(twin)
    return twin is not None


def _repeats(part: Part, known: list[Part]) -> bool:
    """Say whether a number is only said again: the other language may use it once."""
    return any(fit(part, other) in (Fit.SAME, Fit.EQUAL) for other in known)


def _converted(part: Part, known: list[Part], target: str) -> bool:
    """Say whether an added number is a conversion in brackets: 15亿元 -> 1.5 billion yuan ($210 million)."""
    before = target[max(0, part.whole.start - 40) : part.whole.start]
    opened = max(before.rfind("("), before.rfind("（"))
    if opened < 0 or ")" in before[opened:] or "）" in before[opened:]:
        return False
    return part.kind is Kind.MONEY and any(other.kind is Kind.MONEY and other.unit != part.unit for other in known)
