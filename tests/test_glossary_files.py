"""Glossary files of every format: nothing is lost on the way in and out, nothing outside the file is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from translator.errors import InputError, StoreError
from translator.glossary import SUFFIXES, Unsound, dump, examine, load, make, save, sound
from translator.model import Direction, Glossary, Term, TermKind, TermStatus

WHOLE = Term(
    "世界银行", "World Bank", TermKind.ORGANISATION, TermStatus.PREFERRED, False, ("世行",), ("世银",),
    ("the Bank", "a|b\\"), ("WBs",), ("Worldbank",), "WB", "世界銀行", ("世界银行家",), "1944-07", "2099",
    Direction.ZH_EN, "finance", "=SUM(A1); 注", "own name",
)  # fmt: skip
ODD = (
    Term("#1号", "No. 1"),
    Term("\\#", "a\\b"),
    Term('"引"', 'x "y", z;\'', note="_x0041_ <b>&amp;"),
    Term("𠮷", "😀"),
)

cells = st.builds(str.__add__, st.sampled_from(["x", '"x']), st.text(min_size=1, max_size=12))
lists = st.lists(cells, max_size=3, unique=True).map(tuple)
days = st.sampled_from(["", "2018", "2018-03-17"])
rows = st.builds(
    Term, cells, cells, st.sampled_from(TermKind), st.sampled_from(TermStatus), st.booleans(), lists, lists, lists,
    lists, lists, cells, cells, lists, days, st.sampled_from(["", "2019-01"]), st.sampled_from(Direction), cells, cells,
    cells,
)  # fmt: skip


def test_unicode_text_of_spreadsheets_is_read(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes("zh\ten\r\n廊坊\tLangfang\r\n".encode("utf-16"))
    assert load([path]).terms[0].en == "Langfang"


def kept(terms: list[Term]) -> list[Term]:
    """Return those that are sound on their own, and the first of each Chinese form."""
    found: dict[str, Term] = {}
    for term in terms:
        try:
            one = sound(term)
            make([*found.values(), one])
        except InputError:
            continue
        found[one.zh] = one
    return list(found.values())


def through(terms: list[Term], suffix: str, folder: Path) -> Glossary:
    save(make(terms), folder / f"g{suffix}")
    return load([folder / f"g{suffix}"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_whole_concept_and_odd_characters_come_back_from_every_format(suffix: str, tmp_path: Path) -> None:
    read = through([WHOLE, *ODD], suffix, tmp_path)
    assert dump(read) == dump(make([WHOLE, *ODD]))
    assert read.terms[0].en_allowed == ("the Bank", "a|b\\")


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(terms=st.lists(rows, max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sound_terms_come_back_from_every_format(suffix: str, terms: list[Term], tmp_path: Path) -> None:
    sane = kept(terms)
    assert through(sane, suffix, tmp_path).digest == make(sane).digest


def test_a_workbook_may_hold_numbers_dates_and_empty_rows(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["en", "zh", "valid_from", "case_sensitive"], [], [2009, "二〇〇九", 2018, False], ["x", 5.0]):
        book.active.append(row)
    book.save(tmp_path / "g.xlsx")
    first, second = load([tmp_path / "g.xlsx"]).terms
    assert (first.en, first.valid_from, first.case_sensitive) == ("2009", "2018", False)
    assert (second.zh, second.origin) == ("5", f"{tmp_path / 'g.xlsx'}:4")


@pytest.mark.parametrize(
    "text", ["中文;English\r\n廊坊;Langfang\r\n", "zh\ten\n廊坊\tLangfang", '"zh","en"\n"廊坊","Langfang"\n']
)
def test_tables_as_spreadsheets_write_them_are_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(text, encoding="utf-8-sig", newline="")
    assert [(term.zh, term.en) for term in load([tmp_path / "g.csv"]).terms] == [("廊坊", "Langfang")]


TBX2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "http://example.invalid/TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1"><descripGrp><descrip type="subjectField">trade</descrip>
</descripGrp><langSet xml:lang="de"><tig><term>Weltbank</term></tig></langSet><langSet xml:lang="zh-TW"><tig>
<term>世界銀行</term></tig></langSet><langSet xml:lang="zh-CN"><tig><term>世行</term></tig><ntig><termGrp>
<term>世界银行</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="en-US"><tig><term>WB</term><termNote type="termType">acronym</termNote></tig><tig><term>World
 <hi>Bank</hi></term></tig><tig><term>Worldbank</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts
</termNote></tig></langSet></termEntry></body></text></martif>"""


def test_tbx_of_others_is_read_by_what_the_standard_says(tmp_path: Path) -> None:
    (tmp_path / "g.tbx").write_text(TBX2, encoding="utf-8")
    (term,) = load([tmp_path / "g.tbx"]).terms
    assert (term.zh, term.zh_variants, term.zh_hant) == ("世界银行", ("世行",), "世界銀行")
    assert (term.en, term.abbreviation, term.en_forbidden, term.domain) == ("World Bank", "WB", ("Worldbank",), "trade")


def test_an_entry_with_one_language_is_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "g.tbx").write_text(TBX2.replace("zh-", "ja-"), encoding="utf-8")
    with pytest.raises(InputError, match=r"g\.tbx:2: empty term in column 'zh'"):
        load([tmp_path / "g.tbx"])


BOMB = '<!DOCTYPE tbx [<!ENTITY a "{}">]><tbx><text><body><conceptEntry><langSec xml:lang="zh"><term>&a;</term>'


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("g.tbx", BOMB.format("ha" * 9).encode() + b"</langSec></conceptEntry></body></text></tbx>", "entities"),
        ("g.tbx", b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx/>', "entities"),
        ("g.tbx", b"<tbx><body>", r"g\.tbx:1: not XML"),
        ("g.tbx", b"", "not XML"),
        ("g.tbx", b"<html/>", "not TBX"),
        ("g.xlsx", b"PK\x03\x04 nothing", "not an Excel workbook"),
        ("g.xls", b"", "no format for terms"),
        ("g.csv", b'zh,en\n"\xe5\xbb\x8a\n', r"g\.csv:2: "),
        ("g.csv", b"\xd6\xd0,en\n", "not UTF-8"),
    ],
)
def test_a_broken_or_dangerous_file_is_one_line_with_the_next_step(
    name: str, data: bytes, rule: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=rule) as caught:
        load([tmp_path / name])
    assert caught.value.next_step
    assert "\n" not in str(caught.value)


def test_everything_that_is_wrong_is_listed_in_order(tmp_path: Path) -> None:
    rows = ["zh\ten\tkind", "廊坊\tLangfang", "河北\t", "唐山\tTangshan\tcity", "廊坊\tLang Fang", "廊坊\tLangfang"]
    (tmp_path / "g.tsv").write_text("\n".join(rows), encoding="utf-8")
    _, problems = examine([tmp_path / "g.tsv"])
    assert [(p.line, p.rule) for p in problems] == [(3, "empty"), (4, "value"), (5, "conflict"), (6, "duplicate")]
    with pytest.raises(Unsound, match="3 more"):
        load([tmp_path / "g.tsv"])


def test_a_name_that_changed_is_no_conflict_while_only_one_is_valid(tmp_path: Path) -> None:
    old = Term("环境部", "MEP", valid_to="2018-03-16")
    make([old, Term("环境部", "MEE", valid_from="2018-03-17")])
    with pytest.raises(InputError, match="conflict"):
        make([old, Term("环境部", "MEE", valid_from="2018-03")])
    with pytest.raises(InputError, match="valid from 2019 to 2018"):
        sound(Term("环境部", "MEP", valid_from="2019", valid_to="2018"))


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        save(make([WHOLE]), tmp_path / "none" / "g.tsv")
    with pytest.raises(InputError, match="no format"):
        save(make([WHOLE]), tmp_path / "g.docx")
    assert list(tmp_path.iterdir()) == []
