"""Glossary files and matching: errors that name the line, terms found as a reader would find them."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from translator.errors import InputError
from translator.glossary import EMPTY, Matcher, load, make, save
from translator.model import Glossary, Lang, Span, Term, TermKind, TermStatus

ROOT = Path(__file__).parent.parent
HEBEI = ROOT / "glossaries" / "hebei.tsv"
CITY = Term("廊坊", "Langfang")
SCHOOL = Term("廊坊师范学院", "Langfang Normal University")


def written(tmp_path: Path, *lines: str, name: str = "g.tsv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def found(text: str, lang: Lang, *terms: Term) -> list[str]:
    return [hit.span.of(text) for hit in Matcher(make(terms), lang).hits(text)]


def test_two_columns_are_enough(tmp_path: Path) -> None:
    glossary = load([written(tmp_path, "zh\ten", "廊坊\tLangfang")])
    assert glossary.terms == (Term("廊坊", "Langfang", origin=f"{tmp_path / 'g.tsv'}:2"),)
    assert glossary.name == "g"


def test_all_columns_are_read_in_any_order(tmp_path: Path) -> None:
    header = "authority\ten\tzh\tkind\tstatus\tcase_sensitive\tzh_variants\ten_allowed\ten_forbidden\tabbreviation"
    row = "WB\tWorld Bank\t世界银行\torganisation\tkeep\tfalse\t世行\tthe Bank|Bank\tWorldbank\tWB"
    term = load([written(tmp_path, header, row)]).terms[0]
    assert (term.kind, term.status, term.case_sensitive) == (TermKind.ORGANISATION, TermStatus.KEEP, False)
    assert (term.zh_variants, term.en_allowed, term.en_forbidden) == (("世行",), ("the Bank", "Bank"), ("Worldbank",))
    assert (term.abbreviation, term.authority) == ("WB", "WB")


def test_comments_blank_lines_and_a_byte_order_mark_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes("\ufeff# 注释\r\n\r\nzh\ten\r\n# 城市\r\n廊坊\tLangfang\r\n".encode())
    assert [(term.zh, term.origin) for term in load([path]).terms] == [("廊坊", f"{path}:5")]


@pytest.mark.parametrize(
    ("lines", "line", "rule"),
    [
        (["zh\tkind", "廊坊\tplace"], 1, "missing column 'en'"),
        (["en", "Langfang"], 1, "missing column 'zh'"),
        (["zh\ten\tcolour"], 1, "unknown column 'colour'"),
        (["zh\ten\ten"], 1, "twice"),
        (["zh\ten\tstatus", "廊坊\tLangfang\tgood"], 2, "bad status 'good'"),
        (["zh\ten\tkind", "廊坊\tLangfang\tcity"], 2, "bad kind 'city'"),
        (["zh\ten\tcase_sensitive", "廊坊\tLangfang\tmaybe"], 2, "bad case_sensitive"),
        (["zh\ten", "", "廊坊\t "], 3, "empty term in column 'en'"),
        (["zh\ten", "廊坊 Langfang"], 2, "empty term in column 'en'"),
        (["zh\ten", "廊坊\tLang\tfang"], 2, "3 cells"),
        (["zh\ten", "Langfang\t廊坊"], 2, "swapped"),
        (["zh\ten\ten_forbidden", "廊坊\tLangfang\tLangfang"], 2, "conflict"),
    ],
)
def test_an_error_names_file_line_and_rule(tmp_path: Path, lines: list[str], line: int, rule: str) -> None:
    path = written(tmp_path, *lines)
    with pytest.raises(InputError, match=r".") as caught:
        load([path])
    assert caught.value.message.startswith(f"{path}:{line}: ")
    assert rule in caught.value.message
    assert caught.value.next_step


def test_a_conflict_across_files_names_both_places(tmp_path: Path) -> None:
    one = written(tmp_path, "zh\ten", "廊坊\tLangfang", name="a.tsv")
    two = written(tmp_path, "zh\ten", "# x", "廊坊\tLang Fang", name="b.tsv")
    with pytest.raises(InputError, match="conflict") as caught:
        load([one, two])
    assert f"{two}:3" in caught.value.message
    assert f"{one}:2" in caught.value.message


def test_a_variant_may_not_mean_something_else() -> None:
    with pytest.raises(InputError, match="conflict"):
        make([Term("世界银行", "World Bank", zh_variants=("世行",)), Term("世行", "Shihang")])


def test_a_duplicate_names_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "zh\ten", "廊坊\tLangfang", "廊坊\tLangfang")
    with pytest.raises(InputError, match=r"g\.tsv:3: duplicate: .*g\.tsv:2"):
        load([path])


def test_an_allowed_row_beside_a_preferred_one_is_no_conflict() -> None:
    glossary = make([Term("河北", "Hebei"), Term("河北", "Hebei Province", status=TermStatus.ALLOWED)])
    hit = Matcher(glossary, Lang.ZH).hits("河北")[0]
    assert (hit.term.en, hit.term.en_allowed) == ("Hebei", ("Hebei Province",))


@pytest.mark.parametrize(
    ("data", "rule"), [(b"zh\ten\n\xc0\xc8\tx\n", "g.tsv:2: not UTF-8"), (b"zh\0\n", "not a text file")]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    (tmp_path / "g.tsv").write_bytes(data)
    with pytest.raises(InputError, match=rule):
        load([tmp_path / "g.tsv"])


def test_a_missing_file_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: No such file"):
        load([tmp_path / "none.tsv"])


def test_the_digest_follows_the_content_not_the_place(tmp_path: Path) -> None:
    one = load([written(tmp_path, "zh\ten", "廊坊\tLangfang")])
    assert one.digest == make([CITY]).digest
    assert one.digest != make([Term("廊坊", "Lang Fang")]).digest


def test_the_empty_glossary_finds_nothing() -> None:
    assert Matcher(EMPTY, Lang.ZH).hits("廊坊") == []
    assert make([]) == EMPTY


def test_the_longest_term_wins_and_hits_do_not_overlap() -> None:
    assert found("廊坊师范学院在廊坊", Lang.ZH, CITY, SCHOOL) == ["廊坊师范学院", "廊坊"]


def test_the_leftmost_term_wins_over_a_longer_one_inside() -> None:
    assert found("廊坊市政府厅", Lang.ZH, Term("廊坊市政", "x"), Term("市政府厅", "y")) == ["廊坊市政"]


@pytest.mark.parametrize(
    ("text", "hits"), [("财政部和财政部门", ["财政部"]), ("财政部长", []), ("财政部部长", ["财政部"])]
)
def test_a_ministry_is_no_hit_in_another_word(text: str, hits: list[str]) -> None:
    assert found(text, Lang.ZH, Term("财政部", "Ministry of Finance")) == hits


def test_offsets_are_code_points() -> None:
    assert Matcher(make([CITY]), Lang.ZH).hits("😀𠮷廊坊")[0].span == Span(2, 4)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Langfang's port", ["Langfang"]),
        ("Langfang\N{RIGHT SINGLE QUOTATION MARK}s port", ["Langfang"]),
        ("in Langfang-based firms, Langfang.", ["Langfang", "Langfang"]),
        ("Langfangese and xLangfang and Langfang2", []),
        ("langfang and LANGFANG", []),
        ("在Langfang市", ["Langfang"]),
    ],
)
def test_latin_terms_are_whole_words_in_their_case(text: str, hits: list[str]) -> None:
    assert found(text, Lang.EN, CITY) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("two development zones", ["development zones"]),
        ("Development zones grow.", ["Development zones"]),
        ("It grew. Development zone", ["Development zone"]),
        ("the Development zone", []),
        ("development zonesx", []),
    ],
)
def test_an_english_term_is_found_in_the_plural_and_at_the_start_of_a_sentence(text: str, hits: list[str]) -> None:
    assert found(text, Lang.EN, Term("开发区", "development zone")) == hits


def test_a_term_in_y_is_found_in_the_plural() -> None:
    assert found("the embassies", Lang.EN, Term("大使馆", "embassy")) == ["embassies"]


def test_case_is_free_where_the_row_says_so() -> None:
    loose = Term("高新技术", "high-tech", case_sensitive=False, abbreviation="HT")
    assert found("High-Tech HIGH-TECH HT ht", Lang.EN, loose) == ["High-Tech", "HIGH-TECH", "HT"]


def test_a_capital_letter_of_two_code_points_moves_no_offset() -> None:
    text = "İstanbul and high-tech"
    assert found(text, Lang.EN, Term("高新技术", "High-Tech", case_sensitive=False)) == ["high-tech"]


def test_a_term_broken_over_two_lines_is_found() -> None:
    assert found("the World\nBank", Lang.EN, Term("世界银行", "World Bank")) == ["World\nBank"]


def test_a_failed_word_edge_hides_no_shorter_term() -> None:
    terms = (Term("河北", "Hebei"), Term("河北工", "Hebei Un"))
    assert found("Hebei University", Lang.EN, *terms) == ["Hebei"]


def test_forbidden_rows_are_no_hits_but_warnings() -> None:
    matcher = Matcher(make([Term("北京", "Peking", status=TermStatus.FORBIDDEN)]), Lang.ZH)
    assert matcher.hits("北京") == []
    assert [hit.term.en for hit in matcher.warnings("在北京")] == ["Peking"]


def test_a_forbidden_row_is_told_to_the_row_that_decides() -> None:
    glossary = make([Term("北京", "Peking", status=TermStatus.FORBIDDEN), Term("北京", "Beijing")])
    assert Matcher(glossary, Lang.ZH).hits("北京")[0].term.en_forbidden == ("Peking",)


def test_the_first_of_two_rows_decides_what_an_english_name_means() -> None:
    terms = (Term("河北", "Hebei"), Term("河北省", "Hebei Province", en_allowed=("Hebei",)))
    hits = Matcher(make(terms), Lang.EN).hits("Hebei Province, Hebei")
    assert [hit.term.zh for hit in hits] == ["河北省", "河北"]


@given(st.text("廊坊师范学院河北Langf '.\n", max_size=40))
def test_hits_are_ordered_and_apart(text: str) -> None:
    for lang in Lang:
        hits = Matcher(make([CITY, SCHOOL, Term("河北", "Lan")]), lang).hits(text)
        assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(hits))


def test_matching_costs_the_same_whether_the_glossary_is_small_or_large() -> None:
    terms = [Term(chr(0x4E00 + k // 150) + chr(0x5E00 + k % 150) + "区", f"Name{k}") for k in range(20_000)]
    text = "".join(term.zh + "和一些别的文字" for term in terms[:1000])
    matchers = {size: Matcher(make(terms[:size]), Lang.ZH) for size in (1000, 20_000)}
    assert {len(matcher.hits(text)) for matcher in matchers.values()} == {1000}
    assert growth(lambda size: matchers[size].hits(text), 1000, 20) < 0.25


def hebei() -> Glossary:
    return load([HEBEI])


def test_the_hebei_glossary_names_an_authority_for_every_row() -> None:
    terms = hebei().terms
    assert len(terms) >= 200
    assert [term.zh for term in terms if not term.authority] == []


def test_the_hebei_glossary_names_each_thing_once_in_english() -> None:
    english = [term.en for term in hebei().terms if term.found_in(Lang.EN)]
    assert sorted({form for form in english if english.count(form) > 1}) == []


@pytest.mark.parametrize(
    ("zh", "en"), [("廊坊", "Langfang"), ("耀华", "Yaohua"), ("阿托菲纳", "Atofina"), ("乐亭县", "Laoting County")]
)
def test_the_hebei_glossary_holds_what_the_portal_names(zh: str, en: str) -> None:
    assert {term.zh: term.en for term in hebei().terms}[zh] == en


def test_cells_quoted_by_a_spreadsheet_lose_their_quotes_and_others_keep_theirs(tmp_path: Path) -> None:
    rows = "zh\ten\tnote", '廊坊\t"Langfang, Hebei"\t"the ""city"""', '河北\tHebei\t"A" and "B"'
    terms = load([written(tmp_path, *rows)]).terms
    assert [(term.en, term.note) for term in terms] == [("Langfang, Hebei", 'the "city"'), ("Hebei", '"A" and "B"')]
    save(make(terms), tmp_path / "again.tsv")
    assert [term.note for term in load([tmp_path / "again.tsv"]).terms] == [term.note for term in terms]
