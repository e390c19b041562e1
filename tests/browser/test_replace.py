"""Replacing in a real browser: hits as one types, a tick for each, one batch that is taken back."""

from __future__ import annotations

from browser_seat import Server
from playwright.sync_api import Page, expect

REVIEW = "/documents/page/review"


def test_ticked_hits_are_replaced_and_the_batch_is_taken_back(page: Page, server: Server) -> None:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+h")
    expect(page.locator("#replaceform [name=words]")).to_have_value("Langfang")
    page.locator("#replaceform [name=instead]").fill("Lang Fang")
    expect(page.locator("#hits ins")).to_have_count(2)
    page.locator("#hits li input").first.uncheck()
    page.get_by_role("button", name="Replace what is ticked").click()
    expect(page.locator("#deed")).to_contain_text("Sentences changed: 1.")
    assert [row.text for row in server.desk.rows("page")[:2]] == ["Langfang", "Lang Fang is in Hebei."]
    page.locator("#deed [data-deed=undo]").click()
    expect(page.locator("#deed")).to_contain_text("as it was")
    assert server.desk.rows("page")[1].text == "Langfang is in Hebei."


def test_a_wrong_expression_is_told_while_it_is_typed(page: Page, server: Server) -> None:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    page.keyboard.press("Control+h")
    page.get_by_label("Regular expression").check()
    page.locator("#replaceform [name=words]").fill("(Lang")
    expect(page.locator("#replacetold")).to_contain_text("no regular expression")
    page.locator("#replaceform [name=words]").fill("(Lang)fang")
    expect(page.locator("#hits del")).to_have_count(2)
    expect(page.locator("#replacetold")).to_have_text("")
