"""Searching the desk: every kind of text, both languages, short Chinese words, filters; strangers find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import a_document
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator.desk import Desk, asked
from translator.model import Found, Lang, Role, State


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as opened:
        opened.store.add_document(a_document("Glass of Yaohua", "50% of it is sold.", name="glass", lang=Lang.EN))
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return an_app(desk).test_client()


def sources(found: Found) -> list[str]:
    return [sentence.source for sentence in found.sentences]


def find(desk: Desk, words: str, **more: object) -> Found:
    return desk.search.everywhere(asked(words, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("企业", "这里有30家企业。"),
        ("坊", "廊坊在河北。"),
        ("WELCOME", "欢迎您。"),
        ("in langfang", "廊坊在河北。"),
        ("50%", "50% of it is sold."),
    ],
)
def test_words_of_any_length_are_found_in_sources_and_drafts(desk: Desk, words: str, source: str) -> None:
    assert source in sources(find(desk, words))


@pytest.mark.parametrize("words", ["5%0", "_", "zeppelin", "企业 欢迎", "", "   "])
def test_what_is_nowhere_is_not_found(desk: Desk, words: str) -> None:
    assert find(desk, words).nothing


def test_titles_terms_and_comments_are_found_too(desk: Desk) -> None:
    desk.review.remark("page/" + desk.document("page").segments[0].anchor, "x", by="li")
    desk.review.remark("glass/" + desk.document("glass").segments[1].anchor, "问一下耀华的数字", by="li")
    assert [page.id for page in find(desk, "yaohua").pages] == ["glass"]
    assert [term.en for term in find(desk, "河北").terms] == ["Hebei"]
    assert [item.document for item in find(desk, "耀华").remarks] == ["glass"]


def test_language_state_and_document_narrow_the_search(desk: Desk) -> None:
    assert sources(find(desk, "30", lang=Lang.EN, document="page")) == ["这里有30家企业。"]
    assert find(desk, "Langfang", lang=Lang.ZH).sentences == ()
    assert find(desk, "Langfang", state=State.APPROVED).nothing
    assert find(desk, "Langfang", document="glass").nothing


def test_long_lists_come_in_pages(desk: Desk) -> None:
    desk.store.add_document(a_document(*(f"第{n}座玻璃厂。" for n in range(70)), name="many"))
    first = desk.search.everywhere(asked("玻璃厂"))
    rest = desk.search.everywhere(asked("玻璃厂"), start=50)
    assert (len(first.sentences), first.more, len(rest.sentences), rest.more) == (50, True, 20, False)
    assert sources(rest)[-1] == "第69座玻璃厂。"


def test_the_page_lights_the_words_and_leads_to_the_sentence(desk: Desk, client: FlaskClient) -> None:
    text = client.get("/search/?q=企业+30").text
    assert "<mark>30</mark>家<mark>企业</mark>" in text
    assert f"review?s={desk.document('page').segments[2].anchor}" in text


@pytest.mark.parametrize(
    "query", ["?q=<b>", "?q=a&lang=fr&state=no&start=x", "?q=a&start=-5", "?start=99999999999999999999"]
)
def test_odd_questions_are_answered(client: FlaskClient, query: str) -> None:
    answer = client.get("/search/" + query)
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_strangers_find_nothing_where_people_sign_in(desk: Desk, client: FlaskClient) -> None:
    desk.people.add("li", "a long sentence", Role.ADMIN)
    answer = client.get("/search/?q=企业")
    assert answer.status_code == 302
    assert "sign" in answer.headers["Location"]
