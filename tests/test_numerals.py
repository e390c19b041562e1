"""Numbers of both languages as values."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.model import Lang
from translator.text.numerals import Kind, parse, render, same
from translator.text.numerals.render import scaled

CASES = json.loads((Path(__file__).parent / "cases" / "numerals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("zh", "en"), CASES["same"])
def test_two_ways_to_write_a_value_are_the_same(zh: str, en: str) -> None:
    ours, theirs = parse(zh, Lang.ZH), parse(en, Lang.EN)
    assert len(ours) == len(theirs) == 1, (ours, theirs)
    assert same(ours[0], theirs[0]), (ours[0], theirs[0])


@pytest.mark.parametrize(("zh", "en"), CASES["different"])
def test_values_that_only_look_alike_differ(zh: str, en: str) -> None:
    assert not same(parse(zh, Lang.ZH)[0], parse(en, Lang.EN)[0])


@pytest.mark.parametrize("text", CASES["no_number_zh"])
def test_a_chinese_word_with_a_numeral_is_no_number(text: str) -> None:
    assert [q.text for q in parse(text, Lang.ZH) if not all(p.weak for p in q.parts)] == []


@pytest.mark.parametrize("text", CASES["no_number_en"])
def test_an_english_phrase_with_a_number_word_is_no_number(text: str) -> None:
    assert [q.text for q in parse(text, Lang.EN) if not all(p.weak for p in q.parts)] == []


def test_a_date_keeps_what_it_leaves_out() -> None:
    (found,) = parse("12月3日", Lang.ZH)
    assert found.kind is Kind.DATE
    assert found.value == (None, Decimal(12), Decimal(3))


def test_two_numerals_side_by_side_are_a_range() -> None:
    (found,) = parse("来了三四十人", Lang.ZH)
    assert found.value == (Decimal(30), Decimal(40))


def test_names_with_digits_are_codes() -> None:
    kinds = [(q.text, q.kind) for q in parse("A4, G20 and COVID-19", Lang.EN)]
    assert kinds == [("A4", Kind.CODE), ("G20", Kind.CODE), ("COVID-19", Kind.CODE)]


@pytest.mark.parametrize(("text", "lang", "want"), CASES["render"])
def test_a_value_is_written_in_the_convention_of_the_language(text: str, lang: str, want: str) -> None:
    to = Lang(lang)
    assert render(parse(text, to.other)[0], to) == want


@given(st.integers(min_value=11, max_value=10**13))
def test_a_written_number_reads_back_in_both_languages(number: int) -> None:
    for lang in Lang:
        shown = scaled(Decimal(number), lang)
        assert [q.value for q in parse(f"x {shown}", lang)] == [number], shown


@given(st.text(alphabet="0123456789一二三十百万亿半年月日点成倍折多余%,.-$元 abcof million", max_size=40))
def test_spans_are_in_order_and_odd_text_never_raises(text: str) -> None:
    for lang in Lang:
        found = parse(text, lang)
        assert all(q.text == q.span.of(text) for q in found)
        assert [q.span.start for q in found] == sorted(q.span.start for q in found)
