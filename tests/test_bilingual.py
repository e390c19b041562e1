"""Bilingual files of other programs: what they hold comes as pairs with their lines; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from translator.batch.bilingual import read_pairs
from translator.batch.pairs import TextPair
from translator.errors import InputError

XLIFF_1 = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>\n{}\n</body></file></xliff>'
XLIFF_2 = '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><unit>\n{}\n</unit></file></xliff>'
TMX = '<tmx version="1.4"><header srclang="en"/><body>\n{}\n</body></tmx>'


def pairs(folder: Path, name: str, text: str) -> list[TextPair]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_pairs(folder / name)


def test_units_of_xliff_are_read_without_their_codes_and_untranslated_ones_left_out(tmp_path: Path) -> None:
    done = "<trans-unit><source>廊坊<ph>&lt;br&gt;</ph><g>欢迎</g></source>\n<target>Langfang</target></trans-unit>"
    open_ = "<trans-unit><source>你好</source><target/></trans-unit><trans-unit><source>你好</source></trans-unit>"
    assert pairs(tmp_path, "a.xlf", XLIFF_1.format(done + open_)) == [TextPair(3, "廊坊欢迎", "Langfang")]


def test_marked_segments_of_a_unit_are_pairs_of_their_own(tmp_path: Path) -> None:
    marks = '<mrk mtype="seg" mid="1">{}</mrk> <mrk mtype="seg" mid="2">{}</mrk>'
    sides = f"<source>一。二。</source><seg-source>{marks.format('一。', '二。')}</seg-source>"
    unit = f"<trans-unit>{sides}<target>{marks.format('One.', 'Two.')}</target></trans-unit>"
    found = pairs(tmp_path, "a.sdlxliff", XLIFF_1.format(unit))
    assert found == [TextPair(2, "一。", "One."), TextPair(2, "二。", "Two.")]


def test_segments_of_xliff_2_are_read_with_the_text_inside_their_spans(tmp_path: Path) -> None:
    unit = '<segment><source>up <pc id="1">5%</pc></source><target>增长<pc id="1">5%</pc></target></segment>'
    assert pairs(tmp_path, "a.xliff", XLIFF_2.format(unit)) == [TextPair(2, "up 5%", "增长5%")]


def test_the_source_of_a_memory_is_the_language_it_names(tmp_path: Path) -> None:
    zh, en = '<tuv xml:lang="zh"><seg>廊坊</seg></tuv>', '<tuv xml:lang="en"><seg>Langfang</seg></tuv>'
    assert pairs(tmp_path, "a.tmx", TMX.format(f"<tu>{zh}{en}</tu>")) == [TextPair(2, "Langfang", "廊坊")]


def test_the_one_form_of_chinese_stands_for_the_plural_and_fuzzy_messages_are_left_out(tmp_path: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
    text = 'msgid "a file"\nmsgid_plural "%d files"\nmsgstr[0] "%d个文件"\n\n#, fuzzy\nmsgid "Home"\nmsgstr "家"\n'
    assert pairs(tmp_path, "a.po", head + text) == [TextPair(4, "%d files", "%d个文件")]


def test_tables_are_read_below_their_header(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Chinese", "English"])
    book.active.append(["廊坊", "Langfang"])
    book.save(tmp_path / "a.xlsx")
    assert read_pairs(tmp_path / "a.xlsx") == [TextPair(2, "廊坊", "Langfang")]
    assert pairs(tmp_path, "a.csv", '"一，\n二","One, two"\n') == [TextPair(1, "一，\n二", "One, two")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tmx", "<tmx>\n<tu>", r"a\.tmx:2: not XML"),
        ("a.tmx", "<xliff/>", r"a\.tmx:1: the root is <xliff>, not <tmx>"),
        ("a.xlf", XLIFF_1.format(""), r"a\.xlf: no translated pairs"),
        ("a.csv", "zh\n廊坊\n", r"a\.csv:1: one column"),
        ("a.po", 'msgid "a"\nmsgstr "b"\nnonsense\n', r"a\.po:2: not a PO file"),
    ],
)
def test_what_is_not_the_file_its_name_says_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        pairs(tmp_path, name, text)


def test_an_entity_in_a_file_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    head = f'<!DOCTYPE xliff [<!ENTITY e SYSTEM "{tmp_path / "secret"}">]>'
    unit = "<trans-unit><source>x &e;</source><target>y &e;</target></trans-unit>"
    assert pairs(tmp_path, "a.xlf", head + XLIFF_1.format(unit)) == [TextPair(2, "x ", "y ")]
