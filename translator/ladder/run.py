"""All sentences up the ladder together: one call of the engine for each rung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.ladder.climb import Climb, annotated, improved, start
from translator.ladder.links import aligned
from translator.ladder.places import widened
from translator.ladder.prefix import candidates
from translator.ladder.replacing import replaced, written_over
from translator.model import AnnotationForm, Hit, Hypothesis, Lang, Placement, Request, Rung, Step
from translator.ports import Engine

#: hypotheses looked through for one that has every term
ALTERNATIVES = 4
#: the beam where the first one failed
WIDE_BEAM = 8
#: prefix repairs in one sentence; a sentence that still misses terms then is better served by replacement
MOST_REPAIRS = 3
#: words shorter than this are no wrong rendering that could be suppressed
_LEAST_WRONG = 2


@dataclass(frozen=True, slots=True)
class Termed:
    """A translation with what became of its terms, and what was changed on the way, in order."""

    hypothesis: Hypothesis
    placements: tuple[Placement, ...]
    steps: tuple[Step, ...]


def translate_with_terms(
    sentences: Sequence[tuple[Request, Sequence[Hit]]], engine: Engine, *, beam: int = 4
) -> list[Termed]:
    """Translate sentences so that their terms stand in the translations; returns as many, in order.

    Spans of hits and placements are those of the request and of the final text. Raises EngineError.
    """
    climbs = _begun(sentences, engine, beam)
    wide = max(beam, WIDE_BEAM)
    climbs = _retried(climbs, [_replace_form(climb) for climb in climbs], engine, Rung.REPLACE_FORM, wide)
    climbs = _retried(climbs, [_without_wrong_words(climb) for climb in climbs], engine, Rung.REPLACE_FORM, wide)
    tried: list[set[int]] = [set() for _ in climbs]
    for _ in range(MOST_REPAIRS):
        numbers = [_next(climb, seen) for climb, seen in zip(climbs, tried, strict=True)]
        asked = [[] if k is None else candidates(climb, k) for climb, k in zip(climbs, numbers, strict=True)]
        climbs = _retried(climbs, asked, engine, Rung.PREFIX, beam, numbers)
    return [_termed(_substituted(climb)) for climb in climbs]


def place_terms(
    request: Request, hits: Sequence[Hit], engine: Engine, *, beam: int = 4
) -> tuple[Hypothesis, tuple[Placement, ...], tuple[Step, ...]]:
    """Translate one sentence; see translate_with_terms."""
    termed = translate_with_terms([(request, hits)], engine, beam=beam)[0]
    return termed.hypothesis, termed.placements, termed.steps


def _begun(sentences: Sequence[tuple[Request, Sequence[Hit]]], engine: Engine, beam: int) -> list[Climb]:
    """Return annotated translations; to Chinese, as without a glossary and the terms written in, where that does."""
    bare = [k for k, (request, _) in enumerate(sentences) if request.pair.target is Lang.ZH]
    plain = engine.translate([sentences[k][0] for k in bare], beam=beam) if bare else []
    tried = {k: written_over(start(*sentences[k], found)) for k, found in zip(bare, plain, strict=True)}
    done = {k: climb for k, climb in tried.items() if not climb.missing and not climb.over}
    rest = [k for k in range(len(sentences)) if k not in done]
    marked = [annotated(*sentences[k]) for k in rest]
    first = engine.translate(marked, beam=beam, alternatives=min(beam, ALTERNATIVES)) if rest else []
    done |= {k: written_over(start(*sentences[k], found)) for k, found in zip(rest, first, strict=True)}
    return [done[k] for k in range(len(sentences))]


def _retried(
    climbs: Sequence[Climb],
    asked: Sequence[Sequence[Request]],
    engine: Engine,
    rung: Rung,
    beam: int,
    numbers: Sequence[int | None] = (),
) -> list[Climb]:
    """Let the engine try again where terms are missing: all requests of all sentences in one call.

    ``numbers`` names the hit that each sentence was asked again for, where it was one.
    """
    requests = [request for some in asked for request in some]
    if not requests:
        return list(climbs)
    answers = iter(engine.translate(requests, beam=beam, alternatives=1))
    return [
        improved(climb, [hypothesis for _ in some for hypothesis in next(answers)], rung, must=number)
        for climb, some, number in zip(climbs, asked, numbers or [None] * len(climbs), strict=True)
    ]


def _replace_form(climb: Climb) -> list[Request]:
    return [annotated(climb.request, climb.hits, AnnotationForm.REPLACE)] if climb.missing else []


def _without_wrong_words(climb: Climb) -> list[Request]:
    """Ask again in both forms, and forbid the words that stand where the terms should (an idea of WMT23, Edinburgh)."""
    wrong = tuple(dict.fromkeys(filter(None, (_wrong_words(climb, number) for number in climb.missing))))
    forms = (AnnotationForm.APPEND, AnnotationForm.REPLACE) if wrong else ()
    return [replace(annotated(climb.request, climb.hits, form), suppress=wrong) for form in forms]


def _wrong_words(climb: Climb, number: int) -> str:
    text = climb.hypothesis.text
    names = [place.target_span for place in climb.places if place.target_span]
    for stretch in aligned(climb.hypothesis.links, climb.hits[number].span, text)[:1]:
        span = widened(text, stretch)
        words = span.of(text)
        if len(words) >= _LEAST_WRONG and "<x" not in words and not any(span.overlaps(name) for name in names):
            return words
    return ""


def _next(climb: Climb, tried: set[int]) -> int | None:
    """Return the next missing term, left to right, that was not tried before, and note it in ``tried``."""
    number = next((k for k in climb.missing if k not in tried), None)
    if number is not None:
        tried.add(number)
    return number


def _substituted(climb: Climb) -> Climb:
    """Write in what no decoding placed, in source order; what cannot be written in stays flagged."""
    for number in climb.missing:
        climb = replaced(climb, number)
    return climb


def _termed(climb: Climb) -> Termed:
    return Termed(climb.hypothesis, climb.places, climb.steps)
