"""Documents, blocks and segments in their tables; each function works inside a transaction it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from translator.errors import NotFound
from translator.model import Block, BlockKind, Document, Lang, Progress, Segment, Sentence, State
from translator.store.kin import kin
from translator.store.schema import blocks, documents, segments
from translator.text.size import size


def put(connection: Connection, document: Document, origin: str, at: datetime | None) -> None:
    """Insert a document, or replace the version that is there; ``at``: when its text is another one, since when."""
    known = connection.scalar(select(documents.c.digest).where(documents.c.id == document.id))
    values: dict[str, Any] = {"title": document.title, "slug": document.slug, "lang": document.lang.value}
    values |= {"format": document.format, "digest": document.digest, "origin": origin}
    values |= {} if known == document.digest else {"changed": at}
    if known is None:
        position = connection.scalar(select(func.coalesce(func.max(documents.c.position), 0))) or 0
        connection.execute(insert(documents).values(id=document.id, position=position + 1, **values))
    else:
        connection.execute(update(documents).where(documents.c.id == document.id).values(**values))
    _put_blocks(connection, document)
    _put_segments(connection, document)


def _put_blocks(connection: Connection, document: Document) -> None:
    connection.execute(delete(blocks).where(blocks.c.document == document.id))
    rows = [
        {"document": document.id, "position": position, "kind": block.kind.value, "level": block.level}
        | {"before": block.before, "after": block.after}
        for position, block in enumerate(document.blocks)
    ]
    if rows:
        connection.execute(insert(blocks), rows)


def _put_segments(connection: Connection, document: Document) -> None:
    """Mark every old segment absent, then bring back those that are still there and add the new ones."""
    of_document = segments.c.document == document.id
    known = set(connection.scalars(select(segments.c.id).where(of_document)))
    connection.execute(update(segments).where(of_document).values(present=False, ordinal=0))
    rows = [
        {"key": s.id, "block": position, "ordinal": s.ordinal, "text": s.text, "glue": s.glue, "anchor": s.anchor}
        | of_text(s.text, document.lang)
        for position, block in enumerate(document.blocks)
        for s in block.segments
    ]
    old = [row for row in rows if row["key"] in known]
    if old:
        change = update(segments).where(segments.c.id == bindparam("key"))
        columns: dict[str, Any] = {name: bindparam(name) for name in ("block", "ordinal", "text", "glue", "anchor")}
        connection.execute(change.values(present=True, **columns), old)
    for row in old:  # they follow from the text, which the id fixes
        del row["kin"], row["size"]
    fixed = {"document": document.id, "present": True, "newest": 0, "state": State.MISSING.value}
    new = [_renamed(row) | fixed for row in rows if row["key"] not in known]
    if new:
        connection.execute(insert(segments), new)


def of_text(text: str, lang: Lang) -> dict[str, Any]:
    """Return what is stored of a source beside it."""
    return {"kin": kin(text), "size": size(text, lang)}


def _renamed(row: dict[str, Any]) -> dict[str, Any]:
    return {("id" if name == "key" else name): value for name, value in row.items()}


def head(connection: Connection, document_id: str) -> Document:
    """Return a document without blocks."""
    row = connection.execute(select(documents).where(documents.c.id == document_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no document {document_id!r}", next_step="list the documents with: duizhao list")
    return without_blocks(row)


def heads(connection: Connection) -> list[Document]:
    """Return all documents without blocks, oldest first."""
    return [without_blocks(row) for row in connection.execute(select(documents).order_by(documents.c.position))]


def origins(connection: Connection) -> dict[str, str]:
    """Return where each document came from."""
    return {row.id: row.origin for row in connection.execute(select(documents.c.id, documents.c.origin))}


def changed(connection: Connection) -> dict[str, datetime]:
    """Return when the text of each document last became another one, where that is known."""
    rows = connection.execute(select(documents.c.id, documents.c.changed).where(documents.c.changed.is_not(None)))
    return {row.id: row.changed for row in rows}


def marks(connection: Connection) -> dict[str, str]:
    """Return a mark of each document: numbers of revisions only go up, so their sum tells of each new one."""
    many, depth = func.count(segments.c.id), func.coalesce(func.sum(segments.c.newest), 0)
    sums = select(segments.c.document, many.label("many"), depth.label("depth")).where(segments.c.present)
    inner = sums.group_by(segments.c.document).subquery()
    d = documents.c
    query = select(d.id, d.digest, d.slug, d.title, inner.c.many, inner.c.depth)
    rows = connection.execute(query.outerjoin(inner, inner.c.document == d.id).order_by(d.position))
    return {name: f"{digest} {slug} {many} {depth} {title}" for name, digest, slug, title, many, depth in rows}


def whole(connection: Connection, document_id: str) -> Document:
    """Return a document with blocks and segments."""
    return wholes(connection, [document_id])[0]


def wholes(connection: Connection, names: Sequence[str]) -> list[Document]:
    """Return documents with blocks and segments, in the order of ``names``: three queries, however many they are."""
    tops = {row.id: without_blocks(row) for row in connection.execute(_of(documents.c.id, names, select(documents)))}
    s, b = segments.c, blocks.c
    inside: dict[tuple[str, int], list[Segment]] = {}
    query = select(s.document, s.block, s.id, s.ordinal, s.text, s.glue, s.anchor).where(s.present)
    for document, block, *rest in connection.execute(_of(s.document, names, query).order_by(s.document, s.ordinal)):
        inside.setdefault((document, block), []).append(Segment(*rest))
    parts: dict[str, list[Block]] = {}
    for row in connection.execute(_of(b.document, names, select(blocks)).order_by(b.document, b.position)):
        parts.setdefault(row.document, []).append(_block(row, inside.get((row.document, row.position), ())))
    for missing in (name for name in names if name not in tops):
        raise NotFound(f"there is no document {missing!r}", next_step="list the documents with: duizhao list")
    return [replace(tops[name], blocks=tuple(parts.get(name, ()))) for name in names]


def _of(column: Any, names: Sequence[str], query: Any) -> Any:
    return query.where(column.in_(names))


def block(connection: Connection, segment_id: str) -> Block:
    """Return the block a segment stands in."""
    where = select(segments.c.document, segments.c.block).where(segments.c.id == segment_id, segments.c.present)
    at = connection.execute(where).one_or_none()
    if at is None:
        raise NotFound(f"there is no segment {segment_id!r}", next_step="reload the page: its document may be newer")
    same = (segments.c.document == at.document) & (segments.c.block == at.block)
    inside = [_segment(row) for row in connection.execute(_present(same))]
    row = connection.execute(
        select(blocks).where(blocks.c.document == at.document, blocks.c.position == at.block)
    ).one()
    return _block(row, inside)


def sentence(connection: Connection, segment_id: str) -> Sentence:
    """Return the text of a segment and its neighbours."""
    joined = segments.join(documents, documents.c.id == segments.c.document)
    query = select(segments.c.document, segments.c.ordinal, segments.c.text, documents.c.lang).select_from(joined)
    row = connection.execute(query.where(segments.c.id == segment_id, segments.c.present)).one_or_none()
    if row is None:
        raise NotFound(f"there is no segment {segment_id!r}", next_step="reload the page: its document may be newer")
    return Sentence(row.text, Lang(row.lang), *neighbours(connection, row.document, row.ordinal))


def neighbours(connection: Connection, document: str, ordinal: int) -> tuple[str, str]:
    """Return the texts around a segment, '' where there is none."""
    around = select(segments.c.ordinal, segments.c.text).where(
        segments.c.document == document,
        segments.c.present,
        segments.c.ordinal.in_((ordinal - 1, ordinal + 1)),
    )
    texts: dict[int, str] = {found.ordinal: found.text for found in connection.execute(around)}
    return texts.get(ordinal - 1, ""), texts.get(ordinal + 1, "")


def progress(connection: Connection) -> dict[str, Progress]:
    """Count the segments of every document by state."""
    count, long = func.count(), func.coalesce(func.sum(func.length(segments.c.text)), 0)
    counted = func.coalesce(func.sum(segments.c.size), 0)
    query = select(
        segments.c.document, segments.c.state, count.label("many"), long.label("long"), counted.label("size")
    )
    query = query.where(segments.c.present).group_by(segments.c.document, segments.c.state)
    found: dict[str, dict[str, Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.document, {})[row.state] = row
    empty = {str(name): Progress(0, 0, 0, 0, 0, 0) for name in connection.scalars(select(documents.c.id))}
    return empty | {name: _progress(states) for name, states in found.items()}


def _progress(states: dict[str, Row[Any]]) -> Progress:
    def count(state: State) -> int:
        return int(states[state].many) if state in states else 0

    total = sum(count(state) for state in State)
    return Progress(
        segments=total,
        drafted=count(State.DRAFTED),
        edited=count(State.EDITED),
        approved=count(State.APPROVED),
        rejected=count(State.REJECTED),
        characters=sum(int(row.long) for row in states.values()),
        sizes={State(state): int(row.size) for state, row in states.items()},
    )


def _present(condition: Any) -> Any:
    return select(segments).where(condition, segments.c.present).order_by(segments.c.ordinal)


def without_blocks(row: Row[Any]) -> Document:
    """Return the document of a row, without its blocks."""
    return _document(row, ())


def _document(row: Row[Any], parts: tuple[Block, ...]) -> Document:
    return Document(row.id, row.title, row.slug, Lang(row.lang), row.format, parts, row.digest)


def _block(row: Row[Any], inside: Iterable[Segment]) -> Block:
    return Block(BlockKind(row.kind), row.level, row.before, row.after, tuple(inside))


def _segment(row: Row[Any]) -> Segment:
    return Segment(row.id, row.ordinal, row.text, row.glue, row.anchor)
