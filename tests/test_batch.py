"""Files, folders and lines: planned before any work, written whole, in order."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.batch import Job, attempt, check_direction, plan, raw_lines, translate_lines, write_whole
from translator.batch.lines import Line
from translator.batch.pairs import TextPair, direction, directions, read_tsv, read_two
from translator.errors import EngineError, InputError, StoreError
from translator.model import Document, Draft, Lang, Origin, Pair

ZH_EN, EN_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)


def echo(document: Document) -> Sequence[Draft]:
    """Translate by putting brackets around each segment."""
    return [
        Draft(segment.id, segment.text, f"[{segment.text}]", Origin.ENGINE, "fake:1:0", "", 1.0)
        for segment in document.segments
    ]


def touch(folder: Path, *names: str, text: str = "Welcome to Langfang.\n") -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return paths


# --- plan ---


def test_a_translation_lies_beside_its_source(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "news.md")
    assert plan([path], Lang.ZH) == [Job(path, tmp_path / "news.zh.md")]


def test_the_source_language_in_a_name_is_replaced(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "news.en.md")
    assert plan([path], Lang.ZH)[0].output.name == "news.zh.md"


def test_a_folder_is_searched_and_its_own_outputs_are_skipped(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "a.zh.html", "sub/b.txt", "sub/c.HTM", "d.pdf", ".git/e.md", ".f.md")
    found = [job.source.relative_to(tmp_path).as_posix() for job in plan([tmp_path], Lang.ZH)]
    assert found == ["a.md", "sub/b.txt", "sub/c.HTM"]


def test_out_keeps_the_folders(tmp_path: Path) -> None:
    touch(tmp_path, "pages/sub/b.txt")
    [job] = plan([tmp_path / "pages"], Lang.ZH, out=tmp_path / "out")
    assert job.output == tmp_path / "out" / "sub" / "b.zh.txt"


def test_a_file_named_twice_is_translated_once(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.md")
    assert len(plan([path, tmp_path, path], Lang.ZH)) == 1


def test_an_existing_output_is_refused_before_any_work(tmp_path: Path) -> None:
    path, _ = touch(tmp_path, "a.md", "a.zh.md")
    with pytest.raises(InputError, match=r"a\.zh\.md: exists already.*--force"):
        plan([path], Lang.ZH)


def test_force_lets_an_existing_output_be_overwritten(tmp_path: Path) -> None:
    path, _ = touch(tmp_path, "a.md", "a.zh.md")
    assert plan([path], Lang.ZH, force=True)[0].output.name == "a.zh.md"


def test_a_call_that_broke_off_goes_on_with_the_files_that_are_left(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "a.zh.md", "b.md")
    assert [job.source.name for job in plan([tmp_path], Lang.ZH, resume=True)] == ["b.md"]


def test_a_link_to_a_file_of_the_folder_is_that_file(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to(path)
    assert [job.source.name for job in plan([tmp_path], Lang.ZH)] == ["a.md"]


def test_two_inputs_with_one_output_are_refused(tmp_path: Path) -> None:
    paths = touch(tmp_path, "a.md", "a.en.md")
    with pytest.raises(InputError, match=r"would both be written to .*a\.zh\.md"):
        plan(paths, Lang.ZH, force=True)


def test_an_input_is_never_overwritten_even_by_force(tmp_path: Path) -> None:
    paths = touch(tmp_path, "a.md", "a.zh.md")
    with pytest.raises(InputError, match=r"a\.zh\.md: is the output and an input"):
        plan(paths, Lang.ZH, force=True)


@pytest.mark.parametrize(("name", "message"), [("gone.md", "no such file"), ("a.pdf", "unknown file type '.pdf'")])
def test_a_path_that_cannot_be_translated_is_named(tmp_path: Path, name: str, message: str) -> None:
    touch(tmp_path, "a.pdf")
    with pytest.raises(InputError, match=f"{name}: {message}"):
        plan([tmp_path / name], Lang.ZH)


def test_an_empty_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to translate"):
        plan([tmp_path], Lang.ZH)


def test_a_file_in_the_way_of_the_output_folder_is_named(tmp_path: Path) -> None:
    path, _ = touch(tmp_path, "a.md", "out")
    with pytest.raises(InputError, match="out: is a file, not a folder"):
        plan([path], Lang.ZH, out=tmp_path / "out" / "deep")


# --- run ---


def test_a_file_is_translated_and_its_frame_kept(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.md", text="# Welcome to Langfang\n\nIt lies in the north.\n")
    [job] = plan([path], Lang.ZH)
    outcome = attempt(job, echo, EN_ZH)
    assert job.output.read_text(encoding="utf-8") == "# [Welcome to Langfang]\n\n[It lies in the north.]\n"
    assert [draft.source for draft in outcome.drafts] == ["Welcome to Langfang", "It lies in the north."]


def test_the_wrong_direction_is_a_failure_that_lets_others_go_on(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.md", text="廊坊位于河北。\n")
    outcome = attempt(Job(path, tmp_path / "a.zh.md"), echo, EN_ZH)
    assert "already Chinese" in str(outcome.failure)
    assert not (tmp_path / "a.zh.md").exists()


def test_trouble_of_the_machine_stops_everything(tmp_path: Path) -> None:
    def broken(document: Document) -> Sequence[Draft]:
        raise EngineError("weights are broken")

    [path] = touch(tmp_path, "a.md")
    with pytest.raises(EngineError):
        attempt(Job(path, tmp_path / "a.zh.md"), broken, EN_ZH)


@pytest.mark.parametrize(
    ("texts", "pair"),
    [
        (["2009", "12:30 - 14:00"], ZH_EN),
        (["Atofina", "IBM 2009"], ZH_EN),
        (["<https://example.com/welcome>"], ZH_EN),
        ([], ZH_EN),
        (["廊坊欢迎您。", "Welcome to Langfang."], ZH_EN),
        (["廊坊欢迎您。", "Welcome to Langfang."], EN_ZH),
        (["Yaohua Glass (耀华玻璃) is in Qinhuangdao."], EN_ZH),
    ],
)
def test_bilingual_pages_names_and_figures_pass_the_direction_check(texts: list[str], pair: Pair) -> None:
    check_direction(texts, pair, "a.md")


@pytest.mark.parametrize(
    ("texts", "pair", "told"),
    [
        (["廊坊欢迎您。"], EN_ZH, "already Chinese"),
        (["Welcome to Langfang."], ZH_EN, "already English"),
        (["The city of Langfang (廊坊) lies between Beijing and Tianjin."] * 3, ZH_EN, "already English"),
    ],
)
def test_a_text_in_the_target_language_is_refused(texts: list[str], pair: Pair, told: str) -> None:
    with pytest.raises(InputError, match=rf"a\.md: {told}.*use --to {pair.source}"):
        check_direction(texts, pair, "a.md")


# --- write ---


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [path] = touch(tmp_path, "a.zh.md", text="old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="the disk is full"):
        write_whole(path, "new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.zh.md"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_written_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (plain := tmp_path / "plain").touch()
    write_whole(tmp_path / "sub" / "a.md", "文")
    assert (tmp_path / "sub" / "a.md").stat().st_mode == plain.stat().st_mode
    assert (tmp_path / "sub" / "a.md").read_bytes() == "文".encode()


# --- lines ---


def through(text: str, translate: Callable[[Document], Sequence[Draft]] = echo) -> str:
    chunks = raw_lines(BytesIO(text.encode()).read1)
    return "".join(line for lines in chunks for line in translate_lines(lines, translate, ZH_EN)[0])


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("一\n二\n", "[一]\n[二]\n"),
        ("一\n\n二", "[一]\n\n[二]"),
        ("一\r\n \r\n二\r\n", "[一]\r\n \r\n[二]\r\n"),
        ("\u3000一 \n", "\u3000[一] \n"),
        ("\ufeff一\n", "[一]\n"),
        ("\n\n", "\n\n"),
        ("", ""),
    ],
)
def test_line_ends_empty_lines_and_blanks_stay(given: str, wanted: str) -> None:
    assert through(given) == wanted


def test_a_line_break_in_a_translation_makes_no_second_line() -> None:
    assert Line.of("一\n").with_words("one\r\ntwo\u2028three") == "one two three\n"


@given(st.text(alphabet="一 a\n\r\t\x0b\u2028", max_size=40))
def test_as_many_lines_come_out_as_go_in(text: str) -> None:
    assert through(text).count("\n") == text.count("\n")


def test_lines_cut_by_the_pipe_are_glued() -> None:
    chunks = iter(["廊坊".encode()[:4], "廊坊".encode()[4:] + b"\nb", b"c", b""])
    assert list(raw_lines(lambda _: next(chunks))) == [["廊坊\n"], ["bc"]]


def test_a_line_that_is_not_utf8_is_named() -> None:
    with pytest.raises(InputError, match="stdin:2: not UTF-8"):
        list(raw_lines(BytesIO(b"a\n\xff\n").read1))


def test_each_line_has_a_draft_also_the_empty_one() -> None:
    _, drafts = translate_lines(["一\n", "\n", "二\n"], echo, ZH_EN)
    assert [draft.source for draft in drafts] == ["一", "", "二"]


# --- pairs ---


def test_a_header_line_and_empty_lines_are_no_pairs(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.tsv", text="source\ttarget\n\n廊坊\tLangfang\tnote\n")
    assert read_tsv(path) == [TextPair(3, "廊坊", "Langfang")]


def test_a_line_without_a_tab_is_named(tmp_path: Path) -> None:
    [path] = touch(tmp_path, "a.tsv", text="廊坊\tLangfang\n廊坊 Langfang\n")
    with pytest.raises(InputError, match=r"a\.tsv:2: no tab"):
        read_tsv(path)


def test_two_files_of_different_length_are_refused_with_both_counts(tmp_path: Path) -> None:
    [a], [b] = touch(tmp_path, "a.txt", text="一\n二\n"), touch(tmp_path, "b.txt", text="one\n")
    with pytest.raises(InputError, match=r"a\.txt has 2 lines but .*b\.txt has 1"):
        read_two(a, b)


def test_the_direction_is_that_of_most_pairs() -> None:
    pairs = [TextPair(1, "IBM", "IBM"), TextPair(2, "廊坊", "Langfang"), TextPair(3, "2009", "in 2009")]
    assert direction(pairs, None) == ZH_EN


def test_a_file_may_run_both_ways() -> None:
    pairs = [TextPair(1, "廊坊", "Langfang"), TextPair(2, "Hello.", "你好。"), TextPair(3, "Overview.", "Overview.")]
    assert directions(pairs, None) == [ZH_EN, Pair.to(Lang.ZH), Pair.to(Lang.ZH)]
    assert directions(pairs[:1] + pairs[2:], None) == [ZH_EN, ZH_EN]


def test_figures_alone_show_no_direction() -> None:
    with pytest.raises(InputError, match="--to zh or --to en"):
        direction([TextPair(1, "1", "2")], None)
