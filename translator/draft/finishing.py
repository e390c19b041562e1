"""From the engine's text to the draft's: tokens back, markup back, numbers and punctuation right, terms found again.

Law: every change is a Step, and no change takes away a term that was placed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from translator.checks.protected import blank
from translator.checks.repair import repair
from translator.draft.prepared import Prepared
from translator.draft.tokens import restored
from translator.ladder import Termed, locate
from translator.model import Hit, Lang, Link, Pair, Placement, Span, Step
from translator.text.mask import unmask
from translator.text.normalize import target_punctuation
from translator.text.placing import with_rungs

_Change = tuple[str, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Finished:
    """The text of a draft; spans of ``places`` are those of the source and of ``text``."""

    text: str
    steps: tuple[Step, ...]
    places: tuple[Placement, ...]


def finish(prepared: Prepared, termed: Termed, pair: Pair, signature: str) -> Finished:
    """Return the finished translation of a prepared segment."""
    steps = _first_steps(prepared, termed, signature)
    inner = restored(prepared, termed.hypothesis, termed.placements, pair.target)
    if inner != termed.hypothesis.text:
        why = "links, tags and code put back where the engine lost or moved them"
        steps.append(Step("tokens", termed.hypothesis.text, inner, why))
    if not inner:
        inner = prepared.core
        steps.append(Step("copy", "", inner, "the engine said nothing: the source is left to translate"))
    text = unmask(prepared.whole(inner), prepared.masked.tokens)
    if text != inner:
        steps.append(Step("unmask", inner, text, "blanks, markup, addresses and code put back around it and in it"))
    hits = [Hit(place.hit.term, prepared.in_source(place.hit.span)) for place in termed.placements]
    rungs = [place.rung for place in termed.placements]
    for change in _changes(prepared.source, pair, _links(prepared, termed, text)):
        text, made = _keeping_terms(change, text, hits, pair.target)
        steps += made
    return Finished(text, tuple(steps), with_rungs(placed_in(text, hits, pair.target), rungs))


def placed_in(text: str, hits: Sequence[Hit], lang: Lang) -> tuple[Placement, ...]:
    """Return where the terms stand in a finished text; what stands in an address or in code is no term."""
    return locate(hits, blank(text), lang)


def _first_steps(prepared: Prepared, termed: Termed, signature: str) -> list[Step]:
    steps: list[Step] = []
    if prepared.core != prepared.source:
        steps.append(Step("mask", prepared.source, prepared.core, "markup, addresses and code kept out of the engine"))
    raw = termed.steps[0].before if termed.steps else termed.hypothesis.text
    steps.append(Step("engine", prepared.core, raw, f"translated by {signature}"))
    return [*steps, *termed.steps]


def _links(prepared: Prepared, termed: Termed, text: str) -> list[Link]:
    """Return the engine's links as links of the whole segment; none where markup moved the words about."""
    whole = prepared.whole(termed.hypothesis.text)
    if prepared.masked.tokens or text != whole:
        return []
    by = len(prepared.head)
    return [
        replace(link, source=prepared.in_source(link.source), target=Span(link.target.start + by, link.target.end + by))
        for link in termed.hypothesis.links
    ]


def _changes(source: str, pair: Pair, links: Sequence[Link]) -> tuple[Callable[[str], _Change], ...]:
    return (
        lambda text: repair(source, text, pair, links),
        lambda text: target_punctuation(text, pair.target),
    )


def _keeping_terms(change: Callable[[str], _Change], text: str, hits: Sequence[Hit], lang: Lang) -> _Change:
    """Make a change, unless a term would be lost by it."""
    new, steps = change(text)
    if new != text and _count(new, hits, lang) < _count(text, hits, lang):
        return text, ()
    return new, steps


def _count(text: str, hits: Sequence[Hit], lang: Lang) -> int:
    return sum(place.placed for place in placed_in(text, hits, lang))
