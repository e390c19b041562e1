"""Other ways to say a sentence: other drafts of it, other words at one place, and the rest again from there.

Law: what stands before the place stays to the letter; the terms of the source are asked for in every answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from translator.draft.finishing import finish
from translator.draft.prepared import Prepared, prepare
from translator.draft.script import for_engine
from translator.errors import InputError
from translator.ladder import Termed, target_form
from translator.ladder.climb import Climb, annotated, start
from translator.ladder.replacing import replaced
from translator.model import AnnotationForm, Hit, Hypothesis, Lang, Pair, Request
from translator.ports import Branching, Engine
from translator.text.hant import is_traditional
from translator.text.mask import Masked, unmask

#: finds the terms of a text
Hits = Callable[[str], Sequence[Hit]]
#: the beam for other drafts and words: wide, since one sentence is asked for
BEAM = 8
#: rounds in which an engine that only knows n-best lists is asked for words it has not said yet
ROUNDS = 4
#: a draft this much less likely (log-probability per piece) than the best one is no help
_MUCH_WORSE = 1.0
_WORD = re.compile(r"\s*([^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}.,-][^\W_]+)*|\S)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that could stand at a place, and how the sentence might go on after it."""

    word: str
    rest: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """Asks one engine for other ways to say one sentence."""

    engine: Engine
    hits: Hits
    source: str
    pair: Pair
    beam: int = 4

    def drafts(self, most: int = 4) -> list[str]:
        """Return different drafts of the sentence, the best first. Raises EngineError."""
        ready, request, hits = self._asked("")
        found = self.engine.translate([annotated(request, hits)], beam=BEAM, alternatives=BEAM)[0]
        if isinstance(self.engine, Branching):
            found = [*found, *self.engine.branches(annotated(request, hits), most=BEAM)]
        found = [one for one in found if one.score >= found[0].score - _MUCH_WORSE]
        climbs = [_climbed(request, hits, [one]) for one in found]
        climbs = sorted(climbs, key=lambda climb: len(climb.missing))
        return list(dict.fromkeys(self._finished(ready, climb) for climb in climbs))[:most]

    def words(self, before: str, word: str, most: int = 8) -> list[Choice]:
        """Return what could stand after ``before`` in place of ``word``, likeliest first.

        Raises EngineError, and InputError where the engine cannot go on from a given beginning.
        """
        ready, request, hits = self._asked(before)
        found: dict[str, Choice] = {}
        for hypothesis in self._branches(annotated(request, hits), word):
            rest = unmask(hypothesis.text[len(request.prefix) :], ready.masked.tokens)
            if request.prefix and before[-1:].isspace() and rest[:1].isalnum():
                continue  # it goes on with the word before: "hear" is no other word after "he "
            first = _first(rest, [target_form(hit.term, self.pair.target) for hit in hits], self.pair.target)
            if first != word and any(map(str.isalnum, first)):
                found.setdefault(first, Choice(first, rest.lstrip().removeprefix(first)))
        return list(found.values())[:most]

    def onward(self, before: str) -> str:
        """Return a translation that starts with ``before``; raises like ``words``."""
        ready, request, hits = self._asked(before)
        forms = (AnnotationForm.APPEND, AnnotationForm.REPLACE) if hits else (AnnotationForm.APPEND,)
        asked = [annotated(request, hits, form) for form in forms]
        found = [one for some in self.engine.translate(asked, beam=BEAM, alternatives=4) for one in some]
        best = _best(request, hits, self._obedient(found, request))
        if best.missing:
            found += self._named(asked[0], [hits[number] for number in best.missing])
            best = _best(request, hits, self._obedient(found, request))
        text = self._finished(ready, best)
        if text.startswith(before.rstrip()):
            return text
        rest = best.hypothesis.text[len(request.prefix) :]
        return before.rstrip() + unmask(rest + ready.tail, ready.masked.tokens)

    def _named(self, request: Request, missing: Sequence[Hit]) -> list[Hypothesis]:
        """Return translations with a missing name right after the beginning, where the engine sees one there too."""
        lang = self.pair.target
        forms = dict.fromkeys(target_form(hit.term, lang) for hit in missing)
        said = [one.text[len(request.prefix) :] for one in self._branches(request, "")]
        fitting = forms.keys() & {_first(rest, list(forms), lang) for rest in said}
        blank = " " if request.prefix and lang is Lang.EN else ""
        again = [replace(request, prefix=f"{request.prefix}{blank}{form}") for form in forms if form in fitting]
        return [some[0] for some in self.engine.translate(again, beam=BEAM)]

    def _asked(self, before: str) -> tuple[Prepared, Request, Sequence[Hit]]:
        text = for_engine(self.source, self.hits(self.source)).after if self._traditional else self.source
        ready = prepare(text)
        return ready, Request(ready.core, self.pair, prefix=_core_of(before, ready).rstrip()), self.hits(ready.core)

    @property
    def _traditional(self) -> bool:
        return self.pair.source is Lang.ZH and is_traditional(self.source)

    def _branches(self, request: Request, word: str) -> Iterator[Hypothesis]:
        """Yield translations that go on differently after the prefix."""
        if isinstance(self.engine, Branching):
            yield from self.engine.branches(request, most=2 * BEAM)
        said = [word] if word.strip() else []
        for _ in range(0 if isinstance(self.engine, Branching) else ROUNDS):
            asked = replace(request, suppress=tuple(said))
            found = self._obedient(self.engine.translate([asked], beam=BEAM, alternatives=BEAM)[0], request)
            yield from found
            fresh = {_first(one.text[len(request.prefix) :], (), self.pair.target) for one in found}
            if not fresh - {*said, ""}:
                return
            said = list(dict.fromkeys([*said, *filter(None, fresh)]))

    def _obedient(self, found: Sequence[Hypothesis], request: Request) -> list[Hypothesis]:
        """Return the answers that start with the prefix; raises InputError where none does."""
        kept = [one for one in found if one.text.startswith(request.prefix)]
        if not kept:
            what = f"the engine {self.engine.signature.name} cannot go on from a given beginning"
            raise InputError(what, next_step="type the words yourself, or use the bundled engine")
        return kept

    def _finished(self, ready: Prepared, climb: Climb) -> str:
        termed = Termed(climb.hypothesis, climb.places, climb.steps)
        return finish(ready, termed, self.pair, str(self.engine.signature)).text


def _best(request: Request, hits: Sequence[Hit], found: Sequence[Hypothesis]) -> Climb:
    return max((_climbed(request, hits, [one]) for one in found), key=lambda climb: climb.worth)


def _climbed(request: Request, hits: Sequence[Hit], found: Sequence[Hypothesis]) -> Climb:
    """Return a translation with its missing terms written in, unless that would change what it has to start with."""
    climb = start(request, hits, found)
    if not climb.hypothesis.text.startswith(request.prefix):  # an echo was taken back in what a person wrote
        climb = Climb(request, tuple(hits), found[0]).with_text(found[0].text, climb.places[0].rung)
    for number in climb.missing:
        climb = replaced(climb, number)
    return climb


def _first(rest: str, forms: Sequence[str], lang: Lang) -> str:
    """Return the first word of what follows a beginning: a whole term where one stands there.

    >>> _first(" in Hebei.", [], Lang.EN), _first("位于河北。", [], Lang.ZH), _first(" E glass.", ["E glass"], Lang.EN)
    ('in', '位于', 'E glass')
    """
    text = rest.lstrip()
    term = max((form for form in forms if text.startswith(form)), key=len, default="")
    if term or not text:
        return term
    if lang is Lang.ZH:
        from rjieba import cut

        return str(cut(text)[0])
    match = _WORD.match(text)
    return match[1] if match else ""


def _core_of(before: str, ready: Prepared) -> str:
    """Return a beginning of the whole target as a beginning of what the engine makes: without the head, masked.

    >>> _core_of("**Langfang** is", prepare("**廊坊**在河北"))
    '<x1>Langfang<x2> is'
    """
    head = unmask(ready.head, ready.masked.tokens)
    text = before.removeprefix(head) if head and before.startswith(head) else before
    return _masked(text.lstrip() if not before.startswith(head) else text, ready.masked, ready.core)


def _masked(text: str, masked: Masked, core: str) -> str:
    waiting = {number: token for number, token in enumerate(masked.tokens, 1) if f"<x{number}>" in core}
    made, at = "", 0
    while at < len(text):
        number = next((k for k, token in waiting.items() if token and text.startswith(token, at)), None)
        if number is None:
            made, at = made + text[at], at + 1
        else:
            token = waiting.pop(number)
            made, at = f"{made}<x{number}>", at + len(token)
    return made
