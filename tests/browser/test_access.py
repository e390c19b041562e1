"""WCAG 2.2 AA by axe on every page, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_seat import Server, watched
from playwright.sync_api import Browser, expect

from translator.model import Role

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = (
    "/documents/",
    "/documents/page/review",
    "/people/",
    "/me/",
    "/publishing/",
    "/publishing/words",
    "/publishing/page/page",
    "/figures/",
    "/search/",
    "/publishing/places",
    "/publishing/difference",
    "/search/?q=Hebei",
    "/nowhere",
)
#: each language with one scheme and one width: together they cover both of each
WAYS = (("en-US", "light", 1280), ("zh-CN", "dark", 390))


def faults(page: object) -> list[str]:
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


def test_the_way_in_and_the_dialogs_too(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-US", bypass_csp=True)
    page = watched(context.new_page())
    page.goto(server.url + "/documents/page/review")
    page.locator("#openhelp").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    for tab in ("memory", "alternatives", "comments", "history", "preview"):
        page.locator(f"#tab-{tab}").click()
        expect(page.locator(f"[data-loaded={tab}]")).to_be_visible()
        assert faults(page) == [], tab
    context.close()


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
