"""Databases keep opening: old ones are brought up to date, newer and foreign ones are refused, none is half changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from translator.errors import StoreError
from translator.model import State
from translator.store import connect, migrate, open_store, schema

CASES = Path(__file__).parent / "cases"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the first version, with a page, approved sentences, memory and an edition."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((CASES / "database-1.sql").read_text(encoding="utf-8"))
    return path


def differences(path: Path) -> list[object]:
    """What Alembic finds different between the file and schema.py."""
    engine = connect.open_engine(f"sqlite:///{path}")
    options = {"include_name": lambda name, kind, _: not (kind == "table" and name.startswith("unit_text"))}
    with connect.reading(engine) as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)
    engine.dispose()
    return list(found)


def test_an_old_database_gets_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    assert differences(tmp_path / "new.db") == []
    assert differences(old) == []


def test_nothing_is_lost_on_the_way(old: Path) -> None:
    with closing(open_store(f"sqlite:///{old}")) as store:
        assert store.document("page").title == "廊坊"
        assert {revision.state for revision in store.latest("page").values()} == {State.APPROVED}
        assert [unit.target for unit in store.concordance("投资")] == ["Welcome to invest."]
        assert store.live("site") == len(store.editions("site")) == 1


def test_the_old_file_lies_beside_as_it_was(old: Path) -> None:
    before = dump(old)
    open_store(f"sqlite:///{old}").close()
    assert dump(old.with_name(f"old.db.before-{migrate.NEWEST}")) == before != dump(old)
    assert not old.with_name(f"old.db.before-{migrate.NEWEST}.tmp").exists()


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [line for (line,) in raw.execute("SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY name")]


def test_a_database_that_is_up_to_date_is_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        open_store(f"sqlite:///{tmp_path}/d.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["d.db"]


def test_a_step_that_fails_leaves_the_database_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(old)

    def failing(connection: object) -> None:
        good(connection)
        raise OSError(28, "No space left on device")

    good: Callable[[object], None] = migrate._run_steps
    monkeypatch.setattr(migrate, "_run_steps", failing)
    with pytest.raises(OSError, match="No space"):
        open_store(f"sqlite:///{old}")
    assert dump(old) == before


def test_without_room_for_the_copy_nothing_changes(old: Path) -> None:
    before = dump(old)
    old.with_name(f"old.db.before-{migrate.NEWEST}").mkdir()
    with pytest.raises(StoreError, match=r"cannot be copied .* unchanged"):
        open_store(f"sqlite:///{old}")
    assert dump(old) == before


@pytest.mark.parametrize("number", ["9999", "x", "1975ea83b712"])
def test_a_newer_database_is_refused(tmp_path: Path, number: str) -> None:
    open_store(f"sqlite:///{tmp_path}/d.db").close()
    with closing(sqlite3.connect(tmp_path / "d.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [number])
    with pytest.raises(StoreError, match=f"version {number}, this Duizhao knows {migrate.NEWEST}"):
        open_store(f"sqlite:///{tmp_path}/d.db")


@pytest.mark.parametrize("table", ["bookmarks", "documents", "meta"])
def test_the_tables_of_another_program_are_left_alone(tmp_path: Path, table: str) -> None:
    with closing(sqlite3.connect(tmp_path / "d.db")) as raw, raw:
        raw.execute(f"CREATE TABLE {table} (id INTEGER)")
    with pytest.raises(StoreError, match=f"another program are in it: {table}"):
        open_store(f"sqlite:///{tmp_path}/d.db")
    assert dump(tmp_path / "d.db") == [f"{table}CREATE TABLE {table} (id INTEGER)"]


def test_many_processes_open_an_old_database_at_once(old: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        pool.map(reopened, [str(old)] * 8)
    assert differences(old) == []


def reopened(path: str) -> None:
    open_store(f"sqlite:///{path}").close()


def test_opening_waits_for_nobody_when_there_is_nothing_to_do(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/d.db").close()
    with closing(sqlite3.connect(tmp_path / "d.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        open_store(f"sqlite:///{tmp_path}/d.db").close()


def test_the_steps_form_one_line_that_ends_in_the_newest() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.NEWEST]
