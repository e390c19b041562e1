"""The review page and its saves, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.errors import Conflict, NotFound, StoreError
from translator.model import Lang, MatchKind, Order, Origin, Pair, State, Unit, Wanted
from web import words as names


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return an_app(desk).test_client()


def anchors(desk: Desk) -> list[str]:
    return [segment.anchor for segment in desk.document("page").segments]


def send(client: FlaskClient, anchor: str, text: str, base: int = 1, act: str = "save", **more: Any) -> Any:
    return client.post(f"/documents/page/segments/{anchor}", json={"text": text, "base": base, "act": act, **more})


# the page


def test_the_page_opens_at_the_first_sentence_that_waits(client: FlaskClient, desk: Desk) -> None:
    first, second, *_ = anchors(desk)
    send(client, first, "Langfang", act="approve")
    assert f'data-anchor="{second}"' in client.get("/documents/page/review").text
    assert f'data-anchor="{first}"' in client.get(f"/documents/page/review?s={first}").text


def test_terms_stand_numbered_in_the_source(client: FlaskClient, desk: Desk) -> None:
    page = client.get(f"/documents/page/segments/{anchors(desk)[1]}").text
    assert 'data-number="1">廊坊<sup' in page
    assert 'data-insert="Hebei" data-number="2"' in page


def test_both_languages_are_marked_as_what_they_are(client: FlaskClient, desk: Desk) -> None:
    page = client.get(f"/documents/page/segments/{anchors(desk)[1]}").text
    assert 'id="source" lang="zh-CN"' in page
    assert 'id="target" lang="en"' in page


def test_a_document_without_sentences_has_a_page(client: FlaskClient, desk: Desk) -> None:
    desk.add_text("```\ncode\n```\n", name="empty.md", format="markdown")
    assert client.get("/documents/empty/review").status_code == 200


def test_text_from_outside_cannot_become_markup(tmp_path: Path) -> None:
    with a_desk(tmp_path, "<script>alert(1)</script>", "</textarea><b>x</b>") as desk:
        page = an_app(desk).test_client().get("/documents/page/review").text
    assert "<script>alert" not in page
    assert "</textarea><b>" not in page


@pytest.mark.parametrize("address", ["review?s=none", "segments/none", "segments/none/memory"])
def test_an_unknown_sentence_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(f"/documents/page/{address}").status_code == 404


def test_an_unknown_tab_is_not_found(client: FlaskClient, desk: Desk) -> None:
    assert client.get(f"/documents/page/segments/{anchors(desk)[0]}/none").status_code == 404


# the queue


def test_the_queue_comes_page_by_page_with_the_counts(client: FlaskClient, desk: Desk) -> None:
    found = client.get(f"/documents/page/queue?near={anchors(desk)[2]}").json
    assert found is not None
    assert (found["total"], found["at"], found["tally"]["drafted"], len(found["rows"])) == (4, 2, 4, 4)


def test_the_queue_is_filtered_by_words_of_either_side(desk: Desk) -> None:
    for words in ("欢迎", "welcome", "30家", "WELCOME"):
        assert desk.review.queue("page", Wanted(words=words)).total == 1
    assert desk.review.queue("page", Wanted(words="%")).total == 0


def test_the_queue_is_filtered_by_what_is_known_of_a_text(desk: Desk) -> None:
    assert [row.text for row in desk.review.queue("page", Wanted(check="untranslated")).rows] == [
        "There are 30 企业 here."
    ]
    assert desk.review.queue("page", Wanted(term="河北")).total == 1
    assert desk.review.queue("page", Wanted(origin=Origin.HUMAN)).total == 0
    assert desk.review.queue("page", Wanted(most=0.0)).total == 0


def test_the_riskiest_sentence_comes_first(desk: Desk) -> None:
    rows = desk.review.queue("page", Wanted(order=Order.RISK)).rows
    assert rows[0].text == "There are 30 企业 here."


def test_a_corrected_sentence_is_no_risk_any_more(client: FlaskClient, desk: Desk) -> None:
    send(client, anchors(desk)[2], "There are 30 firms here.")
    assert desk.review.queue("page", Wanted(check="untranslated")).total == 0


@pytest.mark.parametrize("asked", ["state=odd", "order=odd", "least=x", "start=-5", "start=x", "near=none"])
def test_what_makes_no_sense_restricts_nothing(client: FlaskClient, asked: str) -> None:
    found = client.get(f"/documents/page/queue?{asked}").json
    assert found is not None
    assert (found["total"], found["start"], len(found["rows"])) == (4, 0, 4)


# saving


def test_a_text_of_one_person_is_not_saved_under_the_name_of_another(client: FlaskClient, desk: Desk) -> None:
    anchor = anchors(desk)[0]
    answer = send(client, anchor, "Langfang City", person="li")
    assert (answer.status_code, "li" in answer.json["message"]) == (401, True)
    assert len(desk.history(f"page/{anchor}")) == 1


def test_a_save_is_a_revision_by_the_person(client: FlaskClient, desk: Desk) -> None:
    name = anchors(desk)[3]
    answer = send(client, name, "A warm welcome.")
    assert (answer.status_code, answer.json["base"], answer.json["state"]) == (200, 2, "edited")
    assert desk.history(f"page/{name}")[-1].text == "A warm welcome."


def test_a_save_sent_twice_is_saved_once(client: FlaskClient, desk: Desk) -> None:
    name = anchors(desk)[3]
    assert [send(client, name, "A warm welcome.").json["base"] for _ in range(2)] == [2, 2]
    assert [send(client, name, "A warm welcome.", 2, "approve").json["base"] for _ in range(2)] == [3, 3]


def test_a_clash_carries_both_texts_and_their_merge(client: FlaskClient, desk: Desk) -> None:
    name = anchors(desk)[1]
    desk.revise(f"page/{name}", "Langfang lies in Hebei.", base_revision=1, by="li")
    answer = send(client, name, "Langfang is in Hebei Province.")
    assert answer.status_code == 409
    assert (answer.json["theirs"], answer.json["yours"]) == (
        "Langfang lies in Hebei.",
        "Langfang is in Hebei Province.",
    )
    assert (answer.json["merged"], answer.json["clashes"]) == ("Langfang lies in Hebei Province.", 0)
    assert (answer.json["current"], answer.json["by"]) == (2, "li")


def test_approving_goes_on_to_the_next_that_waits_and_round(client: FlaskClient, desk: Desk) -> None:
    first, second, third, last = anchors(desk)
    assert send(client, last, "Welcome.", act="approve").json["next"] == first
    assert send(client, first, "Langfang", act="approve").json["next"] == second
    send(client, second, "Langfang is in Hebei.", act="approve")
    assert send(client, third, "There are 30 firms here.", act="approve").json["next"] == ""


def test_an_untouched_draft_that_is_approved_stays_the_machines(client: FlaskClient, desk: Desk) -> None:
    name = anchors(desk)[3]
    send(client, name, "Welcome.", act="approve")
    newest = desk.history(f"page/{name}")[-1]
    assert (newest.number, newest.state, newest.origin) == (2, State.APPROVED, Origin.ENGINE)


def test_an_error_blocks_approval_whatever_the_person_says(client: FlaskClient, desk: Desk) -> None:
    answer = send(client, anchors(desk)[2], "There are 13 firms here.", act="approve", sure=True)
    assert (answer.status_code, answer.json["blocked"]) == (422, True)
    assert "data-fix=" in answer.json["findings"]


def test_a_warning_asks_once(client: FlaskClient, desk: Desk) -> None:
    name, text = anchors(desk)[3], "Welcome"  # no full stop
    answer = send(client, name, text, act="approve")
    assert (answer.status_code, answer.json["blocked"]) == (422, False)
    assert send(client, name, text, act="approve", sure=True).status_code == 200


def test_a_return_needs_a_reason(client: FlaskClient, desk: Desk) -> None:
    name = anchors(desk)[3]
    assert send(client, name, "Welcome.", act="return", note=" ").status_code == 400
    assert send(client, name, "Welcome.", act="return", note="too short").json["state"] == "rejected"
    assert "too short" in client.get(f"/documents/page/segments/{name}").text


@pytest.mark.parametrize(
    "body",
    [[], {}, {"text": "x"}, {"text": 1, "base": 1}, {"text": "x", "base": True}, {"text": "x", "base": -1}],
)
def test_a_broken_save_is_refused_in_words(client: FlaskClient, desk: Desk, body: object) -> None:
    answer = client.post(f"/documents/page/segments/{anchors(desk)[0]}", json=body)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["next_step"]


def test_a_text_as_long_as_a_book_is_refused(client: FlaskClient, desk: Desk) -> None:
    assert send(client, anchors(desk)[0], "x" * 30_000).status_code == 400


# while typing


def test_a_text_is_checked_before_it_is_saved(client: FlaskClient, desk: Desk) -> None:
    address = f"/documents/page/segments/{anchors(desk)[2]}/check"
    answer = client.post(address, json={"text": "There are 3 firms here.", "base": 1}).json
    assert answer is not None
    assert "finding error" in answer["findings"]
    assert ["30", "3"] in answer["difference"]


def test_every_kind_of_memory_match_has_a_name(client: FlaskClient) -> None:
    with client.application.test_request_context():
        assert len({names.match(kind) for kind in MatchKind}) == len(MatchKind)


def test_a_memory_match_shows_where_its_sentence_differs(client: FlaskClient, desk: Desk) -> None:
    desk.store.add_units([Unit("这里有20家企业。", "There are 20 companies here.", Pair.to(Lang.EN))])
    page = client.get(f"/documents/page/segments/{anchors(desk)[2]}/memory").text
    assert "这里有<del>20</del><ins>30</ins>家企业。" in page
    assert 'data-take="There are 30 companies here."' in page


def test_the_tabs_show_memory_history_and_context(client: FlaskClient, desk: Desk) -> None:
    first, second, *_ = anchors(desk)
    send(client, first, "Langfang City", act="approve", sure=True)
    assert "Langfang City" in client.get(f"/documents/page/segments/{second}/memory?words=廊坊").text
    assert "<ins>" in client.get(f"/documents/page/segments/{first}/history").text
    assert "data-live" in client.get(f"/documents/page/segments/{first}/preview").text


# saving is one step


def test_a_save_keeps_text_and_outlook_together_or_neither(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("translator.store.outlooks.put", full)
    name = f"page/{anchors(desk)[2]}"
    with pytest.raises(StoreError):
        desk.review.save(name, "There are 30 firms here.", base_revision=1, by="li")
    assert [revision.number for revision in desk.history(name)] == [1]


def test_an_approved_correction_is_two_revisions_and_one_memory(desk: Desk) -> None:
    name = f"page/{anchors(desk)[2]}"
    desk.review.approve(name, "There are 30 firms here.", base_revision=1, by="li")
    assert [revision.state for revision in desk.history(name)] == [State.DRAFTED, State.EDITED, State.APPROVED]
    assert [unit.target for unit in desk.store.units()] == ["There are 30 firms here."]


def test_a_late_approval_keeps_both_texts(desk: Desk) -> None:
    name = f"page/{anchors(desk)[2]}"
    desk.review.save(name, "Thirty firms are here.", base_revision=1, by="li")
    with pytest.raises(Conflict) as clash:
        desk.review.approve(name, "There are 30 firms here.", base_revision=1, by="wang")
    assert (clash.value.theirs, clash.value.yours) == ("Thirty firms are here.", "There are 30 firms here.")
    assert len(desk.history(name)) == 2


def test_a_save_of_an_unknown_sentence_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.review.save("page/none", "x", base_revision=0, by="li")


@pytest.mark.parametrize("order", list(Order))
def test_a_place_in_the_queue_is_where_the_line_stands(desk: Desk, order: Order) -> None:
    wanted = Wanted(states=(State.DRAFTED,), order=order)
    rows = desk.review.queue("page", wanted).rows
    assert [desk.review.place(row.segment, wanted) for row in rows] == [0, 1, 2, 3]
    assert desk.review.place("page/none", wanted) is None


# the flow


def test_following_over_the_wire_says_what_it_did(client: FlaskClient, desk: Desk) -> None:
    desk.add_text("廊坊", name="other.txt", format="text")
    first = anchors(desk)[0]
    send(client, first, "Langfang City")
    assert "other" in client.get(f"/documents/page/segments/{first}/repeats?everywhere=1").text
    target = desk.document("other").segments[0].id
    answer = client.post(f"/documents/page/segments/{first}/follow", json={"targets": [target]}).json
    assert answer == {"said": "1 equal sentence followed.", "made": {target: 1}, "left": []}


@pytest.mark.parametrize("body", [None, [], {}, {"act": "approve", "seen": [1]}, {"act": "odd", "seen": {"x": 1}}])
def test_judging_nothing_or_oddly_changes_nothing(client: FlaskClient, desk: Desk, body: object) -> None:
    assert client.post("/documents/page/judge", json=body).status_code in (200, 400)
    assert {row.base_revision for row in desk.rows("page")} == {1}


def test_all_that_a_filter_leaves_is_named_with_its_numbers(client: FlaskClient, desk: Desk) -> None:
    found = client.get("/documents/page/queue/seen?words=廊坊&start=1&count=5").json
    assert found == {"total": 2, "seen": {anchors(desk)[1]: 1}}
