"""Terms that people brought, with who and when. Law: an entry is never deleted, only removed from use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from translator.errors import NotFound
from translator.model import EntryState, Term, TermEntry
from translator.store import codec
from translator.store.schema import terms


def add(
    connection: Connection, many: Sequence[Term], state: EntryState, by: str, at: datetime, replacing: Sequence[int]
) -> list[TermEntry]:
    """Insert entries and remove those they replace."""
    for number in replacing:
        judge(connection, number, EntryState.REMOVED, by, at)
    change, last = stamp(connection) + 1, connection.scalar(select(func.coalesce(func.max(terms.c.number), 0))) or 0
    entries = [TermEntry(last + k, term, state, by, at) for k, term in enumerate(many, 1)]
    if entries:
        connection.execute(insert(terms), [_values(entry, change) for entry in entries])
    return entries


def _values(entry: TermEntry, change: int) -> dict[str, Any]:
    return {
        "number": entry.number,
        "change": change,
        "state": entry.state.value,
        "body": codec.dump(entry.term),
        "by": entry.by,
        "at": entry.at,
        "judged_by": "",
    }


def judge(connection: Connection, number: int, state: EntryState, by: str, at: datetime) -> TermEntry:
    """Change the state of an entry; raises NotFound."""
    change = update(terms).where(terms.c.number == number)
    connection.execute(change.values(state=state.value, judged_by=by, judged_at=at, change=stamp(connection) + 1))
    return _one(connection, number)


def every(connection: Connection) -> list[TermEntry]:
    """Return all entries, oldest first."""
    return [_entry(row) for row in connection.execute(select(terms).order_by(terms.c.number))]


def stamp(connection: Connection) -> int:
    """Return the number of the last change."""
    return connection.scalar(select(func.coalesce(func.max(terms.c.change), 0))) or 0


def _one(connection: Connection, number: int) -> TermEntry:
    row = connection.execute(select(terms).where(terms.c.number == number)).one_or_none()
    if row is None:
        raise NotFound(f"there is no term {number}", next_step="reload the list of terms")
    return _entry(row)


def _entry(row: Row[Any]) -> TermEntry:
    term, state = codec.load(Term, row.body), EntryState(row.state)
    return TermEntry(row.number, term, state, row.by, row.at, row.judged_by, row.judged_at)
