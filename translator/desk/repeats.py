"""Sentences with the same source follow one that was saved: shown first, taken over in one step, taken back in one.

Law: what a person wrote or approved is overwritten only when somebody ticked that very sentence; a locked one, and one
somebody works on, never. Following by itself never approves anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from translator.errors import InputError
from translator.model import ALIVE, Bar, Batch, Left, QueueRow, Repeat, Revision, State

if TYPE_CHECKING:
    from translator.desk.desk import Desk

#: how choices are called in the store, and what "yes" and "no" are there
AUTOMATIC, ON, OFF = "follow", "on", "off"
#: texts nobody answers for yet
_FREE = (State.MISSING, State.DRAFTED)


class Repeats:
    """The verbs about equal sources, at ``desk.repeats``. Threads may share it."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock

    def of(self, segment_id: str, *, by: str, everywhere: bool = False) -> list[Repeat]:
        """Return the other sentences with this source that could follow it, and what stands against each.

        They have another text, or the same one still waits for the approval this one has. ``everywhere``: of all
        documents, this one's first. Raises NotFound.
        """
        store = self._desk.store
        newest, rows = store.newest(segment_id), store.alike(segment_id, everywhere=everywhere)
        if newest is None or not newest.text:
            return []
        rows = [row for row in rows if row.text != newest.text or _approvable(row, newest)]
        titles = {head.id: head.title for head in store.documents()} if rows else {}
        held = holders(self._desk, rows, self._clock())
        return [Repeat(row, titles[row.document], *_bar(row, newest.text, held, by)) for row in rows]

    def follow(self, segment_id: str, targets: Sequence[str], *, by: str, approve: bool = False) -> Batch:
        """Give the sentences ``targets`` the text of this one; ``approve``: and its approval, if it has one.

        Only sentences with the same source can follow. Raises InputError when this one has no text.
        """
        newest = self._desk.store.newest(segment_id)
        if newest is None or not newest.text:
            raise InputError(f"{segment_id}: there is no text to follow", next_step="save a text first")
        wanted, approve = set(targets), approve and newest.state is State.APPROVED
        repeats = [each for each in self.of(segment_id, by=by, everywhere=True) if each.row.segment in wanted]
        free = [each.row for each in repeats if each.bar in (None, Bar.REVIEWED)]
        made = [self._following(row, newest, approve, by) for row in free if approve or row.text != newest.text]
        known = self._desk.store.queue_rows([segment_id])[0].outlook
        done = self._desk.store.append_all(made, outlooks=[replace(known, segment=each.segment) for each in made])
        left = [_left(each) for each in repeats if each.bar not in (None, Bar.REVIEWED)]
        faster = {revision.segment for revision in made} - {revision.segment for revision in done}
        left += [Left(row.segment, row.ordinal, Bar.CHANGED) for row in free if row.segment in faster]
        return Batch(tuple(done), tuple(left))

    def by_itself(self, segment_id: str, *, by: str) -> Batch:
        """Let sentences of the same document that nobody has touched follow, where person and document want it so."""
        document = segment_id.rsplit("/", 1)[0]
        if not (self.wanted_by(by) and self.allowed_in(document)):
            return Batch(())
        free = [each.row.segment for each in self.of(segment_id, by=by) if each.bar is None]
        return self.follow(segment_id, free, by=by) if free else Batch(())

    def wanted_by(self, person: str) -> bool:
        """Whether a person wants equal sentences to follow by themselves (not unless they said so)."""
        return self._desk.store.choice(f"person {person}", AUTOMATIC) == ON

    def allowed_in(self, document_id: str) -> bool:
        """Whether equal sentences of a document may follow by themselves (unless somebody forbade it)."""
        return self._desk.store.choice(f"document {document_id}", AUTOMATIC) != OFF

    def want(self, person: str, wanted: bool) -> None:
        """Keep whether a person wants it."""
        self._desk.store.choose(f"person {person}", AUTOMATIC, ON if wanted else "")

    def allow(self, document_id: str, allowed: bool) -> None:
        """Keep whether a document allows it; raises NotFound."""
        self._desk.store.head(document_id)
        self._desk.store.choose(f"document {document_id}", AUTOMATIC, "" if allowed else OFF)

    def _following(self, row: QueueRow, newest: Revision, approve: bool, by: str) -> Revision:
        note = f"follows {newest.segment} revision {newest.number}"
        made = (newest.text, by, self._clock(), note, newest.origin, newest.signature)
        return Revision(row.segment, row.number + 1, row.number, State.APPROVED if approve else State.EDITED, *made)


def holders(desk: Desk, rows: Sequence[QueueRow], now: datetime) -> dict[str, str]:
    """Return who works on which sentence of the documents of these rows."""
    documents = sorted({row.document for row in rows})
    return {hold.segment: hold.by for name in documents for hold in desk.store.held(name, since=now - ALIVE)}


def _approvable(row: QueueRow, newest: Revision) -> bool:
    return newest.state is State.APPROVED and row.state is not State.APPROVED


def _bar(row: QueueRow, text: str, held: dict[str, str], by: str) -> tuple[Bar | None, str]:
    if row.locked:
        return Bar.LOCKED, row.locked
    if held.get(row.segment, by) != by:
        return Bar.HELD, held[row.segment]
    if row.state in _FREE or row.text == text:
        return None, ""
    return Bar.REVIEWED, row.by


def _left(each: Repeat) -> Left:
    return Left(each.row.segment, each.row.ordinal, each.bar or Bar.CHANGED, each.detail)
