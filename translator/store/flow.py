"""Locks, what was put off, equal sources, notes and choices in their tables, inside a transaction they are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from translator.errors import NotFound
from translator.model import Note, QueueRow, State
from translator.store.queue import lines, load
from translator.store.schema import choices, documents, notes, revisions, segments

#: ids in one IN (...): under the limit of variables of every SQLite
CHUNK = 500
#: equal sources shown at once; more than this is a word, not a sentence
MOST = 500


def rows(connection: Connection, ids: Sequence[str]) -> list[QueueRow]:
    """Return the lines of segments that are on their page, in reading order."""
    found: list[QueueRow] = []
    for start in range(0, len(ids), CHUNK):
        query = lines().where(segments.c.id.in_(ids[start : start + CHUNK]), segments.c.present)
        found += [load(row) for row in connection.execute(query)]
    return sorted(found, key=lambda row: (row.document, row.ordinal))


def drafted(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the last draft of each segment that has one."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), CHUNK):
        of = revisions.c.segment.in_(ids[start : start + CHUNK]) & (revisions.c.state == State.DRAFTED.value)
        query = (
            select(revisions.c.segment, revisions.c.text).where(of).order_by(revisions.c.segment, revisions.c.number)
        )
        found |= {row.segment: row.text for row in connection.execute(query)}
    return found


def alike(connection: Connection, segment_id: str, everywhere: bool) -> list[QueueRow]:
    """Return the other segments with the same source in the same language: those of the same document first."""
    of = select(segments.c.kin, segments.c.text, segments.c.document, documents.c.lang)
    of = of.join(documents, documents.c.id == segments.c.document).where(segments.c.id == segment_id)
    here = connection.execute(of).one_or_none()
    if here is None:
        raise NotFound(f"there is no segment {segment_id!r}", next_step="reload the page: its document may be newer")
    same = (segments.c.kin == here.kin) & (segments.c.text == here.text) & segments.c.present
    query = lines().join(documents, documents.c.id == segments.c.document)
    query = query.where(same, documents.c.lang == here.lang, segments.c.id != segment_id)
    if not everywhere:
        query = query.where(segments.c.document == here.document)
    order = (segments.c.document != here.document, documents.c.position, segments.c.ordinal)
    return [load(row) for row in connection.execute(query.order_by(*order).limit(MOST))]


def lock(connection: Connection, segment_id: str, by: str) -> None:
    """Lock a segment for everybody, or unlock it when ``by`` is empty; raises NotFound."""
    _change(connection, segment_id, {"locked": by})


def skip(connection: Connection, segment_id: str, at: datetime | None) -> None:
    """Put a segment off, or take it back when ``at`` is None; raises NotFound."""
    _change(connection, segment_id, {"skipped": at})


def _change(connection: Connection, segment_id: str, values: dict[str, Any]) -> None:
    here = update(segments).where(segments.c.id == segment_id, segments.c.present)
    if not connection.execute(here.values(**values)).rowcount:
        raise NotFound(f"there is no segment {segment_id!r}", next_step="reload the page: its document may be newer")


def sizes(connection: Connection, document_id: str) -> dict[State, int]:
    """Sum the sizes of a document's sources by state."""
    query = select(segments.c.state, func.sum(segments.c.size))
    query = query.where(segments.c.document == document_id, segments.c.present).group_by(segments.c.state)
    return {State(state): int(many) for state, many in connection.execute(query)}


def keep_note(connection: Connection, note: Note) -> Note:
    """Insert a note under the next number, or change the one of that number; raises NotFound."""
    if connection.scalar(select(documents.c.id).where(documents.c.id == note.document)) is None:
        raise NotFound(f"there is no document {note.document!r}", next_step="list the documents with: duizhao list")
    values = {"text": note.text, "by": note.by, "at": note.at}
    if not note.number:
        number = (connection.scalar(select(func.coalesce(func.max(notes.c.number), 0))) or 0) + 1
        connection.execute(insert(notes).values(number=number, document=note.document, **values))
        return Note(number, note.document, note.text, note.by, note.at)
    here = (notes.c.number == note.number) & (notes.c.document == note.document)
    if not connection.execute(update(notes).where(here).values(**values)).rowcount:
        raise NotFound(f"there is no note {note.number}", next_step="reload the page")
    return note


def drop_note(connection: Connection, document_id: str, number: int) -> None:
    """Take a note away; one that is gone already is no trouble."""
    connection.execute(delete(notes).where(notes.c.number == number, notes.c.document == document_id))


def notes_on(connection: Connection, document_id: str) -> list[Note]:
    """Return the notes on a document, oldest first."""
    query = select(notes).where(notes.c.document == document_id).order_by(notes.c.number)
    return [Note(row.number, row.document, row.text, row.by, row.at) for row in connection.execute(query)]


def choice(connection: Connection, owner: str, key: str) -> str:
    """Return what an owner has chosen, '' when nothing."""
    found = connection.scalar(select(choices.c.value).where(choices.c.owner == owner, choices.c.key == key))
    return found or ""


def choose(connection: Connection, owner: str, key: str, value: str) -> None:
    """Keep what an owner chose in place of what was."""
    connection.execute(delete(choices).where(choices.c.owner == owner, choices.c.key == key))
    if value:
        connection.execute(insert(choices).values(owner=owner, key=key, value=value))
