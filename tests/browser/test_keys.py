"""Keys in a real browser: everything without a mouse, nothing while an input method is composing."""

from __future__ import annotations

import pytest
from browser_seat import Server
from playwright.sync_api import CDPSession, Page, expect

REVIEW = "/documents/page/review"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    return page


def compose(cdp: CDPSession, text: str) -> None:
    """Show ``text`` as the unfinished composition of an input method."""
    cdp.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def press_composing(cdp: CDPSession, key: str, *, control: bool = False) -> None:
    """Press a key that the input method has: the browser reports it as key code 229."""
    event = {"key": key, "code": key, "windowsVirtualKeyCode": 229, "modifiers": 2 if control else 0}
    cdp.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **event})
    cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})


def test_no_key_acts_while_an_input_method_is_composing(desk: Page, server: Server) -> None:
    cdp = desk.context.new_cdp_session(desk)
    compose(cdp, "langfang")
    for key, control in (("Enter", False), ("Enter", True), ("s", True), ("ArrowDown", False), ("Escape", False)):
        press_composing(cdp, key, control=control)
    desk.wait_for_timeout(500)
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 1")
    assert len(server.desk.history(server.desk.rows("page")[0].segment.id)) == 1


def test_saving_waits_for_the_end_of_composition(desk: Page, server: Server) -> None:
    cdp = desk.context.new_cdp_session(desk)
    desk.keyboard.press("Control+a")
    compose(cdp, "lang'f")
    desk.wait_for_timeout(2000)
    assert server.desk.rows("page")[0].text == "Langfang"
    cdp.send("Input.insertText", {"text": "廊坊"})
    expect(desk.locator("#saved")).to_have_text("Saved")
    assert server.desk.rows("page")[0].text == "廊坊"


def test_arrows_walk_through_the_sentences(desk: Page) -> None:
    title = desk.locator("#segmenttitle")
    for keys, number in (("Alt+ArrowDown", 2), ("Alt+ArrowDown", 3), ("Alt+ArrowUp", 2), ("Alt+Home", 1)):
        desk.keyboard.press(keys)
        expect(title).to_have_text(f"Sentence {number}")
    expect(desk.locator("#rows a[aria-current]")).to_contain_text("廊坊")


def test_a_digit_inserts_the_term_of_that_number(desk: Page) -> None:
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("in")
    desk.keyboard.press("Control+2")
    expect(desk.locator("#target")).to_have_value("in Hebei")


def test_undo_reaches_across_saves_and_sentences(desk: Page) -> None:
    target = desk.locator("#target")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Second version")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#saved")).to_have_text("Saved")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.keyboard.press("Alt+ArrowUp")
    expect(target).to_have_value("Second version")
    desk.keyboard.press("Control+z")
    expect(target).to_have_value("Langfang")
    desk.keyboard.press("Control+Shift+Z")
    expect(target).to_have_value("Second version")


def test_the_machines_draft_can_be_taken_back_by_key(desk: Page) -> None:
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Something else")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#saved")).to_have_text("Saved")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 1")
    desk.keyboard.press("Control+Shift+2")
    expect(desk.locator("#target")).to_have_value("Langfang")


def test_a_fix_is_one_key(desk: Page, server: Server) -> None:
    desk.keyboard.press("Alt+End")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#target")).to_have_value("There are 30 企业 here.")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("There are 3 firms here.")
    expect(desk.locator("#findings [data-fix]").first).to_be_visible()
    desk.keyboard.press("Control+.")
    expect(desk.locator("#target")).to_have_value("There are 30 firms here.")


def test_the_difference_to_the_draft_opens_by_key(desk: Page) -> None:
    desk.keyboard.press("End")
    desk.keyboard.type(" City")
    desk.keyboard.press("Control+d")
    expect(desk.locator("#changes ins")).to_have_text(" City")


def test_a_question_mark_in_a_text_is_a_question_mark(desk: Page) -> None:
    desk.keyboard.press("End")
    desk.keyboard.type("?")
    expect(desk.locator("#target")).to_have_value("Langfang?")
    expect(desk.locator("#help")).to_be_hidden()


def test_the_list_of_keys_opens_outside_of_texts_and_closes(desk: Page) -> None:
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#help")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("#help")).to_be_hidden()


def test_a_key_can_be_changed_and_the_choice_stays(desk: Page) -> None:
    desk.locator("#openhelp").click()
    desk.locator("[data-action=next]").click()
    desk.keyboard.press("Control+s")
    expect(desk.locator("#keystold")).to_have_text("These keys already do something else.")
    desk.locator("[data-action=next]").click()
    desk.keyboard.press("Control+j")
    expect(desk.locator("[data-action=next]")).to_have_text("Ctrl+J")
    desk.reload()
    expect(desk.locator("#target")).to_be_focused()
    desk.keyboard.press("Control+j")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")


def test_a_selection_is_looked_up_in_the_memory(desk: Page, server: Server) -> None:
    first = server.desk.rows("page")[0].segment.id
    server.desk.approve(first, base_revision=1, by="li")
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+k")
    expect(desk.locator("#tabpanel")).to_contain_text("廊坊")
    expect(desk.get_by_role("tab", name="Memory")).to_have_attribute("aria-selected", "true")


def test_the_language_toggle_keeps_the_sentence(desk: Page) -> None:
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    desk.get_by_role("link", name="中文").click()
    expect(desk.locator("#segmenttitle")).to_have_text("第 2 句")


def test_the_language_toggle_keeps_text_filters_tab_and_scroll(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 480})
    desk.locator("#find").fill("。")
    expect(desk.locator("#rows a")).to_have_count(3)
    desk.get_by_role("tab", name="History").click()
    desk.locator("#rows a").nth(1).dispatch_event("click")  # at once: the list may be drawn anew meanwhile
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 3")
    expect(desk.locator("[data-loaded=history]")).to_be_visible()
    desk.locator("#target").focus()
    desk.keyboard.press("End")
    desk.keyboard.type(" not saved")
    desk.evaluate("document.querySelector('.work').scrollTop = 40")
    desk.get_by_role("link", name="中文").click()
    expect(desk.locator("#segmenttitle")).to_have_text("第 3 句")
    expect(desk.locator("#target")).to_have_value("There are 30 企业 here. not saved")
    expect(desk.locator("#rows a")).to_have_count(3)
    expect(desk.locator("#tab-history")).to_have_attribute("aria-selected", "true")
    desk.wait_for_function("document.querySelector('.work').scrollTop === 40")


def test_the_list_of_keys_is_in_the_language_of_the_page(desk: Page) -> None:
    desk.get_by_role("link", name="中文").click()
    expect(desk.locator("#segmenttitle")).to_have_text("第 1 句")
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#help tr").first).to_have_text("批准并转到下一待审句Ctrl+Enter")
    assert not [name for name in desk.locator("#help th").all_inner_texts() if name.isascii()]
