"""Full-text search over the memory: the only module that knows what a database can do beyond the standard.

Both indexes keep the same promise: of each side they hold what ``words`` gives, and a word of one side is never found
on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, select, text

from translator.model import Lang
from translator.store.schema import units
from translator.store.words import words
from translator.text.chars import HAN_RUN

#: one row of the index: unit id, Chinese text, English text
Entry = tuple[int, str, str]
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

    def counts(self, connection: Connection, lang: Lang, grams: Sequence[str], most: int) -> list[int]:
        """Return how many units have each gram in their text in ``lang``; it stops counting at ``most``."""

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


#: stands before a word of the other script: the Latin words of a Chinese text, the Chinese words of an English one
_FOREIGN = "\ue0ff"
#: what is written before it goes to the disk: at the default of 1 MB an import sorts the same words again and again
_HASH_BYTES = 16 * 1024 * 1024


class Fts5:
    """SQLite's FTS5 that keeps no texts, no positions and no sizes, only which word is in which unit.

    Both sides share one column, which halves the index. Its ``ascii`` tokenizer takes every character beyond ASCII as
    part of a word: grams stay whole, whatever is new in Unicode.
    """

    def make(self, connection: Connection) -> None:
        """Make the virtual table."""
        options = "content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '.,'\""
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE unit_text USING fts5(words, {options})")
        connection.exec_driver_sql(f"INSERT INTO unit_text (unit_text, rank) VALUES ('hashsize', {_HASH_BYTES})")

    def drop(self, connection: Connection) -> None:
        """Drop it."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS unit_text")

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""
        if entries:
            connection.exec_driver_sql("INSERT INTO unit_text (rowid, words) VALUES (?, ?)", _rows(entries))

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit: a table without contents wants the old words back."""
        statement = "INSERT INTO unit_text (unit_text, rowid, words) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(statement, _rows([entry])[0])

    def counts(self, connection: Connection, lang: Lang, grams: Sequence[str], most: int) -> list[int]:
        """Step through the rows of each gram: half a million take 20 ms."""
        one = f"SELECT count(*) FROM (SELECT 1 FROM unit_text WHERE unit_text MATCH ? LIMIT {int(most)})"
        found = list[int]()
        for start in range(0, len(grams), _COMPOUND):
            some = tuple(_quoted(gram, lang) for gram in grams[start : start + _COMPOUND])
            found += connection.exec_driver_sql(" UNION ALL ".join([one] * len(some)), some).scalars()
        return found

    def having(
        self, connection: Connection, lang: Lang, every: Sequence[str], some: Sequence[str], most: int
    ) -> list[int]:
        """Ask in FTS5's query language."""
        query = " AND ".join(_quoted(gram, lang) for gram in every)
        if some:
            query += f" AND ({' OR '.join(_quoted(gram, lang) for gram in some)})"
        # one long row is read faster than a thousand short ones
        rows = "SELECT rowid FROM unit_text WHERE unit_text MATCH ? ORDER BY rowid DESC LIMIT ?"
        found = connection.exec_driver_sql(f"SELECT group_concat(rowid) FROM ({rows})", (query, most)).scalar()
        return [int(number) for number in found.split(",")] if found else []


#: SQLite joins at most 500 queries into one
_COMPOUND = 100


def _rows(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    return [(number, " ".join([*_marked(zh, Lang.ZH), *_marked(en, Lang.EN)])) for number, zh, en in entries]


def _marked(side: str, lang: Lang) -> list[str]:
    return [_mark(word, lang) for word in words(side, lang)]


def _mark(word: str, lang: Lang) -> str:
    return word if (HAN_RUN.match(word) is not None) is (lang is Lang.ZH) else _FOREIGN + word


def _quoted(gram: str, lang: Lang) -> str:
    return f'"{_mark(gram.removesuffix("*"), lang)}"' + ("*" if gram.endswith("*") else "")


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
            rows = [{"id": n, "zh": _distinct(zh, Lang.ZH), "en": _distinct(en, Lang.EN)} for n, zh, en in entries]
            connection.execute(text("INSERT INTO unit_text (unit, zh, en) VALUES (:id, :zh, :en)"), rows)

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit."""
        connection.execute(text("DELETE FROM unit_text WHERE unit = :id"), {"id": entry[0]})

    def counts(self, connection: Connection, lang: Lang, grams: Sequence[str], most: int) -> list[int]:
        """Count up to ``most`` rows of each gram."""
        inside = f"SELECT 1 FROM unit_text WHERE {lang} @> ARRAY[gram] LIMIT :most"
        counted = f"SELECT (SELECT count(*) FROM ({inside}) AS found) FROM unnest(CAST(:grams AS TEXT[])) "
        statement = text(counted + "WITH ORDINALITY AS asked (gram, place) ORDER BY place")
        return list(connection.execute(statement, {"grams": list(grams), "most": most}).scalars())

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


def _distinct(side: str, lang: Lang) -> list[str]:
    return list(dict.fromkeys(words(side, lang)))
