"""What a page says of itself, edited in the browser: it wins, field by field, and goes out with the next edition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from test_publish import put
from test_web import desk_in

from translator.desk import Desk
from web import create_app

TEXT = "---\ndate: 2026-01-02\nauthor_zh: 李文\ntags: 旧\nimage: a.png\n---\n# 廊坊新闻\n\n廊坊欢迎您。\n"
FORM = {
    "day": "2026-10-18",
    "author_en": "Li Wen",
    "tags_zh": "长城，承德",
    "tags_en": "Great Wall, Chengde",
    "alt_zh": "长城",
    "section": "travel",
    "slot": "lead",
    "order": "2",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as opened:
        put(opened, TEXT)
        yield opened


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    app = create_app(desk=desk)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def test_what_is_filled_in_wins_and_what_is_not_stays(desk: Desk, client: FlaskClient) -> None:
    desk.publish(by="li")
    assert "Saved" in client.post("/publishing/page/news", data=FORM, follow_redirects=True).text
    assert "2 January 2026" in client.get("/site/en/news.html", buffered=True).text
    desk.publish(by="li")
    english, chinese = (client.get(f"/site/{lang}/news.html", buffered=True).text for lang in ("en", "zh"))
    assert all(
        words in english for words in ("18 October 2026", "Li Wen", "tag/great-wall.html", "section/travel.html")
    )
    assert all(words in chinese for words in ("李文", ">长城</a>"))
    assert ">旧</a>" not in chinese


def test_an_emptied_field_gives_the_page_its_own_word_again(desk: Desk, client: FlaskClient) -> None:
    client.post("/publishing/page/news", data=FORM)
    assert 'value="2026-10-18"' in client.get("/publishing/page/news").text
    client.post("/publishing/page/news", data={})
    desk.publish(by="li")
    assert "2 January 2026" in client.get("/site/en/news.html", buffered=True).text


def test_places_saved_elsewhere_keep_what_was_said(desk: Desk, client: FlaskClient) -> None:
    client.post("/publishing/page/news", data=FORM)
    client.post("/publishing/places", data={"document": "news", "section:news": "about"})
    (placing,) = desk.site.about().site.placings
    assert (placing.section, placing.author.en, placing.day) == ("about", "Li Wen", "2026-10-18")


@pytest.mark.parametrize(
    "form", [{"day": "18.10.2026"}, {"order": "x"}, {"section": "nowhere"}, {"author_zh": "长" * 501}, {"slot": "top"}]
)
def test_what_cannot_be_is_said(client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post("/publishing/page/news", data=form).status_code == 400


def test_a_page_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert client.get("/publishing/page/none").status_code == 404
    assert client.post("/publishing/page/none").status_code == 404
