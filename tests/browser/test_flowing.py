"""The flow of a review in a real browser: repetitions, many at once, locks, what is put off, notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_seat import Server, watched
from playwright.sync_api import Browser, Page, expect
from web_desk import a_desk

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TEXTS = ("廊坊", "廊坊在河北。", "廊坊", "这里有30家企业。", "廊坊", "欢迎您。")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with a_desk(tmp_path, *TEXTS) as desk:
        made = Server(desk)
        yield made
        made.stop()


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = watched(context.new_page())
    page.goto(server.url + "/documents/page/review")
    expect(page.locator("#target")).to_be_focused()
    yield page
    context.close()


def faults(page: Page) -> list[str]:
    return [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def texts(server: Server) -> list[str]:
    return [row.text for row in server.desk.rows("page")]


def states(server: Server) -> list[str]:
    return [row.state.value for row in server.desk.rows("page")]


def test_equal_sentences_are_offered_follow_and_are_taken_back(desk: Page, server: Server) -> None:
    desk.keyboard.press("End")
    desk.keyboard.type(" City")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#deed")).to_contain_text("2 sentences with the same source.")
    desk.keyboard.press("Alt+Shift+R")
    expect(desk.locator(".repeats input:checked")).to_have_count(2)
    assert faults(desk) == []
    desk.get_by_role("button", name="Let the ticked ones follow").click()
    expect(desk.locator("#deed")).to_contain_text("2 equal sentences followed.")
    assert texts(server)[::2] == ["Langfang City", "Langfang City", "Langfang City"]
    desk.locator("#deed").get_by_role("button", name="Undo").click()
    expect(desk.locator("#deed")).to_contain_text("2 sentences are as they were.")
    assert texts(server)[::2] == ["Langfang City", "Langfang", "Langfang"]


def test_equal_sentences_follow_by_themselves_once_switched_on(desk: Page, server: Server) -> None:
    desk.keyboard.press("Alt+Shift+R")
    desk.locator("#followmine").check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("End")
    desk.keyboard.type(" City")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#deed")).to_contain_text("2 equal sentences followed.")
    assert states(server)[::2] == ["approved", "edited", "edited"]


def test_a_range_chosen_with_shift_is_approved_but_for_errors(desk: Page, server: Server) -> None:
    for _ in range(4):
        desk.keyboard.press("Alt+Shift+ArrowDown")
    expect(desk.locator("#chosencount")).to_have_text("5 selected")
    desk.locator("#approveall").click()
    expect(desk.locator("#judgingtitle")).to_have_text("Approve 5 sentences?")
    assert faults(desk) == []
    desk.locator("#judgego").click()
    expect(desk.locator("#judgeleft")).to_contain_text("Sentence 4: errors: Untranslated")
    assert states(server) == ["approved", "approved", "approved", "drafted", "approved", "drafted"]


def test_all_that_a_filter_leaves_is_returned_with_a_reason(desk: Page, server: Server) -> None:
    desk.locator("#find").fill("廊坊")
    expect(desk.locator("#rows a")).to_have_count(4)
    desk.locator("#rows a").nth(3).click(modifiers=["Shift"])
    expect(desk.locator("#chosencount")).to_have_text("4 selected")
    desk.locator("#choosenone").click()
    desk.locator("#chooseall").click()
    desk.locator("#returnall").click()
    desk.locator("#judgereason textarea").fill("the city, not the name")
    desk.locator("#judgego").click()
    expect(desk.locator("#deed")).to_contain_text("4 sentences returned.")
    assert states(server) == ["rejected", "rejected", "rejected", "drafted", "rejected", "drafted"]


def test_a_locked_sentence_cannot_be_written_in_until_it_is_unlocked(desk: Page, server: Server) -> None:
    desk.keyboard.press("Alt+Shift+L")
    expect(desk.locator("#target")).not_to_be_editable()
    expect(desk.locator("#segment")).to_contain_text("Locked by")
    assert server.desk.draft("page", redo=True) == 5
    desk.get_by_role("button", name="Unlock").click()
    expect(desk.locator("#target")).to_be_editable()


def test_a_sentence_put_off_is_found_by_its_filter(desk: Page) -> None:
    desk.keyboard.press("Alt+Shift+S")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.get_by_text("More filters").click()
    desk.get_by_label("Kept").select_option("skipped")
    expect(desk.locator("#rows a")).to_have_count(1)
    expect(desk.locator("#rows .flag")).to_contain_text("put off")


def test_a_note_stands_at_the_top_with_its_author(desk: Page) -> None:
    desk.get_by_role("button", name="Note…").click()
    desk.locator("#noteform textarea").fill("统一译作 Langfang City")
    desk.get_by_role("button", name="Keep", exact=True).click()
    expect(desk.locator("#notes")).to_contain_text("统一译作 Langfang City")
    assert faults(desk) == []
    desk.reload()
    desk.locator("#notes").get_by_role("button", name="Change").click()
    desk.locator("#noteform textarea").fill("")
    desk.get_by_role("button", name="Keep", exact=True).click()
    expect(desk.locator("#notes .docnote")).to_have_count(0)


def test_progress_is_counted_in_characters(desk: Page) -> None:
    expect(desk.locator("#sizes")).to_contain_text("0 of 25 characters approved")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#sizes")).to_contain_text("2 of 25 characters approved")


def test_a_sentence_is_divided_at_the_cursor_and_joined_again(desk: Page, server: Server) -> None:
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.keyboard.press("Alt+Shift+D")
    expect(desk.locator("#cutsource")).to_be_focused()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        desk.keyboard.press(key)
    expect(desk.locator("#cutone")).to_have_text("廊坊")
    expect(desk.locator("#cutother")).to_have_text("在河北。")
    assert faults(desk) == []
    desk.locator("#cutform [name=other]").fill("is in Hebei.")
    desk.locator("#cutgo").click()
    expect(desk.locator("#deed")).to_contain_text("Divided into two sentences.")
    expect(desk.locator("#segment")).to_contain_text("please look at it again")
    assert [row.segment.text for row in server.desk.rows("page")][1:3] == ["廊坊", "在河北。"]
    desk.keyboard.press("Alt+Shift+J")
    expect(desk.locator("#deed")).to_contain_text("Joined with the next sentence.")
    desk.locator("#deed").get_by_role("button", name="Undo").click()
    expect(desk.locator("#deed")).to_contain_text("Taken back.")
    assert texts(server)[1:3] == ["Langfang is in Hebei.", "is in Hebei."]


def test_a_place_that_cannot_be_divided_says_why(desk: Page) -> None:
    desk.keyboard.press("Alt+Shift+D")
    desk.keyboard.press("Home")
    expect(desk.locator("#cuttold")).to_contain_text("cannot be divided here")
    expect(desk.locator("#cutgo")).to_be_disabled()
