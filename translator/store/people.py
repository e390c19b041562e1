"""People, remarks, dismissals and holds in their tables; each function works inside a transaction it is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2s
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from translator.errors import InputError, NotFound
from translator.model import Category, Dismissal, Gravity, Hold, Person, Remark, Role
from translator.store.schema import dismissals, holds, people, remarks, segments

#: put together once, because every save asks it
_DISMISSED = select(dismissals).where(dismissals.c.segment == bindparam("of"))


def add(connection: Connection, person: Person, secret: str, at: datetime) -> None:
    """Insert a person; raises InputError when the name is taken, whatever its case."""
    taken = select(people.c.name).where(func.lower(people.c.name) == person.name.lower())
    if connection.scalar(taken) is not None:
        raise InputError(f"there is somebody called {person.name!r} already", next_step="choose another name")
    values = {"name": person.name, "role": person.role.value, "active": person.active}
    connection.execute(insert(people).values(secret=secret, stamp=person.stamp, at=at, **values))


def change(connection: Connection, person: Person, secret: str | None) -> None:
    """Store a person's role, activity and, when given, password; raises NotFound."""
    values: dict[str, Any] = {"role": person.role.value, "active": person.active, "stamp": person.stamp}
    if secret is not None:
        values["secret"] = secret
    if not connection.execute(update(people).where(people.c.name == person.name).values(**values)).rowcount:
        raise NotFound(f"there is nobody called {person.name!r}", next_step="see the list of people")


def every(connection: Connection) -> list[tuple[Person, str]]:
    """Return all people with their password hashes, in the order they came."""
    rows = connection.execute(select(people).order_by(people.c.at, people.c.name))
    return [(Person(row.name, Role(row.role), row.active, row.stamp), row.secret) for row in rows]


def remark(connection: Connection, said: Remark) -> Remark:
    """Insert a remark under the next number; raises NotFound for an unknown segment."""
    if connection.scalar(select(segments.c.id).where(segments.c.id == said.segment)) is None:
        raise NotFound(f"there is no segment {said.segment!r}", next_step="reload the page")
    number = (connection.scalar(select(func.coalesce(func.max(remarks.c.number), 0))) or 0) + 1
    values = {"segment": said.segment, "revision": said.revision, "text": said.text, "by": said.by, "at": said.at}
    place = {"quote": said.quote, "start": said.start, "on_source": said.on_source}
    connection.execute(insert(remarks).values(number=number, resolved_by="", **values, **_issue(said), **place))
    return _one(connection, number)


def amend(connection: Connection, said: Remark) -> Remark:
    """Store what a remark says now and how bad that is; raises NotFound."""
    values = {"text": said.text, **_issue(said)}
    connection.execute(update(remarks).where(remarks.c.number == said.number).values(values))
    return _one(connection, said.number)


def _issue(said: Remark) -> dict[str, str]:
    return {"category": said.category.value if said.category else "", "gravity": said.gravity or ""}


def resolve(connection: Connection, number: int, by: str, at: datetime | None) -> Remark:
    """Mark a remark resolved, or open again when ``at`` is None; raises NotFound."""
    connection.execute(
        update(remarks).where(remarks.c.number == number).values(resolved_by=by if at else "", resolved_at=at)
    )
    return _one(connection, number)


def remarks_of(connection: Connection, segment_id: str) -> list[Remark]:
    """Return the remarks on a segment, oldest first."""
    query = select(remarks).where(remarks.c.segment == segment_id).order_by(remarks.c.number)
    return [remark_of(row) for row in connection.execute(query)]


def _one(connection: Connection, number: int) -> Remark:
    row = connection.execute(select(remarks).where(remarks.c.number == number)).one_or_none()
    if row is None:
        raise NotFound(f"there is no remark {number}", next_step="reload the page")
    return remark_of(row)


def remark_of(row: Row[Any]) -> Remark:
    """Return the remark in a row."""
    return Remark(
        number=row.number,
        segment=row.segment,
        revision=row.revision,
        text=row.text,
        by=row.by,
        at=row.at,
        quote=row.quote,
        category=Category(row.category) if row.category else None,
        gravity=Gravity(row.gravity) if row.gravity else None,
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
        start=row.start,
        on_source=row.on_source,
    )


def dismiss(connection: Connection, done: Dismissal) -> None:
    """Keep a dismissal; the same finding dismissed again gets the newer reason."""
    key = _key(done.check, done.message, done.text)
    connection.execute(delete(dismissals).where(dismissals.c.segment == done.segment, dismissals.c.key == key))
    values = {"check": done.check, "message": done.message, "text": done.text}
    connection.execute(
        insert(dismissals).values(segment=done.segment, key=key, reason=done.reason, by=done.by, at=done.at, **values)
    )


def dismissed(connection: Connection, segment_id: str, text: str) -> list[Dismissal]:
    """Return what was dismissed about this very text."""
    return [done for done in dismissed_in(connection, segment_id) if done.text == text]


def dismissed_in(connection: Connection, segment_id: str) -> list[Dismissal]:
    """Return what was dismissed in a segment, about whatever text."""
    return [
        Dismissal(row.segment, row.check, row.message, row.text, row.reason, row.by, row.at)
        for row in connection.execute(_DISMISSED, {"of": segment_id})
    ]


def _key(*parts: str) -> str:
    return blake2s("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def hold(connection: Connection, wanted: Hold, since: datetime, *, take: bool) -> Hold:
    """Hold a segment unless somebody else has shown life after ``since``; return who holds it now."""
    row = connection.execute(select(holds).where(holds.c.segment == wanted.segment)).one_or_none()
    if row is not None and row.by != wanted.by and row.at > since and not take:
        return Hold(row.segment, row.by, row.at)
    connection.execute(delete(holds).where(holds.c.segment == wanted.segment))
    connection.execute(insert(holds).values(segment=wanted.segment, by=wanted.by, at=wanted.at))
    return wanted


def release(connection: Connection, segment_id: str, by: str) -> None:
    """Let go of a segment, if one still has it."""
    connection.execute(delete(holds).where(holds.c.segment == segment_id, holds.c.by == by))


def held(connection: Connection, document_id: str, since: datetime) -> Sequence[Hold]:
    """Return the holds in a document that have shown life after ``since``."""
    query = select(holds).join(segments, segments.c.id == holds.c.segment)
    rows = connection.execute(query.where(segments.c.document == document_id, holds.c.at > since))
    return [Hold(row.segment, row.by, row.at) for row in rows]
