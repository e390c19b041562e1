"""WCAG 2.2 AA by axe on every page, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_seat import Server, watched
from playwright.sync_api import Browser, Page, expect

from translator.model import Category, Gravity, Role

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = (
    "/documents/",
    "/documents/page/review",
    "/people/",
    "/me/",
    "/sign-in",
    "/publishing/",
    "/publishing/words",
    "/publishing/page/page",
    "/publishing/targets",
    "/figures/",
    "/search/",
    "/publishing/places",
    "/publishing/difference",
    "/search/?q=Hebei",
    "/nowhere",
)
#: answers that are no pages of the desk: data, parts of pages, where an address leads on, and the site itself
NO_PAGES = {"/", "/token", "/list/documents", "/site/", "/preview/"}
#: each language with one scheme and one width: together they cover both of each
WAYS = (("en-US", "light", 1280), ("zh-CN", "dark", 390))


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(("locale", "scheme", "width"), WAYS)
def test_every_page_can_be_used_by_everybody(
    browser: Browser, server: Server, locale: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        locale=locale,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # axe is put in as an inline script
    )
    page = watched(context.new_page())
    for address in PAGES:
        page.goto(server.url + address)
        if address.endswith("review"):
            expect(page.locator("#target")).to_be_focused()
        assert faults(page) == [], address
    context.close()


def test_no_page_is_left_out(server: Server) -> None:
    rules = [rule for rule in server.app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    assert {rule.rule for rule in rules} - NO_PAGES <= set(PAGES)


#: what opens each dialog of the review page: keys, or what is clicked
DIALOGS = {
    "help": "#openhelp",
    "following": "Alt+Shift+R",
    "noting": "#addnote",
    "replacing": "Control+h",
    "cutting": "Alt+Shift+D",
    "returning": "Control+Backspace",
    "dismissing": ".finding [data-dismiss]",
    "termdialog": "Control+g",
}


@pytest.fixture(params=[("en-US", "light", 390), ("zh-CN", "dark", 1280)], ids=["narrow", "dark"])
def desk(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    locale, scheme, width = request.param
    look = {"locale": locale, "color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
    context = browser.new_context(**look)
    page = watched(context.new_page())
    third = server.desk.rows("page")[2].segment.anchor
    page.goto(f"{server.url}/documents/page/review?s={third}")
    expect(page.locator("#target")).to_be_focused()
    yield page
    context.close()


def test_every_dialog_can_be_used_by_everybody(desk: Page) -> None:
    desk.keyboard.press("Control+a")
    for name, way in DIALOGS.items():
        if desk.viewport_size["width"] < 999 and name == "noting":  # type: ignore[index]
            desk.locator("#openlist").click()
        if way[0] in "#.":
            desk.locator(way).first.click()
        else:
            desk.keyboard.press(way)
        expect(desk.locator(f"#{name}")).to_be_visible()
        expect(desk.locator(f"#{name}[open]")).not_to_be_empty()
        assert faults(desk) == [], name
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        desk.keyboard.press("Escape")
        desk.evaluate("document.body.classList.remove('listed'); target.focus(); target.select()")


def test_two_texts_of_one_sentence_can_be_told_apart_by_everybody(desk: Page, server: Server) -> None:
    third = server.desk.rows("page")[2].segment.id
    server.desk.review.save(third, "There are 30 firms.", base_revision=1, by="li")
    desk.keyboard.type("Thirty enterprises are here.")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#clash")).to_be_visible()
    assert faults(desk) == []


def test_many_at_once_filters_marks_and_words_can_be_used_by_everybody(desk: Page, server: Server) -> None:
    second = server.desk.rows("page")[1].segment
    issue = {"category": Category.ACCURACY, "gravity": Gravity.CRITICAL}
    server.desk.review.save(second.id, "Langfang lies in Hebei.", base_revision=1, by="li")
    server.desk.review.remark(second.id, "which?", by="li", quote="Hebei", **issue)  # type: ignore[arg-type]
    desk.goto(f"{server.url}/documents/page/review?s={second.anchor}")
    expect(desk.locator("#target")).to_be_focused()
    desk.keyboard.press("Control+d")
    desk.locator("#tab-comments").click()
    desk.locator("[data-amend]").click()
    assert faults(desk) == []
    desk.keyboard.press("Control+f")
    desk.locator("#morefilters summary").click()
    desk.locator("#chooseall").click()
    expect(desk.locator("#chosen")).to_be_visible()
    assert faults(desk) == []
    desk.locator("#approveall").click()
    expect(desk.locator("#judging")).to_be_visible()
    assert faults(desk) == []


def test_every_tab_can_be_used_by_everybody(desk: Page) -> None:
    for tab in ("memory", "alternatives", "comments", "history", "preview"):
        desk.locator(f"#tab-{tab}").click()
        expect(desk.locator(f"[data-loaded={tab}]")).to_be_visible()
        assert faults(desk) == [], tab


def test_the_way_in_and_ones_own_page_too(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="zh-CN", color_scheme="dark", bypass_csp=True)
    page = watched(context.new_page())
    for name in ("ada", "tang"):
        server.desk.people.add(name, "a long password", Role.ADMIN)
    server.desk.review.remark(server.desk.rows("page")[0].segment.id, "@ada 请看", by="tang", quote="Langfang")
    page.goto(server.url + "/me/")
    assert faults(page) == []
    page.locator("[name=name]").fill("ada")
    page.locator("[name=password]").fill("a long password")
    page.locator("main button").click()
    expect(page.locator(".news .fresh")).to_be_visible()
    for address in ("/me/", "/people/"):
        page.goto(server.url + address)
        assert faults(page) == [], address
    context.close()


def test_nothing_is_wider_than_a_phone(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = watched(context.new_page())
    for address in PAGES:
        page.goto(server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()
