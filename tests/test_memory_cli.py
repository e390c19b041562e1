"""``duizhao memory`` and ``desk.memory``: files in and out, finds, exit codes, and nothing half done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from translator import cli
from translator.memory import UnitFile, save
from translator.model import Lang, Pair, Unit

TO_EN = Pair.to(Lang.EN)
PAIRS = [
    Unit("廊坊2024年增长3.5%。", "Langfang grew by 3.5 percent in 2024.", TO_EN, by="wang"),
    Unit("欢迎投资。", "You are welcome to invest.", TO_EN, origin="law.tmx"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_DATABASE", "sqlite:///d.db")
    Path("duizhao.toml").write_text('glossaries = ["g.tsv"]\n')
    Path("g.tsv").write_text("zh\ten\tkind\n廊坊\tLangfang\tplace\n唐山\tTangshan\tplace\n", encoding="utf-8")
    save(PAIRS, tmp_path / "partner.tmx")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.main, ["memory", *map(str, words)])


def said(*words: object) -> list[Any]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_file_comes_in_once_and_says_who_brought_it() -> None:
    (first,) = said("import", "partner.tmx", "--by", "li")
    (again,) = said("import", "partner.tmx", "--by", "li")
    assert (first["units"], first["new"], first["known"], first["left_out"]) == (2, 2, 0, 0)
    assert (again["new"], again["known"]) == (0, 2)
    found = [said("search", words)[0] for words in ("廊坊", "invest")]
    assert [(f["by"], f["origin"]) for f in found] == [("wang", "partner.tmx"), ("li", "law.tmx")]
    assert all(f["at"] for f in found)


def test_a_match_shows_its_differences_and_what_was_put_in() -> None:
    said("import", "partner.tmx")
    (found,) = said("match", "唐山2025年增长4.2%。", "--to", "en")
    assert (found["target"], found["kind"]) == ("Tangshan grew by 4.2 percent in 2025.", "adapted")
    assert sorted(step["why"] for step in found["steps"]) == ["2024 → 2025", "3.5 → 4.2", "廊坊 → 唐山"]
    assert [edit["ours"] for edit in found["edits"]] == [[0, 6], [9, 12]]
    text = run("match", "欢迎投资！", "--to", "en").stdout
    assert "fuzzy" in text
    assert "You are welcome to invest." in text


def test_unreviewed_pairs_never_match_exactly() -> None:
    said("import", "partner.tmx", "--unreviewed")
    assert [f["score"] for f in said("match", "欢迎投资。", "--to", "en")] == [97]
    assert said("stats")[0]["reviewed"] == 0


def test_export_and_import_in_another_place_keep_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said("import", "partner.tmx", "--by", "li")
    for name in ("m.tmx", "m.tsv"):
        assert said("export", name) == [{"file": name, "units": 2}]
        monkeypatch.setenv("DUIZHAO_DATABASE", f"sqlite:///{name}.db")
        said("import", name, "--by", "nobody")
        said("export", f"again-{name}")
        assert list(UnitFile(folder / f"again-{name}")) == list(UnitFile(folder / name))
        monkeypatch.setenv("DUIZHAO_DATABASE", "sqlite:///d.db")


def test_export_does_not_overwrite_unless_told() -> None:
    done = run("export", "partner.tmx")
    assert (done.exit_code, "exists" in done.stderr) == (2, True)
    assert said("export", "partner.tmx", "--force")[0]["units"] == 0


def test_what_a_file_brought_can_be_taken_out_again() -> None:
    said("import", "partner.tmx")
    assert said("stats")[0]["origins"] == [{"origin": "law.tmx", "units": 1}, {"origin": "partner.tmx", "units": 1}]
    assert said("remove", "law.tmx") == [{"origin": "law.tmx", "removed": 1}]
    assert run("remove", "law.tmx").exit_code == 2
    assert said("stats")[0]["units"] == 1


def test_of_several_files_all_come_in_or_none() -> None:
    Path("bad.tmx").write_text("<tmx><body><tu>")
    done = run("import", "partner.tmx", "bad.tmx")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "bad.tmx:1: not XML" in done.stderr
    assert said("stats")[0]["units"] == 0


def test_a_file_without_a_pair_is_the_callers_mistake() -> None:
    Path("de.tmx").write_text('<tmx><body><tu><tuv xml:lang="de"><seg>x</seg></tuv></tu></body></tmx>')
    done = run("import", "de.tmx")
    assert done.exit_code == 2
    assert "no pair of a Chinese and an English text" in done.stderr


@pytest.mark.parametrize(
    "words", [["import"], ["import", "nowhere.tmx"], ["import", "x.docx"], ["match", "x"], ["search"]]
)
def test_mistakes_leave_with_2_and_one_line(words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_found_is_no_error_and_prints_nothing_to_stdout() -> None:
    done = run("search", "廊坊")
    assert (done.exit_code, done.stdout) == (0, "")
    assert said("match", "廊坊", "--to", "en") == said("search", "%") == []
