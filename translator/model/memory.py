"""A translation unit: what the memory is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from translator.model.language import Pair


@dataclass(frozen=True, slots=True)
class Unit:
    """An approved pair; ``before``/``after`` are the neighbours of the source, ``origin`` says who approved it."""

    source: str
    target: str
    pair: Pair
    before: str = ""
    after: str = ""
    origin: str = ""

    @property
    def reversed(self) -> Unit:
        """The same pair read the other way; its neighbours are unknown on that side."""
        pair = Pair(self.pair.target, self.pair.source)
        return replace(self, source=self.target, target=self.source, pair=pair, before="", after="")
