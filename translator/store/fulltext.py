"""Full-text search over the memory: the only module that knows what SQLite can do beyond the standard.

Both indexes keep the same promise; SQLite's FTS5 is the smaller and faster one, the table of grams works everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, delete, func, insert, select, text

from translator.model import Lang
from translator.text.grams import grams

#: one row of the index: unit id, Chinese text, English text
Entry = tuple[int, str, str]


class FullText(Protocol):
    """An index over both sides of the units."""

    def make(self, connection: Connection) -> None:
        """Make the index where it is missing."""

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit; ``entry`` must be what was added."""

    def similar(self, connection: Connection, lang: Lang, words: str, most: int) -> list[int]:
        """Return ids of units whose side in ``lang`` shares grams with ``words``, likeliest first."""

    def containing(self, connection: Connection, words: str, most: int) -> list[int]:
        """Return ids of units that hold every gram of ``words`` on one side, newest first."""


def index_for(connection: Connection) -> FullText:
    """Choose the index this database can carry."""
    return Fts5() if connection.dialect.name == "sqlite" else GramTable()


class Fts5:
    """SQLite's FTS5 without a copy of the texts; grams are put in as words."""

    def make(self, connection: Connection) -> None:
        """Make the virtual table."""
        connection.execute(text("CREATE VIRTUAL TABLE IF NOT EXISTS unit_text USING fts5(zh, en, content='')"))

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""
        if entries:
            statement = text("INSERT INTO unit_text (rowid, zh, en) VALUES (:id, :zh, :en)")
            connection.execute(statement, [_words(entry) for entry in entries])

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit: a table without contents wants the old words back."""
        statement = text("INSERT INTO unit_text (unit_text, rowid, zh, en) VALUES ('delete', :id, :zh, :en)")
        connection.execute(statement, _words(entry))

    def similar(self, connection: Connection, lang: Lang, words: str, most: int) -> list[int]:
        """Rank by BM25: rare grams in common weigh most."""
        wanted = dict.fromkeys(grams(words))
        if not wanted:
            return []
        query = f"{lang} : ({' OR '.join(_quoted(gram) for gram in wanted)})"
        statement = text("SELECT rowid FROM unit_text WHERE unit_text MATCH :query ORDER BY rank LIMIT :most")
        return list(connection.scalars(statement, {"query": query, "most": most}))

    def containing(self, connection: Connection, words: str, most: int) -> list[int]:
        """Ask for every gram, on either side."""
        wanted = dict.fromkeys(grams(words))
        if not wanted:
            return []
        every = " AND ".join(_quoted(gram) for gram in wanted)
        query = " OR ".join(f"({lang} : ({every}))" for lang in Lang)
        statement = text("SELECT rowid FROM unit_text WHERE unit_text MATCH :query ORDER BY rowid DESC LIMIT :most")
        return list(connection.scalars(statement, {"query": query, "most": most}))


def _words(entry: Entry) -> dict[str, object]:
    return {"id": entry[0], "zh": " ".join(grams(entry[1])), "en": " ".join(grams(entry[2]))}


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


# its own metadata: SQLite needs no such table
_portable = MetaData()
_grams = Table(
    "unit_grams",
    _portable,
    Column("gram", String, primary_key=True),
    Column("lang", String, primary_key=True),
    Column("unit", Integer, primary_key=True),
    Index("unit_grams_unit", "unit"),
)


class GramTable:
    """A plain table of grams: works on every database."""

    def make(self, connection: Connection) -> None:
        """Make the table."""
        _portable.create_all(connection)

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index new units."""
        rows = [row for entry in entries for row in _rows(entry)]
        if rows:
            connection.execute(insert(_grams), rows)

    def remove(self, connection: Connection, entry: Entry) -> None:
        """Forget a unit."""
        connection.execute(delete(_grams).where(_grams.c.unit == entry[0]))

    def similar(self, connection: Connection, lang: Lang, words: str, most: int) -> list[int]:
        """Rank by the number of grams in common."""
        query = select(_grams.c.unit).where(_grams.c.lang == lang.value, _grams.c.gram.in_(set(grams(words))))
        query = query.group_by(_grams.c.unit).order_by(func.count().desc(), _grams.c.unit.desc())
        return list(connection.scalars(query.limit(most)))

    def containing(self, connection: Connection, words: str, most: int) -> list[int]:
        """Ask for every gram, on either side."""
        wanted = set(grams(words))
        query = select(_grams.c.unit).where(_grams.c.gram.in_(wanted)).group_by(_grams.c.unit, _grams.c.lang)
        query = query.having(func.count() == len(wanted)).order_by(_grams.c.unit.desc())
        return list(dict.fromkeys(connection.scalars(query.limit(2 * most))))[:most]


def _rows(entry: Entry) -> Iterable[dict[str, object]]:
    for lang, words in zip(Lang, entry[1:], strict=True):
        for gram in dict.fromkeys(grams(words)):
            yield {"gram": gram, "lang": lang.value, "unit": entry[0]}
