"""Many at once: threads and processes on one database lose nothing, wait for each other, and say so when it is long."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import postgres
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fakes import a_document

from translator.errors import Conflict, StoreError
from translator.model import Lang, Pair, Revision, State, Unit
from translator.store import connect, migrate, open_store, schema

AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
TO_EN = Pair.to(Lang.EN)
CASES = Path(__file__).parent / "cases"


@pytest.fixture
def on_postgres(postgres_server: str) -> Iterator[str]:
    with postgres.schema(postgres_server) as empty:
        yield empty


def write(task: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Save five texts in a row, each on the number that is newest at the time; return (what became of it, text)."""
    address, segment, who = task
    found = list[tuple[str, str]]()
    with closing(open_store(address)) as store:
        for turn in range(5):
            newest = store.newest(segment)
            base, text = (newest.number if newest else 0), f"{who}{turn}"
            try:
                store.append(Revision(segment, base + 1, base, State.APPROVED, text, who, AT))
                found.append(("kept", text))
            except Conflict as clash:
                found.append(("clash", clash.yours))
    return found


def test_processes_that_save_the_same_sentence_lose_no_text(address: str) -> None:
    page = a_document("题")
    with closing(open_store(address)) as store:
        store.add_document(page)
        with get_context("spawn").Pool(4) as pool:
            tasks = [(address, page.segments[0].id, who) for who in "abcd"]
            outcomes = [outcome for many in pool.map(write, tasks) for outcome in many]
        kept = [revision.text for revision in store.history(page.segments[0].id)]
        assert sorted(kept) == sorted(text for outcome, text in outcomes if outcome == "kept")
        assert len(outcomes) == 20
        assert [revision.number for revision in store.history(page.segments[0].id)] == list(range(1, len(kept) + 1))
        assert [unit.target for unit in store.concordance("题")] == kept[-1:]


def put(task: tuple[str, int]) -> int:
    address, number = task
    with closing(open_store(address)) as store:
        store.add_document(a_document(f"第{number}页", name=f"page-{number}"))
        return store.add_units(Unit(f"第{n % 700}条，共{number % 2}条", f"{n}", TO_EN) for n in range(500))


def test_processes_that_open_a_new_database_and_fill_it_at_once_all_succeed(address: str) -> None:
    with get_context("spawn").Pool(4) as pool:
        counts = pool.map(put, [(address, number) for number in range(8)])
    with closing(open_store(address)) as store:
        assert len(store.documents()) == 8
        assert sum(counts) == store.holding().units == 1000


def test_threads_share_one_store(address: str) -> None:
    page = a_document(*(f"第{n}句。" for n in range(12)))
    with closing(open_store(address)) as store, ThreadPoolExecutor(8) as threads:
        store.add_document(page)

        def work(number: int) -> int:
            name = page.segments[number].id
            store.append(Revision(name, 1, 0, State.APPROVED, f"Sentence {number}.", "li", AT))
            return len(store.candidates(f"第{number}句！", TO_EN)) and len(store.latest("page"))

        assert all(threads.map(work, range(12)))
        assert store.progress()["page"].approved == store.holding().units == 12


def test_readers_see_one_moment_while_somebody_writes(address: str) -> None:
    with closing(open_store(address)) as store:
        store.add_units([Unit("甲", "A", TO_EN)])
        reading = store.units()
        assert next(reading).target == "A"
        store.add_units(Unit(f"乙{n}", "B", TO_EN) for n in range(10))
        assert list(reading) == []
        assert store.holding().units == 11


def test_a_writer_that_waits_too_long_is_told_so(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.2)
    with closing(open_store(address)) as store:

        def slow() -> Iterator[Unit]:
            with closing(open_store(address)) as other, pytest.raises(StoreError, match=r"locked .*wait a moment"):
                other.add_document(a_document("题"))
            yield Unit("甲", "A", TO_EN)

        assert store.add_units(slow()) == 1


# PostgreSQL alone


def test_an_old_database_on_postgresql_is_brought_up_to_date(on_postgres: str) -> None:
    import psycopg

    script = (CASES / "database-1.sql").read_text(encoding="utf-8").replace("DATETIME", "TIMESTAMP")
    script = script.replace("PRAGMA", "-- PRAGMA").replace("CREATE VIRTUAL", "-- CREATE VIRTUAL")
    lines = [line for line in script.splitlines() if not line.startswith("INSERT INTO unit_text")]
    body = "\n".join(lines).replace("present BOOLEAN", "present INTEGER")
    change = "ALTER TABLE segments ALTER present TYPE BOOLEAN USING present = 1;"
    # tables refer to tables further down: make them without, the steps do not need them
    body = re.sub(r",\s*FOREIGN KEY\([^)]*\) REFERENCES \w+ \(\w+\)", "", body).replace("BEGIN TRANSACTION;", "BEGIN;")
    with psycopg.connect(on_postgres, autocommit=True) as connection:
        connection.execute(body.replace("COMMIT;", change + "COMMIT;"))
    with closing(open_store(on_postgres)) as store:
        assert [unit.target for unit in store.concordance("投资")] == ["Welcome to invest."]
        assert next(store.units()).by == "li"
    engine = connect.open_engine(on_postgres)
    with connect.reading(engine) as connection:
        options = {"include_name": lambda name, kind, _: not (kind == "table" and name == "unit_text")}
        context = MigrationContext.configure(connection, opts=options)
        assert {one[0] for one in compare_metadata(context, schema.metadata)} <= {"add_fk"}
        assert migrate.version(connection, "") == migrate.NEWEST
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://duizhao@/postgres?host=/nowhere", "does not answer"),
        ("postgresql+psycopg://duizhao@127.0.0.1:1/x", "does not answer"),
        ("{}&user=nobody-here", "no such database or user"),
        ("{}&dbname=no-such-database", "no such database or user"),
    ],
)
def test_a_server_that_is_not_there_is_said_in_one_line(postgres_server: str, address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_store(address.format(postgres_server))
    assert "\n" not in str(caught.value)


def test_connections_that_died_are_replaced(on_postgres: str) -> None:
    import psycopg

    with closing(open_store(on_postgres)) as store, psycopg.connect(on_postgres, autocommit=True) as other:
        store.add_document(a_document("题"))
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        assert store.document("page").title == "题"


# SQLite alone


def test_a_reader_of_a_database_that_cannot_be_written_is_told_what_to_do(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/d.db")) as store:
        with closing(sqlite3.connect(tmp_path / "d.db")) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert store.documents() == []
    with pytest.raises(StoreError, match=r"cannot be (opened|written)"):
        open_store(f"sqlite:///file:{tmp_path}/d.db?mode=ro&uri=true").add_document(a_document("题"))


def test_a_damaged_database_is_said_in_one_line(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/d.db")) as store:
        store.add_document(a_document(*(f"第{n}句" * 30 for n in range(200))))
    data = (tmp_path / "d.db").read_bytes()
    (tmp_path / "d.db").write_bytes(data[:8192] + b"\xff" * 60_000 + data[68_192:])
    with (
        pytest.raises(StoreError, match=r"damaged .restore it from a backup"),
        closing(open_store(f"sqlite:///{tmp_path}/d.db")) as store,
    ):
        store.document("page")


def test_a_save_is_on_the_disk_before_it_is_confirmed_and_others_write_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "d.db", list[str]()

    def sync(journal: str) -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")  # raises where the lock is still held
        synced.append(journal)
        real(journal)

    real = connect._sync
    with closing(open_store(f"sqlite:///{path}")) as store:
        monkeypatch.setattr(connect, "_sync", sync)
        store.add_document(a_document("题"))
        assert Path(synced[0]).stat().st_size > 0
