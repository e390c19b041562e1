"""One sentence on its way up the ladder: the best translation so far, and how each term got into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translator.ladder.links import shifted
from translator.ladder.tidy import collapse
from translator.model import Annotation, AnnotationForm, Hit, Hypothesis, Lang, Placement, Request, Rung, Step
from translator.text.placing import locate, surplus, target_form, with_rungs

#: a new decoding that is this much shorter or longer than the last one has lost or repeated something
_SHORTER, _LONGER = 0.6, 1.7
#: room for the terms themselves, in characters, where a sentence is short
_ROOM = 12


@dataclass(frozen=True, slots=True)
class Climb:
    """A sentence with its terms: ``places`` follow ``hits``; ``hypothesis`` is the best so far."""

    request: Request
    hits: tuple[Hit, ...]
    hypothesis: Hypothesis
    places: tuple[Placement, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def lang(self) -> Lang:
        """The language of the target."""
        return self.request.pair.target

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the hits that stand nowhere yet, in source order."""
        return tuple(k for k, place in enumerate(self.places) if not place.placed)

    @property
    def over(self) -> int:
        """How many occurrences of its terms it has beyond those of the source."""
        return surplus(self.hits, self.hypothesis.text, self.lang)

    @property
    def worth(self) -> tuple[int, int, float]:
        """How good it is, for comparing: terms placed, terms said too often (fewer is better), engine score."""
        return len(self.places) - len(self.missing), -self.over, self.hypothesis.score

    def with_text(self, text: str, rung: Rung, steps: Sequence[Step] = (), **changes: object) -> Climb:
        """Return the climb with another text; a hit that newly stands there was placed by ``rung``."""
        rungs = [place.rung if place.placed else rung for place in self.places] or [rung] * len(self.hits)
        places = with_rungs(locate(self.hits, text, self.lang), rungs)
        hypothesis = replace(self.hypothesis, text=text, **changes)  # type: ignore[arg-type]
        return replace(self, hypothesis=hypothesis, places=places, steps=(*self.steps, *steps))


def annotated(request: Request, hits: Sequence[Hit], form: AnnotationForm = AnnotationForm.APPEND) -> Request:
    """Return the request with one annotation for each hit beside those it has."""
    marks = tuple(Annotation(hit.span, target_form(hit.term, request.pair.target)) for hit in hits)
    return replace(request, annotations=(*request.annotations, *marks), form=form)


def start(request: Request, hits: Sequence[Hit], hypotheses: Sequence[Hypothesis]) -> Climb:
    """Return the best of the first translations: one with all terms if there is one, else the one with most."""
    best, *others = (_tidied(request, hits, hypothesis, Rung.ANNOTATED) for hypothesis in hypotheses)
    if not best.missing and not best.over:
        return best
    return improved(best, (other.hypothesis for other in others), Rung.NBEST)


def improved(climb: Climb, hypotheses: Iterable[Hypothesis], rung: Rung, *, must: int | None = None) -> Climb:
    """Return the climb with the best of ``hypotheses``, if it places more terms or says fewer too often.

    ``must`` is the number of a hit that has to be among them.
    """
    tried = (_tidied(climb.request, climb.hits, hypothesis, rung) for hypothesis in hypotheses)
    better = [one for one in tried if one.worth[:2] > climb.worth[:2] and must not in one.missing and _sane(one, climb)]
    if not better:
        return climb
    best = max(better, key=lambda one: one.worth)
    rungs = [old.rung if old.placed else rung for old in climb.places]
    reason = f"another translation of the engine has {_named(climb, best) or 'each term once'}"
    step = Step(str(rung), climb.hypothesis.text, best.steps[0].before if best.steps else best.hypothesis.text, reason)
    return replace(best, places=with_rungs(best.places, rungs), steps=(*climb.steps, step, *best.steps))


def _tidied(request: Request, hits: Sequence[Hit], hypothesis: Hypothesis, rung: Rung) -> Climb:
    """Return a new climb of a hypothesis, without echoes of its terms."""
    text, steps = collapse(hits, hypothesis.text, request.pair.target)
    links = hypothesis.links
    for step in steps:
        links = shifted(links, step.before, step.after)
    return Climb(request, tuple(hits), replace(hypothesis, links=links)).with_text(text, rung, steps)


def _named(climb: Climb, better: Climb) -> str:
    now = [place.target for place, old in zip(better.places, climb.places, strict=True) if place.placed > old.placed]
    return ", ".join(f"“{form}”" for form in dict.fromkeys(now))


def _sane(one: Climb, than: Climb) -> bool:
    """Say whether a new decoding has about the length of the last one, and no new stutter."""
    new, old = one.hypothesis.text, than.hypothesis.text
    room = _ROOM + sum(len(than.places[k].target) for k in than.missing)
    return _SHORTER * len(old) - _ROOM <= len(new) <= _LONGER * len(old) + room and stutter(new) <= stutter(old)


def stutter(text: str) -> int:
    """Return how often a stretch of three words (six characters without blanks) is said again.

    >>> stutter("the city of the city of the city of Langfang"), stutter("the city of Langfang")
    (4, 0)
    """
    units = text.lower().split()
    if len(units) <= len(text) // 12:  # Chinese: hardly a blank
        units, size = list(text), 6
    else:
        size = 3
    seen = [tuple(units[k : k + size]) for k in range(len(units) - size + 1)]
    return len(seen) - len(set(seen))
