"""Which pages the next edition holds: documents before the gate, and what readers have that stays.

Law: a page that readers have just as it stands on the desk is not read again; its mark tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from translator import edition
from translator.desk.lazy import Once
from translator.desk.looking import PageLook
from translator.edition import Candidate, Verdict
from translator.model import Document, Edition, PageLine, PagePair, Pages, Policy, Revision
from translator.ports import Store

#: documents read at once: few enough for every SQLite, and to be let go before memory is short
CHUNK = 200


class GateKeeper:
    """Puts the documents of a store before the gate of a site."""

    def __init__(self, store: Store, slug: str, clock: Callable[[], datetime], look: Callable[[], PageLook]) -> None:
        self._store, self._slug, self._clock = store, slug, clock
        self._made: Once[PageLook] = Once(look)

    @property
    def _look(self) -> PageLook:
        return self._made()

    def judge(
        self,
        names: Iterable[str] | None,
        policy: Policy,
        live: Edition | None,
        *,
        unapproved: bool = False,
        named: bool | None = None,
    ) -> list[Verdict]:
        """Put documents before the gate: all of them, or those named (``named``: as if a person had named them)."""
        asked = names is not None if named is None else named
        heads = (head.id for head in self._store.documents() if head.is_page)
        wanted = list(heads if names is None else names)
        shown = {line.document: line for line in live.lines} if live else {}
        # the marks come first: what changes while pages are read is found to be new the next time
        marks, off, changed = self._marks(), self._withdrawn(), self._store.changed()
        stay = {n for n in wanted if not asked and n in shown and n not in off and _is_as_shown(shown[n], marks.get(n))}
        left = self._candidates([name for name in wanted if name not in stay], live, policy, off, changed)
        found = []
        for candidate in (None if name in stay else next(left) for name in wanted):
            if candidate is None:
                found.append(Verdict(None, stays=True))
                continue
            if not candidate.document.is_page:
                verdict = Verdict(None)
            elif unapproved and candidate.document.segments and not (names is None and candidate.withdrawn):
                verdict = Verdict(self.pinned(candidate))
            else:
                verdict = edition.judge(candidate, policy, self._clock(), named=asked)
            page = self._with_names(verdict.page, candidate) if verdict.page else None
            found.append(replace(verdict, page=page, mark=marks.get(candidate.document.id, "")))
        return found

    def with_those_that_stay(self, live: Edition | None, verdicts: Sequence[Verdict], policy: Policy) -> Pages:
        """Return the pages of the next edition: those that go out, and what readers have that may stay."""
        now = self._clock()

        def stays(page: PagePair) -> bool:
            in_time = page.alone_since is not None and now - page.alone_since <= timedelta(days=policy.alone_days)
            return edition.is_approved(page) or (page.one_sided and in_time)

        known = list(self._store.marks())
        ready = {verdict.page.document.id: verdict for verdict in verdicts if verdict.page}
        marks = {name: verdict.mark for name, verdict in ready.items()}
        fresh = Pages.of((verdict.page for verdict in ready.values() if verdict.page), marks)
        return edition.carried(live, fresh, known, off=self._withdrawn(), stays=stays)

    def pinned(self, candidate: Candidate) -> PagePair:
        """Return a page as it stands now, whatever its state."""
        page = edition.pin(candidate.document, candidate.latest, beginnings=candidate.beginnings)
        return self._with_names(page, candidate)

    def page(self, name: str) -> PagePair:
        """Return the page of a document as it stands now."""
        return self.pages([name])[0]

    def pages(self, names: Sequence[str]) -> list[PagePair]:
        """Return the pages of documents as they stand now."""
        return [self.pinned(each) for each in self._candidates(names, None, Policy(errors_block=False), set(), {})]

    def _with_names(self, page: PagePair, candidate: Candidate) -> PagePair:
        return replace(page, names=self._look.names(candidate.document, candidate.latest))

    def _candidates(
        self,
        names: Sequence[str],
        live: Edition | None,
        policy: Policy,
        off: AbstractSet[str],
        changed: Mapping[str, datetime],
    ) -> Iterator[Candidate]:
        """Yield what stands before the gate; it is read many at a time, and so is what readers have of it."""
        lines = {line.document: line for line in live.lines} if live else {}
        for at in range(0, len(names), CHUNK):
            some = names[at : at + CHUNK]
            if live:
                live.contents.read([lines[name] for name in some if name in lines])
            for standing in self._store.standings(some):
                document, latest = standing.document, standing.latest
                page = live.contents.one(lines[document.id]) if live and document.id in lines else None
                checked = policy.errors_block and not _is_same(document, latest, page)
                yield Candidate(
                    document,
                    latest,
                    standing.beginnings,
                    page,
                    live.made_at if live else None,
                    self._look.errors(document, latest) if checked else (),
                    document.id in off,
                    changed.get(document.id),
                )

    def _withdrawn(self) -> set[str]:
        return {placing.document for placing in self._store.placings(self._slug) if placing.withdrawn}

    def _marks(self) -> dict[str, str]:
        """Return what each page would be pinned from now: its texts, and the glossary its names come from."""
        terms = self._look.glossary
        return {name: _short(f"{terms} {mark}") for name, mark in self._store.marks().items()}


def _short(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _is_as_shown(line: PageLine, mark: str | None) -> bool:
    """Say whether readers have the page as it stands, in both languages and approved: the gate would let it out."""
    return line.settled and line.mark == mark


def _is_same(document: Document, latest: Mapping[str, Revision], shown: PagePair | None) -> bool:
    """Say whether readers have a page just as it stands now: then it is looked at no more."""
    if shown is None or shown.one_sided or shown.document.digest != document.digest:
        return False
    numbers = [latest[segment.id].number if segment.id in latest else 0 for segment in document.segments]
    return numbers == [segment.revision for segment in shown.segments]
