"""What SqlStore does for reviewers: every call of the ReviewStore protocol is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from translator.model import (
    Dismissal,
    Finished,
    Found,
    FoundNews,
    Ground,
    Hold,
    News,
    Onward,
    Outlook,
    Person,
    Queue,
    QueueRow,
    Remark,
    Search,
    State,
    Trace,
    Twin,
    Wanted,
)
from translator.store import news, outlooks, people, queue, saving, search, work
from translator.store.connect import reading, writing


class Reviews:
    """The part of SqlStore that reviewers use."""

    _engine: Engine

    def queue(self, document_id: str, wanted: Wanted, *, start: int = 0, count: int = 100) -> Queue:
        """Return the wanted lines of a document from ``start`` on."""
        with reading(self._engine) as connection:
            return queue.page(connection, document_id, wanted, start, count)

    def queue_place(self, document_id: str, wanted: Wanted, segment_id: str) -> int | None:
        """Return where in the queue a segment stands."""
        with reading(self._engine) as connection:
            return queue.place(connection, document_id, wanted, segment_id)

    def following(self, document_id: str, ordinal: int) -> QueueRow | None:
        """Return the next segment that waits for a reviewer."""
        with reading(self._engine) as connection:
            return queue.following(connection, document_id, ordinal)

    def tally(self, document_id: str) -> dict[State, int]:
        """Count the segments of one document by state."""
        with reading(self._engine) as connection:
            return saving.tally(connection, document_id)

    def traces(self, *, since: datetime | None = None, until: datetime | None = None, by: str = "") -> Sequence[Trace]:
        """Return the revisions people made in that time, without their texts."""
        with reading(self._engine) as connection:
            return work.traces(connection, since, until, by)

    def finished(
        self, *, since: datetime | None = None, until: datetime | None = None, document: str = "", by: str = ""
    ) -> Sequence[Finished]:
        """Return the segments approved in that time that began as a draft."""
        with reading(self._engine) as connection:
            return work.finished(connection, since, until, document, by)

    def workers(self) -> Sequence[str]:
        """Return everybody who ever made a revision."""
        with reading(self._engine) as connection:
            return work.workers(connection)

    def ground(self, segment_id: str) -> Ground:
        """Return what a save of a segment stands on."""
        with reading(self._engine) as connection:
            return saving.ground(connection, segment_id)

    def twins(self, segment_id: str, text: str, *, most: int = 100) -> list[Twin]:
        """Return what people wrote for the same source, or ``text`` for another, in the same document."""
        with reading(self._engine) as connection:
            return saving.twins(connection, segment_id, text, most)

    def onward(self, segment_id: str) -> Onward:
        """Return where a save of a segment leads."""
        with reading(self._engine) as connection:
            return saving.onward(connection, segment_id)

    def find(self, wanted: Search, *, start: int = 0, count: int = 50) -> Found:
        """Return what holds the words: titles and comments on the first page only."""
        with reading(self._engine) as connection:
            sentences = search.sentences(connection, wanted, start, count + 1)
            pages = search.pages(connection, wanted, count) if not (start or wanted.state) else []
            remarks = search.comments(connection, wanted, count) if not start else []
        shown, more = tuple(sentences[:count]), len(sentences) > count
        return Found(tuple(pages), shown, tuple(remarks), start=start, more=more)

    def put_outlook(self, outlook: Outlook) -> None:
        """Keep what is known of a segment's newest text."""
        with writing(self._engine) as connection:
            outlooks.put(connection, [outlook])

    def add_person(self, person: Person, secret: str, *, at: datetime) -> None:
        """Make an account."""
        with writing(self._engine) as connection:
            people.add(connection, person, secret, at)

    def change_person(self, person: Person, secret: str | None) -> None:
        """Store what changed about a person."""
        with writing(self._engine) as connection:
            people.change(connection, person, secret)

    def people(self) -> list[tuple[Person, str]]:
        """Return everybody with the hash of the password."""
        with reading(self._engine) as connection:
            return people.every(connection)

    def remark(self, said: Remark) -> Remark:
        """Keep a remark."""
        with writing(self._engine) as connection:
            return people.remark(connection, said)

    def amend(self, said: Remark) -> Remark:
        """Store what a remark says now."""
        with writing(self._engine) as connection:
            return people.amend(connection, said)

    def resolve(self, number: int, *, by: str, at: datetime | None) -> Remark:
        """Mark a remark resolved, or open again."""
        with writing(self._engine) as connection:
            return people.resolve(connection, number, by, at)

    def remarks(self, segment_id: str) -> list[Remark]:
        """Return the remarks on a segment."""
        with reading(self._engine) as connection:
            return people.remarks_of(connection, segment_id)

    def tell(self, many: Sequence[News]) -> None:
        """Keep what people should hear."""
        with writing(self._engine) as connection:
            news.tell(connection, many)

    def news(self, to: str, *, most: int = 100) -> list[FoundNews]:
        """Return what somebody was told."""
        with reading(self._engine) as connection:
            return news.of(connection, to, most)

    def unseen(self, to: str) -> int:
        """Count what somebody has not seen yet."""
        with reading(self._engine) as connection:
            return news.unseen(connection, to)

    def see(self, to: str, last: int, *, at: datetime) -> None:
        """Mark what somebody was told as seen."""
        with writing(self._engine) as connection:
            news.see(connection, to, last, at)

    def dismiss(self, done: Dismissal) -> None:
        """Keep that somebody let a finding stand."""
        with writing(self._engine) as connection:
            people.dismiss(connection, done)

    def dismissed(self, segment_id: str, text: str) -> list[Dismissal]:
        """Return what was dismissed about this very text."""
        with reading(self._engine) as connection:
            return people.dismissed(connection, segment_id, text)

    def hold(self, wanted: Hold, *, since: datetime, take: bool = False) -> Hold:
        """Hold a segment unless somebody else does."""
        with writing(self._engine) as connection:
            return people.hold(connection, wanted, since, take=take)

    def release(self, segment_id: str, *, by: str) -> None:
        """Let go of a segment."""
        with writing(self._engine) as connection:
            people.release(connection, segment_id, by)

    def held(self, document_id: str, *, since: datetime) -> Sequence[Hold]:
        """Return the holds in a document that are alive."""
        with reading(self._engine) as connection:
            return people.held(connection, document_id, since)
