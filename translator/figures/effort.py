"""Post-editing effort: sacrebleu's TER from what the machine wrote to what was approved.

Chinese is compared by characters, English by words, as tercom does it. Its search for moved words takes seconds on a
paragraph of 200 words: longer texts are compared without moves, which gives the same number or a higher one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from time import monotonic
from typing import Any

from translator.model import Effort, Finished, Lang

#: tokens beyond which moved words are not searched for
LONGEST = 80
#: measured pairs that are remembered: 20 MB
KEPT = 50_000


def efforts(finished: Iterable[Finished], *, patience: float | None = None) -> list[Effort]:
    """Measure each, in order; ``patience``: s after which the rest is counted but not measured."""
    end = None if patience is None else monotonic() + patience
    found = list[Effort]()
    for one in finished:
        late = end is not None and one.draft != one.text and monotonic() > end
        found.append(Effort(of=1) if late else Effort(*edited(one.draft, one.text, one.lang.other), 1, 1))
    return found


def summed(names: Iterable[str], efforts: Iterable[Effort]) -> Mapping[str, Effort]:
    """Sum the effort by document or person; ``names`` go with ``efforts`` one by one."""
    sums: dict[str, Effort] = defaultdict(Effort)
    for name, effort in zip(names, efforts, strict=True):
        sums[name] += effort
    return sums


@lru_cache(KEPT)
def edited(draft: str, text: str, lang: Lang) -> tuple[float, float]:
    """Return the edits from ``draft`` to ``text`` and the tokens of ``text``.

    >>> edited("Langfang is city.", "Langfang is a city.", Lang.EN)
    (1, 4.0)
    >>> edited("廊坊是城市。", "廊坊是一座城市。", Lang.ZH)
    (2, 8.0)
    """
    ours, theirs = _tokens(draft, lang), _tokens(text, lang)
    if ours == theirs:
        return 0, float(len(theirs))
    if max(len(ours), len(theirs)) > LONGEST:
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.distance(ours, theirs), float(len(theirs))
    score = _ter(lang).sentence_score(" ".join(ours), [" ".join(theirs)])
    return score.num_edits, float(score.ref_length)


def _tokens(text: str, lang: Lang) -> list[str]:
    """Cut a text into words; a Chinese one into characters, with numbers and Latin words whole."""
    if lang is Lang.EN:
        return text.lower().split()  # as tercom does, also where a long text is compared without it
    found: list[str] = _ter(lang)._preprocess_segment(text).split()
    return found


@cache
def _ter(lang: Lang) -> Any:
    from sacrebleu.metrics import TER

    # tercom cuts Chinese into characters only when its normaliser runs too: asian_support alone does nothing
    return TER(normalized=lang is Lang.ZH, asian_support=lang is Lang.ZH)
