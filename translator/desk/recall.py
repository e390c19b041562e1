"""The translation memory as draft and desk see it: the store finds, memory.py scores."""

from __future__ import annotations

from translator import memory
from translator.model import Match, Pair
from translator.ports import Store


class StoreMemory:
    """The Memory of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def matches(self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5) -> list[Match]:
        """Return matches, best first."""
        candidates = self._store.candidates(source, pair)
        return memory.best_matches(source, candidates, pair, before=before, after=after, most=most)
