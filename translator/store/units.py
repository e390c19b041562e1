"""The translation memory in its table: every approved pair, pairs from elsewhere, and where each came from.

Law: a segment gives one unit at most, its newest approval; the same pair from elsewhere is kept once.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, insert, select, update

from translator.model import Holding, Lang, Pair, Revision, Unit
from translator.store.documents import neighbours
from translator.store.fulltext import Entry, index_for
from translator.store.schema import documents, segments, units

#: units put in, taken out or read at once
BATCH = 2000


def key(text: str) -> str:
    """Return what texts share that differ in nothing that matters: width, case, spaces.

    >>> key("Langfang  City") == key("langfang city")
    True
    """
    return hashlib.blake2s(plain(text).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def plain(text: str) -> str:
    """Fold width, case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


# segments


def remember(connection: Connection, revision: Revision) -> None:
    """Put an approved pair in, in place of what the segment gave before."""
    forget(connection, revision.segment)
    query = select(segments, documents.c.lang).join(documents, documents.c.id == segments.c.document)
    row = connection.execute(query.where(segments.c.id == revision.segment)).one()
    if not row.text.strip() or not revision.text.strip():
        return
    before, after = neighbours(connection, row.document, row.ordinal)
    origin = f"{revision.segment} revision {revision.number}, {revision.by}, {revision.at:%Y-%m-%d}"
    pair = Pair.to(Lang(row.lang).other)
    unit = Unit(row.text, revision.text, pair, before, after, origin, row.document, revision.by, revision.at)
    _put(connection, [unit], segment=revision.segment)


def forget(connection: Connection, segment_id: str) -> None:
    """Take the pair of a segment out."""
    _take_out(connection, units.c.segment == segment_id)


def doubt(connection: Connection, segment_id: str) -> None:
    """Mark the pair of a segment as not reviewed: somebody has changed the text and nobody has approved that."""
    connection.execute(update(units).where(units.c.segment == segment_id).values(reviewed=False))


# pairs from elsewhere


def add(connection: Connection, many: Iterable[Unit]) -> int:
    """Put units in, batch by batch, leaving out what is there already; return how many were new."""
    count, rest = 0, iter(many)
    while batch := list(islice(rest, BATCH)):
        fresh = _fresh(connection, batch)
        _put(connection, fresh)
        count += len(fresh)
    return count


def _fresh(connection: Connection, batch: Sequence[Unit]) -> list[Unit]:
    """Return those units of a batch whose texts and neighbours are new, each once."""
    keys = {key(_sides(unit)[0]) for unit in batch}
    known = {_identity(_unit(row)) for row in connection.execute(select(units).where(units.c.zh_key.in_(keys)))}
    wanted = {_identity(unit): unit for unit in batch if unit.source.strip() and unit.target.strip()}
    return [unit for identity, unit in wanted.items() if identity not in known]


def _identity(unit: Unit) -> tuple[object, ...]:
    return (unit.source, unit.target, unit.pair, unit.before, unit.after)


def _put(connection: Connection, batch: Sequence[Unit], *, segment: str | None = None) -> None:
    if not batch:
        return
    # our own numbers: asking the database for each new id would cost a round trip per row
    last = connection.scalar(select(func.coalesce(func.max(units.c.id), 0))) or 0
    rows = [_values(number, unit, segment) for number, unit in enumerate(batch, last + 1)]
    connection.execute(insert(units), rows)
    index_for(connection).add(connection, [(row["id"], row["zh"], row["en"]) for row in rows])


def remove(connection: Connection, origin: str) -> int:
    """Take out what was brought under ``origin``; return how many."""
    return _take_out(connection, (units.c.origin == origin) & units.c.segment.is_(None))


def _take_out(connection: Connection, condition: Any) -> int:
    index, count = index_for(connection), 0
    while rows := connection.execute(select(units.c.id, units.c.zh, units.c.en).where(condition).limit(BATCH)).all():
        for row in rows:
            entry: Entry = (row.id, row.zh, row.en)
            index.remove(connection, entry)
        ids = [row.id for row in rows]
        for start in range(0, len(ids), 500):  # under the limit of variables of every SQLite
            connection.execute(delete(units).where(units.c.id.in_(ids[start : start + 500])))
        count += len(rows)
    return count


# reading


def every(connection: Connection) -> Iterator[Unit]:
    """Yield all units, oldest first, without holding more than a batch."""
    last = 0
    query = select(units).order_by(units.c.id).limit(BATCH)
    while rows := connection.execute(query.where(units.c.id > last)).all():
        yield from map(_unit, rows)
        last = rows[-1].id


def by_id(connection: Connection, ids: Sequence[int]) -> dict[int, Unit]:
    """Load units, in the order of ``ids``."""
    rows = {row.id: row for row in connection.execute(select(units).where(units.c.id.in_(ids)))} if ids else {}
    return {name: _unit(rows[name]) for name in ids if name in rows}


def equal(connection: Connection, source: str, lang: Lang, around: tuple[str, str], most: int) -> dict[int, Unit]:
    """Return units with this source but for width, case and spaces: between the same neighbours first, then newest."""
    column = units.c.zh_key if lang is Lang.ZH else units.c.en_key
    placed = (units.c.before == around[0]) & (units.c.after == around[1]) & (units.c.source_lang == lang.value)
    query = select(units).where(column == key(source)).order_by(case((placed, 0), else_=1), units.c.id.desc())
    return {row.id: _unit(row) for row in connection.execute(query.limit(most))}


def holding(connection: Connection, most: int) -> Holding:
    """Count what there is; ``most`` origins of pairs from elsewhere."""
    count = func.count()
    from_zh = func.sum(case((units.c.source_lang == Lang.ZH.value, 1), else_=0))
    pages = func.count(func.distinct(func.nullif(units.c.document, "")))
    reviewed = func.sum(case((units.c.reviewed, 1), else_=0))
    top = connection.execute(select(count, reviewed, from_zh, pages)).one()
    grouped = select(units.c.origin, count).where(units.c.segment.is_(None)).group_by(units.c.origin)
    origins = connection.execute(grouped.order_by(count.desc(), units.c.origin).limit(most))
    return Holding(top[0], top[1] or 0, top[2] or 0, top[3], tuple((row[0], row[1]) for row in origins))


# rows


def _sides(unit: Unit) -> tuple[str, str]:
    return (unit.source, unit.target) if unit.pair.source is Lang.ZH else (unit.target, unit.source)


def _values(number: int, unit: Unit, segment: str | None) -> dict[str, Any]:
    zh, en = _sides(unit)
    return {
        "id": number,
        "segment": segment,
        "source_lang": unit.pair.source.value,
        "zh": zh,
        "en": en,
        "zh_key": key(zh),
        "en_key": key(en),
        "before": unit.before,
        "after": unit.after,
        "origin": unit.origin,
        "document": unit.document,
        "by": unit.by,
        "at": unit.at,
        "reviewed": unit.reviewed,
    }


def _unit(row: Row[Any]) -> Unit:
    source = Lang(row.source_lang)
    texts = (row.zh, row.en) if source is Lang.ZH else (row.en, row.zh)
    around = (row.before, row.after, row.origin, row.document, row.by, row.at, row.reviewed)
    return Unit(*texts, Pair(source, source.other), *around)
