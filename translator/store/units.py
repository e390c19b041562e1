"""The translation memory: every approved pair with its provenance, and finding it again."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select

from translator.model import Lang, Pair, Revision, Unit
from translator.store.fulltext import index_for
from translator.store.schema import documents, segments, units

#: units put in at once
BATCH = 2000
#: equal sources that are looked at; more tell nothing new
EQUALS = 20
#: concordance looks at so many times the wanted number, because grams may stand apart in the text
SLACK = 5


def key(text: str) -> str:
    """Return what texts share that differ in nothing that matters: width, case, spaces.

    >>> key("Langfang  City") == key("langfang city")
    True
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.blake2s(plain.encode(), digest_size=8).hexdigest()


def remember(connection: Connection, revision: Revision) -> None:
    """Put an approved pair in, in place of what the segment gave before."""
    forget(connection, revision.segment)
    query = select(segments, documents.c.lang).join(documents, documents.c.id == segments.c.document)
    row = connection.execute(query.where(segments.c.id == revision.segment)).one()
    if not row.text.strip() or not revision.text.strip():
        return
    before, after = _neighbours(connection, row)
    origin = f"{revision.segment} revision {revision.number}, {revision.by}, {revision.at:%Y-%m-%d}"
    unit = Unit(row.text, revision.text, Pair.to(Lang(row.lang).other), before, after, origin)
    add(connection, [unit], segment=revision.segment)


def _neighbours(connection: Connection, row: Row[Any]) -> tuple[str, str]:
    around = select(segments.c.ordinal, segments.c.text).where(
        segments.c.document == row.document,
        segments.c.present,
        segments.c.ordinal.in_((row.ordinal - 1, row.ordinal + 1)),
    )
    texts: dict[int, str] = {found.ordinal: found.text for found in connection.execute(around)}
    return texts.get(row.ordinal - 1, ""), texts.get(row.ordinal + 1, "")


def forget(connection: Connection, segment_id: str) -> None:
    """Take the pair of a segment out."""
    row = connection.execute(select(units).where(units.c.segment == segment_id)).one_or_none()
    if row is not None:
        index_for(connection).remove(connection, (row.id, row.zh, row.en))
        connection.execute(delete(units).where(units.c.id == row.id))


def add(connection: Connection, many: Iterable[Unit], *, segment: str | None = None) -> int:
    """Put units in, batch by batch; return how many."""
    count, index, rest = 0, index_for(connection), iter(many)
    # our own numbers: asking the database for each new id would cost a round trip per row
    first = (connection.scalar(select(func.coalesce(func.max(units.c.id), 0))) or 0) + 1
    while batch := list(islice(rest, BATCH)):
        rows = [_values(first + count + i, unit, segment) for i, unit in enumerate(batch)]
        connection.execute(insert(units), rows)
        index.add(connection, [(row["id"], row["zh"], row["en"]) for row in rows])
        count += len(batch)
    return count


def candidates(connection: Connection, source: str, pair: Pair, most: int) -> list[Unit]:
    """Return equal sources first, then those that share the most telling grams."""
    column = units.c.zh_key if pair.source is Lang.ZH else units.c.en_key
    equal = select(units).where(column == key(source)).order_by(units.c.id.desc()).limit(EQUALS)
    found = {row.id: _unit(row) for row in connection.execute(equal)}
    ids = index_for(connection).similar(connection, pair.source, source, most)
    found |= {name: unit for name, unit in _by_id(connection, ids).items() if name not in found}
    return list(found.values())


def concordance(connection: Connection, words: str, most: int) -> list[Unit]:
    """Return units that hold ``words`` literally (case and width aside), newest first."""
    wanted = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    if not wanted:
        return []
    if len(wanted) == 1:  # a single character has no pair to look up
        # LIKE has no index, but one character is in one of the newest units or nowhere
        pattern = "%" + wanted.replace("%", r"\%").replace("_", r"\_") + "%"
        either = or_(units.c.zh.like(pattern, escape="\\"), units.c.en.ilike(pattern, escape="\\"))
        rows = connection.execute(select(units).where(either).order_by(units.c.id.desc()).limit(most))
        return [_unit(row) for row in rows]
    ids = index_for(connection).containing(connection, wanted, SLACK * most)
    found = _by_id(connection, ids)
    holding = (unit for unit in found.values() if wanted in _plain(unit.source) or wanted in _plain(unit.target))
    return list(islice(holding, most))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _by_id(connection: Connection, ids: Sequence[int]) -> dict[int, Unit]:
    """Load units, in the order of ``ids``."""
    rows = {row.id: row for row in connection.execute(select(units).where(units.c.id.in_(ids)))} if ids else {}
    return {name: _unit(rows[name]) for name in ids if name in rows}


def _values(number: int, unit: Unit, segment: str | None) -> dict[str, Any]:
    zh, en = (unit.source, unit.target) if unit.pair.source is Lang.ZH else (unit.target, unit.source)
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
    }


def _unit(row: Row[Any]) -> Unit:
    source = Lang(row.source_lang)
    texts = (row.zh, row.en) if source is Lang.ZH else (row.en, row.zh)
    return Unit(*texts, Pair(source, source.other), row.before, row.after, row.origin)
