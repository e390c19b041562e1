"""Publishing in the browser and reading what was published: pages, buttons, and an address that leads nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from test_web import desk_in

from translator.desk import Desk
from translator.model import Document, State
from web import create_app

NEWS = "---\nsection: news\n---\n# 廊坊新闻\n\n廊坊欢迎您。\n\n第二段在这里。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def app(desk: Desk) -> Flask:
    made = create_app(desk=desk)
    made.config["WTF_CSRF_ENABLED"] = False
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def put(desk: Desk, text: str = NEWS, name: str = "news.md", *, approved: bool = True) -> Document:
    document = desk.add_text(text, name=name, format="markdown")
    for row in desk.rows(document.id) if approved else ():
        if row.state is not State.APPROVED:
            base = desk.revise(row.segment.id, f"en {row.segment.ordinal}", base_revision=row.base_revision, by="li")
            desk.approve(row.segment.id, base_revision=base.number, by="wang")
    return document


def published(client: FlaskClient, **form: str) -> str:
    return client.post("/publishing/", data=form, follow_redirects=True).text


# the publishing page


def test_it_says_what_holds_a_page_back_and_leads_there(desk: Desk, client: FlaskClient) -> None:
    document = put(desk, approved=False)
    text = client.get("/publishing/").text
    assert "3 of 3 sentences have no translation" in text
    for segment in document.segments:
        assert f"review?s={segment.anchor}" in text
    assert "<button disabled>" in text


def test_publishing_makes_an_edition_that_readers_see(desk: Desk, client: FlaskClient) -> None:
    put(desk)
    assert "Edition 1 is live: 1 page." in published(client, note="first")
    assert "en 2" in client.get("/site/en/news.html", buffered=True).text
    assert "廊坊欢迎您" in client.get("/site/zh/news.html", buffered=True).text


def test_publishing_with_nothing_ready_says_why(desk: Desk, client: FlaskClient) -> None:
    put(desk, approved=False)
    answer = client.post("/publishing/")
    assert answer.status_code == 403
    assert "nothing can be published" in answer.text


def test_the_page_speaks_chinese(desk: Desk, client: FlaskClient) -> None:
    put(desk, approved=False)
    text = client.get("/publishing/", headers={"Accept-Language": "zh"}).text
    assert "3 句中有 3 句没有译文" in text
    assert "暂不发布" in text


def test_rollback_shows_the_earlier_text(desk: Desk, client: FlaskClient) -> None:
    document = put(desk)
    published(client)
    first = document.segments[1].id
    saved = desk.revise(first, "changed", base_revision=2, by="li")
    desk.approve(first, base_revision=saved.number, by="wang")
    published(client)
    assert "changed" in client.get("/site/en/news.html", buffered=True).text
    assert "edition 1 again" in client.post("/publishing/rollback", data={"number": "1"}, follow_redirects=True).text
    assert "changed" not in client.get("/site/en/news.html", buffered=True).text


@pytest.mark.parametrize("number", ["", "x", "-1", "9", "²", "1e3"])
def test_an_edition_that_is_none_is_said(client: FlaskClient, number: str) -> None:
    assert client.post("/publishing/rollback", data={"number": number}).status_code in (400, 404)


def test_an_error_blocks_until_it_is_mended_or_somebody_lets_it_stand(desk: Desk, client: FlaskClient) -> None:
    document = put(desk, "# 新闻\n\n这里有30家企业。\n")
    name, text = document.segments[1].id, "There are 50 companies here."
    saved = desk.revise(name, text, base_revision=2, by="li")
    desk.approve(name, base_revision=saved.number, by="li")
    assert "the checks find errors in 1 of 2 sentences" in client.get("/publishing/").text
    assert client.post("/publishing/").status_code == 403
    (found,) = desk.review.findings(name, text)
    desk.review.dismiss(name, text, found.check, found.message, reason="it is so", by="li")
    assert "is live: 1 page" in published(client)


def test_a_withdrawn_page_is_gone_until_it_is_named(desk: Desk, client: FlaskClient) -> None:
    document = put(desk)
    put(desk, "# 别的\n\n另一页。\n", "other.md")
    published(client)
    client.post("/publishing/withdraw", data={"document": document.id})
    assert client.get("/site/en/news.html", buffered=True).status_code == 404
    published(client)
    assert client.get("/site/en/news.html", buffered=True).status_code == 404
    assert "it was withdrawn" in client.get("/publishing/").text
    published(client, document=document.id)
    assert client.get("/site/en/news.html", buffered=True).status_code == 200


# reading


def test_before_the_first_edition_the_site_says_so(client: FlaskClient) -> None:
    answer = client.get("/site/", buffered=True)
    assert answer.status_code == 404
    assert "Nothing is published yet" in answer.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html"),
        ("zh/", "text/html"),
        ("assets/site.css", "text/css"),
        ("assets/site.js", "text/javascript"),
        ("assets/icon.svg", "image/svg+xml"),
        ("zh/feed.xml", "application/atom+xml"),
        ("edition.json", "application/json"),
        ("robots.txt", "text/plain"),
    ],
)
def test_files_are_sent_as_what_they_are(desk: Desk, client: FlaskClient, path: str, kind: str) -> None:
    put(desk)
    published(client)
    answer = client.get("/site/" + path, buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["../d.db", "%2e%2e/d.db", "..%2fd.db", "zh/../../d.db", "/etc/passwd", "%2fetc/passwd", ".failures.json", "zh/%00",
     "zh\\..\\..\\d.db", "a" * 300, "zh/none.html"],
)  # fmt: skip
def test_no_address_leads_out_of_the_edition(desk: Desk, client: FlaskClient, tmp_path: Path, path: str) -> None:
    put(desk)
    published(client)
    for folder in (tmp_path, tmp_path / "site", tmp_path / "site" / "site-1"):
        (folder / ".failures.json").write_text("secret")
    answer = client.get("/site/" + path, buffered=True)
    assert answer.status_code in (404, 308)
    assert "secret" not in answer.text


@pytest.mark.parametrize(("path", "words"), [("zh/none.html", "没有这一页"), ("en/a/b/c", "There is no such page")])
def test_each_language_has_its_own_404_whose_links_work_at_any_depth(
    desk: Desk, client: FlaskClient, path: str, words: str
) -> None:
    put(desk)
    published(client)
    answer = client.get("/site/" + path, buffered=True)
    assert answer.status_code == 404
    assert words in answer.text
    assert f'<base href="/site/{path[:2]}/404.html">' in answer.text


# preview


def test_the_preview_shows_what_nobody_has_approved_and_marks_it(desk: Desk, client: FlaskClient) -> None:
    document = put(desk, approved=False)
    desk.revise(document.segments[1].id, "a first try", base_revision=0, by="li")
    text = client.get("/preview/en/news.html", buffered=True).text
    assert "a first try" in text
    assert 'lang="zh-CN"' in text.split('<div class="text">')[1]
    assert "Preview: this is not the published site" in text


@pytest.mark.parametrize(
    "path",
    ["index.html", "zh/index.html", "en/section/news.html", "both/news.html", "assets/site.css", "en/feed.xml"],
)
def test_the_whole_site_can_be_previewed(desk: Desk, client: FlaskClient, path: str) -> None:
    put(desk, approved=False)
    assert client.get("/preview/" + path, buffered=True).status_code == 200


@pytest.mark.parametrize("path", ["../d.db", "fr/index.html", "zh/none.html", "assets/../x.py", "media/../x", "zh/"])
def test_the_preview_has_no_other_files(desk: Desk, client: FlaskClient, path: str) -> None:
    put(desk)
    assert client.get("/preview/" + path, buffered=True).status_code == 404
