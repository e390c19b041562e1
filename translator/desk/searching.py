"""Looking for words on the whole desk, drafts and glossary included."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from translator.desk.terms import TermDesk
from translator.model import Found, Lang, Search, State
from translator.ports import Store

#: characters of a query, and words in it: more is a paste by mistake
LONGEST, MOST = 200, 10
#: terms shown
TERMS = 12


class SearchDesk:
    """The verbs around searching, at ``desk.search``."""

    def __init__(self, store: Callable[[], Store], terms: TermDesk) -> None:
        self._store, self._terms = store, terms

    def everywhere(self, wanted: Search, *, start: int = 0, count: int = 50) -> Found:
        """Return titles, sentences, newest texts, comments and terms that hold all the words."""
        if not wanted.words:
            return Found()
        found = self._store().find(wanted, start=start, count=count)
        if start or wanted.state or wanted.document:
            return found
        return replace(found, terms=tuple(self._terms.search(" ".join(wanted.words), most=TERMS)))


def asked(text: str, *, lang: Lang | None = None, state: State | None = None, document: str = "") -> Search:
    """Return the search for what a person typed: words are parted by blanks, Chinese ones need none.

    >>> asked("  廊坊 Langfang ").words
    ('廊坊', 'Langfang')
    """
    words = unicodedata.normalize("NFC", text[:LONGEST]).split()
    return Search(tuple(dict.fromkeys(words[:MOST])), lang, state, document)
