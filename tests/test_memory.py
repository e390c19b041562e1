"""Memory scoring: by characters for Chinese, by words and characters for English; a difference is never 100."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.memory import as_found, best_matches, edits, score
from translator.model import Lang, MatchKind, Pair, Unit

TO_EN, TO_ZH = Pair.to(Lang.EN), Pair.to(Lang.ZH)
TEXTS = st.text("廊坊市欢迎您ABCabc 12.,。", max_size=20)


def unit(source: str, target: str = "x", *, before: str = "", after: str = "", pair: Pair = TO_EN) -> Unit:
    return Unit(source, target, pair, before, after, "origin")


@pytest.mark.parametrize(
    ("source", "candidate", "points"),
    [
        ("廊坊市位于河北。", "廊坊市位于河北。", 100),
        ("Welcome to Langfang.", " Welcome to Langfang. ", 100),
        ("Welcome to Langfang.", "welcome to  langfang.", 99),
        ("ＡＢＣ公司", "ABC公司", 99),
        ("共有12家企业。", "共有3,500家企业。", 97),
        ("欢迎来廊坊投资。", "欢迎来廊坊旅游。", 75),
        ("", "廊坊", 0),
    ],
)
def test_a_score_says_how_much_is_the_same(source: str, candidate: str, points: int) -> None:
    assert score(source, candidate) == points


def test_one_character_more_is_a_high_fuzzy_match() -> None:
    assert 90 <= score("廊坊市位于河北省中部偏东。", "廊坊市位于河北省的中部偏东。") <= 96


def test_other_sentences_are_far_away() -> None:
    assert score("今天天气很好。", "公司成立于二〇〇九年。") < 40
    assert score("The weather is fine today.", "Founded in 2009, the company makes glass.") < 50


def test_a_wrong_number_is_never_exact_and_never_beaten_by_a_wrong_word() -> None:
    long = "廊坊市" * 50
    assert score(long + "有12家。", long + "有13家。") > score(long + "有十二家。", long + "有十三家。")


@given(TEXTS, TEXTS)
def test_scores_are_symmetric_and_100_only_for_the_same_text(one: str, other: str) -> None:
    points = score(one, other)
    assert 0 <= points <= 100
    assert points == score(other, one)
    assert (points == 100) == (one.strip() == other.strip())


def test_the_same_neighbours_make_it_a_context_match() -> None:
    units = [unit("好。", "Fine."), unit("好。", "Good.", before="前。", after="后。")]
    best, second = best_matches("好。", units, TO_EN, before="前。", after="后。")
    assert (best.target, best.score, best.kind) == ("Good.", 101, MatchKind.CONTEXT)
    assert (second.target, second.score, second.kind) == ("Fine.", 100, MatchKind.EXACT)


def test_having_no_neighbours_is_no_context() -> None:
    (match,) = best_matches("好。", [unit("好。")], TO_EN)
    assert match.kind is MatchKind.EXACT


def test_a_pair_of_the_other_direction_is_turned_and_pays() -> None:
    (match,) = best_matches("廊坊", [unit("Langfang", "廊坊", pair=TO_ZH)], TO_EN)
    assert (match.source, match.target, match.score, match.kind) == ("廊坊", "Langfang", 95, MatchKind.FUZZY)
    assert match.origin == "origin (reversed)"


def test_a_pair_nobody_has_reviewed_pays_too() -> None:
    (match,) = best_matches("廊坊", [replace(unit("廊坊"), reviewed=False)], TO_EN)
    assert (match.score, match.kind, match.origin) == (97, MatchKind.FUZZY, "origin (not reviewed)")
    (match,) = best_matches("廊坊", [replace(unit("Langfang", "廊坊", pair=TO_ZH), reviewed=False)], TO_EN)
    assert (match.score, match.origin) == (92, "origin (not reviewed) (reversed)")


def test_the_neighbours_do_not_make_up_for_a_missing_review() -> None:
    old = replace(unit("好。", before="前。"), reviewed=False)
    assert [match.score for match in best_matches("好。", [old], TO_EN, before="前。")] == [97]


@pytest.mark.parametrize(
    ("source", "candidate", "differ"),
    [
        ("2025年来廊坊投资", "2024年来廊坊旅游", [("2025", "2024"), ("投资", "旅游")]),
        ("增长4.2亿元", "增长3.5亿元", [("4.2", "3.5")]),
        ("Welcome to Langfang.", "Welcome, to Langfang", [("", ","), (".", "")]),
        ("好", "", [("好", "")]),
        ("", "", []),
        ("same", "same", []),
        ("𠮷野家 🐉", "𠮷野屋 🐉", [("家", "屋")]),
    ],
)
def test_the_differences_are_whole_words_characters_and_numbers(
    source: str, candidate: str, differ: list[tuple[str, str]]
) -> None:
    assert [(e.ours.of(source), e.theirs.of(candidate)) for e in edits(source, candidate)] == differ


@given(TEXTS, TEXTS)
def test_what_lies_between_the_differences_is_the_same(one: str, other: str) -> None:
    found = edits(one, other)
    starts = [(0, 0), *((e.ours.end, e.theirs.end) for e in found)]
    ends = [*((e.ours.start, e.theirs.start) for e in found), (len(one), len(other))]
    for (a, b), (c, d) in zip(starts, ends, strict=True):
        assert "".join(one[a:c].split()) == "".join(other[b:d].split())


def test_weak_candidates_are_left_out_and_the_best_come_first() -> None:
    units = [unit("欢迎来廊坊旅游。", "b"), unit("完全不同的句子", "c"), unit("欢迎来廊坊投资。", "a")]
    assert [match.target for match in best_matches("欢迎来廊坊投资。", units, TO_EN)] == ["a", "b"]


def test_the_same_pair_from_many_pages_is_one_match() -> None:
    units = [unit("好。", "Good."), unit("好。", "Good.", before="前。")]
    (match,) = best_matches("好。", units, TO_EN, before="前。")
    assert match.score == 101


def test_no_more_matches_than_asked_for() -> None:
    units = [unit("好。", f"Good {n}.") for n in range(9)]
    assert [m.target for m in best_matches("好。", units, TO_EN, most=2)] == ["Good 0.", "Good 1."]


def test_a_concordance_find_is_read_from_the_side_that_was_searched() -> None:
    units = [unit("廊坊市", "Langfang"), unit("Langfang", "廊坊", pair=TO_ZH)]
    assert [match.source for match in as_found("langfang", units)] == ["Langfang", "Langfang"]
