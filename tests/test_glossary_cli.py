"""``duizhao glossary``: every verb with its JSON, its exit code, and files left alone when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import Popen
from sys import executable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import FakeEngine, a_document

from translator import cli
from translator.config import Settings
from translator.desk import Desk
from translator.glossary import load
from translator.store import open_store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_DATABASE", "sqlite:///d.db")
    Path("g.tsv").write_text("# 城市\nzh\ten\tkind\n廊坊\tLangfang\tplace\n", encoding="utf-8")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.main, ["glossary", *map(str, words)])


def said(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_check_lists_every_problem_and_leaves_with_2() -> None:
    Path("h.tsv").write_text("zh\ten\n廊坊\tLang Fang\n唐山\t\n", encoding="utf-8")
    done = run("check", "g.tsv", "h.tsv", "--json")
    problems = json.loads(done.stdout)["problems"]
    assert done.exit_code == 2
    assert [(p["file"], p["line"], p["rule"]) for p in problems] == [("h.tsv", 3, "empty"), ("h.tsv", 2, "conflict")]
    assert "g.tsv:3" in run("check", "g.tsv", "h.tsv").stdout


def test_check_of_sound_files_counts_them() -> None:
    told = said("check", "g.tsv")
    assert (told["terms"], told["kinds"], told["problems"]) == (1, {"place": 1}, [])
    assert said("check", "g.tsv")["digest"] == load([Path("g.tsv")]).digest


def test_add_appends_one_line_and_touches_no_other() -> None:
    told = said("add", "固安县", "Gu'an County", "--kind", "place", "--into", "g.tsv")
    assert (told["added"]["en"], told["place"]) == ("Gu'an County", "g.tsv:4")
    assert Path("g.tsv").read_text("utf-8").splitlines() == [
        "# 城市", "zh\ten\tkind", "廊坊\tLangfang\tplace", "固安县\tGu'an County\tplace"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (["廊坊", "Lang Fang"], "conflict: 廊坊"),
        (["廊坊", "Langfang"], "duplicate"),
        (["唐山", ""], "empty term"),
        (["唐山", "Tangshan", "--authority", "MCA"], "no column 'authority'"),
        (["Tangshan", "唐山"], "swapped"),
    ],
)
def test_add_refuses_what_does_not_agree_and_writes_nothing(words: list[str], rule: str) -> None:
    before = Path("g.tsv").read_bytes()
    done = run("add", *words, "--into", "g.tsv")
    assert (done.exit_code, Path("g.tsv").read_bytes()) == (2, before)
    assert rule in done.stderr


def test_add_makes_a_new_file_with_every_column_but_no_new_folder() -> None:
    said("add", "#1", "No. 1", "--variant", "一号", "--any-case", "--into", "new.tsv")
    (term,) = load([Path("new.tsv")]).terms
    assert (term.zh, term.zh_variants, term.case_sensitive) == ("#1", ("一号",), False)
    assert run("add", "a", "b", "--into", "none/new.tsv").exit_code == 2
    assert run("add", "a", "b", "--into", "new.xlsx").exit_code == 2


def test_many_who_add_at_once_lose_nothing() -> None:
    code = "import sys; from translator.cli import main; main(sys.argv[1:])"
    adding = ["glossary", "add", "--into", "g.tsv"]
    all_at_once = [Popen([executable, "-c", code, *adding, f"地方{k}", f"Place {k}"]) for k in range(6)]
    assert [one.wait() for one in all_at_once] == [0] * 6
    assert len(load([Path("g.tsv")]).terms) == 7


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "tbx"])
def test_terms_go_out_and_come_in_by_any_format(suffix: str) -> None:
    assert said("export", "g.tsv", "--out", f"out.{suffix}")["terms"] == 1
    assert run("export", "g.tsv", "--out", f"out.{suffix}").exit_code == 2
    said("import", f"out.{suffix}", "--into", "back.tsv")
    assert load([Path("back.tsv")]).digest == load([Path("g.tsv")]).digest
    assert run("import", f"out.{suffix}", "--into", "back.tsv").exit_code == 2
    assert said("import", f"out.{suffix}", "--into", "back.tsv", "--replace")["imported"] == 1


def test_import_onto_the_desk_takes_all_or_none() -> None:
    assert said("import", "g.tsv", "--by", "li") == {"imported": 1, "into": "desk"}
    Path("h.tsv").write_text("zh\ten\n青岬湾\tQingjia Bay\n廊坊\tLang Fang\n", encoding="utf-8")
    done = run("import", "h.tsv")
    assert (done.exit_code, "conflict: 廊坊" in done.stderr) == (2, True)
    assert said("search", "青岬湾")["terms"] == []
    assert said("import", "h.tsv", "--replace")["imported"] == 2
    assert [term["en"] for term in said("search", "廊坊")["terms"] if term["zh"] == "廊坊"] == ["Lang Fang"]


def test_search_finds_two_characters_and_english_words() -> None:
    for words in ("廊坊", "langfang", "LANG"):
        assert [term["zh"] for term in said("search", words, "--glossary", "g.tsv")["terms"]] == ["廊坊"]
    done = run("search", "没有", "--glossary", "g.tsv")
    assert (done.exit_code, done.stdout) == (0, "")


def test_stats_count_what_there_is() -> None:
    told = said("stats", "g.tsv")
    assert (told["terms"], told["by_kind"], told["with_authority"]) == (1, {"place": 1}, 0)
    assert "by kind:" in run("stats", "g.tsv").stdout


def test_a_new_term_lists_its_sentences_and_drafts_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("sqlite:///d.db")
    store.add_document(a_document("廊坊很大。", "天很蓝。"))

    def opened(settings: Settings | None = None) -> Desk:
        return Desk(store, settings or Settings(), engine=FakeEngine, glossary=lambda: load([]))

    monkeypatch.setattr("translator.cli.options.open_desk", opened)
    assert CliRunner().invoke(cli.main, ["draft", "--quiet"]).exit_code == 0
    assert said("affected") == {"affected": [], "redrafts": 0}
    said("add", "廊坊", "Langfang")
    (one,) = said("affected")["affected"]
    assert (one["source"], one["come"], one["redrafts"]) == ("廊坊很大。", ["廊坊 → Langfang"], True)
    done = CliRunner().invoke(cli.main, ["draft", "--terms-changed", "--json"])
    assert json.loads(done.stdout) == {"drafted": 1}
    assert said("affected")["affected"] == []
    assert CliRunner().invoke(cli.main, ["draft", "page", "--terms-changed"]).exit_code == 2
