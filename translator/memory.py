"""Translation memory: how well a unit fits a sentence. Pure scoring; the store finds the units.

Law: 100 means the same text and 101 the same neighbours too; whatever differs, if only in a number, is below 100.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from translator.model import Match, MatchKind, Pair, Unit

CONTEXT, EXACT, LEAST = 101, 100, 70
#: only width, case or spaces differ
SAME_BUT_FORM = 99
#: only numbers differ
SAME_BUT_NUMBERS = 97
#: no other difference may look better than a wrong number
MOST_FUZZY = 96
#: a pair approved the other way round reads like a translation on its source side
REVERSED_PENALTY = 5

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# a Han character is a token, so is a Latin word; punctuation counts too
_TOKEN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]")


def score(source: str, candidate: str) -> int:
    """Return how alike two texts of one language are, 0-100.

    The mean of edit distances over tokens (Han characters, Latin words) and over characters: for Chinese both are
    nearly the same, for English a changed letter counts less than a changed word.

    >>> score("廊坊市位于河北省中部。", "廊坊市位于河北省中部。")
    100
    >>> score("全市有12个开发区。", "全市有15个开发区。")
    97
    >>> score("欢迎来廊坊投资。", "欢迎来廊坊旅游。")
    75
    """
    if source.strip() == candidate.strip():
        return EXACT
    ours, theirs = _plain(source), _plain(candidate)
    if ours == theirs:
        return SAME_BUT_FORM
    ours, theirs = _NUMBER.sub("0", ours), _NUMBER.sub("0", theirs)
    if ours == theirs:
        return SAME_BUT_NUMBERS
    return min(MOST_FUZZY, round(100 * _likeness(ours, theirs)))


def _likeness(ours: str, theirs: str) -> float:
    from rapidfuzz.distance import Levenshtein

    tokens = Levenshtein.normalized_similarity(_tokens(ours), _tokens(theirs))
    return (tokens + Levenshtein.normalized_similarity(ours, theirs)) / 2


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def best_matches(
    source: str,
    candidates: Iterable[Unit],
    pair: Pair,
    *,
    before: str = "",
    after: str = "",
    most: int = 5,
    least: int = LEAST,
) -> list[Match]:
    """Return the matches of at least ``least``, best first, each text pair once.

    ``before`` and ``after`` are the neighbours of ``source``; candidates of the other direction are turned and
    pay a penalty. Of equal scores the one given first wins (stores give the newest first).
    """
    best: dict[tuple[str, str], Match] = {}
    for unit in candidates:
        match = _match(source, unit, pair, (before, after))
        known = best.get((match.source, match.target))
        if match.score >= least and (known is None or match.score > known.score):
            best[match.source, match.target] = match
    return sorted(best.values(), key=lambda match: -match.score)[:most]


def _match(source: str, unit: Unit, pair: Pair, around: tuple[str, str]) -> Match:
    turned = unit.pair != pair
    if turned:
        unit = replace(unit.reversed, origin=f"{unit.origin} (reversed)")
    points = score(source, unit.source) - (REVERSED_PENALTY if turned else 0)
    if points == EXACT and any(around) and around == (unit.before, unit.after):
        points = CONTEXT
    return Match(unit.source, unit.target, points, _kind(points), unit.origin)


def _kind(points: int) -> MatchKind:
    if points == CONTEXT:
        return MatchKind.CONTEXT
    return MatchKind.EXACT if points == EXACT else MatchKind.FUZZY


def as_found(words: str, units: Sequence[Unit]) -> list[Match]:
    """Return concordance finds as matches, read from the side that holds ``words``."""
    wanted = _plain(words)
    sided = (unit if wanted in _plain(unit.source) else unit.reversed for unit in units)
    return [Match(unit.source, unit.target, EXACT, MatchKind.EXACT, unit.origin) for unit in sided]
