"""Issues about words in a real browser: marked in both texts, listed, changed; what the list shows of a change."""

from __future__ import annotations

import pytest
from browser_seat import Server
from playwright.sync_api import Page, expect

from translator.model import Category, Gravity, Role

REVIEW = "/documents/page/review"
#: the words the browser has marked, by gravity
MARKED = "kind => [...(CSS.highlights.get(`issue-${kind}`) ?? [])].map(String)"
#: select characters of the source as a mouse does, past the small numbers of its terms
SELECT = """([from, to]) => {
  const nodes = [], walk = document.createTreeWalker(document.querySelector('#source'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('sup')) nodes.push(walk.currentNode);
  const at = place => {
    for (const node of nodes) { if (place <= node.data.length) return [node, place]; place -= node.data.length; }
  };
  getSelection().setBaseAndExtent(...at(from), ...at(to));
}"""


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    second = server.desk.rows("page")[1].segment.anchor  # 廊坊在河北。 Langfang is in Hebei.
    page.goto(f"{server.url}{REVIEW}?s={second}")
    expect(page.locator("#target")).to_be_focused()
    page.get_by_role("tab", name="Comments").click()
    expect(page.locator("[data-loaded=comments]")).to_be_visible()
    return page


def report(desk: Page, words: str, gravity: str) -> None:
    form = desk.locator("form[data-comment='']")
    form.locator("textarea").fill(words)
    form.get_by_label("Issue").select_option("accuracy")
    form.get_by_label("How bad").select_option(gravity)
    form.get_by_role("button", name="Send").click()
    expect(desk.locator(".comments")).to_contain_text(words)


def test_words_of_the_translation_are_marked_and_stay_so_while_typing(desk: Page) -> None:
    desk.locator("#target").focus()
    desk.evaluate("target.setSelectionRange(15, 20)")
    expect(desk.locator("[data-quote]")).to_have_text("About the translation: “Hebei”")
    report(desk, "which one?", "major")
    assert desk.evaluate(MARKED, "major") == ["Hebei"]
    desk.locator("#target").focus()
    desk.keyboard.press("Home")
    desk.keyboard.type("Today ")
    assert desk.evaluate(MARKED, "major") == ["Hebei"]


def test_words_of_the_source_are_marked_past_the_numbers_of_its_terms(desk: Page, server: Server) -> None:
    desk.evaluate(SELECT, [2, 5])
    expect(desk.locator("[data-quote]")).to_have_text("About the source: “在河北”")
    report(desk, "since when?", "critical")
    [said] = server.desk.review.remarks(server.desk.rows("page")[1].segment.id)
    assert (said.on_source, said.start, said.quote) == (True, 2, "在河北")
    desk.reload()
    expect(desk.locator("#target")).to_be_focused()
    assert "".join(desk.evaluate(MARKED, "critical")).replace("1", "") == "在河北"


def test_an_issue_is_changed_and_its_mark_with_it_until_it_is_resolved(desk: Page) -> None:
    desk.locator("#target").focus()
    desk.evaluate("target.setSelectionRange(0, 8)")
    report(desk, "wrong name", "minor")
    desk.get_by_role("button", name="Change").click()
    form = desk.locator(".comments form")
    form.locator("textarea").fill("wrong city")
    form.get_by_label("How bad").select_option("critical")
    form.get_by_role("button", name="Keep").click()
    expect(desk.locator(".comments")).to_contain_text("Accuracy · Critical")
    assert (desk.evaluate(MARKED, "critical"), desk.evaluate(MARKED, "minor")) == (["Langfang"], [])
    desk.get_by_role("button", name="Resolve").click()
    expect(desk.locator(".comments .resolved")).to_be_visible()
    assert desk.evaluate(MARKED, "critical") == []


def test_a_quote_of_the_source_selects_its_words_there(page: Page, server: Server) -> None:
    second = server.desk.rows("page")[1].segment
    issue = {"category": Category.FLUENCY, "gravity": Gravity.MINOR, "on_source": True}
    server.desk.review.remark(second.id, "odd", by="li", quote="河北", **issue)  # type: ignore[arg-type]
    page.goto(f"{server.url}{REVIEW}?s={second.anchor}")
    page.get_by_role("tab", name="Comments").click()
    page.get_by_title("Show these words in the text").click()
    assert page.evaluate("String(getSelection())") == "河北"


def test_somebody_elses_issue_is_not_a_translators_to_change(page: Page, server: Server) -> None:
    first = server.desk.rows("page")[0].segment
    server.desk.review.remark(first.id, "wrong", by="li", quote="Langfang", category=Category.STYLE)
    server.desk.people.add("ada", "a long password", Role.ADMIN)
    server.desk.people.add("tang", "a long password", Role.TRANSLATOR)
    page.goto(server.url + REVIEW)
    page.locator("[name=name]").fill("tang")
    page.locator("[name=password]").fill("a long password")
    page.locator("main button").click()
    expect(page.locator("#target")).to_be_focused()
    page.get_by_role("tab", name="Comments").click()
    expect(page.locator(".comments")).to_contain_text("wrong")
    expect(page.locator("[data-amend]")).to_have_count(0)
    answer = page.request.post(
        f"{server.url}/documents/page/segments/{first.anchor}/comments/1/words", data={"text": "fine"}
    )
    assert answer.status == 403


def test_the_list_shows_what_was_changed_in_a_draft(desk: Page) -> None:
    desk.locator("#target").focus()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("Langfang lies in Hebei.")
    desk.keyboard.press("Control+s")
    expect(desk.locator("#saved")).to_have_text("Saved")
    row = desk.locator("#rows a").nth(1)
    expect(row.locator("del")).to_have_text("is")
    expect(row.locator("ins")).to_have_text("lies")
    desk.reload()
    expect(row.locator("ins")).to_have_text("lies")
    expect(desk.locator("#rows a").nth(0).locator("ins, del")).to_have_count(0)


def test_whoever_moves_on_or_closes_the_page_keeps_nobody_waiting(page: Page, server: Server) -> None:
    page.goto(server.url + REVIEW)
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/hold"):
        page.keyboard.press("Alt+ArrowDown")
    rows = [row.segment.id for row in server.desk.rows("page")]
    assert [hold.segment for hold in server.desk.review.held("page")] == [rows[1]]
    page.goto("about:blank")
    page.wait_for_timeout(500)
    assert server.desk.review.held("page") == []
