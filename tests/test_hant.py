"""Traditional Chinese in and out: honest spans, names in their own forms, a warning where the way back fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from fakes import FakeEngine, ScriptedEngine
from hypothesis import given
from hypothesis import strategies as st

from translator import cli
from translator.config import Settings
from translator.desk import Desk
from translator.draft import Drafter, in_script
from translator.glossary import EMPTY, make
from translator.model import Draft, Lang, Pair, Segment, Severity, Span, Term
from translator.text.hant import Script, changed_on_return, is_traditional, simplified, traditional

GLOSSARY = make([Term("廊坊师范学院", "Langfang Normal University"), Term("软件园", "Software Park", zh_hant="軟件園")])


def draft(text: str, engine: FakeEngine | ScriptedEngine, target: Lang) -> Draft:
    return Drafter(engine, GLOSSARY).draft([Segment("d/1", 1, text, "", "1")], Pair.to(target))[0]


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("廊坊師範學院在河北。", True), ("廊坊师范学院在河北。", False), ("廊坊", False), ("", False), ("ABC 1", False),
        ("里面", False), ("「後來」的头发", False), ("臺北的電腦软件", True), ("皇后和太后", False),
    ],
)  # fmt: skip
def test_a_script_is_told_by_the_characters_only_it_has(text: str, so: bool) -> None:
    assert is_traditional(text) is so


@pytest.mark.parametrize(
    ("script", "after"),
    [
        (Script.TAIWAN, "請更新軟體和滑鼠程式。"),
        (Script.HONG_KONG, "請更新軟件和滑鼠程序。"),
        (Script.HANT, "請更新軟件和鼠標程序。"),
    ],
)
def test_each_place_has_its_words(script: Script, after: str) -> None:
    assert traditional("请更新软件和鼠标程序。", script).after == after


def test_a_span_finds_its_place_where_words_get_longer() -> None:
    done = traditional("互联网上的廊坊软件", Script.TAIWAN)
    assert done.after == "網際網路上的廊坊軟體"
    assert done.there(Span(5, 7)).of(done.after) == "廊坊"
    assert done.there(Span(0, 3)).of(done.after) == "網際網路"
    assert done.back(Span(6, 8)).of(done.before) == "廊坊"


@pytest.mark.parametrize("kept", ["http://例.cn/软件", "`软件`", "<a title='软件'>"])
def test_addresses_code_and_tags_are_left_alone(kept: str) -> None:
    assert traditional(f"软件 {kept} 软件", Script.TAIWAN).after == f"軟體 {kept} 軟體"


words = st.text("廊坊软件网络里后干面发互联网abc ，。𠮷😀<>`", max_size=25)


@given(words, st.sampled_from(Script))
def test_pieces_are_both_texts_in_order(text: str, script: Script) -> None:
    done = traditional(text, script)
    assert "".join(old.of(text) for old, _ in done.pieces) == text
    assert "".join(new.of(done.after) for _, new in done.pieces) == done.after
    assert simplified(done.after).before == done.after


def test_a_traditional_source_is_read_by_the_engine_and_shown_as_it_is() -> None:
    source = "請看**廊坊師範學院**的頁面。"
    engine = ScriptedEngine(
        {"请看<x1>廊坊师范学院<x2>的页面。": ["See the page of <x1>Langfang Normal University<x2>."]}
    )
    made = draft(source, engine, Lang.EN)
    assert (made.source, made.text) == (source, "See the page of **Langfang Normal University**.")
    assert made.terms[0].hit.span.of(source) == "廊坊師範學院"
    assert made.steps[0].name == "script"
    assert all(f.source_span is None or f.source_span.end <= len(source) for f in made.findings)


def test_words_of_taiwan_reach_the_engine_as_those_of_the_mainland_but_terms_do_not() -> None:
    source = "軟體機器人用滑鼠。"
    drafter = Drafter(FakeEngine({"软体机器人用鼠标。": "A soft robot."}), make([Term("软体机器人", "soft robot")]))
    made = drafter.draft([Segment("d/1", 1, source, "", "1")], Pair.to(Lang.EN))[0]
    assert (made.text, made.terms[0].hit.span.of(source)) == ("A soft robot.", "軟體機器人")


def test_a_draft_is_written_for_a_place_and_its_terms_keep_their_own_form() -> None:
    made = draft(
        "The Software Park updates software.",
        FakeEngine({"The Software Park updates software.": "软件园更新软件。"}),
        Lang.ZH,
    )
    shown = in_script(made, Script.TAIWAN)
    assert shown.text == "軟件園更新軟體。"
    assert [(p.target, p.target_span and p.target_span.of(shown.text)) for p in shown.terms] == [("軟件園", "軟件園")]
    assert (shown.steps[-1].name, shown.steps[-1].before) == ("script", made.text)


def test_what_would_not_come_back_is_a_warning_at_its_place() -> None:
    text = next(char for char in map(chr, range(0x4E00, 0x9FA6)) if changed_on_return(f"有{char}的"))
    made = draft("Some text.", FakeEngine({"Some text.": f"有{text}的网络。"}), Lang.ZH)
    (warning,) = [f for f in in_script(made, Script.TAIWAN).findings if f.check == "script"]
    assert (warning.severity, warning.target_span) == (Severity.WARNING, Span(1, 2))
    assert [f for f in in_script(replace(made, text="网络"), Script.TAIWAN).findings if f.check == "script"] == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    book = {"Welcome to the software page.": "欢迎来到软件页面。"}

    def desk(settings: Settings | None = None) -> Desk:
        return Desk(
            lambda: pytest.fail("opened a database"),
            Settings(),
            engine=lambda: FakeEngine(book),
            glossary=lambda: EMPTY,
        )

    monkeypatch.setattr("translator.cli.options.open_desk", desk)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_lines_and_json_come_in_the_script_asked_for(opened: Path) -> None:
    said = "Welcome to the software page.\n\n"
    done = CliRunner().invoke(cli.main, ["translate", "--lines", "--to", "zh-Hant-TW"], input=said)
    assert done.stdout == "歡迎來到軟體頁面。\n\n"
    done = CliRunner().invoke(cli.main, ["translate", "--lines", "--to", "zh-Hant-HK", "--json"], input=said)
    told = json.loads(done.stdout)
    assert (told["to"], told["segments"][0]["text"]) == ("zh-Hant-HK", "歡迎來到軟件頁面。")


def test_a_file_is_named_after_its_script_and_not_translated_again(opened: Path) -> None:
    (opened / "a.md").write_text("Welcome to the software page.\n", encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["translate", ".", "--to", "zh-Hant-TW"]).exit_code == 0
    assert (opened / "a.zh-Hant-TW.md").read_text("utf-8") == "歡迎來到軟體頁面。\n"
    assert CliRunner().invoke(cli.main, ["translate", ".", "--to", "zh"]).exit_code == 0
    assert sorted(p.name for p in opened.iterdir()) == ["a.md", "a.zh-Hant-TW.md", "a.zh.md"]


def test_a_traditional_page_is_drafted_to_english_and_no_other_way(opened: Path) -> None:
    done = CliRunner().invoke(
        cli.main, ["translate", "--lines", "--to", "zh-Hant-TW"], input="廊坊師範學院歡迎您，請進。\n"
    )
    assert done.exit_code == 2
