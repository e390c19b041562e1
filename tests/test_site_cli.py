"""``duizhao gate``, ``differences``, ``withdraw``, ``schedule``, ``send``: the site from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_publish import put

from translator import cli
from translator.desk import open_desk

#: the texts of ``put`` are no translations, which the checks would say
SITE = """
policy = { errors_block = false }
[[targets]]
name = "out"
kind = "folder"
path = "out"
[[targets]]
name = "bad"
kind = "folder"
path = "d.db/x"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_DATABASE", "sqlite:///d.db")
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    with open_desk() as desk:
        put(desk)
        put(desk, "# 第二页\n\n你好。\n", "second.md", approved=False)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli.main, list(words))


def rows(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_gate_says_what_holds_a_page_back_and_where() -> None:
    assert "second  held  第二页" in run("gate").stdout
    assert "(sentences 1, 2)" in run("gate").stdout
    assert [row["state"] for row in rows(run("gate", "--json"))] == ["ready", "held"]


def test_differences_are_told_between_editions_and_what_is_on_the_desk() -> None:
    run("publish")
    assert "readers would see no difference" in run("differences").output
    assert [(row["page"], row["change"]) for row in rows(run("differences", "1", "draft", "--json"))] == [
        ("second", "added")
    ]
    done = run("differences", "7x")
    assert (done.exit_code, "no edition" in done.output) == (2, True)


def test_a_page_is_withdrawn_and_a_release_is_planned_run_and_cancelled() -> None:
    run("publish")
    with open_desk() as desk:
        put(desk, "# 第三页\n\n好。\n", "third.md")
    run("publish")
    assert "1 page pairs, without news" in run("withdraw", "news", "--note", "old").stdout
    assert "to come" in run("schedule", "publish", "news", "--at", "2090-01-01 08:00").stdout
    assert "cancelled" in run("schedule", "--cancel", "1", "--by", "wang").stdout
    assert "nothing is planned, or due" in run("schedule", "--run").output
    assert run("schedule", "publish").exit_code == 2


def test_sending_goes_on_after_a_target_that_fails_and_the_exit_code_tells(folder: Path) -> None:
    assert "nothing is published yet" in run("send").output
    run("publish")
    done = run("send", "--dry-run")
    assert ("add  en/news.html" in done.stdout, (folder / "out").exists(), done.exit_code) == (True, False, 0)
    done = run("send", "bad", "out")
    assert ("not sent: bad" in done.output, done.exit_code) == (True, 1)
    assert (folder / "out" / "en" / "news.html").is_file()
    assert "out: 0 files would change" in run("send", "out", "--dry-run").stdout


def test_what_did_not_arrive_is_said_and_tried_again(folder: Path) -> None:
    (folder / "site.toml").write_text(SITE.replace('path = "d.db/x"', 'path = "d.db/x"\nfollows = true'))
    done = run("publish")
    assert ("not sent: bad" in done.output, done.exit_code) == (True, 1)
    assert run("send", "--failed").exit_code == 1
    (folder / "site.toml").write_text(SITE.replace('path = "d.db/x"', 'path = "x"'))
    done = run("send", "--failed")
    assert ("bad: edition 1 arrived" in done.stdout, done.exit_code) == (True, 0)
    assert "nothing has failed" in run("send", "--failed").output
