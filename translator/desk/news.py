"""What concerns a person: called by name in a comment, answered, returned. Told once, kept until seen and after.

Law: nobody is told what they did themselves, nobody twice of one thing, and only people with an open account.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from translator.desk.lazy import Once
from translator.desk.people import PeopleDesk
from translator.model import FoundNews, News, NewsKind, Remark, Revision, State
from translator.ports import Store
from translator.text.mentions import mentions


class NewsDesk:
    """The verbs about news, at ``desk.news``. Threads may share it."""

    def __init__(self, store: Once[Store], people: PeopleDesk, clock: Callable[[], datetime]) -> None:
        self._store, self._people, self._clock = store, people, clock

    def of(self, name: str, *, most: int = 100) -> Sequence[FoundNews]:
        """Return what somebody was told, the newest first."""
        return self._store().news(name, most=most)

    def unseen(self, name: str) -> int:
        """Count what somebody has not seen yet."""
        return self._store().unseen(name)

    def see(self, name: str, last: int) -> None:
        """Mark what somebody was told as seen, up to number ``last``."""
        self._store().see(name, last, at=self._clock())

    def names(self) -> list[str]:
        """Return everybody who can be called with @."""
        return [person.name for person in self._people.list() if person.active]

    def said(self, remark: Remark) -> None:
        """Tell those a remark calls, those who said something there before, and whoever wrote the text."""
        names = self.names()
        called = {name for _, name in mentions(remark.text, names)}
        before = {other.by for other in self._store().remarks(remark.segment)}
        others = (before | {_author(self._store().history(remark.segment))}) & set(names)
        kinds = dict.fromkeys(others, NewsKind.REMARK) | dict.fromkeys(called, NewsKind.MENTION)
        kinds.pop(remark.by, None)
        self._store().tell([self._news(to, kind, remark, remark.text) for to, kind in sorted(kinds.items())])

    def returned(self, many: Sequence[Revision]) -> None:
        """Tell the translators of texts that were just returned."""
        names = set(self.names())
        authors = [(each, _author(self._store().history(each.segment))) for each in many] if names else []
        told = [(each, to) for each, to in authors if to in names and to != each.by]
        self._store().tell([self._news(to, NewsKind.RETURNED, each, each.note) for each, to in told])

    def _news(self, to: str, kind: NewsKind, cause: Remark | Revision, words: str) -> News:
        return News(0, to, kind, cause.segment, cause.by, self._clock(), words)


def _author(history: Sequence[Revision]) -> str:
    """Return who last wrote the text of a sentence, '' where only a machine did."""
    return next((each.by for each in reversed(history) if each.state is State.EDITED), "")
