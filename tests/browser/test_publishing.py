"""The editors' pages in Chromium: search by key, differences; axe in both schemes, and no sideways scroll."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_seat import Server
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def approved(server: Server, tmp_path: Path) -> Server:
    """The page of the desk, approved and published, then changed; a target that is behind, a webhook nobody answers."""
    (tmp_path / "site.toml").write_text(
        f'webhooks = ["http://127.0.0.1:1/"]\n[[targets]]\nname = "out"\nkind = "folder"\npath = "{tmp_path}/out"\n'
    )
    object.__setattr__(server.desk.settings, "site_file", str(tmp_path / "site.toml"))
    for text in ("", " Come soon."):
        for row in server.desk.rows("page"):
            words = row.text.replace("企业", "firms") + text
            saved = server.desk.revise(row.segment.id, words, base_revision=row.base_revision, by="li")
            server.desk.approve(row.segment.id, base_revision=saved.number, by="wang")
        if not text:
            server.desk.publish(by="li")
    return server


def test_the_key_leads_to_the_search_and_the_search_to_the_sentence(server: Server, page: Page) -> None:
    page.goto(server.url + "/documents/page/review")
    expect(page.get_by_role("link", name="Search")).to_be_visible()
    page.keyboard.press("Control+Shift+F")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.fill("企业")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("企业")
    page.locator(".results a").first.click()
    expect(page.locator("#panel")).to_contain_text("这里有30家企业。")


def test_changes_are_seen_before_they_go_out(approved: Server, page: Page) -> None:
    page.goto(approved.url + "/publishing/")
    page.get_by_role("link", name="See the differences").click()
    page.get_by_role("link", name="廊坊", exact=True).click()
    expect(page.locator("ins").last).to_contain_text("soon")
    page.get_by_role("link", name="As readers see it: English").click()
    after = page.frame_locator("iframe[title^='After']")
    expect(after.locator("main ins").first).to_contain_text("Come")
    assert after.locator("main ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"


PAGES = [
    "/publishing/",
    "/publishing/places",
    "/publishing/words",
    "/publishing/page/page",
    "/publishing/difference",
    "/publishing/difference/page",
    "/publishing/difference/page?seen=en",
    "/publishing/targets",
    "/publishing/targets/out",
    "/search/?q=30",
]


@pytest.mark.parametrize(("width", "language", "scheme"), [(390, "zh-CN", "dark"), (1280, "en-US", "light")])
def test_axe_finds_nothing_on_the_editors_pages(
    browser: Browser, approved: Server, scheme: Any, language: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, locale=language, viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PAGES:
        page.goto(approved.url + path)
        found = Axe().run(page).response["violations"]
        assert [(path, v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
