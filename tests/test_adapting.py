"""Memory matches made to fit: numbers and names are put in where nothing else differs and nothing is in doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from translator.draft.adapting import adapt
from translator.glossary import Matcher, make
from translator.memory import Adapted, best_matches
from translator.model import Hit, Lang, MatchKind, Pair, Term, TermKind, Unit

CASES = json.loads((Path(__file__).parent / "cases" / "adapted.json").read_text(encoding="utf-8"))
TERMS = make([
    Term("廊坊", "Langfang", TermKind.PLACE),
    Term("唐山", "Tangshan", TermKind.PLACE),
    Term("鄂尔多斯", "Ordos", TermKind.PLACE),
    Term("发改委", "National Development and Reform Commission", TermKind.ORGANISATION, abbreviation="NDRC"),
    Term("开发区", "development zone"),
    Term("工业园", "industrial park"),
    Term("张三", "Zhang San", TermKind.PERSON),
])  # fmt: skip
TO_EN = Pair.to(Lang.EN)


def hits(pair: Pair, text: str) -> list[Hit]:
    return Matcher(TERMS, pair.source).hits(text)


def fitted(source: str, stored: str, target: str, to: str = "en") -> Adapted | None:
    pair = Pair.to(Lang(to))
    return adapt(source, Unit(stored, target, pair), pair, lambda text: hits(pair, text))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['stored']} > {case['source']}" for case in CASES])
def test_what_differs_is_put_in_or_left_alone(case: dict[str, str]) -> None:
    found = fitted(case["source"], case["stored"], case["target"], case["to"])
    assert (found and found.target) == case["fitted"]


def test_every_change_is_a_step_from_the_approved_text_to_the_new_one() -> None:
    found = fitted("唐山2025年", "廊坊2024年", "Langfang in 2024")
    assert found is not None
    assert found.steps[0].before == "Langfang in 2024"
    assert [a.after for a in found.steps[:-1]] == [b.before for b in found.steps[1:]]
    assert found.steps[-1].after == found.target == "Tangshan in 2025"
    assert {step.why for step in found.steps} == {"2024 → 2025", "廊坊 → 唐山"}


@pytest.mark.parametrize("text", ["", " ", "。", "🐉", "2024", "廊坊", "\x00", "一" * 300])
def test_the_same_text_needs_no_step(text: str) -> None:
    assert fitted(text, text, text) == Adapted(text, (), terms=False)


def matched(source: str, *units: Unit) -> list[tuple[str, int, MatchKind]]:
    found = best_matches(source, units, TO_EN, adapt=lambda s, u: adapt(s, u, TO_EN, lambda text: hits(TO_EN, text)))
    return [(match.target, match.score, match.kind) for match in found]


def test_an_adapted_match_is_marked_and_less_than_exact() -> None:
    number = Unit("廊坊增长3%。", "Langfang grew by 3 percent.", TO_EN)
    name = Unit("唐山增长5%。", "Tangshan grew by 5 percent.", TO_EN)
    assert matched("廊坊增长5%。", number, name) == [("Langfang grew by 5 percent.", 98, MatchKind.ADAPTED)]
    assert matched("廊坊增长5%。", name) == [("Langfang grew by 5 percent.", 95, MatchKind.ADAPTED)]


def test_a_short_sentence_with_another_name_is_found_by_what_is_left() -> None:
    ordos = Unit("鄂尔多斯欢迎您。", "Ordos welcomes you.", TO_EN)
    assert matched("廊坊欢迎您。", ordos) == [("Langfang welcomes you.", 95, MatchKind.ADAPTED)]


def test_a_number_that_cannot_be_put_in_stays_a_fuzzy_match() -> None:
    many = Unit("有12家企业。", "There are 12 companies.", TO_EN)
    assert matched("有1家企业。", many) == [("There are 12 companies.", 97, MatchKind.FUZZY)]


def test_penalties_count_for_adapted_matches_too() -> None:
    old = Unit("增长3%。", "Up 3 percent.", TO_EN, reviewed=False)
    turned = Unit("Up 3 percent.", "增长3%。", Pair.to(Lang.ZH))
    assert matched("增长5%。", old) == [("Up 5 percent.", 95, MatchKind.ADAPTED)]
    assert matched("增长5%。", turned) == [("Up 5 percent.", 93, MatchKind.ADAPTED)]
