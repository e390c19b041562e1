"""The matches for a sentence among the units a store has found.

Law: a match is exact only if a person approved that text in this direction; whatever was put in makes it less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from translator.memory.scoring import CONTEXT, EXACT, LEAST, edits, plain, score
from translator.model import Match, MatchKind, Pair, Step, Unit

#: a pair approved the other way round reads like a translation on its source side
REVERSED_PENALTY = 5
#: nobody has approved the pair, or it was changed after that
UNREVIEWED_PENALTY = 3
#: the numbers that differed were put in; a name put in may want another grammar around it
ADAPTED_NUMBERS, ADAPTED_TERMS = 98, 95
#: so many of the likeliest are tried, if half of the text is the same: names can be long and sentences short
TRIED, TRIED_FROM = 6, 40


@dataclass(frozen=True, slots=True)
class Adapted:
    """A target made to fit another source: every change is a Step; ``terms`` says whether a term was put in."""

    target: str
    steps: tuple[Step, ...]
    terms: bool


class Adapter(Protocol):
    """Puts the numbers and terms of a source into the translation of one that differs in nothing else."""

    def __call__(self, source: str, unit: Unit) -> Adapted | None:
        """Return the target of ``unit`` made to fit ``source``; None where anything else differs or it is not safe."""


def best_matches(
    source: str,
    candidates: Iterable[Unit],
    pair: Pair,
    *,
    before: str = "",
    after: str = "",
    most: int = 5,
    least: int = LEAST,
    adapt: Adapter | None = None,
) -> list[Match]:
    """Return the matches of at least ``least``, best first, each text pair once.

    ``before`` and ``after`` are the neighbours of ``source``; candidates of the other direction are turned and
    pay a penalty, as do those nobody has reviewed. ``adapt`` puts numbers and terms in where only they differ.
    Of equal scores the one given first wins (stores give the newest first).
    """
    scored = [_scored(source, unit, pair, (before, after)) for unit in candidates]
    scored.sort(key=lambda one: -one.points)
    matches = _matched(source, scored, adapt if least < EXACT else None)
    best: dict[tuple[str, str], Match] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        # adapted ones that came to the same text are one, whatever their sources were
        name = ("", match.target) if match.steps else (match.source, match.target)
        if match.score >= least:
            best.setdefault(name, match)
    return [_compared(source, match) for match in list(best.values())[:most]]


def _compared(source: str, match: Match) -> Match:
    return replace(match, edits=edits(source, match.source)) if match.score < EXACT else match


@dataclass(frozen=True, slots=True)
class _Scored:
    unit: Unit
    raw: int
    penalty: int
    origin: str

    @property
    def points(self) -> int:
        return self.raw - self.penalty


def _scored(source: str, unit: Unit, pair: Pair, around: tuple[str, str]) -> _Scored:
    origin, penalty = unit.origin, 0 if unit.reviewed else UNREVIEWED_PENALTY
    if not unit.reviewed:
        origin += " (not reviewed)"
    if unit.pair != pair:
        unit, origin, penalty = unit.reversed, f"{origin} (reversed)", penalty + REVERSED_PENALTY
    raw = score(source, unit.source)
    if raw == EXACT and not penalty and any(around) and around == (unit.before, unit.after):
        raw = CONTEXT
    return _Scored(unit, raw, penalty, origin.strip())


def _matched(source: str, scored: Sequence[_Scored], adapt: Adapter | None) -> Iterator[Match]:
    tried = 0
    for one in scored:
        fitted = None
        if adapt and tried < TRIED and TRIED_FROM <= one.raw < EXACT:
            tried += 1
            fitted = adapt(source, one.unit)
        yield _match(one, fitted)


def _match(one: _Scored, fitted: Adapted | None) -> Match:
    found = Match(one.unit.source, one.unit.target, one.points, _kind(one.points), one.origin, one.unit)
    if fitted is None or not fitted.steps:
        return found
    points = max(one.points, (ADAPTED_TERMS if fitted.terms else ADAPTED_NUMBERS) - one.penalty)
    return replace(found, target=fitted.target, score=points, kind=MatchKind.ADAPTED, steps=fitted.steps)


def _kind(points: int) -> MatchKind:
    if points == CONTEXT:
        return MatchKind.CONTEXT
    return MatchKind.EXACT if points == EXACT else MatchKind.FUZZY


def as_found(words: str, units: Sequence[Unit]) -> list[Match]:
    """Return concordance finds as matches, read from the side that holds ``words``."""
    wanted = plain(words)
    sided = (unit if wanted in plain(unit.source) else unit.reversed for unit in units)
    return [Match(unit.source, unit.target, EXACT, MatchKind.EXACT, unit.origin, unit) for unit in sided]
