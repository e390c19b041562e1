"""Differences and merges: nothing is lost, and neither side's change is forgotten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translator.text.compare import Piece, difference, merge, tokens

texts = st.text(st.sampled_from("廊坊市ab 。,1"), max_size=20)


@given(texts)
def test_tokens_glued_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(texts, texts)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert ("".join(p.old for p in pieces), "".join(p.new for p in pieces)) == (old, new)


@given(texts, texts)
def test_one_persons_change_is_taken_whoever_made_it(base: str, new: str) -> None:
    assert merge(base, new, base).text == merge(base, base, new).text == new
    assert merge(base, new, base).clashes == ()


@given(texts, texts)
def test_the_same_change_twice_is_no_clash(base: str, new: str) -> None:
    assert merge(base, new, new) == merge(base, new, base)


def test_changes_in_different_places_are_joined() -> None:
    made = merge("廊坊是一座小城。", "廊坊市是一座小城。", "廊坊是一座大城。")
    assert (made.text, made.clashes) == ("廊坊市是一座大城。", ())


def test_a_place_both_changed_is_named_and_mine_stays() -> None:
    made = merge("a town", "a city", "a port")
    assert (made.text, made.clashes) == ("a city", (Piece("city", "port"),))
