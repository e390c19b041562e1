"""Sentences: golden cases by provenance, and what the cases cannot show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from growth import growth

from translator.model import Lang
from translator.text.segment import glue_for, split

FILES = sorted((Path(__file__).parent / "cases").glob("segment_*.json"))
CASES = [(path.stem, case) for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


@pytest.mark.parametrize(("origin", "case"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_text_is_cut_as_a_translator_would(origin: str, case: dict[str, object]) -> None:
    pairs = split(str(case["text"]), Lang(str(case["lang"])))
    assert [sentence for sentence, _ in pairs if sentence] == case["sentences"]


def test_there_are_golden_cases_enough() -> None:
    assert len(CASES) >= 350
    assert len({case["text"] for _, case in CASES}) == len(CASES)


def test_an_empty_text_has_no_sentences() -> None:
    assert split("", Lang.ZH) == []


def test_a_forced_line_break_of_markup_ends_a_sentence() -> None:
    assert split("一<br>二<br/>\n三", Lang.ZH, wrapped=True) == [("一", "<br>"), ("二", "<br/>\n"), ("三", "")]


def test_a_wrapped_line_does_not_end_one() -> None:
    assert split("short\nline. Two.", Lang.EN, wrapped=True) == [("short\nline.", " "), ("Two.", "")]


def test_a_long_paragraph_in_quotes_is_cut_inside() -> None:
    text = "“" + "廊坊位于京津之间。" * 60 + "”"
    assert len(split(text, Lang.ZH)) >= 60


def test_a_quote_without_its_partner_holds_nothing_together() -> None:
    assert len(split("“廊坊很近。北京很远。天津也近。", Lang.ZH)) == 3


@pytest.mark.parametrize(
    ("target", "glue", "before", "after", "expected"),
    [
        (Lang.EN, "", "One.", "Two.", " "),
        (Lang.ZH, " ", "一。", "二。", ""),
        (Lang.ZH, "\n", "一。", "二。", "\n"),
        (Lang.ZH, "<br>", "一。", "二。", "<br>"),
        (Lang.ZH, " ", "OK.", "Go.", " "),
        (Lang.EN, "", "", "Two.", ""),
    ],
)
def test_glue_fits_the_target_language(target: Lang, glue: str, before: str, after: str, expected: str) -> None:
    assert glue_for(target, glue, before, after) == expected


def test_a_text_of_initials_that_never_ends_is_cut_in_linear_time() -> None:
    assert len(split("A. " * 1000, Lang.EN)) == 1
    assert growth(lambda size: split("A. " * size, Lang.EN), 500, 16) < 4
