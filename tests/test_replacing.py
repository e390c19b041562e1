"""Replacing in a document: hits, what is left out, clashes, odd expressions, one batch that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.errors import InputError
from translator.model import Bar, State
from translator.text.replacing import Exchange, find, replaced


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "exchange", "made"),
    [
        ("the thesis, the end", Exchange("the", "a", whole=True), "a thesis, a end"),
        ("The end", Exchange("the", "a", case=False), "a end"),
        ("廊坊市在廊坊", Exchange("廊坊", "霸州", whole=True), "霸州市在霸州"),
        ("a.b axb", Exchange("a.b", "c"), "c axb"),
        ("12 km, 7 km", Exchange(r"(\d+) km", r"\1 kilometres", expression=True), "12 kilometres, 7 kilometres"),
        ("😀x😀", Exchange("x", "\\1"), "😀\\1😀"),
        ("abc", Exchange("x*", "-", expression=True), "abc"),
    ],
)
def test_hits_are_replaced_and_the_rest_stays(text: str, exchange: Exchange, made: str) -> None:
    hits = find(text, exchange)
    assert replaced(text, hits, range(len(hits))) == made


@pytest.mark.parametrize(
    ("exchange", "message"),
    [
        (Exchange("", "x"), "nothing to look for"),
        (Exchange("(a", "x", expression=True), "no regular expression"),
        (Exchange("a", r"\7", expression=True), "replacement is wrong"),
        (Exchange("(?:a|aa)+c", "x", expression=True), "takes too long"),
    ],
)
def test_what_cannot_be_looked_for_is_told_with_a_next_step(exchange: Exchange, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        find("a" * 40 + "b", exchange)
    assert raised.value.next_step


def test_approved_and_locked_sentences_are_left_out_unless_asked_for(desk: Desk) -> None:
    first, second = desk.rows("page")[:2]
    desk.approve(first.segment.id, base_revision=1, by="li")
    desk.store.lock(second.segment.id, by="li")
    places = desk.replacing.find("page", Exchange("Langfang", "LF"))
    assert [place.bar for place in places] == [Bar.REVIEWED, Bar.LOCKED]
    chosen = {place.row.segment: (place.row.number, [0]) for place in places}
    batch = desk.replacing.replace(Exchange("Langfang", "LF"), chosen, by="rui")
    assert {left.bar for left in batch.left} == {Bar.REVIEWED, Bar.LOCKED}
    batch = desk.replacing.replace(Exchange("Langfang", "LF"), chosen, by="rui", approved=True)
    assert [revision.text for revision in batch.done] == ["LF"]
    assert desk.rows("page")[0].state is State.EDITED


def test_a_sentence_that_changed_since_it_was_seen_is_named_and_left(desk: Desk) -> None:
    first = desk.rows("page")[0].segment.id
    desk.revise(first, "Langfang City", base_revision=1, by="li")
    batch = desk.replacing.replace(Exchange("Langfang", "LF"), {first: (1, [0])}, by="rui")
    assert (batch.done, [left.bar for left in batch.left]) == ((), [Bar.CHANGED])
    assert desk.rows("page")[0].text == "Langfang City"


def test_a_batch_is_taken_back_as_a_whole(desk: Desk) -> None:
    before = [row.text for row in desk.rows("page")]
    places = desk.replacing.find("page", Exchange("Langfang", "LF"))
    chosen = {place.row.segment: (place.row.number, [0]) for place in places}
    batch = desk.replacing.replace(Exchange("Langfang", "LF"), chosen, by="rui")
    assert len(batch.done) == 2
    desk.ranges.undo({revision.segment: revision.number for revision in batch.done}, by="rui")
    assert [row.text for row in desk.rows("page")] == before


@pytest.mark.parametrize("body", [{}, {"words": 3, "instead": ""}, {"words": "x" * 501, "instead": ""}, []])
def test_a_request_that_makes_no_sense_is_refused(desk: Desk, body: object) -> None:
    answer = an_app(desk).test_client().post("/documents/page/replace/find", json=body)
    assert answer.status_code == 400


def test_odd_choices_replace_nothing(desk: Desk) -> None:
    client, anchor = an_app(desk).test_client(), desk.rows("page")[0].segment.anchor
    for chosen in ([], {anchor: 1}, {anchor: [1, ["0"]]}, {anchor: [1, [9, -1]]}, {"none": [1, [0]]}):
        answer = client.post("/documents/page/replace", json={"words": "Langfang", "instead": "x", "chosen": chosen})
        assert answer.status_code == 200
    assert desk.rows("page")[0].text == "Langfang"
