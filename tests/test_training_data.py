"""What the training data is made of: cleaning, filling, annotating; no torch needed for most of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

np = pytest.importorskip("numpy")

from translator.checks.numbers import accuracy  # noqa: E402
from translator.model import Lang, Pair  # noqa: E402
from translator.training import amounts, annotate, augment, clean  # noqa: E402
from translator.training.amounts import Said  # noqa: E402
from translator.training.annotate import Finder, Hit  # noqa: E402
from translator.training.batches import lay  # noqa: E402
from translator.training.card import fill  # noqa: E402
from translator.training.curve import Curve, draw  # noqa: E402
from translator.training.names import Names  # noqa: E402
from translator.training.rows import Row  # noqa: E402
from translator.training.score import loops  # noqa: E402
from translator.training.settings import Augment, Clean  # noqa: E402

NAMES = Names(
    [
        ("廊坊", "Langfang", "place"),
        ("廊坊师范学院", "Langfang Normal University", "university"),
        ("北京", "Beijing", "place"),
    ]
)


@pytest.mark.parametrize("kind", ["count", "money", "percent", "area", "length", "weight", "date"])
def test_invented_amounts_mean_the_same_in_both_languages(kind: str) -> None:
    random = Random(7)
    for _ in range(300):
        said = amounts.AMOUNTS[kind](random)
        right, total = accuracy(f"共{said.zh}。", f"It is {said.en}.", Pair.to(Lang.EN))
        assert right == total, said


def test_templates_are_filled_without_a_slot_left_and_with_different_names() -> None:
    template = "{place1}到{place2}，{money}", "{money} from {place1} to {place2}"
    zh, en, hits = augment.filled(*template, NAMES, Random(2))
    assert "{" not in zh + en
    assert len({hit.name for hit in hits}) == 2


@pytest.mark.parametrize(("to", "replace"), [("en", True), ("en", False), ("zh", True), ("zh", False)])
def test_the_target_of_an_annotated_line_is_plain_text_with_the_term(to: str, replace: bool) -> None:
    rules = Augment(invented=1.0, replace_form=float(replace))
    hits = [Hit(2, 13, Said("廊坊", "Langfang"))]
    _, zh, en = annotate.annotated("他在廊坊。", "He is now in Langfang.", hits, to, NAMES, rules, Random(4))
    source, target = (zh, en) if to == "en" else (en, zh)
    term = source.split("<t>")[1].split("</t>")[0].split("<s2>")[-1].strip()
    assert term in target
    assert "<" not in target
    assert "廊坊" not in zh + en


def test_the_longest_name_is_found_and_only_where_both_sides_have_it() -> None:
    finder = Finder(NAMES)
    hits = finder.hits("廊坊师范学院在北京。", "Langfang Normal University is in Peking.")
    assert [hit.name.en for hit in hits] == ["Langfang Normal University"]


def test_placeholders_stand_on_both_sides() -> None:
    hits = [Hit(0, 0, Said("廊坊", "Langfang")), Hit(3, 12, Said("北京", "Beijing"))]
    for seed in range(20):
        _, zh, en = annotate.placeholders("廊坊和北京", "Langfang and Beijing", hits, Random(seed))
        assert zh.count("<x") == en.count("<x") > 0


@pytest.mark.parametrize(
    ("zh", "en", "kept"),
    [
        ("我们昨天去了博物馆。", "We went to the museum yesterday.", True),
        ("我们昨天去了博物馆。", "Yes.", False),
        ("他2019年来到北京。", "He came to Beijing in 2018.", False),
        ("使用 foo_bar() 函数。", "Use the foo_bar() function.", False),
        ("依据中华民国法律办理。", "Handle it under the law of the R.O.C.", False),
        ("你好", "Hello there", False),
        ("参见 http://a.b 的说明书。", "See the manual at http://a.b please.", False),
    ],
)
def test_rules_keep_sentences_and_drop_the_rest(zh: str, en: str, kept: bool) -> None:
    assert clean.wanted(Row(zh, en, ""), Clean()) is kept


def test_held_out_lines_and_second_copies_do_not_come_through(tmp_path: Path) -> None:
    lines = [
        "我们去了博物馆。\tWe went to the museum.\ta",
        "我们 去了博物馆\twe went to the museum\ta",
        "他喜欢喝茶吃饭。\tHe likes tea and rice.\ta",
    ]
    (tmp_path / "general-01.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    held = frozenset({clean.letters("He likes tea and rice!")})
    assert [row.zh for row in clean.general([tmp_path / "general-01.tsv"], Clean(), held)] == ["我们去了博物馆。"]


def test_benchmarks_are_dropped_by_name(tmp_path: Path) -> None:
    rows = "".join(f"我们去了博物馆{k}。\tWe went to museum {k}.\t{origin}\n" for k, origin in enumerate(clean.NEVER))
    (tmp_path / "general-01.tsv").write_text(rows, encoding="utf-8")
    assert list(clean.general([tmp_path / "general-01.tsv"], Clean(), frozenset())) == []


def test_an_empty_row_is_padding_only() -> None:
    assert not lay([[], []], 9, 4).target_segments.any()


def test_the_card_refuses_a_text_without_its_markers() -> None:
    from translator.errors import InputError

    with pytest.raises(InputError, match="scores"):
        fill("no markers", "scores", "x")


def test_curves_are_drawn_inside_their_frame() -> None:
    svg = draw([Curve("training", ((0.1, 7.0), (5.0, 3.0))), Curve("domain, to English", ((2.0, 5.0),))], "toy")
    points = [pair.split(",") for pair in svg.split('points="')[1].split('"')[0].split()]
    assert all(60 <= float(x) <= 530 and 36 <= float(y) <= 352 for x, y in points)
    assert svg.count("<circle") == 1


@pytest.mark.parametrize(
    ("text", "looping"), [("好好好学习", False), ("很大，很大，很大，", True), ("", False), ("aaaaaaaaaaaa", False)]
)
def test_going_round_in_circles_is_seen(text: str, looping: bool) -> None:
    assert loops(text) is looping
