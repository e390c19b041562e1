"""What surrounds a save: all it stands on in one look, and where it leads in another. Asked at every save."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, union, union_all

from translator.errors import NotFound
from translator.model import OPEN, Ground, Lang, Onward, State, Twin
from translator.store import people, revisions
from translator.store.kin import kin
from translator.store.schema import documents, segments
from translator.store.schema import revisions as texts

# statements are put together once: SQLAlchemy takes longer to build one than SQLite to answer it
_newest = (texts.c.segment == segments.c.id) & (texts.c.number == segments.c.newest)
_GROUND = (
    select(segments.c.text.label("source"), documents.c.lang, texts)
    .select_from(segments.join(documents, documents.c.id == segments.c.document).outerjoin(texts, _newest))
    .where(segments.c.id == bindparam("segment"), segments.c.present)
)
_here = (segments.c.document == bindparam("document")) & segments.c.present
#: nothing can be done about a locked one
_waits = _here & (segments.c.locked == "")
_TALLY = select(segments.c.state, func.count()).where(_here).group_by(segments.c.state)
_ORDINAL = select(segments.c.document, segments.c.ordinal).where(segments.c.id == bindparam("segment"))


_own = segments.alias("own")
_pair = select(segments.c.ordinal.label("place"), segments.c.text.label("source"), texts.c.text).select_from(_own)
#: not by the index of the document, which SQLite takes for the better way and which leads through all of it
_others = (segments.c.document + "" == _own.c.document) & (segments.c.id != _own.c.id) & segments.c.present
#: a draft nobody has touched says nothing about how a person wants the sentence, nor does a text that was returned
_settled = segments.c.state.in_([State.EDITED.value, State.APPROVED.value])
_apart = _pair.where(_own.c.id == bindparam("segment"), _others, _settled, texts.c.text != "")
_TWINS = (
    union(
        _apart.join(segments, segments.c.kin == _own.c.kin).join(texts, _newest),
        _apart.join(texts, texts.c.kin == bindparam("kin")).join(segments, _newest),
    )
    .order_by("place")
    .limit(bindparam("most"))
)


def _first(condition: Any) -> Select[Any]:
    """Return the least ordinal in an open state: one step into the index for each state, however many are done."""
    least = func.min(segments.c.ordinal).label("ordinal")
    each = [
        select(least).where(_waits, segments.c.state == state.value, segments.c.skipped.is_(None), condition)
        for state in OPEN
    ]
    found = union_all(*each).subquery()
    return select(func.min(found.c.ordinal))


_AFTER = _first(segments.c.ordinal > bindparam("ordinal"))
_BEFORE = _first(segments.c.ordinal < bindparam("ordinal"))
#: those put off, in the order they were; the one in work comes last
_SKIPPED = (
    select(segments.c.ordinal)
    .where(_waits, segments.c.state.in_([state.value for state in OPEN]), segments.c.skipped.is_not(None))
    .where(segments.c.ordinal != bindparam("ordinal"))
    .order_by(segments.c.skipped, segments.c.ordinal)
    .limit(1)
)
_ANCHOR = select(segments.c.anchor).where(_here, segments.c.ordinal == bindparam("ordinal"))


def ground(connection: Connection, segment_id: str) -> Ground:
    """Return what a save of a segment stands on, or raise NotFound."""
    row = connection.execute(_GROUND, {"segment": segment_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no segment {segment_id!r}", next_step="reload the page: its document may be newer")
    newest = None if row.number is None else revisions.load(row)
    return Ground(segment_id, row.source, Lang(row.lang), newest, tuple(people.dismissed_in(connection, segment_id)))


def twins(connection: Connection, segment_id: str, text: str, most: int) -> list[Twin]:
    """Return what people wrote for the same source, or ``text`` for another, in the same document; end marks aside."""
    rows = connection.execute(_TWINS, {"segment": segment_id, "kin": kin(text), "most": most})
    return [Twin(row.place, row.source, row.text) for row in rows]


def onward(connection: Connection, segment_id: str) -> Onward:
    """Return where a save of a segment leads."""
    row = connection.execute(_ORDINAL, {"segment": segment_id}).one()
    there = {"document": row.document}
    ordinal = waiting(connection, row.document, row.ordinal)
    anchor = connection.scalar(_ANCHOR, there | {"ordinal": ordinal}) if ordinal else ""
    return Onward(anchor or "", tally(connection, row.document))


def waiting(connection: Connection, document_id: str, ordinal: int) -> int | None:
    """Return the ordinal of the next open segment after ``ordinal``, going round at the end; then those put off."""
    given = {"document": document_id, "ordinal": ordinal}
    found = (connection.scalar(query, given) for query in (_AFTER, _BEFORE, _SKIPPED))
    return next((each for each in found if each), None)


def tally(connection: Connection, document_id: str) -> dict[State, int]:
    """Count the segments of one document by state."""
    return {State(state): many for state, many in connection.execute(_TALLY, {"document": document_id})}
