"""The phrases that come with Duizhao, and memory in files: what is said again and again needs no engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEngine

from translator import checks
from translator.cli import main
from translator.config import Settings
from translator.desk import open_desk
from translator.desk.recall import FileMemory, Layers, UnitIndex
from translator.desk.terms import hits_of
from translator.draft import Drafter
from translator.errors import InputError
from translator.glossary import open_glossary
from translator.memory import open_files
from translator.model import Draft, Glossary, Lang, Origin, Pair, Segment, Severity, Unit
from translator.text.chars import detect, has_han

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
PHRASES = open_files(["bundled"])
CURATED = open_glossary(["bundled"])


def draft(text: str, pair: Pair, *units: Unit, glossary: Glossary = CURATED) -> Draft:
    memory = FileMemory(UnitIndex(units or PHRASES), hits_of(glossary))
    return Drafter(FakeEngine(), glossary, memory=memory).draft([Segment("d/1", 1, text, "", "")], pair)[0]


def test_every_phrase_is_of_two_languages_and_stands_there_once() -> None:
    forward = [(unit.source, unit.target) for unit in PHRASES if unit.pair == TO_EN]
    assert len(forward) == len(set(forward)) >= 1000
    assert [pair for pair in forward if detect(pair[0]) is not Lang.ZH or has_han(pair[1])] == []


def test_no_check_sees_an_error_in_a_phrase() -> None:
    found = [(u.source, f) for u in PHRASES for f in checks.run(u.source, u.target, u.pair, ())]
    assert [(source, finding) for source, finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("首页", "Home"),
        ("HOME", "首页"),
        ("Overview", "概况"),
        ("About Tangshan", "唐山概况"),
        ("廊坊概况", "About Langfang"),
        ("本条例自2025年3月1日起施行。", "These regulations shall take effect on March 1, 2025."),
    ],
)
def test_a_phrase_is_the_draft_also_with_another_name_or_number_in_it(source: str, target: str) -> None:
    made = draft(source, TO_ZH if source.isascii() else TO_EN)
    assert (made.text, made.origin) == (target, Origin.MEMORY)
    assert (made.steps[0].before, made.steps[-1].after) == (source, target)


def test_what_a_phrase_says_against_the_glossary_is_left_to_the_engine(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("zh\ten\n首页\tFront page\n", encoding="utf-8")
    assert draft("首页", TO_EN, glossary=open_glossary([tmp_path / "own.tsv"])).origin is Origin.ENGINE


def test_what_a_person_approved_goes_before_a_phrase() -> None:
    own = FileMemory(UnitIndex([Unit("首页", "Front page", TO_EN)]), lambda *_: ())
    both = Layers(own, FileMemory(UnitIndex(PHRASES), lambda *_: ()))
    assert [match.target for match in both.matches("首页", TO_EN)][:2] == ["Front page", "Home"]


def test_a_pair_approved_the_other_way_is_a_draft_of_less_confidence() -> None:
    unit = Unit("廊坊很大。", "Langfang is large.", TO_EN)
    forward, back = draft(unit.source, TO_EN, unit), draft(unit.target, TO_ZH, unit)
    assert (back.text, back.origin) == (unit.source, Origin.MEMORY)
    assert back.confidence < forward.confidence


def test_memory_files_come_along_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.tsv").write_text("zh\ten\n廊坊2024年很好。\tLangfang was fine in 2024.\n", encoding="utf-8")
    args = ["translate", "--lines", "--to", "en", "--no-glossary", "--memory"]
    made = CliRunner().invoke(main, [*args, "own.tsv"], input="廊坊2025年很好。\n")
    assert made.stdout == "Langfang was fine in 2025.\n"
    assert "no such file" in CliRunner().invoke(main, [*args, "none.tsv"], input="首页\n").output.lower()


def test_without_memory_files_the_phrases_are_not_asked() -> None:
    with open_desk(Settings(memories=())) as desk:
        assert desk.memory.units == ()


def test_a_broken_memory_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("zh\ten\na\tb\tc\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.tsv:2"):
        open_files([tmp_path / "own.tsv", "bundled"])
