"""Finding the few units of a million that may be like a sentence, by its rarest grams.

Law: a unit that shares three quarters of the text is nearly always among the finds, however common its words are;
the work depends on the grams that were chosen, not on the size of the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from translator.model import Lang
from translator.store.fulltext import FullText
from translator.store.words import sizes, telling

#: a difference in one place leaves the rest whole: the sentence is asked for without each of so many windows
WINDOWS = 5
#: grams that are asked for at once, the rarest; more would only cost time
MOST = 6
#: differences in several places leave some of so many pieces whole
PIECES = 4
#: so many units at most are taken from one question, and a gram in fewer units needs no second one beside it
FEW = 400
#: of the rest so many grams are asked for that this many units are expected to hold them all
ONE = 1
#: counting stops here; commoner grams are equally useless
MANY = 50_000
#: the size a memory is taken to have when it is guessed how many units hold two grams at once
MILLION = 1_000_000
#: sentences of so few grams are asked for gram by gram, among units of their size
SHORT = 6
#: of a text of thousands of grams so many are looked at, evenly spread
LOOKED_AT = 120
#: how much longer or shorter a unit may be
LEAST_SIZE = 0.7
#: counts kept in memory; only those that took long to find
REMEMBERED, COSTLY = 100_000, 1000


@dataclass(frozen=True, slots=True)
class Question:
    """Asks for units that hold the ``first`` of ``grams`` (rarest first); all of them where that finds too many.

    ``sized``: their size must fit as well.
    """

    grams: tuple[str, ...]
    first: int
    sized: bool = False


class Counts:
    """How many units hold a gram; common grams are counted once, as their number is only used to compare."""

    def __init__(self) -> None:
        self._known: dict[tuple[Lang, str], int] = {}

    def of(self, connection: Connection, index: FullText, lang: Lang, grams: Sequence[str]) -> dict[str, int]:
        """Return the counts of grams, each at most MANY."""
        unknown = [gram for gram in grams if (lang, gram) not in self._known]
        fresh = dict(zip(unknown, index.counts(connection, lang, unknown, MANY), strict=True)) if unknown else {}
        found = {gram: fresh[gram] if gram in fresh else self._known[lang, gram] for gram in grams}
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known |= {(lang, gram): count for gram, count in fresh.items() if count >= COSTLY}
        return found


def likely(connection: Connection, index: FullText, counts: Counts, lang: Lang, text: str, most: int) -> list[int]:
    """Return ids of units that share much with ``text`` in ``lang``, those found by most questions first."""
    every = list(dict.fromkeys(telling(text, lang)))
    found = counts.of(connection, index, lang, every[:: -(-len(every) // LOOKED_AT) or 1])
    rare = {gram: count for gram, count in found.items() if count}
    votes: Counter[int] = Counter()
    for question in dict.fromkeys(_questions(rare)):
        some = sizes(text, LEAST_SIZE) if question.sized else ()
        ids = index.having(connection, lang, question.grams[: question.first], some, FEW)
        if len(ids) >= FEW and question.first < len(question.grams):  # these grams keep company
            ids = [*{*ids, *index.having(connection, lang, question.grams, some, FEW)}]
        votes.update(ids)
    return [unit for unit, _ in votes.most_common(most)]


def _questions(counts: dict[str, int]) -> Iterator[Question]:
    """Yield first what remains when a window of the sentence is left out, then each piece alone."""
    order = list(counts)
    short = len(order) <= SHORT
    for rest in _windows(order):
        ranked = tuple(sorted(rest, key=counts.__getitem__)[:MOST])
        yield Question(ranked, _enough(ranked, counts, ONE))
    for piece in _pieces(order):
        ranked = tuple(sorted(piece, key=counts.__getitem__))
        first = 1 if short else _enough(ranked, counts, FEW)
        yield Question(ranked[:first], first, short and counts[ranked[0]] > FEW)


def _windows(order: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the grams outside of each of some overlapping windows."""
    if len(order) > 1:
        many = min(WINDOWS, len(order))
        size = max(1, 2 * len(order) // (many + 1))
        for number in range(many):
            start = number * (len(order) - size) // max(1, many - 1)
            rest = [*order[:start], *order[start + size :]]
            if rest:
                yield rest


def _pieces(order: Sequence[str]) -> Iterator[Sequence[str]]:
    many = min(PIECES, len(order))
    return (order[i * len(order) // many : (i + 1) * len(order) // many] for i in range(many))


def _enough(ranked: Sequence[str], counts: dict[str, int], wanted: float) -> int:
    """Return how many of the grams leave no more than ``wanted`` units by a guess."""
    expected = float(MILLION)
    for number, gram in enumerate(ranked, 1):
        expected *= counts[gram] / MILLION
        if expected <= wanted:
            return number
    return len(ranked)
