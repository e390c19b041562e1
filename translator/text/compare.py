"""Differences between two texts, and both people's changes put into one text.

Chinese is compared by characters, everything else by words: a changed letter in a long word is a changed word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

#: a run of Latin letters or digits with what holds it together, a run of spaces, or one character
_TOKEN = re.compile(r"[A-Za-z\u00C0-\u024F0-9]+(?:[.,'’-][A-Za-z\u00C0-\u024F0-9]+)*|\s+|.", re.DOTALL)


def tokens(text: str) -> list[str]:
    """Cut a text into what people see as units; joined they are the text.

    >>> tokens("廊坊 has 1,500 firms.")
    ['廊', '坊', ' ', 'has', ' ', '1,500', ' ', 'firms', '.']
    """
    return _TOKEN.findall(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two texts: the same in both (``old == new``), or changed; either side may be empty."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the stretches of both texts, in order; glued, each side is its text.

    >>> [(piece.old, piece.new) for piece in difference("in Lanfang city", "in Langfang city")]
    [('in ', 'in '), ('Lanfang', 'Langfang'), (' city', ' city')]
    """
    one, other = tokens(old), tokens(new)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return tuple(Piece("".join(one[a:b]), "".join(other[c:d])) for _, a, b, c, d in codes)


@dataclass(frozen=True, slots=True)
class Merge:
    """Both people's changes in one text. ``clashes``: stretches both changed, where ``text`` follows the first."""

    text: str
    clashes: tuple[Piece, ...] = ()


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Merge two changes of ``base``; where both changed the same place ``mine`` stays and the clash is named.

    >>> merge("Lanfang is a town.", "Langfang is a town.", "Lanfang is a city.")
    Merge(text='Langfang is a city.', clashes=())
    """
    old, one, other = tokens(base), tokens(mine), tokens(theirs)
    text: list[str] = []
    clashes: list[Piece] = []
    for here, there in pairwise(_anchors(old, one, other)):
        was = "".join(old[here[0] + here[3] : there[0]])
        a = "".join(one[here[1] + here[3] : there[1]])
        b = "".join(other[here[2] + here[3] : there[2]])
        text.append(b if a == was else a)
        if was not in (a, b) and a != b:
            clashes.append(Piece(a, b))
        text.extend(old[there[0] : there[0] + there[3]])
    return Merge("".join(text), tuple(clashes))


def _anchors(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (in old, in one, in other, length) of what all three share, between a start and an end of length 0."""
    in_one, in_other = _partners(old, one), _partners(old, other)
    yield (0, 0, 0, 0)
    for at in range(len(old)):
        if at in in_one and at in in_other:
            yield (at, in_one[at], in_other[at], 1)
    yield (len(old), len(one), len(other), 0)


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + k: block.b + k for block in blocks for k in range(block.size)}
