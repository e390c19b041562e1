"""Differences in the browser: a list of pages, each page word by word in both languages, and as readers see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from test_publish import put
from test_web import desk_in

from translator.desk import Desk
from web import create_app
from web.site.marked import BEGIN, END, tagged

OLD = "---\nsection: news\n---\n# 廊坊新闻\n\n**廊坊**欢迎您。\n\n第二段在这里。\n"
NEW = "---\nsection: travel\n---\n# 廊坊新闻\n\n**廊坊市**欢迎您。\n\n第二段在这里。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        put(opened, OLD, approved=False)
        for row in opened.rows("news"):
            text = "**en** 2" if "**" in row.segment.text else f"en {row.segment.ordinal}"
            opened.revise(row.segment.id, text, base_revision=0, by="li")
            opened.approve(row.segment.id, base_revision=1, by="wang")
        opened.publish(by="li")
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    app = create_app(desk=desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def change(desk: Desk, text: str = "**en** 2 is better") -> None:
    document = put(desk, NEW, approved=False)
    name = document.segments[1].id
    saved = desk.revise(name, text, base_revision=0, by="li")
    desk.approve(name, base_revision=saved.number, by="wang")


def test_the_list_names_the_pages_that_would_change(desk: Desk, client: FlaskClient) -> None:
    assert "Readers would see no difference" in client.get("/publishing/difference").text
    put(desk, "# 别的\n\n另一页。\n", "other.md")
    change(desk)
    text = client.get("/publishing/difference").text
    assert "2 pages differ" in text
    assert "New page" in text
    assert "what the page says of itself" in text


def test_a_page_is_compared_word_by_word_in_both_languages(desk: Desk, client: FlaskClient) -> None:
    change(desk)
    text = client.get("/publishing/difference/news").text
    assert '<p lang="zh-CN">**廊坊<ins>市</ins>**欢迎您。</p>' in text
    assert '<p lang="en">**en** 2<ins> is better</ins></p>' in text
    assert "第二段" not in text
    assert "<del>news</del> <ins>travel</ins>" in text
    assert "第二段" in client.get("/publishing/difference/news?all=1").text


def test_drafts_nobody_approved_are_compared_too(desk: Desk, client: FlaskClient) -> None:
    desk.revise(desk.document("news").segments[1].id, "soon", base_revision=2, by="li")
    assert "No sentence differs" in client.get("/publishing/difference/news").text
    assert "<ins>soon</ins>" in client.get("/publishing/difference/news?new=draft").text


@pytest.mark.parametrize(
    ("side", "lang", "mark"),
    [
        ("after", "zh", "<strong>廊坊<ins>市</ins></strong>"),
        ("after", "en", "<ins> is better</ins>"),
        ("before", "en", "<strong>en</strong> 2"),
    ],
)
def test_readers_view_marks_what_changed(desk: Desk, client: FlaskClient, side: str, lang: str, mark: str) -> None:
    change(desk)
    answer = client.get(f"/publishing/difference/news/{side}-{lang}.html")
    assert mark in answer.text.replace("</ins> <ins>", " ")
    assert not set(answer.text) & {BEGIN, END}
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]


def test_two_editions_are_compared_and_a_first_one_with_nothing(desk: Desk, client: FlaskClient) -> None:
    change(desk)
    desk.publish(by="li")
    assert "1 page differs" in client.get("/publishing/difference?new=2").text
    assert "1 page differs" in client.get("/publishing/difference?old=2&new=1").text
    assert "New page" in client.get("/publishing/difference?new=1").text


def test_a_page_that_is_gone_is_shown_as_it_was(desk: Desk, client: FlaskClient) -> None:
    desk.site.withdraw(["news"], by="li")
    assert "Removed page" in client.get("/publishing/difference?new=2").text
    assert "The page is not there." in client.get("/publishing/difference/news?new=2&seen=en").text
    assert client.get("/publishing/difference/news/before-en.html?new=2").status_code == 200
    assert client.get("/publishing/difference/news/after-en.html?new=2").status_code == 404


@pytest.mark.parametrize(
    "address", ["?new=9", "?new=x", "?old=99999999999999", "/none", "/news/beside-zh.html", "/news/after-fr.html"]
)
def test_what_cannot_be_compared_is_said(client: FlaskClient, address: str) -> None:
    assert client.get("/publishing/difference" + address).status_code in (400, 404)


def test_marks_in_the_head_and_in_attributes_are_taken_out() -> None:
    html = f'<title>{BEGIN}a{END}</title><img alt="{BEGIN}b{END}">{BEGIN}c <b>d{END} e</b>'
    assert tagged(html, "ins") == '<title>a</title><img alt="b"><ins>c </ins><b><ins>d</ins> e</b>'
