"""Background work: nothing is lost, done twice or hidden, in SQLite and in Redis, with workers of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEngine, a_document

from translator import cli
from translator.config import Settings
from translator.desk import Desk
from translator.errors import EngineError, InputError, NotFound, StoreError
from translator.jobs import Jobs
from translator.model import Glossary
from translator.store import open_store

#: a Redis server has sixteen
DATABASES = count()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis here: apt-get install redis-server")
    with tempfile.TemporaryDirectory(prefix="duizhao-redis-") as folder:
        socket = f"{folder}/redis.sock"
        words = [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server:
            until(lambda: Path(socket).exists())
            yield f"unix://{socket}"
            server.terminate()


def until(happens, seconds: float = 60.0) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@pytest.fixture(params=["sqlite", "redis"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    queue = f"sqlite:///{tmp_path}/jobs.db"
    if request.param == "redis":
        queue = request.getfixturevalue("redis_server") + f"?db={next(DATABASES)}"
    return Settings(database=f"sqlite:///{tmp_path}/d.db", jobs=queue, secret="s" * 32)


def a_desk(settings: Settings, engine: object = FakeEngine) -> Desk:
    desk = Desk(
        lambda: open_store(settings.database),
        settings,
        engine=engine,
        glossary=lambda: Glossary("", (), "0"),  # type: ignore[arg-type]
    )
    for name in ("one", "two"):
        desk.store.add_document(a_document("题", "一句。", name=name))
    return desk


def test_what_waits_is_drafted_once(settings: Settings) -> None:
    with a_desk(settings) as desk:
        told = list[str]()
        jobs = Jobs(settings, desk=lambda: desk, tell=told.append)
        for name in ("one", "two", "one"):
            jobs.add(name)
        assert jobs.waiting() == 3
        assert Jobs(settings, desk=lambda: desk, tell=told.append).work_off() == 3
        assert sorted(told) == ["one: 0 segments drafted", "one: 2 segments drafted", "two: 2 segments drafted"]
        assert jobs.waiting() == 0


def test_a_job_whose_document_is_gone_is_told_and_not_tried_again(settings: Settings) -> None:
    with a_desk(settings) as desk, a_desk(replace(settings, database="sqlite://")) as other:
        told = list[str]()
        with pytest.raises(NotFound):
            Jobs(settings, desk=lambda: desk).add("nowhere")
        other.store.add_document(a_document("题", name="gone"))
        Jobs(settings, desk=lambda: other).add("gone")
        jobs = Jobs(settings, desk=lambda: desk, tell=told.append)
        assert jobs.work_off() == 1
        assert (len(told), jobs.waiting()) == (1, 0)
        assert told[0].startswith("gone: there is no document")


def broken() -> FakeEngine:
    raise EngineError("the weights are gone", next_step="get them back")


def test_a_job_that_fails_for_want_of_the_engine_is_tried_again(settings: Settings) -> None:
    with a_desk(settings, broken) as desk:
        told = list[str]()
        jobs = Jobs(settings, desk=lambda: desk, tell=told.append)
        jobs.add("one")
        assert jobs.work_off() == 1
        assert told == ["one: the weights are gone (get them back)"]
        assert jobs.waiting() == 1


def test_the_second_copy_of_a_job_does_not_try_again_what_the_first_has_just_failed_at(settings: Settings) -> None:
    with a_desk(settings, broken) as desk:
        told = list[str]()
        jobs = Jobs(settings, desk=lambda: desk, tell=told.append)
        jobs.add("one")
        jobs.add("one")
        jobs.work_off()
        assert told == ["one: the weights are gone (get them back)", "one: 0 segments drafted"]


def test_the_queue_tries_again_itself_what_failed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translator.jobs.RETRY_SECONDS", 0)
    engines = iter([broken, broken, FakeEngine])
    with a_desk(settings, lambda: next(engines)()) as desk:
        told = list[str]()
        jobs = Jobs(settings, desk=lambda: desk, tell=told.append)
        jobs.add("one")
        jobs.work_off()
        assert told[2:] == ["one: 2 segments drafted"]


def test_a_queue_that_others_signed_is_not_obeyed(settings: Settings) -> None:
    with a_desk(settings) as desk:
        Jobs(replace(settings, secret="other" * 8), desk=lambda: desk).add("one")
        told = list[str]()
        Jobs(settings, desk=lambda: desk, tell=told.append).work_off()
        assert told == ["a job that was not signed with our secret is thrown away"]
        assert desk.store.latest("one") == {}


@pytest.mark.parametrize("address", ["", "nonsense", "amqp://x", "redis://127.0.0.1:1/0", "sqlite:////no/such/jobs.db"])
def test_a_wrong_address_is_said_in_one_line(address: str) -> None:
    with pytest.raises((InputError, StoreError)) as caught:
        Jobs(Settings(jobs=address, secret="s" * 32))
    assert "\n" not in str(caught.value)


def test_redis_needs_a_secret_and_passwords_are_not_shown() -> None:
    with pytest.raises(InputError, match="needs a secret"):
        Jobs(Settings(jobs="redis://localhost/0"))
    with pytest.raises(StoreError, match=r"redis://:\*\*\*@127") as caught:
        Jobs(Settings(jobs="redis://:geheim@127.0.0.1:1/0", secret="s" * 32))
    assert "geheim" not in str(caught.value)


def test_draft_later_and_worker_once_do_it_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_bundle: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_ENGINE", f"bundled:{tiny_bundle}")
    Path("page.md").write_text("# 廊坊\n\n廊坊欢迎您。\n", encoding="utf-8")
    run = CliRunner().invoke
    for words in (["add", "page.md"], ["draft", "--later"]):
        assert run(cli.main, words).exit_code == 0
    assert '"waiting": 1' in run(cli.main, ["worker", "--waiting", "--json"]).stdout
    done = run(cli.main, ["worker", "--once", "--json"])
    assert '{"done": 1, "waiting": 0}' in done.stdout
    assert "page: 2 segments drafted" in done.stderr
    assert run(cli.main, ["draft", "--later", "--engine", "x"]).exit_code == 2


def test_a_worker_process_works_until_it_is_told_to_stop(settings: Settings, tmp_path: Path, tiny_bundle: Path) -> None:
    environ = {**os.environ, "DUIZHAO_DATABASE": settings.database, "DUIZHAO_JOBS": settings.jobs}
    environ |= {"DUIZHAO_SECRET": settings.secret, "DUIZHAO_ENGINE": f"bundled:{tiny_bundle}"}
    words = [sys.executable, "-c", "from translator.cli import main; main()", "worker"]
    with a_desk(settings) as desk:
        jobs = Jobs(settings, desk=lambda: desk)
        jobs.add("one")
        with subprocess.Popen(words, env=environ, stderr=subprocess.PIPE, text=True) as worker:
            until(lambda: desk.store.progress()["one"].drafted == 2)
            jobs.add("two")
            until(lambda: desk.store.progress()["two"].drafted == 2)
            worker.send_signal(signal.SIGTERM)
            _, said = worker.communicate(timeout=60)
        assert "one: 2 segments drafted" in said
        assert worker.returncode in (0, 130)
