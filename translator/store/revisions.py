"""Revisions and drafts in their tables. Law: append only; a stale parent is a Conflict that keeps both texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from translator.errors import Conflict, Forbidden, NotFound
from translator.model import ALIVE, Draft, Origin, Outlook, Revision, State
from translator.store import codec, outlooks, units
from translator.store.kin import kin
from translator.store.schema import drafts, holds, revisions, segments

#: ids in one IN (...): under the limit of variables of every SQLite
CHUNK = 500
_ADVANCE = (
    update(segments)
    .where(segments.c.id == bindparam("of"), segments.c.newest == bindparam("parent"), segments.c.locked == "")
    .values(newest=bindparam("number"), state=bindparam("now"), skipped=None)
)


def append(connection: Connection, revision: Revision, then: Sequence[Revision], outlook: Outlook | None) -> Revision:
    """Append revisions of one segment, one upon the other, and carry the last into the memory."""
    many = [revision, *then]
    for each in many:
        if not _advance(connection, each):
            raise _conflict(connection, each)
    connection.execute(insert(revisions), [_values(each) for each in many])
    _carry(connection, many[-1])
    if outlook is not None:
        outlooks.put(connection, [outlook])
    return many[-1]


def append_all(
    connection: Connection, many: Sequence[Revision], explained: Sequence[Draft], known: Sequence[Outlook], by: str
) -> list[Revision]:
    """Append what is not stale, with its drafts; nobody's text is lost because the other one is newer.

    What somebody else works on at that moment, or has locked, is left alone: every batch goes through here.
    """
    busy = _busy(connection, many)
    done = [each for each in many if busy.get(each.segment, by) in (by, each.by) and _advance(connection, each)]
    if done:
        connection.execute(insert(revisions), [_values(revision) for revision in done])
    for revision in done:
        _carry(connection, revision)
    taken = {revision.segment for revision in done}
    _put_drafts(connection, [draft for draft in explained if draft.segment in taken])
    outlooks.put(connection, [outlook for outlook in known if outlook.segment in taken])
    return done


def _busy(connection: Connection, many: Sequence[Revision]) -> dict[str, str]:
    """Return who works on which segment: the few holds that are alive, not those of each segment."""
    if not many:
        return {}
    alive = select(holds.c.segment, holds.c.by).where(holds.c.at > max(each.at for each in many) - ALIVE)
    return {row.segment: row.by for row in connection.execute(alive)}


def _carry(connection: Connection, revision: Revision) -> None:
    """Carry a revision into the memory."""
    if revision.state is State.APPROVED:
        units.remember(connection, revision)
    elif revision.state is State.REJECTED:
        units.forget(connection, revision.segment)
    else:
        units.doubt(connection, revision.segment)


def _advance(connection: Connection, revision: Revision) -> bool:
    """Move the segment's newest number on, if it still is the parent: one statement, so no two writers both win."""
    here = {"of": revision.segment, "parent": revision.parent, "number": revision.number, "now": revision.state.value}
    return connection.execute(_ADVANCE, here).rowcount == 1


def _conflict(connection: Connection, revision: Revision) -> Conflict | NotFound | Forbidden:
    stored = newest(connection, revision.segment)
    locked = connection.scalar(select(segments.c.locked).where(segments.c.id == revision.segment))
    if locked:
        return Forbidden(f"{revision.segment}: {locked} has locked this sentence", next_step="unlock it first")
    if locked is None:
        return NotFound(f"there is no segment {revision.segment!r}", next_step="reload the page")
    number, theirs, by = (stored.number, stored.text, stored.by) if stored else (0, "", "nobody")
    return Conflict(
        f"{revision.segment}: revision {number} by {by} is newer than {revision.parent}, which you changed",
        yours=revision.text,
        theirs=theirs,
        current=number,
        next_step=f"compare both texts and save again on revision {number}",
    )


def newest(connection: Connection, segment_id: str) -> Revision | None:
    """Return the newest revision of one segment."""
    query = select(revisions).where(revisions.c.segment == segment_id).order_by(revisions.c.number.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else load(row)


def latest(connection: Connection, *documents: str) -> dict[str, Revision]:
    """Return the newest revision of each segment of documents, in one query."""
    r = revisions.c
    columns = (r.segment, r.number, r.parent, r.state, r.text, r.by, r.at, r.note, r.origin, r.signature)
    rows = connection.execute(_of(documents, r.number == segments.c.newest, *columns))
    return {
        segment: Revision(segment, number, parent, State(state), text, by, at, note, Origin(origin), signature)
        for segment, number, parent, state, text, by, at, note, origin, signature in rows
    }


def beginnings(connection: Connection, *documents: str) -> dict[str, Origin]:
    """Return what the first revision of each segment of documents came from."""
    found = connection.execute(_of(documents, revisions.c.number == 1, revisions.c.segment, revisions.c.origin))
    return {segment: Origin(origin) for segment, origin in found}


def _of(documents: Sequence[str], which: Any, *columns: Any) -> Any:
    """Return the query for some revisions of the segments that documents have now."""
    joined = segments.join(revisions, (revisions.c.segment == segments.c.id) & which)
    return select(*columns).select_from(joined).where(segments.c.document.in_(documents), segments.c.present)


def history(connection: Connection, segment_id: str) -> list[Revision]:
    """Return all revisions, oldest first."""
    query = select(revisions).where(revisions.c.segment == segment_id).order_by(revisions.c.number)
    return [load(row) for row in connection.execute(query)]


def drafts_of(connection: Connection, document_id: str) -> dict[str, Draft]:
    """Return the newest draft of each segment of a document, in one query."""
    joined = drafts.join(segments, segments.c.id == drafts.c.segment)
    query = select(drafts).select_from(joined).where(segments.c.document == document_id, segments.c.present)
    return {row.segment: codec.load(Draft, row.body) for row in connection.execute(query)}


def draft_of(connection: Connection, segment_id: str) -> Draft | None:
    """Return the newest draft of one segment."""
    body = connection.scalar(select(drafts.c.body).where(drafts.c.segment == segment_id))
    return None if body is None else codec.load(Draft, body)


def _put_drafts(connection: Connection, many: Sequence[Draft]) -> None:
    for ids in _chunks([draft.segment for draft in many]):
        connection.execute(delete(drafts).where(drafts.c.segment.in_(ids)))
    if many:
        connection.execute(insert(drafts), [{"segment": d.segment, "body": codec.dump(d)} for d in many])
    outlooks.put(connection, (outlooks.of_draft(draft) for draft in many))


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[i : i + CHUNK] for i in range(0, len(ids), CHUNK))


def _values(r: Revision) -> dict[str, Any]:
    return {
        "segment": r.segment,
        "number": r.number,
        "parent": r.parent,
        "state": r.state.value,
        "text": r.text,
        "by": r.by,
        "at": r.at,
        "note": r.note,
        "origin": r.origin.value,
        "signature": r.signature,
        "kin": kin(r.text),
    }


def load(row: Row[Any]) -> Revision:
    """Return the revision in a row."""
    state, origin = State(row.state), Origin(row.origin)
    return Revision(
        row.segment, row.number, row.parent, state, row.text, row.by, row.at, row.note, origin, row.signature
    )
