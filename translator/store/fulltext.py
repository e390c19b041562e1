"""Full-text search over the memory: the only module that knows what a database can do beyond the standard.

Both indexes keep the same promise: they hold the grams of both sides; the last character of each Chinese run, so that
every character begins some word; and one word for the length, so that short texts, whose grams are all common, are
found among texts of their size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, select, text

from translator.model import Lang
from translator.store.schema import units
from translator.text.chars import HAN_RUN
from translator.text.grams import grams

#: one row of the index: unit id, Chinese text, English text
Entry = tuple[int, str, str]
#: texts of one size word differ by at most a fifth in length
_SIZE_STEP = math.log(1.2)
#: size words are private-use characters: no text has grams of them
_SIZE_BASE = 0xE000
#: units indexed at once when the index is made again
BATCH = 2000


class FullText(Protocol):
    """An index over both sides of the units."""

    def make(self, connection: Connection) -> None:
        """Make the empty index."""

    def drop(self, connection: Connection) -> None:
        """Drop the index if it is there."""

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit; ``entry`` must be what was added."""

    def count(self, connection: Connection, lang: Lang, gram: str, most: int) -> int:
        """Return how many units have ``gram`` in their text in ``lang``; it stops counting at ``most``."""

    def having(
        self, connection: Connection, lang: Lang, every: Sequence[str], some: Sequence[str], most: int
    ) -> list[int]:
        """Return ids, newest first, whose text in ``lang`` has every gram of ``every`` and, if given, one of ``some``.

        A gram of ``every`` that ends in ``*`` stands for all that begin like it.
        """


def index_for(connection: Connection) -> FullText:
    """Choose the index this database can carry."""
    return Fts5() if connection.dialect.name == "sqlite" else GramArrays()


def index_again(connection: Connection) -> None:
    """Drop the index and make it from the texts."""
    index = index_for(connection)
    index.drop(connection)
    index.make(connection)
    columns, last = select(units.c.id, units.c.zh, units.c.en).order_by(units.c.id).limit(BATCH), 0
    while rows := connection.execute(columns.where(units.c.id > last)).all():
        index.add(connection, [(row.id, row.zh, row.en) for row in rows])
        last = rows[-1].id


def words(text: str) -> list[str]:
    """Return what a text is indexed by: its grams, the last characters of its Chinese runs, its size."""
    return [*grams(text), *(run[-1] for run in HAN_RUN.findall(text)), _size(len(text))]


def sizes(text: str, least: float) -> list[str]:
    """Return the size words of texts that are ``least`` (0..1) to 1/``least`` times as long as ``text``."""
    low, high = _size(len(text) * least), _size(len(text) / least)
    return [chr(code) for code in range(ord(low), ord(high) + 1)]


def _size(length: float) -> str:
    return chr(_SIZE_BASE + int(math.log(max(length, 1)) / _SIZE_STEP))


class Fts5:
    """SQLite's FTS5 without a copy of the texts and without positions: 15 MB for 100,000 units.

    Its ``ascii`` tokenizer takes every character beyond ASCII as part of a word: grams stay whole, whatever is new in
    Unicode.
    """

    def make(self, connection: Connection) -> None:
        """Make the virtual table."""
        options = "content='', detail=column, tokenize=\"ascii tokenchars '.,'\""
        connection.execute(text(f"CREATE VIRTUAL TABLE unit_text USING fts5(zh, en, {options})"))

    def drop(self, connection: Connection) -> None:
        """Drop it."""
        connection.execute(text("DROP TABLE IF EXISTS unit_text"))

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""
        if entries:
            statement = text("INSERT INTO unit_text (rowid, zh, en) VALUES (:id, :zh, :en)")
            connection.execute(statement, [_joined(entry) for entry in entries])

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit: a table without contents wants the old words back."""
        statement = text("INSERT INTO unit_text (unit_text, rowid, zh, en) VALUES ('delete', :id, :zh, :en)")
        connection.execute(statement, _joined(entry))

    def count(self, connection: Connection, lang: Lang, gram: str, most: int) -> int:
        """Step through the rows of the gram: half a million take 20 ms."""
        inside = "SELECT 1 FROM unit_text WHERE unit_text MATCH :query LIMIT :most"
        values = {"query": f"{lang} : {_quoted(gram)}", "most": most}
        return connection.scalar(text(f"SELECT count(*) FROM ({inside})"), values) or 0

    def having(
        self, connection: Connection, lang: Lang, every: Sequence[str], some: Sequence[str], most: int
    ) -> list[int]:
        """Ask in FTS5's query language."""
        query = " AND ".join(_quoted(gram) for gram in every)
        if some:
            query += f" AND ({' OR '.join(_quoted(gram) for gram in some)})"
        rows = "SELECT rowid FROM unit_text WHERE unit_text MATCH :query ORDER BY rowid DESC LIMIT :most"
        # one long row is read faster than a thousand short ones
        statement = text(f"SELECT group_concat(rowid) FROM ({rows})")
        found = connection.scalar(statement, {"query": f"{lang} : ({query})", "most": most})
        return [int(number) for number in found.split(",")] if found else []


def _joined(entry: Entry) -> dict[str, object]:
    return {"id": entry[0], "zh": " ".join(words(entry[1])), "en": " ".join(words(entry[2]))}


def _quoted(gram: str) -> str:
    return f'"{gram.removesuffix("*")}"' + ("*" if gram.endswith("*") else "")


class GramArrays:
    """PostgreSQL: the words of each side as an array under a GIN index."""

    def make(self, connection: Connection) -> None:
        """Make the table and its indexes."""
        connection.execute(text("CREATE TABLE unit_text (unit INTEGER PRIMARY KEY, zh TEXT[], en TEXT[])"))
        for lang in Lang:
            connection.execute(text(f"CREATE INDEX unit_text_{lang} ON unit_text USING gin ({lang})"))

    def drop(self, connection: Connection) -> None:
        """Drop it."""
        connection.execute(text("DROP TABLE IF EXISTS unit_text"))

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""
        if entries:
            rows = [{"id": entry[0], "zh": _distinct(entry[1]), "en": _distinct(entry[2])} for entry in entries]
            connection.execute(text("INSERT INTO unit_text (unit, zh, en) VALUES (:id, :zh, :en)"), rows)

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit."""
        connection.execute(text("DELETE FROM unit_text WHERE unit = :id"), {"id": entry[0]})

    def count(self, connection: Connection, lang: Lang, gram: str, most: int) -> int:
        """Count up to ``most`` rows."""
        inside = f"SELECT 1 FROM unit_text WHERE {lang} @> CAST(:every AS TEXT[]) LIMIT :most"
        values = {"every": [gram], "most": most}
        return connection.scalar(text(f"SELECT count(*) FROM ({inside}) AS found"), values) or 0

    def having(
        self, connection: Connection, lang: Lang, every: Sequence[str], some: Sequence[str], most: int
    ) -> list[int]:
        """Ask by array operators: contains all, has one in common."""
        conditions, values = list[str](), dict[str, Any](most=most)
        if whole := [gram for gram in every if not gram.endswith("*")]:
            conditions.append(f"{lang} @> CAST(:every AS TEXT[])")
            values["every"] = whole
        if some:
            conditions.append(f"{lang} && CAST(:some AS TEXT[])")
            values["some"] = list(some)
        for number, gram in enumerate(gram for gram in every if gram.endswith("*")):
            conditions.append(f"EXISTS (SELECT 1 FROM unnest({lang}) AS word WHERE starts_with(word, :p{number}))")
            values[f"p{number}"] = gram.removesuffix("*")
        where = " AND ".join(conditions)
        rows = f"SELECT unit FROM unit_text WHERE {where} ORDER BY unit DESC LIMIT :most"
        return connection.scalar(text(f"SELECT array_agg(unit) FROM ({rows}) AS found"), values) or []


def _distinct(side: str) -> list[str]:
    return list(dict.fromkeys(words(side)))
