"""Opening the database, and saying in one line what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from translator.errors import InputError, StoreError
from translator.store import migrate

#: how long a writer waits for another one before it says "locked"
BUSY_SECONDS = 10.0

#: what the driver says -> what we say and what helps
TROUBLES = (
    ("database is locked", "the database is locked by another program", "wait a moment and try again"),
    ("disk is full", "the disk is full", "free some space and try again; nothing was changed"),
    ("disk i/o error", "the disk failed while the database was written", "look at the disk; nothing was changed"),
    ("not a database", "the file is not a Duizhao database", "name another file in DUIZHAO_DATABASE"),
    ("malformed", "the database file is damaged", "restore it from a backup"),
    ("readonly", "the database cannot be written", "allow writing to the file and its folder"),
    ("unable to open", "the database file cannot be opened", "check its folder and your permissions"),
    # PostgreSQL
    ("lock timeout", "the database is locked by another program", "wait a moment and try again"),
    ("no space left", "the disk of the database is full", "free some space and try again; nothing was changed"),
    ("password authentication failed", "the database refuses the user or password", "correct it in DUIZHAO_DATABASE"),
    ("does not exist", "there is no such database or user", "make it with: createdb NAME"),
    ("connection is bad", "the database server does not answer", "start it, or correct DUIZHAO_DATABASE"),
    ("connection failed", "the database server does not answer", "start it, or correct DUIZHAO_DATABASE"),
    ("server closed the connection", "the database server went away", "try again; nothing was changed"),
    ("terminating connection", "the database server went away", "try again; nothing was changed"),
    ("nul (0x00)", "a text holds a NUL character, which PostgreSQL cannot keep", "take it out and try again"),
)
_WRITTEN = "write it like sqlite:///var/duizhao.db or postgresql://user@host/name"
#: SQLite: how much of the file a connection keeps at hand, and while it takes in very much
CACHE_KB, LARGE_CACHE_KB = 16_000, 256_000
#: PostgreSQL: writers take turns under this number, as they do in SQLite; numbers and names can then be given in order
TURN = 20_090_619


def open_engine(url: str) -> Engine:
    """Return a connected engine whose tables are up to date; raises StoreError, or InputError for a bad address."""
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise InputError(f"{url!r} is no database address", next_step=_WRITTEN) from error
    if place.get_backend_name() not in ("sqlite", "postgresql"):
        raise InputError(f"no store in {place.get_backend_name()}", next_step=f"use SQLite or PostgreSQL: {_WRITTEN}")
    name = place.render_as_string(hide_password=True)
    with said_once(name):
        engine = _sqlite(place) if place.get_backend_name() == "sqlite" else _server(place)
    try:
        with reading(engine) as connection:
            found = migrate.version(connection, name)
        if found != migrate.NEWEST:  # only then wait for the write lock: an import may hold it for minutes
            with writing(engine) as connection:
                migrate.bring_up_to_date(connection, name)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _sqlite(place: URL) -> Engine:
    if place.database in (None, "", ":memory:"):
        engine = create_engine(place, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        if not str(place.database).startswith("file:"):
            _make_folder(Path(place.database or ""))
        engine = create_engine(place, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _server(place: URL) -> Engine:
    """Make an engine for a server; a connection that has died meanwhile is replaced."""
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    engine = create_engine(place, pool_pre_ping=True)
    event.listen(engine, "begin", _take_turns)
    return engine


def _make_folder(path: Path) -> None:
    """Make the folder of the file, but not its parents: a mistyped path should be an error, not a tree of folders."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        hint = "make the folder, or name another in DUIZHAO_DATABASE"
        raise StoreError(f"{path}: its folder cannot be made: {error.strerror}", next_step=hint) from error


def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:
    """Let readers and one writer work side by side; leave BEGIN to us (the driver would begin too late)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")  # see _sync
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA cache_size={-CACHE_KB}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Take the write lock at the start of a writing transaction: two that read first would dead-lock."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _take_turns(connection: Connection) -> None:
    """Let a reader see one moment of the database, and one writer at a time change it."""
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(BUSY_SECONDS * 1000)}'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


@contextmanager
def said_once(name: str) -> Iterator[None]:
    """Turn any trouble of the database into one StoreError; ``name`` tells which database."""
    try:
        yield
    except SQLAlchemyError as error:
        words = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        for sign, message, next_step in TROUBLES:
            if sign in words.lower():
                raise StoreError(f"{name}: {message}", next_step=next_step) from error
        line = words.splitlines()[0] if words else type(error).__name__
        raise StoreError(f"{name}: {line}", next_step="see the log; nothing was changed") from error
    except ModuleNotFoundError as error:  # postgresql:// without its driver
        raise StoreError(f"{name}: {error}", next_step="pip install 'duizhao[postgres]'") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads."""
    with said_once(engine.url.render_as_string(hide_password=True)), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes: all or nothing."""
    writer = engine.execution_options(writes=True)
    with said_once(engine.url.render_as_string(hide_password=True)), writer.begin() as connection:
        yield connection
    if engine.dialect.name == "sqlite":
        _sync(f"{engine.url.database}-wal")


def _sync(journal: str) -> None:
    """Wait until what was committed is on the disk, so that a power cut loses nothing that was answered for.

    SQLite itself (synchronous=FULL) would wait holding the write lock; this way the next person writes meanwhile, and
    the disk serves all who wait at once.
    """
    try:
        handle = os.open(journal, os.O_RDWR)
    except FileNotFoundError:  # in memory, or everything is in the database file already
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Let a writer of very much keep what it changes at hand: pages that are written early are written many times."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size={-LARGE_CACHE_KB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={-CACHE_KB}")
