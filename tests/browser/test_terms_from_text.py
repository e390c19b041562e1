"""Words of the text become terms in a real browser: proposed, weighed, added, applied to what nobody touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_seat import Server
from playwright.sync_api import Page, expect
from web_desk import a_desk

from translator.model import EntryState, State

REVIEW = "/documents/page/review"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with a_desk(tmp_path, "行唐县", "行唐县在河北。", "行唐县有30家企业。", "欢迎您。") as desk:
        made = Server(desk)
        yield made
        made.stop()


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    return page


def select_source(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => {
            const node = [...document.getElementById("source").childNodes].find((n) => n.textContent.includes(words));
            const text = node.firstChild ?? node, at = text.textContent.indexOf(words);
            getSelection().setBaseAndExtent(text, at, text, at + words.length);
        }""",
        words,
    )


def test_selected_words_become_a_term_and_untouched_drafts_are_made_again(desk: Page, server: Server) -> None:
    rows = server.desk.rows("page")
    server.desk.revise(rows[2].segment.id, "Xingtang has 30 companies.", base_revision=1, by="li")
    select_source(desk, "行唐县")
    desk.keyboard.press("Control+g")
    expect(desk.locator("#termform [name=en]")).to_have_value("Xingtang County")
    expect(desk.locator("#termtold")).to_contain_text("Applies in 3 open sentences. 2 drafts nobody touched")
    desk.get_by_role("button", name="Add the term").click()
    expect(desk.locator("#termaffected li")).to_have_count(3)
    expect(desk.locator("#termaffected input:checked")).to_have_count(2)
    desk.get_by_role("button", name="Draft these again").click()
    expect(desk.locator("#target")).to_have_value("[Xingtang County]")
    states = [row.state for row in server.desk.rows("page")]
    assert states == [State.DRAFTED, State.DRAFTED, State.EDITED, State.DRAFTED]
    assert server.desk.rows("page")[2].text == "Xingtang has 30 companies."


def test_typed_text_stays_while_a_term_is_added(desk: Page) -> None:
    desk.keyboard.press("Control+a")
    desk.keyboard.type("half a sent")
    select_source(desk, "行唐县")
    desk.get_by_role("button", name="New term").click()
    desk.get_by_role("button", name="Add the term").click()
    expect(desk.locator(".chip")).to_contain_text("Xingtang County")
    expect(desk.locator("#target")).to_have_value("half a sent")


def test_a_name_without_an_entry_is_accepted_by_one_key(desk: Page, server: Server) -> None:
    expect(desk.locator("#namecards")).to_contain_text("Xingtang County")
    desk.keyboard.press("Control+i")
    expect(desk.locator("#termaffected")).to_be_visible()
    assert [entry.term.zh for entry in server.desk.terms.list(EntryState.ACCEPTED)] == ["行唐县"]


def test_a_forbidden_form_is_told_while_it_is_typed(desk: Page) -> None:
    select_source(desk, "行唐县")
    desk.keyboard.press("Control+g")
    desk.locator("#termform [name=forbidden]").fill("Hangtang County; Hang Tang")
    desk.get_by_role("button", name="Add the term").click()
    desk.get_by_role("button", name="Close").last.click()
    desk.locator("#target").fill("Hangtang County")
    expect(desk.locator("#findings")).to_contain_text("Forbidden form")
    desk.locator("#target").press("Control+Enter")
    expect(desk.locator("#saved")).to_contain_text("Errors must be put right")


def test_an_entry_that_says_something_else_is_replaced_only_when_asked(desk: Page, server: Server) -> None:
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    select_source(desk, "河北")
    desk.keyboard.press("Control+g")
    expect(desk.locator("#termform .note")).to_contain_text("In the glossary already")
    desk.locator("#termform [name=en]").fill("Hopei")
    desk.get_by_role("button", name="Add the term").click()
    expect(desk.locator("#termtold")).to_have_class("told bad")
    desk.get_by_label("Take the place of").check()
    desk.get_by_role("button", name="Add the term").click()
    expect(desk.locator("#termaffected")).to_contain_text("河北 → Hopei")
