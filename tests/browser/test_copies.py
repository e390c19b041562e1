"""The copies of unsaved texts on the device: full storage, no storage, two tabs of one person, broken copies."""

from __future__ import annotations

import pytest
from browser_seat import Server, until, watched
from playwright.sync_api import Browser, BrowserContext, Page, expect

REVIEW = "/documents/page/review"
#: leaves no room for another letter
FILL = """() => { for (let piece = "x".repeat(1 << 20); piece; piece = piece.slice(1 + piece.length / 2))
  try { for (let n = 0; n < 99; n++) localStorage.setItem(`x${piece.length}:${n}`, piece); } catch { /* full */ }}"""
LEFT = (
    "Object.keys(localStorage).filter(name => name.includes(':text:')).map(name => JSON.parse(localStorage[name]).text)"
)
NO_INDEX = "Object.defineProperty(window, 'indexedDB', { value: { open() { throw Error('no') } } })"


def opened(page: Page, server: Server) -> Page:
    watched(page).goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    return page


def retype(page: Page, text: str) -> None:
    page.locator("#target").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def offline(page: Page) -> Page:
    page.route("**/segments/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    return page


def texts(server: Server) -> list[str]:
    name = server.desk.rows("page")[0].segment.id
    return [revision.text for revision in server.desk.history(name)][1:]


def test_with_full_storage_a_text_outlives_its_tab_all_the_same(context: BrowserContext, server: Server) -> None:
    page = opened(context.new_page(), server)
    context.set_offline(True)
    retype(page, "first")
    page.evaluate(FILL)
    page.keyboard.type(", then no room")
    page.wait_for_timeout(300)
    page.close()
    context.set_offline(False)
    again = opened(context.new_page(), server)
    expect(again.locator("#target")).to_have_value("first, then no room")
    until(lambda: texts(server) == ["first, then no room"], again)
    expect(again.locator("#saved")).to_have_text("Saved")
    until(lambda: again.evaluate(LEFT) == [], again)


def test_where_no_copy_can_be_kept_the_page_says_so_and_asks_before_it_closes(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-US")
    context.add_init_script(NO_INDEX)
    page = offline(opened(context.new_page(), server))
    page.evaluate(FILL)
    page.keyboard.type("nowhere else")
    expect(page.locator("#saved")).to_have_text(
        "This device has no room for a copy: stay here until the text is saved."
    )
    asked = list[str]()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    until(lambda: asked == ["beforeunload"], page)
    context.close()


def test_two_tabs_of_one_person_lose_neither_text(context: BrowserContext, server: Server) -> None:
    one, two = (opened(context.new_page(), server) for _ in range(2))
    context.set_offline(True)
    retype(one, "from the first tab")
    retype(two, "from the second tab")
    one.close()
    two.close()
    context.set_offline(False)
    again = opened(context.new_page(), server)
    expect(again.locator("#target")).to_have_value("from the second tab")
    expect(again.locator("#clashtheirs")).to_have_text("from the second tab")
    expect(again.locator("#clashyours")).to_contain_text("first")
    assert texts(server) == ["from the second tab"]


def test_a_tab_that_saved_takes_no_copy_of_another_tab_away(context: BrowserContext, server: Server) -> None:
    one, two = (opened(context.new_page(), server) for _ in range(2))
    offline(two)
    retype(two, "not saved")
    retype(one, "saved")
    until(lambda: texts(server) == ["saved"], one)
    until(lambda: one.evaluate(LEFT) == ["not saved"], one)


@pytest.mark.parametrize("broken", ["{", "null", '{"text": 3}', "[]"])
def test_a_broken_copy_stops_nobody(page: Page, server: Server, broken: str) -> None:
    opened(page, server)
    name = server.desk.rows("page")[0].segment.anchor
    person = page.locator("#desk").get_attribute("data-person")
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [f"duizhao:text:{person}/page/{name}", broken])
    opened(page, server)
    retype(page, "it works")
    until(lambda: texts(server) == ["it works"], page)
