"""The term base as people work with it: the terms of the files, and over them those kept in the store.

Law: who brought or removed a term, and when, is never lost; nothing a person has touched is drafted again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from threading import RLock

from translator.desk import drafting
from translator.desk.lazy import Once
from translator.errors import InputError
from translator.glossary import (
    Decisions,
    Matcher,
    Unsound,
    contradicted,
    is_curated,
    overlay,
    problems_among,
    repeated,
    search,
    sound,
)
from translator.model import (
    Document,
    EntryState,
    Glossary,
    Hit,
    Lang,
    Pair,
    Placement,
    Rung,
    Segment,
    State,
    Term,
    TermEntry,
)
from translator.ports import Progressed, Store

#: makes a drafter for the sentences of a document
Drafters = Callable[[Glossary, Document], drafting.Drafting]
#: made when first asked for; whoever asks meanwhile waits for the same one
Matchers = Mapping[Lang, Once[Matcher]]


@dataclass(frozen=True, slots=True)
class Affected:
    """A sentence whose terms are not those it was drafted with: ``gone`` and ``come`` as ``廊坊 → Langfang``.

    ``redrafts``: nobody has touched it, so ``TermDesk.redraft`` drafts it again; the others wait for a person.
    """

    document: str
    segment: str
    source: str
    state: State
    gone: tuple[str, ...]
    come: tuple[str, ...]

    @property
    def redrafts(self) -> bool:
        """Whether it is a machine draft nobody touched."""
        return self.state is State.DRAFTED


@dataclass(frozen=True, slots=True)
class TermsNow:
    """The terms of one moment. ``digest``: mark of their glossary, another one after any change of it."""

    digest: str
    matchers: Matchers

    def hits(self, text: str, lang: Lang) -> Sequence[Hit]:
        """Return the terms in a text of ``lang``."""
        return self.matchers[lang]().hits(text)

    def wanted(self, text: str, pair: Pair) -> tuple[Placement, ...]:
        """Return what the glossary asks of a translation of ``text``: its terms, and words it forbids for others."""
        matcher = self.matchers[pair.source]()
        terms = [Placement(hit, hit.term.form(pair.target), None, Rung.FLAGGED) for hit in matcher.hits(text)]
        return (*terms, *(Placement(hit, "", None, Rung.FLAGGED) for hit in matcher.warnings(text)))


class TermDesk:
    """The verbs around terms, at ``desk.terms``. Threads may share it.

    ``glossary`` is what documents are drafted with: the files of the settings, and over them the accepted terms of
    the store. A term that was only proposed is used nowhere until somebody accepts it.
    """

    def __init__(
        self, store: Once[Store], files: Callable[[], Glossary], drafters: Drafters, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._files, self._drafters, self._clock = store, files, drafters, clock
        self._deciding, self._making = RLock(), RLock()
        self._effective: tuple[int, Glossary, Glossary, Matchers] | None = None

    @property
    def glossary(self) -> Glossary:
        """Files and accepted terms as one glossary; raises InputError where a file is not sound."""
        return self._current()[0]

    def hits(self, text: str, lang: Lang) -> Sequence[Hit]:
        """Return the terms in a text of ``lang``."""
        return self.as_now().hits(text, lang)

    def as_now(self) -> TermsNow:
        """Return the glossary as it stands now: many texts, one look at the store."""
        glossary, matchers = self._current()
        return TermsNow(glossary.digest, matchers)

    def wanted(self, text: str, pair: Pair) -> tuple[Placement, ...]:
        """Return what the glossary asks of a translation of ``text``: its terms, and words it forbids for others."""
        return self.as_now().wanted(text, pair)

    def list(self, state: EntryState | None = None) -> Sequence[TermEntry]:
        """Return the entries of the store, the newest first: those of one state, or all that are not removed."""
        entries = reversed(self._store().terms())
        return [e for e in entries if (e.state is state if state else e.state is not EntryState.REMOVED)]

    def search(self, words: str, *, most: int = 50) -> Sequence[Term]:
        """Return terms of files and store with ``words`` in any of their forms, in either language; best first.

        ``term.origin`` is ``file:line``, or ``term 12 (li, 2026-05-01)`` for one of the store.
        """
        return search(self.glossary, words, most=most)

    def add(self, term: Term, *, by: str, replaces: bool = False) -> TermEntry:
        """Take a term into the glossary at once; give its authority if there is one.

        Raises InputError where the term is not sound (no Chinese, no English, ...), is there already, or contradicts
        another one; ``replaces`` True lets it take the place of what it contradicts.
        """
        return self.add_all([term], by=by, replaces=replaces)[0]

    def add_all(self, terms: Sequence[Term], *, by: str, replaces: bool = False) -> Sequence[TermEntry]:
        """Take many terms into the glossary, all or none; raises InputError like ``add``, listing every trouble."""
        many = [sound(term) for term in terms]
        with self._deciding:
            replaced = self._agreeing(many, replaces)
            many = [replace(term, origin="") for term in many]
            return self._store().add_terms(many, EntryState.ACCEPTED, by=by, at=self._clock(), replacing=replaced)

    def propose(self, term: Term, *, by: str) -> TermEntry:
        """Keep a term for a decision; raises InputError where it is not sound or is proposed or used already."""
        term = sound(replace(term, origin=""))
        with self._deciding:
            self._agreeing([term], replaces=True)
            if any((entry.term.zh, entry.term.en) == (term.zh, term.en) for entry in self.list(EntryState.PROPOSED)):
                raise InputError(f"{term.zh} = {term.en} is proposed already", next_step="accept it or turn it down")
            return self._store().add_terms([term], EntryState.PROPOSED, by=by, at=self._clock())[0]

    def accept(self, number: int, *, by: str, replaces: bool = False) -> TermEntry:
        """Take a proposed term into the glossary; raises NotFound, and InputError like ``add``."""
        with self._deciding:
            entry = next((entry for entry in self._store().terms() if entry.number == number), None)
            if entry is not None and entry.state is not EntryState.ACCEPTED:
                for other in self._agreeing([entry.term], replaces):
                    self._store().judge_term(other, EntryState.REMOVED, by=by, at=self._clock())
            return self._store().judge_term(number, EntryState.ACCEPTED, by=by, at=self._clock())

    def remove(self, number: int, *, by: str) -> TermEntry:
        """Take a term of the store out of use, or turn a proposed one down; raises NotFound. Files stay as they are."""
        return self._store().judge_term(number, EntryState.REMOVED, by=by, at=self._clock())

    def affected(self, adding: Term | None = None) -> Sequence[Affected]:
        """Return the sentences whose terms changed since they were drafted, in reading order.

        ``adding``: as if this term were in the glossary already, to show what it would do before it is added.
        A sentence somebody has edited or approved is listed while it lacks a term it should have now.
        """
        return [affected for _, many in self._affected(adding) for affected in many]

    def redraft(self, *, only: Collection[str] | None = None, by: str = "", progress: Progressed | None = None) -> int:
        """Draft the affected sentences nobody has touched again; return how many.

        ``only``: none but these segment ids. ``by``: who asks; the sentence that person works on is no exception.
        """
        saved = 0
        for document, many in self._affected(None):
            names = {one.segment for one in many if one.redrafts and (only is None or one.segment in only)}
            if names:
                held = drafting.held(self._store(), document.id, self._clock(), but=by)
                waiting = drafting.wanting(self._store(), document, redo=True, held=held)
                wanted = [pair for pair in waiting if pair[0].id in names]
                drafter, pair = self._drafters(self.glossary, document), Pair.to(document.lang.other)
                saved += drafting.draft_all(drafter, self._store(), pair, wanted, self._clock, progress, by=by)
        return saved

    # inside

    def _current(self) -> tuple[Glossary, Matchers]:
        """Return the effective glossary and its matchers, made anew when files or store have changed."""
        stamp, files = self._store().terms_stamp(), self._files()
        with self._making:
            known = self._effective
            if known is None or known[0] != stamp or known[1] is not files:
                made = overlay(files, [_named(entry) for entry in self._accepted()])
                known = self._effective = (stamp, files, made, _matchers(made))
        return known[2], known[3]

    def _accepted(self) -> Sequence[TermEntry]:
        return [entry for entry in self._store().terms() if entry.state is EntryState.ACCEPTED]

    def _agreeing(self, terms: Sequence[Term], replaces: bool) -> Sequence[int]:
        """Return the numbers of the accepted entries ``terms`` take the place of; raises InputError."""
        there, own = [term for term in self.glossary.terms if not is_curated(term)], Decisions(terms)
        problems = problems_among(terms) + repeated(terms, there)
        if not problems and not replaces:
            problems = contradicted(terms, there)
        if problems:
            raise Unsound(problems)
        return [entry.number for entry in self._accepted() if own.clash(entry.term)]

    def _affected(self, adding: Term | None) -> Iterator[tuple[Document, Sequence[Affected]]]:
        glossary, matchers = self._current()
        if adding is not None:
            glossary = overlay(glossary, [sound(adding)])
            matchers = _matchers(glossary)
        for head in self._store().documents():
            document = self._store().document(head.id)
            yield document, list(self._in_document(document, glossary, matchers[document.lang]()))

    def _in_document(self, document: Document, glossary: Glossary, matcher: Matcher) -> Iterator[Affected]:
        from translator.draft import change, fulfilled

        drafts, latest = self._store().drafts(document.id), self._store().latest(document.id)
        target = document.lang.other
        for segment in document.segments:
            draft, revision = drafts.get(segment.id), latest.get(segment.id)
            if draft is None or revision is None or draft.glossary == glossary.digest:
                continue
            found = change(draft, matcher, target)
            touched = revision.state is not State.DRAFTED
            if found and not (touched and fulfilled(segment.text, revision.text, matcher, target)):
                yield _affected(document, segment, revision.state, found.gone, found.come)


def _affected(
    document: Document, segment: Segment, state: State, gone: tuple[str, ...], come: tuple[str, ...]
) -> Affected:
    return Affected(document.id, segment.id, segment.text, state, gone, come)


def hits_of(glossary: Glossary) -> Callable[[str, Lang], Sequence[Hit]]:
    """Return what finds the terms of a glossary in a text of a language."""
    return TermsNow(glossary.digest, _matchers(glossary)).hits


def _matchers(glossary: Glossary) -> Matchers:
    def ready(lang: Lang) -> Matcher:
        made = Matcher(glossary, lang)
        made.hits("")  # a matcher is built at its first text: here, not by twenty people at once
        return made

    return {lang: Once(partial(ready, lang)) for lang in Lang}


def _named(entry: TermEntry) -> Term:
    return replace(entry.term, origin=f"term {entry.number} ({entry.by}, {entry.at:%Y-%m-%d})")
