"""What a Store keeps for the flow of a review: locks, what was put off, equal sources, notes, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from translator.model import Cut, Note, QueueRow, Revision, State


class FlowStore(Protocol):
    """What a Store keeps for the flow of a review. Each call is all or nothing; unknown segments raise NotFound."""

    def queue_rows(self, segment_ids: Sequence[str]) -> list[QueueRow]:
        """Return the lines of those segments that are on their page, by document, in reading order."""

    def drafted(self, segment_ids: Sequence[str]) -> dict[str, str]:
        """Return the last draft of those segments that have one, by id."""

    def alike(self, segment_id: str, *, everywhere: bool = False) -> list[QueueRow]:
        """Return the other segments with the same source, of its document or of all, 500 at most."""

    def lock(self, segment_id: str, *, by: str) -> None:
        """Lock a segment against every change ('': unlock it)."""

    def skip(self, segment_id: str, *, at: datetime | None) -> None:
        """Put a segment off until the others are done, or its text changes (None: take it back)."""

    def sizes(self, document_id: str) -> dict[State, int]:
        """Sum the sizes of a document's sources by state: characters of Chinese, words of English."""

    def keep_note(self, note: Note) -> Note:
        """Keep a note (number 0: a new one), or change the one of that number; raises NotFound."""

    def drop_note(self, document_id: str, number: int) -> None:
        """Take a note away."""

    def notes(self, document_id: str) -> list[Note]:
        """Return the notes on a document, oldest first."""

    def choice(self, owner: str, key: str) -> str:
        """Return what a person or document has chosen ('': nothing)."""

    def choose(self, owner: str, key: str, value: str) -> None:
        """Keep a choice in place of the one before."""

    def cut(self, cut: Cut, made: Sequence[Revision], moved: Mapping[int, str]) -> Cut:
        """Put ``cut.new`` in the place of ``cut.old`` on the page, with first texts; return it with number and texts.

        Old segments stay known, only off the page. ``moved``: to which segment each remark (by number) goes. Raises
        Conflict when a text changed since ``cut.old``, Forbidden when one is locked, NotFound when one is gone.
        """

    def cuts(self, document_id: str) -> list[Cut]:
        """Return what was divided and joined in a document, oldest first."""
