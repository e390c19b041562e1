"""The published site in a real browser: toggle, search, hover, without JavaScript, axe on every kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect
from sites import the_sample

from web import sample
from web.site import search, write_site

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site on a port of its own, below a folder as many sites are."""
    root = tmp_path_factory.mktemp("served")
    write_site(the_sample(one_sided="zhaozhou-bridge"), root / "portal", media=sample.FOLDER / "media")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/portal"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    yield opened
    opened.close()


def test_the_toggle_lands_on_the_passage_being_read_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/en/great-wall-walk.html")
    heading = page.get_by_role("heading", name="Day two: the wild half")
    anchor = heading.get_attribute("id")
    heading.evaluate("e => e.scrollIntoView()")
    page.get_by_role("navigation", name="Language").get_by_text("中文").click()
    page.wait_for_url(f"**/zh/great-wall-walk.html#{anchor}")
    expect(page.get_by_role("heading", name="第二天：野长城")).to_be_in_viewport()
    page.get_by_role("navigation", name="语言").get_by_text("English").click()
    page.wait_for_url(f"**/en/great-wall-walk.html#{anchor}")


def test_a_passage_leads_to_itself_in_the_other_language_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/zh/invest-langfang.html")
    item = page.get_by_role("listitem").filter(has_text="专人陪同选址")
    item.hover()
    item.get_by_title("看英文的这一段").click()
    assert page.url.endswith(f"/en/invest-langfang.html#{item_id(page)}")
    context.close()


def item_id(page: Page) -> str:
    return page.get_by_role("listitem").filter(has_text="Your contact visits sites").get_attribute("id") or "none"


def test_every_page_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Culture").first.click()
    page.get_by_role("link", name="Where everyone can stand on their hands").first.click()
    page.get_by_role("link", name="Read both side by side").click()
    expect(page.get_by_text("人人都会倒立的地方")).to_be_visible()
    context.close()


def test_where_the_other_side_is_missing_the_reader_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/zh/zhaozhou-bridge.html")
    expect(page.get_by_text("英文版尚未发布")).to_be_visible()
    page.get_by_role("navigation", name="语言").get_by_text("English").click()
    expect(page.get_by_role("heading", name="not yet published in English")).to_be_visible()


def test_a_name_shows_its_other_form_by_mouse_and_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/zh/invest-langfang.html")
    name = page.locator(".text .name", has_text="廊坊").first
    expect(name.locator(".gloss")).to_be_hidden()
    name.focus()
    expect(name.locator(".gloss")).to_be_visible()
    assert name.locator(".gloss").text_content() == "Langfang"
    assert page.locator(".text .name", has_text="廊坊").count() == 1


@pytest.mark.skipif(not search.is_available(), reason="Pagefind is not installed")
@pytest.mark.parametrize(
    ("lang", "words", "found"),
    [
        ("zh", "白洋淀", "芦苇深处的白洋淀"),
        ("zh", "知识产权", "在廊坊投资"),
        ("zh", "芦苇荷花", "芦苇深处的白洋淀"),
        ("en", "watchtowers", "Two quiet days"),
        ("en", "acrobat", "Where everyone can stand"),
    ],
)
def test_search_finds_words_of_both_languages(page: Page, address: str, lang: str, words: str, found: str) -> None:
    page.goto(f"{address}/{lang}/search.html")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    first = page.locator("#found li").first
    expect(first.get_by_role("link")).to_contain_text(found)
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(found)


@pytest.mark.parametrize(("lang", "words"), [("zh", "芦苇荷花"), ("en", "watchtowers")])
def test_the_page_that_was_found_marks_the_words(page: Page, address: str, lang: str, words: str) -> None:
    page.goto(f"{address}/{lang}/search.html?q={words}")
    page.locator("#found a").first.click()
    mark = page.locator("main article mark").first
    expect(mark).to_be_in_viewport()
    assert mark.inner_text().lower() in words


@pytest.mark.parametrize(
    ("lang", "words", "found"), [("zh", "芦苇", "芦苇深处的白洋淀"), ("en", "Ridge tower", "Two quiet")]
)
def test_search_works_from_the_folder_without_any_server(
    browser: Browser, page: Page, tmp_path: Path, lang: str, words: str, found: str
) -> None:
    write_site(the_sample(), tmp_path, media=sample.FOLDER / "media")
    page.goto(f"file://{tmp_path}/{lang}/search.html")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#found a").first).to_contain_text(found)
    page.locator("#found a").first.click()
    expect(page.locator("main article mark").first).to_be_visible()


def test_search_without_result_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search.html?q=xylophone")
    expect(page.get_by_role("status")).to_contain_text("Nothing found for xylophone")


PAGES = ["index.html", "zh/index.html", "en/section/travel.html", "zh/tag/great-wall.html", "en/langfang-fair.html",
         "zh/zhaozhou-bridge.html", "en/zhaozhou-bridge.html", "both/invest-langfang.html", "en/404.html",
         "zh/search.html"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, address: str, path: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/{path}")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


MOVED = """window.moved = [];
const kept = each => window.moved.push([each.value, ...each.sources.map(source => source.node?.nodeName)]);
new PerformanceObserver(list => list.getEntries().filter(each => !each.hadRecentInput).forEach(kept))
  .observe({type: "layout-shift", buffered: true});"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_and_little_is_loaded_and_that_from_here(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(MOVED)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{address}/{path}", wait_until="networkidle")
    page.mouse.wheel(0, 10_000)  # pictures further down come now
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)  # shifts are told a frame later
    moved = page.evaluate("window.moved")
    assert sum(value for value, *_ in moved) < 0.01, moved  # a slow machine shows a line before it is whole
    assert all(answer.url.startswith(address) for answer in answers)
    weighed = [len(answer.body()) for answer in answers if answer.request.resource_type != "image"]
    assert 1_000 < sum(weighed) < 100_000  # before anything is compressed
    page.close()


@pytest.mark.skipif(not search.is_available(), reason="Pagefind is not installed")
def test_what_the_search_finds_moves_nothing_above_it(page: Page, address: str) -> None:
    page.add_init_script(MOVED)
    page.goto(f"{address}/zh/search.html?q=芦苇", wait_until="networkidle")
    expect(page.locator("#found li").first).to_be_visible()
    page.wait_for_timeout(100)
    assert page.evaluate("window.moved") == []
