"""What concerns a person: calls by name, answers, returns; and what a person chose for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_desk import a_desk, an_app

from translator.desk import Desk
from translator.errors import InputError
from translator.model import Category, NewsKind, Role
from translator.text.mentions import mentions
from web import accounts

WORD = "a long password"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    accounts._wrong.clear()
    with a_desk(tmp_path) as opened:
        for name, role in (
            ("ada", Role.ADMIN),
            ("李娜", Role.REVIEWER),
            ("李", Role.TRANSLATOR),
            ("tang", Role.TRANSLATOR),
        ):
            opened.people.add(name, WORD, role)
        yield opened


def client_of(desk: Desk, name: str) -> FlaskClient:
    client = an_app(desk).test_client()
    assert client.post("/sign-in", data={"name": name, "password": WORD}).status_code == 302
    return client


def first(desk: Desk) -> str:
    return desk.document("page").segments[0].id


def told(desk: Desk, name: str) -> list[tuple[NewsKind, str]]:
    return [(each.news.kind, each.news.words) for each in desk.news.of(name)]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@李娜请看，也请@tang核对", ["李娜", "tang"]),
        ("＠TANG：第二句", ["tang"]),
        ("mail tang@example.org, li@李娜.cn", []),
        ("@tangent @ tang @", []),
        ("(@tang)", ["tang"]),
        ("@@tang", ["tang"]),
    ],
)
def test_names_are_found_where_people_call_them(text: str, called: list[str]) -> None:
    assert [name for _, name in mentions(text, ["李", "李娜", "tang"])] == called


def test_who_is_called_hears_of_it_once_and_nobody_of_their_own(team: Desk) -> None:
    team.review.remark(first(team), "@tang @tang @李娜 请看", by="李娜")
    assert told(team, "tang") == [(NewsKind.MENTION, "@tang @tang @李娜 请看")]
    assert told(team, "李娜") == told(team, "李") == []


def test_who_wrote_the_text_or_spoke_before_hears_what_is_said(team: Desk) -> None:
    team.review.save(first(team), "Langfang City", base_revision=1, by="tang")
    team.review.remark(first(team), "City?", by="李娜", category=Category.ACCURACY)
    team.review.remark(first(team), "Yes.", by="tang")
    assert told(team, "tang") == [(NewsKind.REMARK, "City?")]
    assert told(team, "李娜") == [(NewsKind.REMARK, "Yes.")]


def test_a_return_reaches_the_translator_one_by_one_and_in_a_range(team: Desk) -> None:
    names = [segment.id for segment in team.document("page").segments[:2]]
    for name in names:
        team.review.submit(name, "Another text.", base_revision=1, by="tang")
    team.reject(names[0], base_revision=team.store.newest(names[0]).number, by="李娜", note="too free")  # type: ignore[union-attr]
    seen = {names[1]: team.store.newest(names[1]).number}  # type: ignore[union-attr]
    team.ranges.reject(seen, by="李娜", note="see the style sheet")
    assert told(team, "tang") == [(NewsKind.RETURNED, "see the style sheet"), (NewsKind.RETURNED, "too free")]


def test_a_closed_account_and_a_stranger_hear_nothing(team: Desk) -> None:
    team.people.change("tang", active=False)
    team.review.remark(first(team), "@tang @nobody", by="李娜")
    assert told(team, "tang") == told(team, "nobody") == []


def test_the_bell_counts_until_the_list_was_read(team: Desk) -> None:
    team.review.remark(first(team), "@tang 请核对", by="李娜")
    tang = client_of(team, "tang")
    assert '<span>1</span><span class="unseen"> new for you</span>' in tang.get("/documents/").text
    page = tang.get("/me/").text
    assert "李娜 calls you" in page
    assert "请核对" in page
    assert 'class="fresh"' in page
    assert 'class="fresh"' not in tang.get("/me/").text
    assert team.news.unseen("tang") == 0


def test_an_issue_keeps_which_of_two_equal_words_it_is_about(team: Desk) -> None:
    team.review.save(first(team), "😀 the city and the city", base_revision=1, by="tang")
    said = team.review.remark(first(team), "twice", by="李娜", quote="the city", start=15)
    lost = team.review.remark(first(team), "gone", by="李娜", quote="the town", start=15)
    near = team.review.remark(first(team), "moved", by="李娜", quote="the city", start=4)
    assert (said.start, lost.start, near.start) == (15, None, 2)


def test_a_new_password_of_ones_own_needs_the_old_one(team: Desk) -> None:
    tang, other = client_of(team, "tang"), client_of(team, "tang")
    tang.post("/me/password", data={"old": "wrong", "password": "another password"})
    assert team.people.check("tang", WORD)
    tang.post("/me/password", data={"old": WORD, "password": "another password"})
    assert tang.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_saved_filters_belong_to_a_person_and_stay(team: Desk) -> None:
    tang = client_of(team, "tang")
    answer = tang.post("/me/filters", json={"name": " 有 错误 ", "query": "check=number&order=risk"})
    assert "有 错误" in answer.text
    assert 'data-filter="check=number&amp;order=risk"' in client_of(team, "tang").get("/documents/page/review").text
    assert "有 错误" not in client_of(team, "李娜").get("/documents/page/review").text
    assert "有 错误" not in tang.post("/me/filters", json={"drop": "有 错误"}).text


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_filter_needs_a_name_of_some_length(team: Desk, name: str) -> None:
    with pytest.raises(InputError):
        team.choices.keep_filter("tang", name, "state=drafted")
    assert client_of(team, "tang").post("/me/filters", json={"name": name, "query": ""}).status_code == 400


@pytest.mark.parametrize("body", [{}, {"keys": []}, {"keys": {"save": 3}}, {"keys": {"save": "x" * 99}}, None])
def test_what_is_no_keys_is_refused(team: Desk, body: object) -> None:
    assert client_of(team, "tang").post("/me/keys", json=body).status_code == 400


def test_keys_and_language_come_along_to_another_machine(team: Desk) -> None:
    tang = client_of(team, "tang")
    assert tang.post("/me/keys", json={"keys": {"next": "Ctrl+J"}}).status_code == 200
    tang.get("/language/zh")
    elsewhere = client_of(team, "tang").get("/documents/page/review").text
    assert "Ctrl+J" in elsewhere
    assert '<html lang="zh-CN"' in elsewhere


@pytest.mark.parametrize(
    ("theme", "shown"), [("dark", 'data-theme="dark"'), ("", "<html lang"), ('"><script>', "<html lang")]
)
def test_colours_are_chosen_and_nothing_else_comes_in(team: Desk, theme: str, shown: str) -> None:
    tang = client_of(team, "tang")
    tang.post("/me/theme", data={"theme": theme})
    page = tang.get("/me/").text
    assert shown in page
    assert "<script>" not in page
    assert page.count("data-theme") == (theme == "dark")
