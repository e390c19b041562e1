"""What people did, out of the revisions: without their texts, which are read only where a draft was finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from translator.model import Finished, Lang, Origin, State, Trace
from translator.store.schema import documents, revisions, segments

_BY_PEOPLE = revisions.c.state != State.DRAFTED.value
_PLACED = revisions.join(segments, segments.c.id == revisions.c.segment).join(
    documents, documents.c.id == segments.c.document
)


def traces(connection: Connection, since: datetime | None, until: datetime | None, by: str) -> list[Trace]:
    """Return the revisions people made from ``since`` until before ``until``, in order of time."""
    r, s = revisions.c, segments.c
    size = func.length(s.text).label("size")
    query: Select[Any] = select(r.segment, s.document, r.number, r.state, r.by, r.at, r.origin, size, documents.c.lang)
    query = _between(query.select_from(_PLACED).where(_BY_PEOPLE), since, until)
    if by:
        query = query.where(r.by == by)
    rows = connection.execute(query.order_by(r.at))
    return [
        Trace(x.segment, x.document, x.number, State(x.state), x.by, x.at, Origin(x.origin), x.size, Lang(x.lang))
        for x in rows
    ]


def finished(
    connection: Connection, since: datetime | None, until: datetime | None, document: str, by: str
) -> list[Finished]:
    """Return the segments approved in that time that began as a draft, in reading order."""
    r, s = revisions.c, segments.c
    draft = _last(State.DRAFTED).label("draft")
    editor = func.coalesce(_last(State.EDITED, "by"), r.by).label("editor")
    query: Select[Any] = select(s.id, s.document, s.text.label("source"), documents.c.lang, draft, r.text, editor)
    query = query.select_from(_PLACED).where(r.number == s.newest, r.state == State.APPROVED.value, s.present)
    if document:
        query = query.where(s.document == document)
    rows = connection.execute(_between(query, since, until).order_by(documents.c.position, s.ordinal))
    found = (
        Finished(row.id, row.document, row.source, Lang(row.lang), row.draft, row.text, row.editor)
        for row in rows
        if row.draft is not None
    )
    return [one for one in found if not by or one.by == by]


def workers(connection: Connection) -> Sequence[str]:
    """Return everybody who made a revision, by name."""
    return list(connection.scalars(select(revisions.c.by).where(_BY_PEOPLE).distinct().order_by(revisions.c.by)))


def _last(state: State, column: str = "text") -> Any:
    """Return, for a segment, a column of its newest revision in a state."""
    older = revisions.alias()
    query = select(older.c[column]).where(older.c.segment == segments.c.id, older.c.state == state.value)
    return query.order_by(older.c.number.desc()).limit(1).correlate(segments).scalar_subquery()


def _between(query: Select[Any], since: datetime | None, until: datetime | None) -> Select[Any]:
    bounds: list[ColumnElement[bool]] = []
    if since is not None:
        bounds.append(revisions.c.at >= since)
    if until is not None:
        bounds.append(revisions.c.at < until)
    return query.where(*bounds)
