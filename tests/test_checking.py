"""Checks on the desk: with the glossary, and beside the other sentences of the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import a_document
from growth import growth
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.model import Glossary, Term, TermStatus, Twin
from translator.store import open_store

TEXTS = ("概况", "概况", "园区概况", "新闻")
GLOSSARY = Glossary(
    "test", (Term("廊坊", "Langfang"), Term("台湾国", "Republic of Taiwan", status=TermStatus.FORBIDDEN)), "1"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, *TEXTS, glossary=GLOSSARY) as opened:
        for row, text in zip(opened.rows("page"), ("Overview", "Overview", "Zone", "News"), strict=True):
            opened.revise(row.segment.id, text, base_revision=row.base_revision, by="li")
        yield opened


def checked(desk: Desk, number: int, text: str) -> list[tuple[str, str | None]]:
    segment = desk.document("page").segments[number - 1]
    return [(finding.check, finding.fix) for finding in desk.review.findings(segment.id, text)]


def test_another_translation_of_the_same_source_is_a_finding_with_a_fix(desk: Desk) -> None:
    assert checked(desk, 2, "About") == [("inconsistent", "Overview")]
    assert checked(desk, 2, "Overview") == []


def test_a_draft_nobody_has_touched_is_no_other_translation(tmp_path: Path) -> None:
    with a_desk(tmp_path, "廊坊", "廊坊", "廊坊") as desk:
        _, second, third = (segment.id for segment in desk.document("page").segments)
        assert checked(desk, 1, "Langfang City") == []
        desk.ranges.reject({second: 1}, by="rui", note="wrong")
        assert checked(desk, 1, "Langfang City") == []
        desk.ranges.approve({third: 1}, by="rui")
        assert checked(desk, 1, "Langfang City") == [("inconsistent", "Langfang")]


def test_one_translation_for_two_sources_is_a_finding(desk: Desk) -> None:
    assert checked(desk, 3, "Overview.") == [("end mark", "Overview"), ("same translation", None)]


def test_the_review_page_shows_where_sentences_disagree(desk: Desk) -> None:
    anchor = desk.document("page").segments[1].anchor
    answer = (
        an_app(desk).test_client().post(f"/documents/page/segments/{anchor}/check", json={"text": "About", "base": 2})
    )
    assert "translated as “Overview” in segment 1" in answer.get_json()["findings"]


def test_a_finding_beside_the_document_can_be_let_stand(desk: Desk) -> None:
    segment = desk.document("page").segments[1]
    (found,) = desk.check(segment.id, "About")
    desk.review.dismiss(segment.id, "About", found.check, found.message, reason="a menu", by="li")
    assert desk.review.findings(segment.id, "About") == []


def test_a_word_that_is_only_forbidden_is_found_on_the_desk(tmp_path: Path) -> None:
    with a_desk(tmp_path, "他提到台湾国。", glossary=GLOSSARY) as desk:
        assert ("forbidden term", None) in checked(desk, 1, "He mentioned the Republic of Taiwan.")


def test_twins_are_those_of_the_document_but_for_spaces_and_the_end_mark(address: str) -> None:
    from test_store import revision

    store = open_store(address)
    page, other = a_document("概况", "概况。", "新闻", "动态"), a_document("概况", name="other")
    for one in (page, other):
        store.add_document(one)
        for segment, text in zip(one.segments, ("About", "Overview", "News", "News."), strict=False):
            store.append(revision(segment.id, 1, text))
    assert store.twins(page.segments[0].id, " News ") == [
        Twin(2, "概况。", "Overview"),
        Twin(3, "新闻", "News"),
        Twin(4, "动态", "News."),
    ]
    store.close()


def test_looking_for_twins_costs_no_walk_through_the_document(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/d.db")

    def page(size: int) -> str:
        one = a_document(*(f"第{number}句。" for number in range(size)), name=f"page{size}")
        if one.id not in {head.id for head in store.documents()}:
            store.add_document(one)
        return one.segments[0].id

    ids = {size: page(size) for size in (200, 1600)}
    assert growth(lambda size: [store.twins(ids[size], "x") for _ in range(200)], 200, 8) < 0.5
    store.close()
