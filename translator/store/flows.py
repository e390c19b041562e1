"""What SqlStore does for the flow of a review: every call of the FlowStore protocol is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine

from translator.model import Cut, Note, QueueRow, Revision, State
from translator.store import cutting, flow
from translator.store.connect import reading, writing


class Flows:
    """The part of SqlStore that the flow of a review uses."""

    _engine: Engine

    def queue_rows(self, segment_ids: Sequence[str]) -> list[QueueRow]:
        """Return the lines of segments that are on their page."""
        with reading(self._engine) as connection:
            return flow.rows(connection, segment_ids)

    def drafted(self, segment_ids: Sequence[str]) -> dict[str, str]:
        """Return the last draft of segments."""
        with reading(self._engine) as connection:
            return flow.drafted(connection, segment_ids)

    def alike(self, segment_id: str, *, everywhere: bool = False) -> list[QueueRow]:
        """Return the other segments with the same source."""
        with reading(self._engine) as connection:
            return flow.alike(connection, segment_id, everywhere)

    def lock(self, segment_id: str, *, by: str) -> None:
        """Lock a segment, or unlock it."""
        with writing(self._engine) as connection:
            flow.lock(connection, segment_id, by)

    def skip(self, segment_id: str, *, at: datetime | None) -> None:
        """Put a segment off, or take it back."""
        with writing(self._engine) as connection:
            flow.skip(connection, segment_id, at)

    def sizes(self, document_id: str) -> dict[State, int]:
        """Sum the sizes of a document's sources by state."""
        with reading(self._engine) as connection:
            return flow.sizes(connection, document_id)

    def keep_note(self, note: Note) -> Note:
        """Keep a note on a document."""
        with writing(self._engine) as connection:
            return flow.keep_note(connection, note)

    def drop_note(self, document_id: str, number: int) -> None:
        """Take a note away."""
        with writing(self._engine) as connection:
            flow.drop_note(connection, document_id, number)

    def notes(self, document_id: str) -> list[Note]:
        """Return the notes on a document, oldest first."""
        with reading(self._engine) as connection:
            return flow.notes_on(connection, document_id)

    def choice(self, owner: str, key: str) -> str:
        """Return what an owner has chosen."""
        with reading(self._engine) as connection:
            return flow.choice(connection, owner, key)

    def choose(self, owner: str, key: str, value: str) -> None:
        """Keep what an owner chose."""
        with writing(self._engine) as connection:
            flow.choose(connection, owner, key, value)

    def cut(self, cut: Cut, made: Sequence[Revision], moved: Mapping[int, str]) -> Cut:
        """Put new segments in the place of old ones."""
        with writing(self._engine) as connection:
            return cutting.cut(connection, cut, made, moved)

    def cuts(self, document_id: str) -> list[Cut]:
        """Return what was divided and joined in a document, oldest first."""
        with reading(self._engine) as connection:
            return cutting.every(connection, document_id)
