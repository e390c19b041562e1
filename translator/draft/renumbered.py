"""Translate again where numbers came out wrong and no repair is certain: this time the model is told what they are.

The model obeys annotations nearly always, so a number it cannot work out is given to it like a term, in the words of
the target language. Law: the new translation has fewer wrong numbers and no fewer terms, and is a Step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.checks.align import Comparison, compare
from translator.checks.repair import repair, trouble
from translator.ladder import Termed, translate_with_terms
from translator.ladder.climb import stutter
from translator.model import Annotation, Hit, Lang, Pair, Request, Span, Step
from translator.ports import Engine
from translator.text.numerals import Fit, Quantity, parse, render

#: a new translation shorter or longer than this share of the old one has lost or repeated something
_SHORTER, _LONGER = 0.6, 1.7
#: in characters: figures are shorter than words, and the other way round
_ROOM = 12

Asked = tuple[Request, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A sentence whose numbers no repair puts right: its place, its trouble, and ways to ask for it again."""

    at: int
    trouble: int
    again: tuple[Asked, ...]


def renumbered(asked: Sequence[Asked], made: Sequence[Termed], engine: Engine, *, beam: int = 4) -> list[Termed]:
    """Return the translations, those with wrong numbers made anew where that helps; one call of the engine for all.

    Raises EngineError.
    """
    found = [_doubtful(k, *one, termed) for k, (one, termed) in enumerate(zip(asked, made, strict=True))]
    doubtful = [one for one in found if one is not None]
    answers = iter(translate_with_terms([again for one in doubtful for again in one.again], engine, beam=beam))
    best = list(made)
    for one in doubtful:
        for new in [next(answers) for _ in one.again]:
            best[one.at] = _better(asked[one.at][0], best[one.at], new)
    return best


def _doubtful(at: int, request: Request, hits: Sequence[Hit], termed: Termed) -> _Doubtful | None:
    left = _left(request, termed)
    if not left:
        return None
    comparison = compare(request.text, termed.hypothesis.text, request.pair)
    wrong, every = _given(request, hits, comparison), _given(request, hits, None)
    again = dict.fromkeys(marks for marks in (wrong, every) if marks)
    return _Doubtful(at, left, tuple((replace(request, annotations=marks), hits) for marks in again))


def _left(request: Request, termed: Termed) -> int:
    """Return how much is wrong with the numbers even after the repairs that a draft gets anyway."""
    source, text, pair = request.text, termed.hypothesis.text, request.pair
    if not trouble(compare(source, text, pair)):
        return 0
    return trouble(compare(source, repair(source, text, pair, termed.hypothesis.links)[0], pair))


def _given(request: Request, hits: Sequence[Hit], comparison: Comparison | None) -> tuple[Annotation, ...]:
    """Return annotations for the numbers that are wrong or lost (for all where None), in the target's convention."""
    marks = []
    for quantity in parse(request.text, request.pair.source):
        meant = comparison is None or any(quantity.span.overlaps(span) for span in _wrong(comparison))
        free = not any(hit.span.overlaps(quantity.span) for hit in hits)
        if meant and free and (words := _written(quantity, request.pair)):
            marks.append(Annotation(quantity.span, words))
    return tuple(marks)


def _wrong(comparison: Comparison) -> list[Span]:
    units = [ours.span for ours, _, how in comparison.linked if how is Fit.UNIT]
    return [*(ours.span for ours, _ in comparison.wrong), *(part.span for part in comparison.lost), *units]


def _written(quantity: Quantity, pair: Pair) -> str:
    """Return a quantity in the other language; '' for what is better left to the model, as small words are."""
    if all(part.weak for part in quantity.parts):
        return ""
    words = _more_than(quantity, pair.target) + render(quantity, pair.target)
    return words if words and not trouble(compare(quantity.text, words, pair)) else ""


def _more_than(quantity: Quantity, lang: Lang) -> str:
    """Return what 50多万 says beside its number."""
    return "more than " if lang is Lang.EN and re.search("[多余]", quantity.text) else ""


def _better(request: Request, old: Termed, new: Termed) -> Termed:
    """Return the one of two translations with the better numbers; the old one where nothing is gained."""
    before, after = old.hypothesis.text, new.hypothesis.text
    placed = [sum(place.placed for place in one.placements) for one in (old, new)]
    least, most = _SHORTER * len(before) - _ROOM, _LONGER * len(before) + _ROOM
    sane = least <= len(after) <= most and stutter(after) <= stutter(before)
    if placed[1] < placed[0] or not sane or _left(request, new) >= _left(request, old):
        return old
    raw = new.steps[0].before if new.steps else after
    why = "translated again with its numbers given, as some came out wrong"
    return replace(new, steps=(*old.steps, Step("numbers", before, raw, why), *new.steps))
