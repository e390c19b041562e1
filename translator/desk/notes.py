"""Notes on a whole document: what everybody who works on it should know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from translator.desk.lazy import Once
from translator.errors import Forbidden, InputError
from translator.model import Note, Person, Remark, Role
from translator.ports import Store

#: nobody reads a longer one
LONGEST = 4000


class Notes:
    """The verbs about notes, at ``desk.notes``. Threads may share it."""

    def __init__(self, store: Once[Store], clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def on(self, document_id: str) -> Sequence[Note]:
        """Return the notes on a document, oldest first."""
        return self._store().notes(document_id)

    def write(self, document_id: str, text: str, *, by: Person, number: int = 0) -> Note:
        """Add a note, or change the one of that number; a text without words takes it away.

        Raises InputError for one that is empty or too long, Forbidden where ``by`` may not change it, NotFound.
        """
        text = text.strip()
        if len(text) > LONGEST or not (text or number):
            raise InputError(f"a note has 1 to {LONGEST} characters", next_step="write it and send it again")
        there = next((note for note in self.on(document_id) if note.number == number), None)
        if there and not may_change(there, by):
            raise Forbidden("only its author or a reviewer changes a note", next_step="write a note of your own")
        note = Note(number, document_id, text, by.name, self._clock())
        if not text:
            self._store().drop_note(document_id, number)
            return note
        return self._store().keep_note(note)


def may_change(said: Note | Remark, person: Person) -> bool:
    """Say whether a person may change what was said: its author, and whoever reviews."""
    return said.by == person.name or person.role.covers(Role.REVIEWER)
