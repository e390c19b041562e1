"""Drafts for segments: memory first, then the engine with its terms, then repairs and checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from translator import checks as room
from translator.draft.confidence import COPIED, Doubts, confidence, doubts, logistic, remembered, trouble
from translator.draft.finishing import finish, placed_in
from translator.draft.prepared import Prepared, prepare, terms_of
from translator.draft.renumbered import renumbered
from translator.draft.script import for_engine, shown
from translator.glossary import Matcher
from translator.ladder import Termed, translate_with_terms
from translator.memory import EXACT
from translator.memory.scoring import plain
from translator.model import (
    Document,
    Draft,
    Finding,
    Glossary,
    Hit,
    Lang,
    Match,
    MatchKind,
    Origin,
    Pair,
    Placement,
    Request,
    Rung,
    Segment,
    Severity,
    Step,
)
from translator.ports import Check, Engine, Memory, Progressed
from translator.text.chars import has_han, is_latin
from translator.text.edits import Rewritten
from translator.text.hant import is_traditional

#: sentences given to the engine at once: enough for full batches, few enough for a moving progress bar
CHUNK = 64
#: so few matches from here on may do without the engine, where they are the same sentence and no check finds an error
NEAR, TRIED = 90, 3


class Drafter:
    """Drafts segments with one engine, one glossary and, where there is one, a memory.

    ``checks`` None runs all checks of the house; an empty sequence runs none. ``trust`` weighs what speaks against a
    draft.
    """

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary,
        *,
        memory: Memory | None = None,
        checks: Sequence[Check] | None = None,
        beam: int = 4,
        trust: Callable[[Doubts], float] = confidence,
    ) -> None:
        self._engine, self._glossary, self._memory = engine, glossary, memory
        self._checks, self._beam, self._trust = checks, beam, trust
        self._matchers = {lang: Matcher(glossary, lang) for lang in Lang}

    def draft_document(self, document: Document, target: Lang, *, progress: Progressed | None = None) -> list[Draft]:
        """Return one draft for each segment, in order; raises InputError where ``target`` is its own language."""
        return self.draft(document.segments, Pair(document.lang, target), progress=progress)

    def draft(self, segments: Sequence[Segment], pair: Pair, *, progress: Progressed | None = None) -> list[Draft]:
        """Return one draft for each segment, in order; a sentence that stands there twice is translated once.

        Raises EngineError.
        """
        matcher, digest = self._matchers[pair.source], self._glossary.digest
        desk = _Work(self._engine, matcher, pair, self._checks, self._beam, digest, self._trust)
        known = {k: self._without_engine(desk, segments, k) for k in range(len(segments))}
        waiting = list(dict.fromkeys(segments[k].text for k, draft in known.items() if draft is None))
        made: dict[str, Draft] = {}
        for at in range(0, len(waiting), CHUNK):
            texts = waiting[at : at + CHUNK]
            made.update(zip(texts, desk.translated(texts), strict=True))
            if progress is not None:
                progress(sum(known[k] is not None or s.text in made for k, s in enumerate(segments)), len(segments))
        if progress is not None and not waiting:
            progress(len(segments), len(segments))
        return [replace(known[k] or made[s.text], segment=s.id) for k, s in enumerate(segments)]

    def _without_engine(self, desk: _Work, segments: Sequence[Segment], k: int) -> Draft | None:
        """Return the draft of a segment that is copied or stands in memory; None where the engine is needed."""
        text = segments[k].text
        if not worded(text, desk.pair.source):
            return desk.copied(text)
        if self._memory is None:
            return None
        before = segments[k - 1].text if k else ""
        after = segments[k + 1].text if k + 1 < len(segments) else ""
        matches = self._memory.matches(text, desk.pair, before=before, after=after, most=TRIED, least=NEAR)
        made = (
            (match, desk.remembered(text, match)) for match in matches if match.score >= EXACT or _fits(text, match)
        )
        return next((draft for match, draft in made if match.score >= EXACT or _sound(draft)), None)


def _fits(text: str, match: Match) -> bool:
    """Say whether a match below 100 is the same sentence: but for numbers and terms put in, or its case and width."""
    return match.kind is MatchKind.ADAPTED or plain(match.source) == plain(text)


def _sound(draft: Draft) -> bool:
    """Say whether no check sees an error: what nobody has approved for this very sentence has to be without."""
    return all(finding.severity is not Severity.ERROR for finding in draft.findings)


def worded(text: str, lang: Lang) -> bool:
    """Say whether there is anything of ``lang`` in ``text`` to translate: a Chinese character, a Latin letter.

    >>> worded("2009 😀", Lang.EN), worded("WTO", Lang.ZH), worded("加入WTO", Lang.ZH)
    (False, False, True)
    """
    return has_han(text) if lang is Lang.ZH else any(map(is_latin, text))


@dataclass(frozen=True, slots=True)
class _Work:
    """What every draft of one run has in common."""

    engine: Engine
    matcher: Matcher
    pair: Pair
    checks: Sequence[Check] | None
    beam: int
    glossary: str
    trust: Callable[[Doubts], float]

    def translated(self, texts: Sequence[str]) -> list[Draft]:
        """Return drafts by the engine, in order, without segment ids; Traditional sources go to it in Simplified."""
        plain = [self._for_engine(text) if self._traditional(text) else None for text in texts]
        drafts = self._translated([one.after if one else text for one, text in zip(plain, texts, strict=True)])
        return [shown(draft, one) if one else draft for draft, one in zip(drafts, plain, strict=True)]

    def _for_engine(self, text: str) -> Rewritten:
        return for_engine(text, terms_of(prepare(text), self.matcher))

    def _traditional(self, text: str) -> bool:
        return self.pair.source is Lang.ZH and is_traditional(text)

    def _translated(self, texts: Sequence[str]) -> list[Draft]:
        ready = [prepare(text) for text in texts]
        asked = [self._asked(one) for one in ready]
        worded = [one for one in asked if one[0].text]
        made = translate_with_terms(worded, self.engine, beam=self.beam)
        termed = iter(renumbered(worded, made, self.engine, beam=self.beam))
        return [
            self._drafted(one, next(termed)) if request.text else self.copied(one.source)
            for one, (request, _) in zip(ready, asked, strict=True)
        ]

    def copied(self, text: str) -> Draft:
        """Return the draft of a text with nothing to translate in it."""
        step = Step("copy", text, text, "there is nothing to translate in it")
        return self._made(text, text, str(self.engine.signature), Origin.ENGINE, (step,) if text else (), COPIED, ())

    def remembered(self, text: str, match: Match) -> Draft:
        """Return the draft of a sentence that stands in memory, or of one that differs in numbers and names only."""
        why = f"{match.kind} match ({match.score}) from {match.origin}"
        places = placed_in(match.target, terms_of(prepare(text), self.matcher), self.pair.target)
        approved = match.unit.target if match.unit is not None and match.steps else match.target
        steps = (Step("memory", text, approved, why), *match.steps)
        found = self._found(text, match.target, places)
        sure = logistic(remembered(match.score) - trouble(found))
        made = self._made(text, match.target, f"memory:{match.origin}", Origin.MEMORY, steps, sure, found)
        return replace(made, terms=places)

    def _asked(self, one: Prepared) -> tuple[Request, list[Hit]]:
        return Request(one.core, self.pair), self.matcher.hits(one.core)

    def _drafted(self, one: Prepared, termed: Termed) -> Draft:
        signature = str(self.engine.signature)
        done = finish(one, termed, self.pair, signature)
        found = self._found(one.source, done.text, done.places)
        sure = self.trust(doubts(one.core, termed.hypothesis, done.places, found, self.pair.target))
        made = self._made(one.source, done.text, signature, Origin.ENGINE, done.steps, sure, found)
        return replace(made, terms=done.places)

    def _found(self, source: str, text: str, places: Sequence[Placement]) -> tuple[Finding, ...]:
        """Return what the checks say; they are told of forbidden terms too, which are never placed."""
        warned = [Placement(hit, "", None, Rung.FLAGGED) for hit in self.matcher.warnings(source)]
        terms = (*places, *warned)
        if self.checks is None:
            return tuple(room.run(source, text, self.pair, terms))
        return tuple(self._run(source, text, terms))

    def _run(self, source: str, text: str, terms: Sequence[Placement]) -> Iterator[Finding]:
        for check in self.checks or ():
            yield from check(source, text, self.pair, terms)

    def _made(
        self,
        source: str,
        text: str,
        signature: str,
        origin: Origin,
        steps: tuple[Step, ...],
        sure: float,
        findings: tuple[Finding, ...],
    ) -> Draft:
        return Draft("", source, text, origin, signature, self.glossary, sure, steps, (), findings)
