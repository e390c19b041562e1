"""Engines that go round in circles: found, and cut.

Law: what the source says again and again may be said again and again; nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: the longest stretch that is looked at as one turn of a circle, in pieces
_LONGEST = 24
#: turns that are a circle: words three times over happen (very, very, very), figures have many noughts
_TURNS, _FIGURE_TURNS = 4, 16
#: pieces in all turns together: less is a stammer that a person sees and mends
_LEAST = 6


class Circle(NamedTuple):
    """Pieces ``start`` to ``end`` are ``turns`` times the same ``period`` pieces."""

    start: int
    end: int
    period: int
    turns: int


def circle(pieces: Sequence[str]) -> Circle | None:
    """Return the circle that covers most pieces, if there is one.

    >>> circle("a b c b c b c b c d".split())
    Circle(start=1, end=9, period=2, turns=4)
    >>> circle("1 0 0 0 0 0 0".split())
    """
    return max(_circles(pieces), key=lambda one: (one.end - one.start, -one.period), default=None)


def _circles(pieces: Sequence[str]) -> Iterator[Circle]:
    for period in range(1, min(_LONGEST, len(pieces) // _TURNS) + 1):
        same = 0
        for at in range(period, len(pieces) + 1):
            if at < len(pieces) and pieces[at] == pieces[at - period]:
                same += 1
                continue
            turns = same // period + 1
            start = at - same - period
            if turns >= _needed(pieces[start : start + period]) and turns * period >= _LEAST:
                yield Circle(start, start + turns * period, period, turns)
            same = 0


def runs_wild(pieces: Sequence[str], source: Sequence[str]) -> bool:
    """Say whether ``pieces`` go round more often than their source does."""
    found = circle(pieces)
    if found is None:
        return False
    given = circle(source)
    return given is None or found.turns > 2 * given.turns


def cut_short(pieces: Sequence[str]) -> int:
    """Return how many pieces are left of an answer that is cut behind the first turn of its first circle.

    >>> cut_short("a b c b c b c b c d".split())
    3
    """
    return min((found.start + found.period for found in _circles(pieces)), default=len(pieces))


def _needed(turn: Sequence[str]) -> int:
    return _FIGURE_TURNS if all(not any(map(str.isalpha, piece)) for piece in turn) else _TURNS
