"""The translation memory as draft and desk see it: the store finds, memory scores, the glossary's names are put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from translator import memory
from translator.model import Hit, Lang, Match, Pair
from translator.ports import Store

#: the terms in a text of a language
Hits = Callable[[str, Lang], Sequence[Hit]]
#: units the store is asked for; exact matches need none of the likely ones
LIKELY = 30


class StoreMemory:
    """The Memory of a store."""

    def __init__(self, store: Store, hits: Hits) -> None:
        self._store, self._hits = store, hits

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = memory.LEAST
    ) -> list[Match]:
        """Return matches of at least ``least``, best first; numbers and terms that are all that differs are put in."""
        from translator.draft import adapter

        wanted = LIKELY if least < memory.EXACT else 0
        found = self._store.candidates(source, pair, before=before, after=after, most=wanted)
        adapt = adapter(pair, lambda text: self._hits(text, pair.source))
        return memory.best_matches(source, found, pair, before=before, after=after, most=most, least=least, adapt=adapt)
