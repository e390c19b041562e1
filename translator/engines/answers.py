"""What the model said, made into hypotheses: prefix, spelling, punctuation, links; and what is wrong with it.

Law: the text starts with the prefix to the letter; a hypothesis of a whole request holds all its parts, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from translator.engines.links import links, moved, shifted, trimmed
from translator.engines.loops import circle, runs_wild, turned_once
from translator.engines.pieces import glued, starts
from translator.engines.stray import named, stray
from translator.engines.suppress import covering, runs
from translator.engines.symbols import SYMBOLS
from translator.engines.tasks import Part, Task
from translator.engines.vocabulary import places, spelled
from translator.model import Hypothesis, Lang, Link, Span
from translator.text.normalize import target_punctuation


@dataclass(frozen=True, slots=True)
class Answer:
    """One decoding: ``pieces`` follow the start of the task. ``score``: mean log-probability per piece.

    ``attention``: one row for each piece, the start of the task included; a row has one share for each source piece.
    """

    task: Task
    pieces: tuple[str, ...]
    attention: Sequence[Sequence[float]]
    score: float
    finished: bool = True

    @property
    def said(self) -> list[str]:
        """What each piece spells."""
        return _said(self.task, self.pieces)

    @property
    def wild(self) -> bool:
        """Whether it goes round in circles, or on and on."""
        return not self.finished or self._circling

    @property
    def _circling(self) -> bool:
        return runs_wild([words for words in self.said if words], self.task.source)

    @property
    def circles(self) -> frozenset[tuple[str, ...]]:
        """The turn that is said too often, twice over: what must not come out again."""
        found = circle(self.said) if self._circling else None
        return frozenset([self.pieces[found.start : found.start + 2 * found.period]] if found else [])

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not self.task.prefix.strip() and not "".join(self.said).strip()

    @property
    def offending(self) -> frozenset[tuple[str, ...]]:
        """The runs of pieces that spell suppressed words."""
        said = self.said if self.task.suppress else []
        found = (run for words in self.task.suppress for run in runs(said, words, self.task.pair.target))
        return frozenset(self.pieces[run.start : run.end] for run in found)

    @property
    def strays(self) -> frozenset[tuple[str, ...]]:
        """The runs of pieces that spell Latin words where Chinese has none."""
        return frozenset(self.pieces[run.start : run.end] for run in covering(self.said, self._stray))

    @property
    def named(self) -> bool:
        """Whether Latin words or units stand in it that may."""
        return named("".join(self.said), self._stray)

    @property
    def _stray(self) -> list[Span]:
        task = self.task
        return stray("".join(self.said), task.text, task.asked) if task.pair.target is Lang.ZH else []

    @property
    def fine(self) -> bool:
        """Whether it says something, comes to an end, and says nothing that is suppressed or left untranslated."""
        return not (self.wild or self.empty or self.offending or self._stray)

    def mended(self) -> Answer:
        """Return the answer with each circle turned but once; what follows it was said behind the same words."""
        heard = [k for k, words in enumerate(self.said) if words]
        words = [self.said[k] for k in heard]
        if not runs_wild(words, self.task.source):
            return self
        dropped = set(heard) - {heard[k] for k in turned_once(words)}
        kept = [k for k in range(len(self.pieces)) if k not in dropped]
        rows = [*range(first := len(self.task.start)), *(first + k for k in kept)]
        pieces = tuple(self.pieces[k] for k in kept)
        return replace(self, pieces=pieces, attention=[self.attention[k] for k in rows if k < len(self.attention)])

    def hypothesis(self) -> Hypothesis:
        """Return the text with its links; the source itself where the model said nothing at all."""
        task, said = self.task, "".join(self.said)
        if self.empty:
            return Hypothesis(task.prefix + task.text.strip(), self.score)
        joined = task.prefix and not task.prefix[-1].isspace()  # then a blank that follows is part of the text
        rest = said.rstrip() if joined else said.strip()
        raw = task.prefix + task.marked.typed(rest)
        skipped = 0 if joined else len(said) - len(said.lstrip())
        text = _punctuated(raw, task.prefix, task.pair.target)
        return Hypothesis(text, self.score, moved(self._links(raw, skipped), raw, text))

    def _links(self, raw: str, skipped: int) -> tuple[Link, ...]:
        """Return the links of ``raw``; ``skipped`` blanks at the beginning of what was said are not in it."""
        task, at = self.task, len(self.task.prefix)
        spans = places(_said(task, task.start), task.prefix)
        begin = at - skipped
        for words in self.said:
            spans.append(Span(*(min(max(at, offset), len(raw)) for offset in (begin, begin + len(words)))))
            begin += len(words)
        return links(self.attention, list(_sources(task)), spans, raw)


def together(found: Sequence[Part], answers: Mapping[Task, Sequence[Answer]]) -> list[Hypothesis]:
    """Return the hypotheses of a request, best first: the k-th answers of all its parts, in order."""
    columns = [[answer.hypothesis() for answer in answers.get(part.task, ())] or [_copy(part)] for part in found]
    return [_one([column[min(k, len(column) - 1)] for column in columns], found) for k in range(max(map(len, columns)))]


def _one(chosen: Sequence[Hypothesis], found: Sequence[Part]) -> Hypothesis:
    texts, glues = [one.text for one in chosen], [part.glue for part in found]
    target = found[0].task.pair.target
    moves = zip(chosen, found, starts(texts, glues, target), strict=True)
    every = [link for one, part, start in moves for link in shifted(one.links, part.at, start)]
    return Hypothesis(glued(texts, glues, target), sum(one.score for one in chosen) / len(chosen), tuple(every))


def _copy(part: Part) -> Hypothesis:
    """Return a text without words of its language as it is; a prefix is all there is to say then."""
    return Hypothesis(part.task.prefix or part.words, 0.0)


def _said(task: Task, pieces: Sequence[str]) -> list[str]:
    return [
        task.marked.meaning(piece) if piece in SYMBOLS else surface
        for piece, surface in zip(pieces, spelled(pieces), strict=True)
    ]


def _sources(task: Task) -> Iterator[Span | None]:
    """Yield what each piece of the source stands for in the text of the task; None for the frame and for marks."""
    inner = task.source[1:-1]
    yield None
    for place in places(spelled(inner), task.marked.text):
        origin = task.marked.origin[place.start : place.end]
        span = Span(min(one.start for one in origin), max(one.end for one in origin)) if origin else Span(0, 0)
        span = trimmed(span, task.text)
        yield span if any(map(str.isalnum, span.of(task.text))) else None
    yield None


def _punctuated(raw: str, prefix: str, target: Lang) -> str:
    """Return ``raw`` with the marks of its language; the prefix stays as it is."""
    text = target_punctuation(raw, target)[0]
    if text.startswith(prefix):
        return text
    return prefix + target_punctuation(raw.removeprefix(prefix), target)[0]
