"""Front matter: title and summary are reviewed like sentences; quotes and comments are read as YAML means them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sites import paired

from translator import formats
from translator.desk import facts
from translator.edition import pin
from translator.formats import front
from translator.model import Both, Document, Lang, Origin, Revision, State
from web.site.briefs import brief

HEAD = (
    "---\ntitle: 长城两日 # 头条\ndescription: >-\n  走一走，\n  看一看。\nsection: travel   # a key\ntags:\n  - 长城\n"
    "  - 承德\ndate: 2026-10-02\n---\n"
)
TEXT = f"{HEAD}# 金山岭上的两天\n\n早点出发。\n"
ENGLISH = {
    "长城两日": "Two days: the Great Wall",
    "走一走，\n  看一看。": "Walk\nand look.",
    "金山岭上的两天": "Two days on Jinshanling",
    "早点出发。": "Start early.",
}


def read(text: str = TEXT) -> Document:
    return formats.read_text(text, name="wall.md", format="markdown")


def test_title_and_description_are_sentences_and_the_file_stays_whole() -> None:
    document = read()
    assert [s.text for s in document.segments] == list(ENGLISH)
    assert document.title == "长城两日"
    assert formats.write(document, {}, Lang.ZH) == TEXT


def test_a_translated_line_is_quoted_where_yaml_would_read_it_otherwise() -> None:
    document = read()
    text = formats.write(document, {s.id: ENGLISH[s.text] for s in document.segments}, Lang.EN)
    assert 'title: "Two days: the Great Wall" # 头条\ndescription: >-\n  Walk and look.\nsection' in text
    assert front.values(front.head(text))["title"] == "Two days: the Great Wall"


@pytest.mark.parametrize(
    ("line", "said"),
    [("title: '甲'", "Li''s \"a\""), ('title: "甲"', 'Li\'s \\"a\\"'), ("title: 甲", 'Li\'s "a"')],
)
def test_quotes_of_the_line_hold_what_is_in_them(line: str, said: str) -> None:
    document = read(f"---\n{line}\n---\n正文。\n")
    text = formats.write(document, {document.segments[0].id: 'Li\'s "a"'}, Lang.EN)
    assert said in text
    assert front.values(front.head(text))["title"] == 'Li\'s "a"'


def test_comments_and_lists_are_read() -> None:
    said = facts(paired(read(), ENGLISH))
    assert (said.section, said.tags_zh) == ("travel", ("长城", "承德"))
    assert said.summary == Both("走一走，看一看。", "Walk and look.")


def test_lists_and_heads_show_title_and_summary_in_both_languages() -> None:
    document = read()
    latest = {
        s.id: Revision(s.id, 1, 0, State.APPROVED, ENGLISH[s.text], "li", None, origin=Origin.HUMAN)  # type: ignore[arg-type]
        for s in document.segments
    }
    page = pin(document, latest)
    assert (page.title(Lang.ZH), page.title(Lang.EN)) == ("长城两日", "Two days: the Great Wall")
    assert brief(replace(page, one_sided=False), None).facts.summary.en == "Walk and look."  # type: ignore[arg-type]


def test_what_the_page_gives_in_both_languages_needs_no_translation() -> None:
    document = read("---\ntitle: 长城\ntitle_en: The Wall\ndescription_zh: 走\ndescription_en: Walk\n---\n正文。\n")
    assert [s.text for s in document.segments] == ["正文。"]
    page = pin(document, {})
    assert (page.title(Lang.ZH), page.title(Lang.EN)) == ("长城", "The Wall")
    assert facts(page).summary == Both("走", "Walk")
