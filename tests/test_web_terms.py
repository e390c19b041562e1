"""Terms from the text over HTTP: what the form proposes, who may add, what odd input gets for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.model import EntryState, Role

WORD = "a long password"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, "行唐县在河北。", "行唐县有30家企业。") as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return an_app(desk).test_client()


def where(desk: Desk, path: str = "") -> str:
    return f"/documents/page/segments/{desk.rows('page')[0].segment.anchor}/terms{path}"


def test_the_form_is_filled_with_the_proposal_and_its_reason(desk: Desk, client: FlaskClient) -> None:
    page = client.get(where(desk, "/form?source=行唐县")).text
    assert 'value="Xingtang County"' in page
    assert '<option value="place" selected>' in page
    assert "Pinyin" in page


def test_words_of_the_translation_find_the_name_they_stand_for(desk: Desk, client: FlaskClient) -> None:
    page = client.get(where(desk, "/form?target=Xingtang County")).text
    assert 'value="行唐县"' in page


def test_a_word_no_rule_knows_leaves_the_other_side_to_the_person(desk: Desk, client: FlaskClient) -> None:
    assert "No rule knows a form for this" in client.get(where(desk, "/form?source=在")).text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"zh": "行唐", "en": " "},
        {"zh": 7, "en": ["x"]},
        {"zh": "行" * 201, "en": "x"},
        {"zh": "Langfang", "en": "廊坊"},
        {"zh": "河北", "en": "Hopei"},
    ],
)
def test_a_term_that_is_none_is_refused_with_a_next_step(
    desk: Desk, client: FlaskClient, given: dict[str, object]
) -> None:
    answer = client.post(where(desk), json=given)
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["next_step"]
    assert desk.terms.list() == []


def test_the_sentences_a_term_changes_are_counted_before_it_is_there(desk: Desk, client: FlaskClient) -> None:
    answer = client.post(where(desk, "/weigh"), json={"zh": "行唐县", "en": "Xingtang County"})
    assert answer.json == {"told": "Applies in 2 open sentences. 2 drafts nobody touched can be made again."}
    assert desk.terms.list() == []


def test_a_translator_proposes_and_a_reviewer_adds(desk: Desk, client: FlaskClient) -> None:
    for name, role in (("ada", Role.ADMIN), ("tang", Role.TRANSLATOR), ("rui", Role.REVIEWER)):
        desk.people.add(name, WORD, role)
    for name, state in (("tang", EntryState.PROPOSED), ("rui", EntryState.ACCEPTED)):
        client.post("/sign-in", data={"name": name, "password": WORD})
        assert client.post(where(desk), json={"zh": f"{name}县", "en": f"{name} County"}).status_code == 200
        assert [entry.by for entry in desk.terms.list(state)] == [name]
        client.post("/sign-out")


def test_only_the_sentences_asked_for_are_drafted_again(desk: Desk, client: FlaskClient) -> None:
    client.post(where(desk), json={"zh": "行唐县", "en": "Xingtang County"})
    second = desk.rows("page")[1].segment.id
    answer = client.post(where(desk, "/apply"), json={"segments": [second, 7, "page/none"]})
    assert answer.json == {"done": 1}
    assert [row.base_revision for row in desk.rows("page")] == [1, 2]


def test_the_sentence_somebody_else_works_on_is_not_drafted_under_their_hands(desk: Desk) -> None:
    first, second = (row.segment.id for row in desk.rows("page"))
    desk.review.hold(first, by="li")
    desk.review.hold(second, by="rui")
    from translator.model import Term

    desk.terms.add(Term("行唐县", "Xingtang County"), by="rui")
    assert desk.terms.redraft(by="rui") == 1
    assert [row.base_revision for row in desk.rows("page")] == [1, 2]


def test_names_without_an_entry_are_listed_until_they_have_one(desk: Desk, client: FlaskClient) -> None:
    assert "Xingtang County" in client.get(where(desk, "/names")).text
    client.post(where(desk), json={"zh": "行唐县", "en": "Xingtang County"})
    assert "Xingtang County" not in client.get(where(desk, "/names")).text
