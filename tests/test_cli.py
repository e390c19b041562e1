"""The command line: what it prints, what it writes, how it fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fakes import FakeEngine

from translator import cli
from translator.cli import options
from translator.config import Settings
from translator.errors import EngineError
from translator.model import (
    Document,
    Draft,
    Finding,
    Glossary,
    Hit,
    Lang,
    Origin,
    Placement,
    Rung,
    Severity,
    Span,
    Term,
)
from translator.ports import Progressed

TERM = Term("廊坊", "Langfang")


class FakeDesk:
    """Translate by putting brackets around each segment; a segment with 廊坊 has that term placed and a finding."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = FakeEngine()
        self.glossary = Glossary("hebei", (TERM,), "abc123")
        self.memory = SimpleNamespace(units=())
        self.trouble: Exception | None = None

    def __enter__(self) -> FakeDesk:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def translate_document(
        self, document: Document, target: Lang, *, script: object = None, progress: Progressed | None = None
    ) -> Sequence[Draft]:
        if self.trouble:
            raise self.trouble
        return [self._draft(segment.id, segment.text) for segment in document.segments]

    def _draft(self, segment: str, source: str) -> Draft:
        at = source.find("廊坊")
        hits = (Hit(TERM, Span(at, at + 2)),) if at >= 0 else ()
        placed = tuple(Placement(hit, "Langfang", Span(1, 9), Rung.ANNOTATED) for hit in hits)
        found = (Finding("numbers", Severity.WARNING, "2 is missing", Span(0, 1), None, "fixed"),) if hits else ()
        return Draft(segment, source, f"[{source}]", Origin.ENGINE, "fake:1:0", "abc123", 0.75, (), placed, found)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeDesk:
    """Let the command line open a fake desk, in a folder of its own."""
    desk = FakeDesk(Settings())

    def opened(settings: Settings | None = None) -> FakeDesk:
        desk.settings = settings or Settings()
        return desk

    monkeypatch.setattr(options, "open_desk", opened)
    monkeypatch.chdir(tmp_path)
    return desk


def call(*args: object, given: str = "") -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], input=given.encode())


def page(text: str = "廊坊欢迎您。\n", name: str = "a.md") -> Path:
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


# --- translate: files ---


def test_a_page_is_written_beside_its_source_and_told_on_stderr(desk: FakeDesk) -> None:
    done = call("translate", page(), "--to", "en")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("a.en.md").read_text(encoding="utf-8") == "[廊坊欢迎您。]\n"
    assert done.stderr.startswith("a.md -> a.en.md  1 segment, 1 of 1 term placed, 1 warning")


def test_quiet_says_nothing(desk: FakeDesk) -> None:
    done = call("translate", page(), "--to", "en", "--quiet")
    assert done.output == ""


def test_json_is_one_object_for_each_input_with_exactly_the_promised_keys(desk: FakeDesk) -> None:
    page()
    page("你好。\n", "b.txt")
    lines = call("translate", ".", "--to", "en", "--json").stdout.splitlines()
    first, second = (json.loads(line) for line in lines)
    assert list(first) == ["file", "to", "engine", "glossary", "segments", "totals"]
    assert (first["file"], first["to"], first["engine"], first["glossary"]) == (
        "a.md",
        "en",
        "fake:1:00000000",
        "abc123",
    )
    assert second["file"] == "b.txt"


def test_json_explains_each_segment(desk: FakeDesk) -> None:
    [segment] = json.loads(call("translate", page(), "--to", "en", "--json").stdout)["segments"]
    assert segment == {
        "source": "廊坊欢迎您。",
        "text": "[廊坊欢迎您。]",
        "origin": "engine",
        "confidence": 0.75,
        "terms": [{"source": "廊坊", "target": "Langfang", "placed": True, "rung": "annotated"}],
        "findings": [
            {
                "check": "numbers",
                "severity": "warning",
                "message": "2 is missing",
                "source_span": [0, 1],
                "target_span": None,
                "fix": "fixed",
            }
        ],
    }


def test_the_files_are_written_with_json_too(desk: FakeDesk) -> None:
    call("translate", page(), "--to", "en", "--json")
    assert Path("a.en.md").exists()


def test_an_existing_translation_is_kept(desk: FakeDesk) -> None:
    page("old", "a.en.md")
    done = call("translate", page(), "--to", "en")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert Path("a.en.md").read_text(encoding="utf-8") == "old"


def test_a_file_of_the_wrong_direction_is_named_and_the_others_go_on(desk: FakeDesk) -> None:
    page("Welcome to Langfang.\n", "wrong.md")
    done = call("translate", page(), "wrong.md", "--to", "en")
    assert done.exit_code == 2
    assert "wrong.md: already English" in done.stderr
    assert "1 of 2 files were not translated" in done.stderr
    assert Path("a.en.md").exists()


def test_options_reach_the_settings(desk: FakeDesk) -> None:
    call(
        "translate", page(), "--to", "en", "--engine", "hf:x", "--beam", 1, "--glossary", "g.tsv", "--glossary", "h.tsv"
    )
    assert (desk.settings.engine, desk.settings.beam, desk.settings.glossaries) == ("hf:x", 1, ("g.tsv", "h.tsv"))


@pytest.mark.parametrize(
    "args",
    [
        ["a.md"],
        ["--to", "en"],
        ["a.md", "--to", "fr"],
        ["a.md", "--to", "en", "--beam", "17"],
        ["a.md", "--to", "en", "--beam", "0"],
        ["a.md", "--to", "en", "--lines"],
        ["--to", "en", "--lines", "--out", "x"],
        ["gone.md", "--to", "en"],
        ["a.md", "--to", "en", "--bogus"],
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_two(desk: FakeDesk, args: list[str]) -> None:
    page()
    done = call("translate", *args)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not Path("a.en.md").exists()


def test_our_trouble_is_one_line_and_exit_code_one(desk: FakeDesk) -> None:
    desk.trouble = EngineError("weights are broken", next_step="run git checkout")
    done = call("translate", page(), "--to", "en")
    assert (done.exit_code, done.stderr) == (1, "duizhao: weights are broken (run git checkout)\n")


def test_a_bug_is_one_line_too_unless_debugging(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.trouble = KeyError("x")
    done = call("translate", page(), "--to", "en")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    monkeypatch.setenv("DUIZHAO_DEBUG", "1")
    assert "Traceback" in call("translate", page(), "--to", "en").stderr


# --- translate: lines ---


def test_lines_come_out_in_order_with_their_ends(desk: FakeDesk) -> None:
    done = call("translate", "--lines", "--to", "en", given="一。\r\n\n二。")
    assert done.stdout_bytes == "[一。]\r\n\n[二。]".encode()


def test_lines_of_the_wrong_direction_are_refused_before_any_output(desk: FakeDesk) -> None:
    done = call("translate", "--lines", "--to", "zh", given="廊坊欢迎您。\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "stdin: already Chinese" in done.stderr


def test_json_of_lines_is_one_object_with_segment_k_for_line_k(desk: FakeDesk) -> None:
    got: Any = json.loads(call("translate", "--lines", "--to", "en", "--json", given="一。\n\n二。\n").stdout)
    assert got["file"] == "-"
    assert [segment["text"] for segment in got["segments"]] == ["[一。]", "", "[二。]"]
    assert got["totals"]["segments"] == 2


def test_nothing_in_is_nothing_out(desk: FakeDesk) -> None:
    done = call("translate", "--lines", "--to", "en")
    assert (done.exit_code, done.output) == (0, "")


# --- the program ---


def program(*args: str, **extra: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from translator.cli import main; main()", *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **extra)


def test_help_loads_nothing_slow() -> None:
    code = (
        "import sys\ntry:\n    from translator.cli import main; main(['--help'])\n"
        "finally:\n    print(*sorted({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    slow = {"ctranslate2", "sentencepiece", "transformers", "torch", "sqlalchemy", "sacrebleu", "flask", "web", "rich"}
    assert not set(done.stderr.split()) & slow
    assert "translate" in done.stdout
    assert "serve" in done.stdout


@pytest.mark.parametrize("verb", [*cli.VERBS, "glossary check", "glossary import", "glossary add"])
def test_each_verb_has_an_example_in_its_help(verb: str) -> None:
    done = call(*verb.split(), "--help")
    assert done.exit_code == 0
    assert "Example:" in done.output or verb == "glossary"


def test_a_misspelt_verb_is_answered_with_the_right_one() -> None:
    done = call("trnslate")
    assert (done.exit_code, done.stderr) == (
        2,
        "duizhao: no command 'trnslate'; did you mean translate? (see duizhao --help)\n",
    )


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    done = program("--help", env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert "对照" in done.stdout


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    lines = tmp_path / "many.tsv"
    lines.write_text("投资1.5亿元。\tAn investment of 15 million yuan.\n" * 3000, encoding="utf-8")
    command = f"{sys.executable} -c 'from translator.cli import main; main()' check {lines} | head -1 >/dev/null"
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_ctrl_c_is_quiet() -> None:
    code = (
        "import sys, time; from translator import cli; from translator.cli import options\n"
        "def stuck(settings=None): print('ready', flush=True); time.sleep(30)\n"
        "options.open_desk = stuck; cli.main(['list'])"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "")


def test_names_are_listed_as_a_glossary_that_is_sound(tmp_path: Path) -> None:
    page, list_ = tmp_path / "page.txt", tmp_path / "new.tsv"
    page.write_text("廊坊第三中学与唐山金马集团合作。", encoding="utf-8")
    list_.write_text(call("names", str(page), "--tsv").stdout, encoding="utf-8")
    told = call("glossary", "check", str(list_), "--json")
    assert json.loads(told.stdout)["terms"] == 2


def test_names_of_a_glossary_are_not_listed(tmp_path: Path) -> None:
    page, known = tmp_path / "page.txt", tmp_path / "known.tsv"
    page.write_text("廊坊师范学院很大。", encoding="utf-8")
    known.write_text("zh\ten\n廊坊师范学院\tLangfang Normal University\n", encoding="utf-8")
    assert json.loads(call("names", str(page), "--glossary", str(known), "--json").stdout) == {"names": []}
