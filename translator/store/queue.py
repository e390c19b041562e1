"""The reviewer's queue out of the tables: one query a page, whatever the document's length."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from translator.model import Order, Origin, Queue, QueueRow, State, Wanted
from translator.store import outlooks as known
from translator.store.saving import waiting
from translator.store.schema import outlooks, revisions, segments

_JOINED = segments.outerjoin(
    revisions, (revisions.c.segment == segments.c.id) & (revisions.c.number == segments.c.newest)
).outerjoin(outlooks, outlooks.c.segment == segments.c.id)
#: unknown confidence (a person's text) is no risk
_RISK = (
    func.coalesce(outlooks.c.severity, 0).desc(),
    func.coalesce(outlooks.c.confidence, 1.0),
    segments.c.ordinal,
)


def page(connection: Connection, document_id: str, wanted: Wanted, start: int, count: int) -> Queue:
    """Return ``count`` lines from ``start`` on."""
    conditions, needed = _conditions(document_id, wanted), _JOINED if _of_texts(wanted) else segments
    total = connection.scalar(select(func.count()).select_from(needed).where(*conditions)) or 0
    ranked = _JOINED if wanted.order is Order.RISK else needed
    # the lines before ``start`` are passed over in the index, without their texts
    ids = _ordered(select(segments.c.id).select_from(ranked), wanted).where(*conditions).offset(start).limit(count)
    query = _ordered(lines(), wanted).where(segments.c.id.in_(ids))
    return Queue(total, start, tuple(load(row) for row in connection.execute(query)))


def place(connection: Connection, document_id: str, wanted: Wanted, segment_id: str) -> int | None:
    """Return where in the queue a segment stands, None when it is not wanted."""
    conditions = _conditions(document_id, wanted)
    if wanted.order is Order.DOCUMENT:
        needed = _JOINED if _of_texts(wanted) else segments
        here = select(segments.c.ordinal).select_from(needed).where(*conditions, segments.c.id == segment_id)
        ordinal = connection.scalar(here)
        if ordinal is None:
            return None
        before = select(func.count()).select_from(needed).where(*conditions, segments.c.ordinal < ordinal)
        return connection.scalar(before)
    at = func.row_number().over(order_by=_RISK).label("at")
    ranked = select(segments.c.id, at).select_from(_JOINED).where(*conditions).subquery()
    number = connection.scalar(select(ranked.c.at).where(ranked.c.id == segment_id))
    return None if number is None else number - 1


def following(connection: Connection, document_id: str, ordinal: int) -> QueueRow | None:
    """Return the next open segment after ``ordinal``, going round at the end of the document."""
    at = waiting(connection, document_id, ordinal)
    query = lines().where(segments.c.document == document_id, segments.c.present, segments.c.ordinal == at)
    row = connection.execute(query).first() if at else None
    return None if row is None else load(row)


def lines() -> Select[Any]:
    """Return the query for lines of the queue, to be narrowed."""
    columns = (segments.c.id, segments.c.ordinal, segments.c.text.label("source"), segments.c.state)
    kept = (segments.c.locked, segments.c.skipped)
    newest = (segments.c.newest, revisions.c.text, revisions.c.by, revisions.c.at, revisions.c.origin)
    outlook = (outlooks.c.confidence, outlooks.c.severity, outlooks.c.checks, outlooks.c.terms)
    return select(*columns, *kept, *newest, *outlook).select_from(_JOINED)


def _ordered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    return query.order_by(*_RISK) if wanted.order is Order.RISK else query.order_by(segments.c.ordinal)


def _conditions(document_id: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [segments.c.document == document_id, segments.c.present.is_(True)]
    if wanted.states:
        found.append(segments.c.state.in_([state.value for state in wanted.states]))
    if wanted.locked:
        found.append(segments.c.locked != "")
    if wanted.skipped:
        found.append(segments.c.skipped.is_not(None))
    return [*found, *_of_texts(wanted)]


def _of_texts(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return the conditions that ask for more than the segment's own columns."""
    found: list[ColumnElement[bool]] = []
    if wanted.words:
        found.append(or_(_holds(segments.c.text, wanted.words), _holds(revisions.c.text, wanted.words)))
    if wanted.check:
        found.append(outlooks.c.checks.contains(f"\n{wanted.check}\n", autoescape=True))
    if wanted.term:
        found.append(_holds(segments.c.text, wanted.term) | _holds(outlooks.c.terms, wanted.term))
    if wanted.origin:
        found.append(revisions.c.origin == wanted.origin.value)
    if wanted.by:
        found.append(revisions.c.by == wanted.by)
    if wanted.least > 0:
        found.append(outlooks.c.confidence >= wanted.least)
    if wanted.most < 1:
        found.append(outlooks.c.confidence <= wanted.most)
    return found


def _holds(column: Any, words: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(words, autoescape=True)
    return found


def load(row: Row[Any]) -> QueueRow:
    """Return the line in a row of ``lines()``."""
    origin = Origin(row.origin) if row.origin else None
    outlook = known.load(row.id, row)
    return QueueRow(
        segment=row.id,
        ordinal=row.ordinal,
        source=row.source,
        text=row.text or "",
        state=State(row.state),
        number=row.newest,
        by=row.by or "",
        at=row.at,
        origin=origin,
        outlook=outlook,
        locked=row.locked,
        skipped=row.skipped is not None,
    )
