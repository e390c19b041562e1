"""What is suspicious about a translation on the desk: on its own, and beside the other sentences of its document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from translator.model import Finding, Ground, Pair, Placement, Twin
from translator.ports import Store


@dataclass(frozen=True, slots=True)
class Checking:
    """Checks texts. ``wanted``: what the glossary asks of a source, forbidden words included."""

    store: Store
    wanted: Callable[[str, Pair], Sequence[Placement]]

    def text(self, source: str, text: str, pair: Pair) -> list[Finding]:
        """Return what is suspicious about ``text`` as translation of ``source``."""
        from translator import checks

        return checks.run(source, text, pair, self.wanted(source, pair))

    def segment(self, ground: Ground, text: str) -> list[Finding]:
        """Return what is suspicious about ``text`` as translation of a segment, beside its document too."""
        found = self.text(ground.source, text, Pair.to(ground.lang.other))
        twins = self.store.twins(ground.segment, text) if text.strip() else []
        return [*found, *beside(ground.source, text, twins)]


def beside(source: str, text: str, twins: Sequence[Twin]) -> list[Finding]:
    """Return where a pair and the others of its document disagree; the others say how they are already.

    >>> [found.message for found in beside("概况", "About", [Twin(3, "概况", "Overview")])]
    ['the same source is translated as “Overview” in segment 3']
    """
    from translator import checks

    pairs = [*((twin.source, twin.text) for twin in twins), (source, text)]
    places = [*(f"segment {twin.ordinal}" for twin in twins), "this segment"]
    return checks.consistency(pairs, places=places).get(len(twins), []) if twins else []
