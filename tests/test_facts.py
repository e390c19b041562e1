"""What a page says of itself, edited in the browser: it wins, field by field, and goes out with the next edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sites import paired
from test_publish import put
from test_web import desk_in

from translator import formats
from translator.desk import Desk, facts
from translator.desk.pages import parts
from translator.model import Both, Lang
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


# a picture in words is a sentence like any other

HEAD = '---\r\nimage: wall.svg\r\nimage_alt: "秋日的长城。"\r\ncaption: 从东面看\r\nsection: travel\r\n---\r\n'
PICTURE = HEAD + "# 长城\r\n\r\n走一走。\r\n"
ENGLISH = {"秋日的长城。": "The wall\nin autumn.", "从东面看": "From the east", "长城": "The wall", "走一走。": "Walk."}


def test_picture_words_are_reviewed_and_the_file_stays_whole() -> None:
    document = formats.read_text(PICTURE, name="wall.md", format="markdown")
    assert [s.text for s in document.segments] == ["秋日的长城。", "从东面看", "长城", "走一走。"]
    assert formats.write(document, {}, Lang.ZH) == PICTURE
    texts = {s.id: ENGLISH[s.text] for s in document.segments}
    assert 'image_alt: "The wall in autumn."\r\ncaption: From the east\r\nsection' in formats.write(
        document, texts, Lang.EN
    )


def test_they_stand_with_the_picture_and_not_in_the_text() -> None:
    page = paired(formats.read_text(PICTURE, name="wall.md", format="markdown"), ENGLISH)
    said = facts(page)
    assert (said.section, said.image) == ("travel", "wall.svg")
    assert said.caption == Both("从东面看", "From the east")
    assert said.alt.zh == "秋日的长城。"
    for lang, title in ((Lang.ZH, "长城"), (Lang.EN, "The wall")):
        assert next(part.text for part in parts(page, lang) if part.text) == title
        assert "---" not in "".join(part.before for part in parts(page, lang))


def test_words_given_in_both_languages_are_no_sentences() -> None:
    text = "---\nimage_alt_zh: 甲\nimage_alt_en: A\n---\n# 题\n"
    assert [s.text for s in formats.read_text(text, name="a.md", format="markdown").segments] == ["题"]


def test_untranslated_picture_words_show_their_source() -> None:
    page = paired(formats.read_text(PICTURE, name="wall.md", format="markdown"), ENGLISH)
    bare = replace(page, segments=(replace(page.segments[0], target=""), *page.segments[1:]))
    assert facts(bare).alt.get(Lang.EN) == "秋日的长城。"
