"""The command line with a real engine (random weights): from a file to its translation, and every way to fail."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = "import sys; from translator.cli import main; sys.argv[0] = 'duizhao'; main()"
ODD = ["廊坊欢迎您。", "", "2009", "😀", " ", "𠮷野家", "字" * 400, "！！！", "河北省。北京市。", "<t>廊坊</t>"]


class Shell:
    """Runs ``duizhao`` in a folder with the tiny engine."""

    def __init__(self, folder: Path, bundle: Path) -> None:
        self.folder, self.bundle = folder, bundle

    def __call__(
        self, *words: str, stdin: str | bytes = b"", stdout: int | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        environment = {
            **os.environ,
            "DUIZHAO_ENGINE": f"bundled:{self.bundle}",
            "PYTHONPATH": str(Path(__file__).parent.parent),
        }
        return subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            input=data,
            stdout=stdout or subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=environment,
        )

    def fails(self, *words: str, stdin: str | bytes = b"") -> tuple[int, str]:
        """Run it, see that it says one line and leaves nothing half-written, return exit code and line."""
        before = sorted(self.folder.rglob("*"))
        done = self(*words, stdin=stdin)
        assert sorted(path for path in self.folder.rglob("*") if "var" not in path.parts) == before
        assert done.stderr.count(b"\n") == 1
        return done.returncode, done.stderr.decode()


@pytest.fixture
def shell(tmp_path: Path, tiny_bundle: Path) -> Shell:
    (tmp_path / "page.md").write_text("# 廊坊\n\n河北省位于中国北方，靠近北京。\n", encoding="utf-8")
    return Shell(tmp_path, tiny_bundle)


def test_lines_come_back_in_order_and_empty_ones_stay_empty(shell: Shell) -> None:
    done = shell("translate", "--lines", "--to", "en", stdin="\n".join(ODD) + "\n")
    lines = done.stdout.decode().split("\n")
    assert (done.returncode, len(lines)) == (0, len(ODD) + 1)
    assert [lines[k] for k in (1, 2, 3, 7)] == ["", "2009", "😀", "！！！"]
    again = shell("translate", "--lines", "--to", "en", stdin="\n".join(reversed(ODD)) + "\n")
    assert again.stdout.decode().split("\n")[:-1] == lines[-2::-1]


def test_line_ends_and_a_missing_last_one_are_kept(shell: Shell) -> None:
    done = shell("translate", "--lines", "--to", "en", "--beam", "1", stdin="廊坊\r\n\r\n北京")
    assert [line.endswith(b"\r") for line in done.stdout.split(b"\n")] == [True, True, False]


def test_json_has_every_promised_field(shell: Shell) -> None:
    (shell.folder / "g.tsv").write_text("zh\ten\n河北省\tHebei\n", encoding="utf-8")
    done = shell("translate", "page.md", "--to", "en", "--json", "--glossary", "g.tsv")
    [value] = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(value) == ["file", "to", "engine", "glossary", "segments", "totals"]
    assert value["engine"].startswith("tiny:0:")
    segment = value["segments"][1]
    assert list(segment) == ["source", "text", "origin", "confidence", "terms", "findings"]
    assert segment["terms"][0].keys() == {"source", "target", "placed", "rung"}
    keys = {"check", "severity", "message", "source_span", "target_span", "fix"}
    assert all(finding.keys() == keys for part in value["segments"] for finding in part["findings"])


def test_a_translation_lies_beside_its_source_and_is_never_overwritten(shell: Shell) -> None:
    assert shell("translate", "page.md", "--to", "en").returncode == 0
    first = (shell.folder / "page.en.md").read_bytes()
    assert shell.fails("translate", "page.md", "--to", "en") == (
        2,
        "duizhao: page.en.md: exists already"
        " (--force overwrites it, --resume leaves it out, --out DIR writes elsewhere)\n",
    )
    assert shell("translate", "page.md", "--to", "en", "--force", "--quiet").stderr == b""
    assert (shell.folder / "page.en.md").read_bytes() == first


def test_resume_translates_what_is_left_and_says_when_nothing_is(shell: Shell) -> None:
    (shell.folder / "other.md").write_text("廊坊\n", encoding="utf-8")
    shell("translate", "page.md", "--to", "en", "--quiet")
    first = (shell.folder / "page.en.md").stat()
    assert shell("translate", ".", "--to", "en", "--quiet", "--resume").returncode == 0
    assert (shell.folder / "page.en.md").stat() == first
    assert (shell.folder / "other.en.md").exists()
    assert b"every translation is there already" in shell("translate", ".", "--to", "en", "--resume").stderr


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_standard_stream_is_never_taken_for_the_database(shell: Shell, closed: int) -> None:
    words = ["translate", "page.md", "--to", "en", "--force"]
    script = f'exec {closed}>&-; exec {sys.executable} -c "$0" {" ".join(words)}'
    environment = {
        **os.environ,
        "DUIZHAO_ENGINE": f"bundled:{shell.bundle}",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    assert subprocess.run(["sh", "-c", script, MAIN], cwd=shell.folder, env=environment).returncode == 0
    assert (shell.folder / "page.en.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("gb.txt", "廊坊市".encode("gb18030"), "not UTF-8 (it looks like GB18030: iconv -f GB18030"),
        ("latin.md", b"caf\xe9 is open", "not UTF-8"),
        ("b.txt", bytes(range(256)), "a binary file"),
        ("page.pdf", b"%PDF", "unknown file type '.pdf'"),
        ("page", "廊坊".encode(), "unknown file type '(no suffix)'"),
        ("en.md", b"It is already in English, as one sees.\n", "already English"),
        ("cut.txt", "廊坊".encode()[:-1], "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_the_callers_mistake(shell: Shell, name: str, data: bytes, words: str) -> None:
    (shell.folder / name).write_bytes(data)
    code, said = shell.fails("translate", name, "--to", "en")
    assert (code, words in said) == (2, True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("zh\tnote\n廊坊\tx\n", "g.tsv:1: missing column 'en'"),
        ("zh\ten\n廊坊\tLangfang\n廊坊\tLang Fang\n", "g.tsv:3: conflict"),
        ("zh\ten\n廊坊\tLangfang\n廊坊\tLangfang\n", "g.tsv:3: duplicate"),
        ("", "g.tsv:1: missing column 'zh'"),
    ],
)
def test_a_broken_glossary_is_named_by_file_and_line(shell: Shell, rows: str, words: str) -> None:
    (shell.folder / "g.tsv").write_text(rows, encoding="utf-8")
    code, said = shell.fails("translate", "page.md", "--to", "en", "--glossary", "g.tsv")
    assert (code, words in said) == (2, True)


def test_broken_weights_are_our_trouble(shell: Shell, tmp_path: Path) -> None:
    shutil.copytree(shell.bundle, tmp_path / "weights")
    (tmp_path / "weights" / "model.bin").write_bytes(b"broken")
    shell.bundle = tmp_path / "weights"
    code, said = shell.fails("translate", "page.md", "--to", "en")
    assert (code, "copy the folder again" in said) == (1, True)


def test_a_locked_database_says_wait(shell: Shell) -> None:
    assert shell("add", "page.md").returncode == 0
    with sqlite3.connect(shell.folder / "var" / "duizhao.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = shell("draft", "page")
    assert (done.returncode, b"locked by another program (wait a moment" in done.stderr) == (1, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
@pytest.mark.parametrize("words", [("--lines",), ("page.md", "--json", "--force")])
def test_a_full_disk_behind_stdout_is_one_line(shell: Shell, words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = shell("translate", "--to", "en", *words, stdin="廊坊\n", stdout=full.fileno())
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1 + (b" -> " in done.stderr))
    assert b"the disk the output goes to is full (make room" in done.stderr


def test_check_holds_the_lines_of_a_file_against_each_other(shell: Shell) -> None:
    rows = ["zh\ten", "概况\tOverview", "新闻\tNews", "概况\tAbout", "要闻\tNews", "概况\tOverview"]
    (shell.folder / "pairs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = json.loads(shell("check", "pairs.tsv", "--json").stdout)["findings"]
    assert [(one["line"], one["check"], one["fix"]) for one in found] == [
        (3, "same translation", None),
        (4, "inconsistent", "Overview"),
        (5, "same translation", None),
    ]
    assert "line 2" in found[1]["message"]


def test_check_knows_terms_that_are_forbidden_whatever_they_stand_for(shell: Shell) -> None:
    (shell.folder / "g.tsv").write_text("zh\ten\tstatus\n廊坊\tLang Fang\tforbidden\n", encoding="utf-8")
    done = shell("check", "--pair", "廊坊很美。", "Lang Fang is beautiful.", "--glossary", "g.tsv", "--json")
    assert [one["check"] for one in json.loads(done.stdout)["findings"]] == ["forbidden term"]
