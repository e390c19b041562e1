"""What SqlStore does for reviewers: every call of the ReviewStore protocol is one transaction."""

from __future__ import annotations

from sqlalchemy import Engine

from translator.model import Outlook, Queue, QueueRow, State, Wanted
from translator.store import outlooks, queue
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
            return queue.tally(connection, document_id)

    def put_outlook(self, outlook: Outlook) -> None:
        """Keep what is known of a segment's newest text."""
        with writing(self._engine) as connection:
            outlooks.put(connection, [outlook])
