"""Checks number, date and unit: does every value of the source stand in the target?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from translator.checks.align import compare
from translator.checks.era import misdated
from translator.checks.mend import mended, mended_unit
from translator.checks.registry import check
from translator.checks.trends import turned
from translator.model import Finding, Lang, Pair, Placement, Severity
from translator.text.numerals import CALENDAR, Fit, Kind, Part
from translator.text.numerals.units import UNITS

#: fixes worked out for one text, and characters read for them: each takes a reading of the whole text, while somebody
#: types; those behind come forward when the first ones are used, as the text is checked again then
_OFFERED, _READ = 10, 6000


@check("number")
def number(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find numbers that are wrong, lost, added, or go the other way."""
    yield from (finding for finding in _findings(source, target, pair) if finding.check == "number")
    yield from turned(source, target, pair)


@check("date")
def date(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find dates and times that are wrong, lost or added."""
    yield from (finding for finding in _findings(source, target, pair) if finding.check == "date")
    yield from misdated(source, target, pair)


@check("unit")
def unit(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find equal numbers of different units: 5亿元 is not $500 million, 3公里 is not 3 meters."""
    linked = compare(source, target, pair).linked
    shown = {part.kind for _, part, _ in linked}
    found = [(ours, theirs, how is Fit.UNIT) for ours, theirs, how in linked]
    found = [each for each in found if each[2] or _unit_gone(*each[:2], shown, target)]
    for at, (ours, theirs, other) in enumerate(found):
        new = mended_unit(source, target, pair, ours, theirs) if at < _offered(source, target) else None
        fix = _safe(source, target, pair, new)
        if other:
            message = f"“{_shown(ours, source)}” and “{_shown(theirs, target)}”: the same figure in another unit"
            message += _by(ours, pair.source, theirs, pair.target)
            yield Finding("unit", Severity.ERROR, message, ours.whole, theirs.whole, fix)
        else:
            message = f"“{_shown(ours, source)}” has lost its unit"
            yield Finding("unit", Severity.WARNING, message, ours.whole, theirs.whole, fix)


#: words that may name the unit after all: pounds are money or a weight, 4.5 per 1,000 is a share
_NAMED = re.compile(
    r"\s?(?:pounds?|pence|dollars?|cents?|quid|more|per|in every|out of|块|毛|分|角|元|比)\b|[块毛分角元比]"
)


#: 满300减50: what is taken off a bill is told without its unit
_BILL = re.compile("[满减返送抵]$")


def _names_unit(target: str, part: Part) -> bool:
    """Say whether the words around a bare number may name its unit after all."""
    before = target[max(0, part.whole.start - 1) : part.whole.start]
    return bool(_NAMED.match(target, part.whole.end) or _BILL.search(before))


def _unit_gone(ours: Part, theirs: Part, shown: set[Kind], target: str) -> bool:
    return _lost_its_unit(ours, theirs, shown) and not _names_unit(target, theirs)


def _lost_its_unit(ours: Part, theirs: Part, shown: set[Kind]) -> bool:
    """Say whether a percentage or an amount of money became a bare number, in a text that shows that unit nowhere."""
    if ours.kind not in (Kind.SHARE, Kind.POINTS, Kind.MONEY) or ours.unit in ("fraction", "times") or ours.weak:
        return False
    return theirs.kind in (Kind.NUMBER, Kind.YEAR) and not shown & {ours.kind, Kind.SHARE, Kind.POINTS}


def accuracy(source: str, target: str, pair: Pair) -> tuple[int, int]:
    """Return how many values of ``source`` are right in ``target``, and how many there are.

    Numbers that may go unsaid in the other language (一个, both) are not counted.

    >>> from translator.model import Lang
    >>> accuracy("投资1.5亿元，占地200亩", "15 million yuan on 13.3 hectares", Pair.to(Lang.EN))
    (1, 2)
    """
    comparison = compare(source, target, pair)
    right = sum(1 for ours, _, how in comparison.linked if not ours.weak and how is not Fit.UNIT)
    wrong = sum(1 for ours, _, how in comparison.linked if not ours.weak and how is Fit.UNIT)
    wrong += sum(1 for ours, _ in comparison.wrong if not ours.weak)
    wrong += sum(1 for ours in comparison.lost if not ours.weak)
    return right, right + wrong


@lru_cache(maxsize=64)
def _findings(source: str, target: str, pair: Pair) -> tuple[Finding, ...]:
    comparison = compare(source, target, pair)
    found = [_wrong(source, target, ours, theirs) for ours, theirs in comparison.wrong]
    for at, (ours, theirs) in enumerate(comparison.wrong[: _offered(source, target)]):
        found[at] = replace(found[at], fix=_fix(source, target, pair, ours, theirs))
    found += [_lost(source, part) for part in comparison.lost if not part.weak]
    found += [_added(target, part) for part in comparison.added if not part.weak]
    return tuple(found)


def _offered(source: str, target: str) -> int:
    return max(1, min(_OFFERED, _READ // max(len(source) + len(target), 1)))


def _wrong(source: str, target: str, ours: Part, theirs: Part) -> Finding:
    severity = Severity.WARNING if ours.weak and theirs.weak else Severity.ERROR
    message = f"“{_shown(ours, source)}” does not match “{_shown(theirs, target)}”"
    return Finding(_name(ours, theirs), severity, message, ours.whole, theirs.whole)


def _fix(source: str, target: str, pair: Pair, ours: Part, theirs: Part) -> str | None:
    """Return the target with the right number, else with the right number and unit; None where neither is safe."""
    fix = _safe(source, target, pair, mended(source, target, pair, ours, theirs))
    return fix or _safe(source, target, pair, mended_unit(source, target, pair, ours, theirs))


def _safe(source: str, target: str, pair: Pair, fix: str | None) -> str | None:
    """Return a fix that leaves fewer numbers in doubt, None for any other."""
    return fix if fix is not None and _doubts(source, fix, pair) < _doubts(source, target, pair) else None


def _doubts(source: str, target: str, pair: Pair) -> int:
    """Count what the checks of numbers would find."""
    comparison = compare(source, target, pair)
    shown = {part.kind for _, part, _ in comparison.linked}
    units = sum(how is Fit.UNIT or _unit_gone(ours, theirs, shown, target) for ours, theirs, how in comparison.linked)
    strays = sum(not part.weak for part in (*comparison.lost, *comparison.added))
    return len(comparison.wrong) + units + strays


def _lost(source: str, part: Part) -> Finding:
    message = f"“{_shown(part, source)}” is missing from the translation"
    severity = Severity.ERROR if part.kind in (Kind.MONEY, Kind.SHARE, Kind.MEASURE) else Severity.WARNING
    return Finding(_name(part, part), severity, message, part.whole, None, None)


def _added(target: str, part: Part) -> Finding:
    message = f"“{_shown(part, target)}” is not in the source"
    return Finding(_name(part, part), Severity.WARNING, message, None, part.whole, None)


def _name(ours: Part, theirs: Part) -> str:
    return "date" if {ours.kind, theirs.kind} & CALENDAR else "number"


def _by(ours: Part, source: Lang, theirs: Part, target: Lang) -> str:
    """Return the units two rates are told by, where these differ: 每斤 and per kilogram."""
    if ours.per == theirs.per or not (ours.per and theirs.per):
        return ""
    names = (getattr(UNITS[part.per], lang) for part, lang in ((ours, source), (theirs, target)))
    return f" (for each {' and '.join(names)})"


def _shown(part: Part, text: str) -> str:
    return part.whole.of(text)
