"""The whole way in a real browser: read, correct, approve, publish, and switch the language as a reader."""

from __future__ import annotations

from browser_seat import Server
from playwright.sync_api import Page, expect


def approve_everything(page: Page) -> None:
    """Go through the page with the keyboard alone; the third sentence needs a correction."""
    target = page.locator("#target")
    expect(target).to_be_focused()
    for text in ("Langfang", "Langfang is in Hebei."):
        expect(target).to_have_value(text)
        page.keyboard.press("Control+Enter")
    expect(target).to_have_value("There are 30 企业 here.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_have_text("Errors must be put right before approval.")
    page.keyboard.press("Control+a")
    page.keyboard.type("There are 30 firms here.")
    page.keyboard.press("Control+Enter")
    expect(target).to_have_value("Welcome.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("every sentence is approved")


def test_a_page_goes_from_draft_to_readers_in_both_languages(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("link", name="Review").click()
    approve_everything(page)
    page.get_by_role("link", name="Publishing").click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.locator("body")).to_contain_text("Edition 1 is live")
    page.goto(f"{server.url}/site/en/")
    page.locator("main").get_by_role("link", name="Langfang").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main")).to_contain_text("There are 30 firms here.")
    page.locator("a[hreflang^=zh]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("main")).to_contain_text("这里有30家企业。")
