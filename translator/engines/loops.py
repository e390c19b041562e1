"""Engines that go round in circles: found, and taken out.

Law: what the source says again and again may be said again and again; nothing else is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from translator.text.chars import HAN

#: the longest stretch that is looked at as one turn of a circle, in pieces
_LONGEST = 24
#: turns that are a circle: words thrice over ("trade trade trade", 科技科技科技); a letter or two more often; figures
#: have noughts
_TURNS, _SHORT_TURNS, _FIGURE_TURNS = 3, 4, 16
#: characters that make a turn long, blanks counted, or Hanzi; pieces in all the turns of a short one
_LONG, _LONG_HANZI, _LEAST = 3, 2, 6


class Circle(NamedTuple):
    """Pieces ``start`` to ``end`` are ``turns`` times the same ``period`` pieces."""

    start: int
    end: int
    period: int
    turns: int


def circle(pieces: Sequence[str]) -> Circle | None:
    """Return the circle that covers most pieces, if there is one.

    >>> circle("we go go go go on".replace(" ", " _").split("_"))
    Circle(start=1, end=5, period=1, turns=4)
    >>> circle("1 0 0 0 0 0 0".split())
    """
    return _largest(_circles(pieces, _needed))


def runs_wild(pieces: Sequence[str], source: Sequence[str]) -> bool:
    """Say whether ``pieces`` go round more often than their source says anything over and over."""
    found = circle(pieces)
    if found is None:
        return False
    given = _largest(_circles("".join(source), _thrice))
    return given is None or found.turns > 2 * given.turns


def turned_once(pieces: Sequence[str]) -> list[int]:
    """Return the numbers of the pieces that are left when every circle is turned but once.

    >>> turned_once(["the ", "bank ", "of ", "the ", "bank ", "of ", "the ", "bank ", "of ", "China"])
    [0, 1, 2, 9]
    """
    left = list(range(len(pieces)))
    while found := circle([pieces[k] for k in left]):
        del left[found.start + found.period : found.end]
    return left


def _circles(pieces: Sequence[str], needed: Callable[[Sequence[str]], int]) -> Iterator[Circle]:
    for period in range(1, min(_LONGEST, len(pieces) // _TURNS) + 1):
        same = 0
        for at in range(period, len(pieces) + 1):
            if at < len(pieces) and pieces[at] == pieces[at - period]:
                same += 1
                continue
            turns = same // period + 1
            start = at - same - period
            if turns >= needed(pieces[start : start + period]):
                yield Circle(start, start + turns * period, period, turns)
            same = 0


def _largest(found: Iterator[Circle]) -> Circle | None:
    return max(found, key=lambda one: (one.end - one.start, -one.period), default=None)


def _needed(turn: Sequence[str]) -> int:
    if not _worded(turn):
        return _FIGURE_TURNS
    text = "".join(turn)
    long = len(text) >= _LONG or len(HAN.findall(text)) >= _LONG_HANZI
    return _TURNS if long else max(_SHORT_TURNS, -(-_LEAST // len(turn)))


def _thrice(turn: Sequence[str]) -> int:
    return _TURNS if _worded(turn) else _FIGURE_TURNS


def _worded(turn: Sequence[str]) -> bool:
    return any(any(map(str.isalpha, piece)) for piece in turn)
