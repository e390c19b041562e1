"""Bringing the tables of a database up to date. How to add a table is told in ``migrations/__init__.py``.

Law: a database is at the newest version or untouched; before an older SQLite file changes, a copy of it lies beside it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select, text

from translator.errors import StoreError
from translator.store import fulltext, schema

FOLDER = Path(__file__).parent / "migrations"
FIRST = "0001"
#: the numbers of the steps, by the names of their files: Alembic need not be loaded to compare
STEPS = sorted(path.name[1:5] for path in (FOLDER / "versions").glob("v*.py"))
NEWEST = STEPS[-1]

_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def version(connection: Connection, name: str) -> str | None:
    """Return the version of the tables, None where there are none; raises StoreError for those of another program."""
    tables = set(inspect(connection).get_table_names())
    if _version.name in tables:
        found = connection.scalar(select(_version.c.version_num))
        if found is None or found in STEPS:
            return found
        hint = "use the Duizhao that made it or a newer one, or another file in DUIZHAO_DATABASE"
        raise StoreError(f"{name}: tables of version {found}, this Duizhao knows {NEWEST}", next_step=hint)
    if "meta" in tables and "segments" in tables:
        return FIRST
    if tables:
        hint = "name another file in DUIZHAO_DATABASE, or make an empty database"
        raise StoreError(f"{name}: the tables of another program are in it: {min(tables)}", next_step=hint)
    return None


def bring_up_to_date(connection: Connection, name: str) -> None:
    """Make the tables, or run the steps that are missing; call it in a writing transaction.

    Raises StoreError when the database is newer than this Duizhao or belongs to another program.
    """
    found = version(connection, name)  # another process may have done it while we waited
    if found is None:
        _make(connection)
    elif found != NEWEST:
        if found == FIRST:
            _stamp(connection, FIRST)
        _copy(connection, name)
        _run_steps(connection)


def _make(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    fulltext.index_for(connection).make(connection)
    _stamp(connection, NEWEST)


def _stamp(connection: Connection, number: str) -> None:
    _version.create(connection, checkfirst=True)
    connection.execute(_version.delete())
    connection.execute(_version.insert().values(version_num=number))


def _run_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    command.upgrade(config, "head")


def _copy(connection: Connection, name: str) -> None:
    """Copy a SQLite file before it changes; the copy appears under its name only when it is whole."""
    if connection.dialect.name != "sqlite":
        return
    place = connection.execute(text("SELECT file FROM pragma_database_list WHERE name = 'main'")).one().file
    if not place:  # in memory
        return
    copy = Path(f"{place}.before-{NEWEST}")
    half = copy.with_name(copy.name + ".tmp")
    try:
        half.unlink(missing_ok=True)
        # a second connection still sees the file as it was: our changes are not committed yet
        with closing(sqlite3.connect(place)) as source, closing(sqlite3.connect(half)) as target:
            source.backup(target)
        half.replace(copy)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        hint = "free some space beside it, or make it writable; the database is unchanged"
        raise StoreError(
            f"{name}: it cannot be copied to {copy.name} before its tables change: {error}", next_step=hint
        ) from error
