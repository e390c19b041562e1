"""The glossaries that come with the product: sound together, sourced, right where it is easy to be wrong."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from fakes import FakeEngine

from translator.draft import Drafter
from translator.glossary import Matcher, examine, load
from translator.model import Glossary, Lang, Pair, Segment, Term

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "glossaries").glob("*.tsv"))
SENTENCES = json.loads((ROOT / "tests/cases/words_that_are_no_names.json").read_text("utf-8"))["sentences"]
READINGS = json.loads((ROOT / "tests/cases/place_readings.json").read_text("utf-8"))["names"]


@cache
def all_terms() -> Glossary:
    return load(FILES)


@cache
def by_zh() -> dict[str, Term]:
    return {form: term for term in all_terms().terms for form in (term.zh, *term.zh_variants)}


@cache
def chinese() -> Matcher:
    return Matcher(all_terms(), Lang.ZH)


def test_the_files_agree_with_each_other() -> None:
    assert examine(FILES)[1] == []
    assert len(all_terms().terms) >= 5000


def test_every_row_names_its_authority() -> None:
    assert [term.origin for term in all_terms().terms if not term.authority] == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_ordinary_sentence_holds_no_name(sentence: str) -> None:
    assert chinese().hits(sentence) == []


@pytest.mark.parametrize(("zh", "en"), READINGS.items())
def test_a_place_is_read_as_on_the_spot(zh: str, en: str) -> None:
    assert by_zh()[zh].en == en


@pytest.mark.parametrize(
    ("text", "zh"), [("Suzhou", "苏州"), ("Fuzhou", "福州"), ("Xi'an", "西安"), ("Chengdu", "成都"), ("Taizhou", None),
                     ("Weixian County", None), ("Yulin", None), ("Henan", "河南"), ("Henan Province", "河南省")]
)  # fmt: skip
def test_an_english_name_two_places_share_means_the_greater_one_or_nothing(text: str, zh: str | None) -> None:
    hits = Matcher(all_terms(), Lang.EN).hits(text)
    assert [hit.term.zh for hit in hits] == ([zh] if zh else [])


def test_all_of_hebei_is_there() -> None:
    counties = [term for term in load([ROOT / "glossaries/hebei.tsv"]).terms if term.note.startswith("in ")]
    assert len(counties) == 165  # of 167: a 新华区 and a 桥西区 in two cities each


PAGE = (
    "The Qinhuangdao Yaohua Glass Co Ltd and Atofina signed an agreement at the Langfang Economic and Technological "
    "Development Zone.",
    "Ambassadors from Finland, Norway, Sweden, Denmark and Iceland visited Zhangjiakou; the World Bank, the FAO and "
    "the Ministry of Science and Technology came too.",
    "Langfang's port, Hebei's counties and the development zones of Chengde grew, Peru and Mexico said.",
)


@pytest.mark.parametrize("sentence", PAGE)
def test_every_term_of_a_page_is_placed_even_by_an_engine_that_ignores_all_of_them(sentence: str) -> None:
    engine = FakeEngine({sentence: "他们在那里签署了一项协议，并参观了许多地方。"}, obeys=False)
    (draft,) = Drafter(engine, all_terms()).draft([Segment("d/1", 1, sentence, "", "1")], Pair.to(Lang.ZH))
    assert len(draft.terms) >= 3
    assert [place.target for place in draft.terms if not place.placed] == []
    assert [place.target for place in draft.terms if draft.text.count(place.target * 2)] == []
