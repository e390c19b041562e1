"""Names without an entry: golden cases by provenance, and what the cases cannot show."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.errors import InputError
from translator.glossary import dump, make
from translator.model import Lang, Span, TermKind
from translator.names import Proposal, as_term, gather, pinyin, propose, tables
from translator.names.compose import compose
from translator.names.transliterate import transliterate

FILES = sorted((Path(__file__).parent / "cases").glob("names_*.json"))
CASES = [(path.stem, case) for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


@pytest.mark.parametrize(
    ("origin", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["text"]
)
def test_a_text_shows_its_names(origin: str, case: dict[str, list[list[str]] | str]) -> None:
    found = propose(str(case["text"]), Lang(case["lang"]))
    assert [[name.source, name.target] for name in found] == case["names"]


def test_there_are_golden_cases_enough() -> None:
    assert len(CASES) >= 250
    assert sum(not case["names"] for _, case in CASES) >= 60


def test_every_proposal_says_why_and_how_sure() -> None:
    for _, case in CASES:
        for name in propose(case["text"], Lang(case["lang"])):
            assert 0 < name.confidence < 1
            assert name.reason[0].isupper() or not name.reason[0].isascii()
            assert name.reason.endswith(".")


def test_a_name_with_an_entry_is_not_proposed() -> None:
    assert propose("他在廊坊。", Lang.ZH, [Span(2, 4)]) == []


def test_a_longer_name_is_proposed_around_an_entry() -> None:
    [name] = propose("廊坊师范学院", Lang.ZH, [Span(0, 2)])
    assert name.target == "Langfang Normal University"


def test_a_name_cut_by_an_entry_is_left_alone() -> None:
    assert propose("廊坊师范学院附近", Lang.ZH, [Span(4, 8)]) == []


def test_a_u_with_two_dots_is_written_as_in_passports_for_people_only() -> None:
    assert (pinyin.person("吕", "伟"), pinyin.place("吕梁")) == ("Lyu Wei", "Lüliang")


def test_a_reading_in_doubt_is_told_as_an_alternative() -> None:
    found = compose("永乐镇")
    assert found is not None
    assert found.confidence < 0.8


def test_chinese_from_pinyin_is_never_invented() -> None:
    [name] = propose("He met Wang Xiaoming.", Lang.EN)
    assert (name.source, name.target) == ("Wang Xiaoming", "")
    assert name.confidence < 0.3


def test_a_proposal_without_a_form_is_no_term() -> None:
    with pytest.raises(InputError, match="Wang"):
        as_term(Proposal(Span(0, 4), "Wang", "", TermKind.PERSON, 0.1, "Pinyin."))


def test_accepted_names_make_a_sound_glossary() -> None:
    found = propose("河北大学附属医院和唐山三友集团。", Lang.ZH)
    terms = make([as_term(name) for name in found])
    assert [term.en for term in terms.terms] == ["Affiliated Hospital of Hebei University", "Tangshan Sanyou Group"]
    assert b"GB/T 30240" in dump(terms)


def test_a_name_found_twice_is_listed_once() -> None:
    [name] = gather([*propose("廊坊", Lang.ZH), *propose("到廊坊去", Lang.ZH)])
    assert name.count == 2


def test_women_get_the_hanzi_for_women() -> None:
    assert (transliterate("Lavina"), transliterate("Lavina", female=True)) == ("拉维纳", "拉维娜")


def test_every_division_of_china_has_an_english_name_without_hanzi() -> None:
    names = [compose(zh) for zh in tables.divisions()]
    assert all(name and name.en[0].isupper() and name.en.isprintable() for name in names)
    assert not [name for name in names if name and any("\u4e00" <= ch <= "\u9fff" for ch in name.en)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="廊坊市人民政府第一中学王伟说的，。（）路河abcXY .·’'\n\u3000", max_size=40))
def test_any_text_gives_proposals_in_order_that_stand_in_it(text: str) -> None:
    for lang in Lang:
        found = propose(text, lang)
        assert all(name.span.of(text) == name.source for name in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_names_of_a_long_text_are_found_in_linear_time() -> None:
    english, chinese = "Mr. Robinson of Manchester met John Smith, ", "廊坊市教育局局长张伟说，"
    assert len(propose(english * 100, Lang.EN)) == 300
    assert len(propose(chinese * 100, Lang.ZH)) == 200
    assert growth(lambda size: propose(english * size, Lang.EN), 50, 16) < 4
    assert growth(lambda size: propose(chinese * size, Lang.ZH), 50, 16) < 4


def test_an_accent_of_the_text_does_not_hide_a_name() -> None:
    assert [name.target for name in propose("We met José Martínez.", Lang.EN)] == ["何塞·马丁内斯"]
