"""Other wordings of a sentence for whoever reviews it: other drafts, other words at a place, the rest from there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from translator.desk.lazy import Once
from translator.desk.terms import TermDesk
from translator.model import Pair
from translator.ports import Engine, Store

if TYPE_CHECKING:
    from translator.draft import Choice, Chooser


class Rewording:
    """The verbs around other wordings, at ``desk.rewording``. Threads may share it; nothing is saved here.

    Each raises NotFound for an unknown segment, and EngineError.
    """

    def __init__(self, store: Once[Store], engine: Callable[[], Engine], terms: TermDesk) -> None:
        self._store, self._engine, self._terms = store, engine, terms

    def drafts(self, segment_id: str, *, most: int = 4) -> list[str]:
        """Return different drafts of a segment, the best first."""
        return self._chooser(segment_id).drafts(most)

    def words(self, segment_id: str, before: str, word: str, *, most: int = 8) -> list[Choice]:
        """Return what could stand after ``before`` instead of ``word``.

        Raises InputError where the engine cannot go on from a given beginning.
        """
        return self._chooser(segment_id).words(before, word, most)

    def onward(self, segment_id: str, before: str) -> str:
        """Return a translation that begins with ``before`` to the letter; raises like ``words``."""
        return self._chooser(segment_id).onward(before)

    def _chooser(self, segment_id: str) -> Chooser:
        from translator.draft import Chooser

        sentence = self._store().sentence(segment_id)
        hits = partial(self._terms.hits, lang=sentence.lang)
        return Chooser(self._engine(), hits, sentence.text, Pair.to(sentence.lang.other))
