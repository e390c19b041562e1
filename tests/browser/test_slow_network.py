"""A slow network: what is typed while answers are under way is saved, and late answers never win over newer ones."""

from __future__ import annotations

import re

import pytest
from browser_seat import Server, until
from playwright.sync_api import Page, Route, expect

REVIEW = "/documents/page/review"
SAVES, CHECKS = re.compile(r"/segments/[^/]+$"), re.compile("/check$")


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    page.wait_for_load_state("networkidle")
    return page


def throttled(page: Page, latency: int) -> None:
    """Let every answer take so many ms, as on a train: 50 kB/s down, 20 up."""
    line = page.context.new_cdp_session(page)
    speed = {"downloadThroughput": 50_000, "uploadThroughput": 20_000}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency, **speed})


def retype(page: Page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def texts(server: Server, number: int = 0) -> list[str]:
    """The texts people gave a sentence, oldest first."""
    name = server.desk.rows("page")[number].segment.id
    return [revision.text for revision in server.desk.history(name)][1:]


def late(page: Page, where: re.Pattern[str], ms: int, *, method: str = "POST") -> None:
    """Hold up the next request there; others go through."""
    held = []

    def hold(route: Route) -> None:
        if not held and route.request.method == method:
            held.append(route)
            page.wait_for_timeout(ms)
        route.continue_()

    page.route(where, hold)


def test_texts_are_saved_and_checked_over_a_slow_line(desk: Page, server: Server) -> None:
    throttled(desk, 1500)
    retype(desk, "Langfang has 3 firms.")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#saved")).to_have_text("Saving…")
    desk.keyboard.type(" They grow.")
    expect(desk.locator("#saved")).to_have_text("Saved")
    expect(desk.locator("#findings")).to_contain_text("is not in the source")
    assert texts(server)[-1] == "Langfang has 3 firms. They grow."
    expect(desk.locator("#target")).to_have_value("Langfang has 3 firms. They grow.")


def test_what_is_typed_while_a_save_is_under_way_is_saved_though_one_moves_on(desk: Page, server: Server) -> None:
    late(desk, SAVES, 2000)
    retype(desk, "first")
    desk.keyboard.press("Control+s")
    desk.keyboard.type(" and second")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    until(lambda: texts(server)[-1:] == ["first and second"], desk)


def test_what_is_typed_while_the_next_sentence_is_fetched_is_saved_in_its_own(desk: Page, server: Server) -> None:
    late(desk, SAVES, 2000, method="GET")
    desk.keyboard.press("Alt+ArrowDown")
    retype(desk, "typed late")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 2")
    until(lambda: texts(server) == ["typed late"], desk)


def test_whoever_types_on_after_approving_stays_there(desk: Page, server: Server) -> None:
    late(desk, SAVES, 2000)
    desk.keyboard.press("Control+Enter")
    desk.keyboard.press("End")
    desk.keyboard.type(" City")
    expect(desk.locator("#saved")).to_have_text("Saved")
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 1")
    assert texts(server) == ["Langfang", "Langfang City"]


def test_findings_that_come_late_do_not_replace_those_of_the_newer_text(desk: Page) -> None:
    late(desk, CHECKS, 2500)
    retype(desk, "Langfang 7")
    desk.wait_for_timeout(600)
    desk.keyboard.type("0")
    expect(desk.locator("#findings")).to_contain_text("“70” is not in the source")
    desk.wait_for_timeout(3000)
    expect(desk.locator("#findings")).to_contain_text("“70” is not in the source")
    expect(desk.locator("#findings")).not_to_contain_text("“7” is")


def test_a_fix_of_an_older_text_keeps_what_was_typed_since(desk: Page) -> None:
    desk.locator("#rows a").nth(2).click()
    expect(desk.locator("#segmenttitle")).to_have_text("Sentence 3")
    retype(desk, "There are 3 firms here.")
    expect(desk.locator("#findings [data-fix]").first).to_be_visible()
    desk.route(CHECKS, lambda route: None)
    desk.keyboard.type(" All of them grow.")
    desk.keyboard.press("Control+.")
    expect(desk.locator("#target")).to_have_value("There are 30 firms here. All of them grow.")
    desk.keyboard.press("Control+z")
    expect(desk.locator("#target")).to_have_value("There are 3 firms here. All of them grow.")


def test_an_answer_that_is_not_the_servers_confirms_nothing(desk: Page, server: Server) -> None:
    page_of_a_hotel = {"status": 200, "content_type": "text/html", "body": "<p>Room number?"}
    desk.route(SAVES, lambda route: route.fulfill(**page_of_a_hotel), times=1)  # type: ignore[arg-type]
    retype(desk, "typed in a hotel")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#banner")).to_contain_text("kept on this device")
    expect(desk.locator("#saved")).to_have_text("Saved")
    assert texts(server) == ["typed in a hotel"]
    assert desk.evaluate("Object.keys(localStorage).filter(name => name.includes(':text:'))") == []
