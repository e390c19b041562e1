"""The words of the site: gathered on the desk, translated like any text, out with the next edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from test_publish import put
from test_web import desk_in

from translator.desk import Desk
from translator.model import Both, State
from web import create_app, wording

SITE = 'name_zh = "河北之窗"\n[[sections]]\nkey = "news"\nzh = "要闻"\nen = "News"\n'
THEME = {"home": Both("首页", "Home"), "edition": Both("第 {number} 版", "Edition {number}")}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    Path("site.toml").write_text(SITE, encoding="utf-8")
    with desk_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    app = create_app(desk=desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def translate(desk: Desk, source: str, text: str) -> None:
    row = next(row for row in desk.rows("site.words") if row.segment.text == source)
    saved = desk.revise(row.segment.id, text, base_revision=row.base_revision, by="li")
    desk.approve(row.segment.id, base_revision=saved.number, by="wang")


def test_words_that_have_both_languages_are_approved_and_the_others_wait(desk: Desk) -> None:
    desk.site.words.gather(THEME)
    states = {row.segment.text: (row.text, row.state) for row in desk.rows("site.words")}
    assert states["首页"] == ("Home", State.APPROVED)
    assert states["河北之窗"] == ("", State.MISSING)
    assert desk.draft("site.words") == 1


def test_what_is_approved_goes_out_with_the_next_edition(desk: Desk, client: FlaskClient) -> None:
    put(desk)
    client.post("/publishing/words")
    desk.publish(by="li")
    translate(desk, "河北之窗", "Window on Hebei")
    translate(desk, "首页", "Start")
    translate(desk, "要闻", "Headlines")
    before = client.get("/site/en/news.html", buffered=True).text
    assert "Window on Hebei" not in before
    desk.publish(by="li")
    after = client.get("/site/en/news.html", buffered=True).text
    assert all(words in after for words in ("Window on Hebei", ">Start<", ">Headlines<"))
    desk.rollback(1, by="li")
    assert "Headlines" not in client.get("/site/en/news.html", buffered=True).text


def test_they_are_no_page_of_the_site(desk: Desk, client: FlaskClient) -> None:
    put(desk)
    client.post("/publishing/words")
    assert [outlook.document.id for outlook in desk.site.outlook()] == ["news"]
    made = desk.publish(by="li", documents=["news", "site.words"], unapproved=True)
    assert [page.slug for page in made.pages] == ["news"]
    assert client.get("/preview/zh/index.html").status_code == 200


def test_a_translation_that_lost_a_placeholder_or_its_source_does_not_go_out(desk: Desk) -> None:
    desk.site.words.gather(THEME)
    translate(desk, "第 {number} 版", "Edition")
    translate(desk, "要闻", "Headlines")
    Path("site.toml").write_text(SITE.replace("要闻", "新闻"), encoding="utf-8")
    site = desk.site.about().site
    assert site.strings == ()
    assert site.sections[0].name == Both("新闻", "News")


def test_a_newer_text_that_waits_leaves_the_approved_one_standing(desk: Desk) -> None:
    desk.site.words.gather(THEME)
    translate(desk, "首页", "Start")
    row = next(row for row in desk.rows("site.words") if row.segment.text == "首页")
    desk.revise(row.segment.id, "Not yet", base_revision=row.base_revision, by="li")
    assert [string.words.en for string in desk.site.about().site.strings] == ["Start"]


def test_gathering_again_keeps_what_people_wrote_and_follows_the_theme(desk: Desk) -> None:
    desk.site.words.gather(THEME)
    translate(desk, "首页", "Start")
    desk.site.words.gather(
        {"home": Both("首页", "Front"), "skip": Both("跳过", "Skip"), "edition": Both("第 {number} 版", "No. {number}")}
    )
    texts = {row.segment.text: row.text for row in desk.rows("site.words")}
    assert (texts["首页"], texts["第 {number} 版"], texts["跳过"]) == ("Start", "No. {number}", "Skip")


def test_the_page_shows_both_languages_and_leads_to_the_review(desk: Desk, client: FlaskClient) -> None:
    assert "Put them on the desk" in client.get("/publishing/words").text
    assert "/documents/site.words/review" in client.post("/publishing/words").headers["Location"]
    translate(desk, "首页", "Start")
    text = client.get("/publishing/words").text
    assert "Start" in text
    assert "site.words/review?s=" in text
    assert next(row for row in wording.rows(desk) if row.key == "home").state is State.APPROVED
