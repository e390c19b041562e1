"""The translation memory as draft and desk see it: store or files find, memory scores, names and numbers are put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from translator import memory
from translator.memory.scoring import plain
from translator.model import Hit, Lang, Match, Pair, Unit
from translator.ports import Memory, Store

#: the terms in a text of a language
Hits = Callable[[str, Lang], Sequence[Hit]]
#: units a store or file is asked for; exact matches need none of the likely ones
LIKELY = 30
#: percent of likeness below which a unit of a file is not looked at
_LIKE = 40


class StoreMemory:
    """The Memory of a store."""

    def __init__(self, store: Store, hits: Hits) -> None:
        self._store, self._hits = store, hits

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = memory.LEAST
    ) -> list[Match]:
        """Return matches of at least ``least``, best first; numbers and terms that are all that differs are put in."""
        wanted = LIKELY if least < memory.EXACT else 0
        found = self._store.candidates(source, pair, before=before, after=after, most=wanted)
        return _best(source, found, pair, self._hits, before, after, most, least)


class UnitIndex:
    """The units of files by their texts; made once, it serves any number of documents."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_text: dict[Lang, dict[str, list[Unit]]] = {lang: defaultdict(list) for lang in Lang}
        for unit in units:
            self._by_text[unit.pair.source][plain(unit.source)].append(unit)
            self._by_text[unit.pair.target][plain(unit.target)].append(unit)
        self._texts = {lang: list(known) for lang, known in self._by_text.items()}

    def candidates(self, source: str, lang: Lang, *, likely: bool) -> list[Unit]:
        """Return the units with this text on the side of ``lang``; ``likely``: those with one like it, too."""
        text = plain(source)
        found = list(self._by_text[lang].get(text, ()))
        return [*found, *self._likely(text, lang)] if likely else found

    def _likely(self, text: str, lang: Lang) -> list[Unit]:
        from rapidfuzz import fuzz, process

        near = process.extract(text, self._texts[lang], scorer=fuzz.ratio, limit=LIKELY, score_cutoff=_LIKE)
        return [unit for known, _, _ in near if known != text for unit in self._by_text[lang][known]]


class FileMemory:
    """The Memory of units that lie in files; each is used in its own direction and, with a penalty, the other way."""

    def __init__(self, index: UnitIndex, hits: Hits) -> None:
        self._index, self._hits = index, hits

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = memory.LEAST
    ) -> list[Match]:
        """Return matches of at least ``least``, best first; numbers and terms that are all that differs are put in."""
        found = self._index.candidates(source, pair.source, likely=least < memory.EXACT)
        return _best(source, found, pair, self._hits, before, after, most, least)


class Layers:
    """Several memories as one: of equal matches the earlier memory's come first."""

    def __init__(self, *memories: Memory) -> None:
        self._memories = memories

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = memory.LEAST
    ) -> list[Match]:
        """Return the best matches of all, each text pair once."""
        best: dict[tuple[str, str], Match] = {}
        for each in self._memories:
            for match in each.matches(source, pair, before=before, after=after, most=most, least=least):
                best.setdefault((match.source, match.target), match)
        return sorted(best.values(), key=lambda match: -match.score)[:most]


def _best(
    source: str, found: Sequence[Unit], pair: Pair, hits: Hits, before: str, after: str, most: int, least: int
) -> list[Match]:
    from translator.draft import adapter

    adapt = adapter(pair, lambda text: hits(text, pair.source))
    return memory.best_matches(source, found, pair, before=before, after=after, most=most, least=least, adapt=adapt)
