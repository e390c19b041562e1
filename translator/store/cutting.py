"""Segments divided and joined by hand in their tables, inside a transaction they are given.

Law: glued together the new segments are the old ones; no row is deleted, so what is put back brings its history along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from translator.errors import Conflict, Forbidden, NotFound
from translator.model import Cut, CutPiece, Lang, Revision, State
from translator.store import codec, revisions
from translator.store.documents import of_text
from translator.store.schema import cuts, documents, remarks, segments


def cut(connection: Connection, cut: Cut, made: Sequence[Revision], moved: Mapping[int, str]) -> Cut:
    """Put the new segments in the place of the old ones; see the FlowStore protocol."""
    old = [_old(connection, cut.document, piece) for piece in cut.old]
    first, after = old[0].ordinal, old[-1].ordinal
    _off_the_page(connection, [row.id for row in old])
    here = (segments.c.document == cut.document) & segments.c.present & (segments.c.ordinal > after)
    shift = len(cut.new) - len(cut.old)
    connection.execute(update(segments).where(here).values(ordinal=segments.c.ordinal + shift))
    lang = Lang(connection.execute(select(documents.c.lang).where(documents.c.id == cut.document)).scalar_one())
    for at, piece in enumerate(cut.new):
        _on_the_page(connection, cut.document, piece, {"block": old[0].block, "ordinal": first + at}, lang)
    for revision in made:
        revisions.append(connection, revision, (), None)
    for number, segment in moved.items():
        connection.execute(update(remarks).where(remarks.c.number == number).values(segment=segment))
    return _kept(connection, cut)


def every(connection: Connection, document_id: str) -> list[Cut]:
    """Return the cuts in a document, oldest first."""
    query = select(cuts).where(cuts.c.document == document_id).order_by(cuts.c.number)
    return [replace(codec.load(Cut, row.body), number=row.number) for row in connection.execute(query)]


def _old(connection: Connection, document: str, piece: CutPiece) -> Row[Any]:
    """Return the row of an old segment, if it is still what the cut was made for."""
    query = select(segments).where(segments.c.id == f"{document}/{piece.anchor}", segments.c.present)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(f"there is no segment {piece.anchor!r}", next_step="reload the page: its document may be newer")
    if row.locked:
        raise Forbidden(f"{row.id}: {row.locked} has locked this sentence", next_step="unlock it first")
    if row.newest != piece.number:
        newest = revisions.newest(connection, row.id)
        theirs = newest.text if newest else ""
        hint = "reload the page, then divide or join it again"
        raise Conflict(f"{row.id}: its text has changed", yours="", theirs=theirs, current=row.newest, next_step=hint)
    return row


def _off_the_page(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(update(segments).where(segments.c.id.in_(ids)).values(present=False, ordinal=0))


def _on_the_page(connection: Connection, document: str, piece: CutPiece, place: dict[str, int], lang: Lang) -> None:
    """Bring a segment to its place: one that was there once comes back with its history."""
    name = f"{document}/{piece.anchor}"
    values = {"present": True, "glue": piece.glue, "skipped": None, **place}
    if connection.execute(update(segments).where(segments.c.id == name).values(**values)).rowcount:
        return
    fresh = {"text": piece.text, "anchor": piece.anchor, "newest": 0, "state": State.MISSING.value}
    connection.execute(
        insert(segments).values(id=name, document=document, **values, **fresh, **of_text(piece.text, lang))
    )


def _kept(connection: Connection, cut: Cut) -> Cut:
    names = [f"{cut.document}/{piece.anchor}" for piece in cut.new]
    query = select(segments.c.id, segments.c.newest).where(segments.c.id.in_(names))
    numbers = {row.id: row.newest for row in connection.execute(query)}
    new = tuple(replace(piece, number=numbers[name]) for piece, name in zip(cut.new, names, strict=True))
    number = (connection.scalar(select(func.coalesce(func.max(cuts.c.number), 0))) or 0) + 1
    kept = replace(cut, number=number, new=new)
    connection.execute(insert(cuts).values(number=number, document=cut.document, body=codec.dump(kept)))
    return kept
