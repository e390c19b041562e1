"""``duizhao people``: accounts from the machine itself, the way back in when the last admin forgot the password."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from translator import cli
from translator.desk import open_desk

WORD = "a long password"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_DATABASE", "sqlite:///d.db")


def run(*words: str, password: str = "") -> Result:
    return CliRunner().invoke(cli.main, ["people", *words], input=password + "\n")


def test_the_first_account_is_an_admin_and_the_next_translate() -> None:
    assert run("add", "ada", password=WORD).stdout == "ada\tadmin\n"
    assert json.loads(run("add", "李娜", "--json", password=WORD).stdout)["role"] == "translator"
    assert run("list").stdout == "ada\tadmin\n李娜\ttranslator\n"


def test_a_lost_password_is_replaced_and_never_shown() -> None:
    run("add", "ada", password=WORD)
    done = run("password", "ada", password="another password")
    assert done.exit_code == 0
    assert "another" not in done.output
    with open_desk() as desk:
        assert desk.people.check("ada", "another password")
        assert not desk.people.check("ada", WORD)


def test_a_role_is_changed_and_an_account_closed_and_opened() -> None:
    run("add", "ada", password=WORD)
    run("add", "tang", password=WORD)
    assert run("change", "tang", "--role", "editor", "--close").stdout == "tang\teditor\tclosed\n"
    assert run("change", "tang", "--open").stdout == "tang\teditor\n"


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("password", "nobody"), WORD, "nobody called 'nobody'"),
        (("add", "ada"), "short", "too short"),
        (("add", "ada", "--role", "editor"), WORD, "must be an admin"),
        (("change", "ada"), "", "nothing to change"),
    ],
)
def test_trouble_is_one_line_with_the_next_step(words: tuple[str, ...], password: str, said: str) -> None:
    done = run(*words, password=password)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_only_admin_cannot_be_closed_out() -> None:
    run("add", "ada", password=WORD)
    assert "only admin" in run("change", "ada", "--close").stderr
