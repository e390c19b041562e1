"""Names without an entry, as people work with them: proposals for a sentence or a text, taken into the term base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from translator import names
from translator.desk.lazy import Once
from translator.desk.terms import TermDesk
from translator.model import Document, Hit, Lang, TermEntry
from translator.names import Gathered, Proposal
from translator.ports import Store

#: finds the terms of a text in a language
Hits = Callable[[str, Lang], Sequence[Hit]]


def in_documents(documents: Iterable[Document], hits: Hits) -> list[Gathered]:
    """Return the names of documents that ``hits`` does not find, the most frequent first."""
    return names.gather(
        proposal
        for document in documents
        for segment in document.segments
        for proposal in names.propose(
            segment.text, document.lang, [hit.span for hit in hits(segment.text, document.lang)]
        )
    )


class NameDesk:
    """The verbs around names, at ``desk.names``. Threads may share it."""

    def __init__(self, store: Once[Store], terms: TermDesk) -> None:
        self._store, self._terms = store, terms

    def propose(self, segment_id: str) -> list[Proposal]:
        """Return the names in a segment's source that no term covers; raises NotFound."""
        sentence = self._store().sentence(segment_id)
        return self.in_text(sentence.text, sentence.lang)

    def for_words(self, segment_id: str, words: str) -> Proposal | None:
        """Return the proposal for these very words of a segment, whatever the glossary says of them; raises NotFound.

        The sentence around them decides first: 行唐 is a county in one, no name in another.
        """
        sentence = self._store().sentence(segment_id)
        found = [*names.propose(sentence.text, sentence.lang), *names.propose(words, sentence.lang)]
        return next((proposal for proposal in found if proposal.source == words), None)

    def in_text(self, text: str, lang: Lang) -> list[Proposal]:
        """Return the names of a text that no term covers, in reading order."""
        return names.propose(text, lang, [hit.span for hit in self._terms.hits(text, lang)])

    def in_document(self, document_id: str) -> list[Gathered]:
        """Return the names of a document that no term covers, the most frequent first; raises NotFound."""
        return in_documents([self._store().document(document_id)], self._terms.hits)

    def accept(self, proposal: Proposal, *, by: str, target: str = "") -> TermEntry:
        """Take a proposal into the term base, with ``target`` where a person changed it.

        Raises InputError where there is no target, or another term says something else.
        """
        return self._terms.add(names.as_term(replace(proposal, target=target or proposal.target)), by=by)
