"""Several people in real browsers: sign-in that runs out, a sentence taken over, comments."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_seat import Server, watched
from playwright.sync_api import Browser, Page, expect

from translator.model import Role

WORD = "a long password"
REVIEW = "/documents/page/review"


@pytest.fixture
def team(server: Server) -> Server:
    for name, role in (("ada", Role.ADMIN), ("rui", Role.REVIEWER), ("tang", Role.TRANSLATOR)):
        server.desk.people.add(name, WORD, role)
    return server


@pytest.fixture
def seats(browser: Browser) -> Iterator[list[Page]]:
    contexts = [browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}) for _ in range(2)]
    yield [watched(context.new_page()) for context in contexts]
    for context in contexts:
        context.close()


def sign_in(page: Page, team: Server, name: str) -> None:
    page.goto(team.url + REVIEW)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#target")).to_be_focused()


def test_a_sign_in_that_ran_out_costs_no_text(seats: list[Page], team: Server) -> None:
    page, _ = seats
    sign_in(page, team, "rui")
    page.wait_for_load_state("networkidle")  # an answer still under way would bring the cookie back
    page.context.clear_cookies()
    page.keyboard.press("Control+a")
    page.keyboard.type("Langfang City")
    page.keyboard.press("Control+s")
    expect(page.locator("#banner")).to_contain_text("signed out")
    with page.context.expect_page() as opened:
        page.locator("#banner a").click()
    sign_in_again = opened.value
    sign_in_again.get_by_label("Name").fill("rui")
    sign_in_again.get_by_label("Password").fill(WORD)
    sign_in_again.get_by_role("button", name="Sign in").click()
    sign_in_again.wait_for_url("**/documents/**")
    page.bring_to_front()
    expect(page.locator("#saved")).to_have_text("Saved")
    assert team.desk.rows("page")[0].text == "Langfang City"


def test_a_sentence_in_work_is_shown_and_can_be_taken_over(seats: list[Page], team: Server) -> None:
    first, second = seats
    sign_in(first, team, "tang")
    first.keyboard.press("End")
    first.keyboard.type(" City")
    expect(first.locator("#saved")).to_have_text("Saved")
    first.keyboard.type(", Hebei")
    sign_in(second, team, "rui")
    expect(second.locator("#held")).to_contain_text("tang is working on this sentence.")
    expect(second.locator("#target")).not_to_be_editable()
    second.get_by_role("button", name="Take it over").click()
    expect(second.locator("#target")).to_be_editable()
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(first.locator("#held")).to_contain_text("rui took this sentence over")
    expect(first.locator("#saved")).to_have_text("Saved")
    texts = [revision.text for revision in team.desk.history(team.desk.rows("page")[0].segment.id)]
    assert texts[-1] == "Langfang City, Hebei"


def test_a_tab_chosen_before_the_page_is_ready_opens_when_it_is(page: Page, server: Server) -> None:
    slow = "const all = IDBObjectStore.prototype.getAllKeys; IDBObjectStore.prototype.getAllKeys = function () {"
    slow += " document.querySelector('#tab-history').click(); return all.call(this); };"
    page.add_init_script(slow)
    page.goto(server.url + REVIEW)
    expect(page.locator("[data-loaded=history]")).to_contain_text("Draft")


def test_a_translator_submits_and_goes_on(seats: list[Page], team: Server) -> None:
    page, _ = seats
    sign_in(page, team, "tang")
    expect(page.get_by_role("button", name="Submit for review")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.type(" City")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#segmenttitle")).to_have_text("Sentence 2")
    assert team.desk.rows("page")[0].revision.note == "submitted"  # type: ignore[union-attr]


def test_words_are_commented_on_and_the_comment_is_resolved(page: Page, server: Server) -> None:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    page.keyboard.press("Control+a")
    page.get_by_role("tab", name="Comments").click()
    page.get_by_label("Comment (@name tells somebody)").fill("@li 请核对")
    page.get_by_label("Issue").select_option("terminology")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".comments")).to_contain_text("Terminology · Minor")
    expect(page.locator(".comments blockquote")).to_have_text("Langfang")
    page.get_by_role("button", name="Resolve").click()
    expect(page.locator(".comments")).to_contain_text("Resolved by")


def test_a_finding_is_let_stand_with_a_reason(page: Page, server: Server) -> None:
    third = server.desk.rows("page")[2].segment.anchor
    page.goto(f"{server.url}{REVIEW}?s={third}")
    page.locator(".finding.error [data-dismiss]").first.click()
    page.locator("#dismissreason").fill("a quotation")
    page.locator("#letstand").click()
    expect(page.locator(".finding.let")).to_contain_text("a quotation")
    expect(page.locator(".finding.error")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#segmenttitle")).to_have_text("Sentence 4")
