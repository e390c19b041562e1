"""What is one's own, in a real browser: saved filters, keys, who is called in a comment, who else is here."""

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
    for name, role in (("ada", Role.ADMIN), ("李娜", Role.REVIEWER), ("tang", Role.TRANSLATOR)):
        server.desk.people.add(name, WORD, role)
    return server


@pytest.fixture
def seats(browser: Browser) -> Iterator[list[Page]]:
    contexts = [browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}) for _ in range(2)]
    yield [watched(context.new_page()) for context in contexts]
    for context in contexts:
        context.close()


def sign_in(page: Page, team: Server, name: str, address: str = REVIEW) -> None:
    page.goto(team.url + address)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    if address == REVIEW:
        expect(page.locator("#target")).to_be_focused()


def test_a_filter_is_saved_under_a_name_and_used_again_elsewhere(seats: list[Page], team: Server) -> None:
    page, elsewhere = seats
    sign_in(page, team, "tang")
    expect(page.locator("#rows li")).to_have_count(4)
    page.get_by_label("Search in source").fill("河北")
    expect(page.locator("#rows li")).to_have_count(1)
    page.get_by_role("button", name="Save these filters…").click()
    page.keyboard.type("Hebei")
    page.keyboard.press("Enter")
    expect(page.locator("#savedfilters .saved")).to_have_attribute("aria-pressed", "true")
    sign_in(elsewhere, team, "tang")
    elsewhere.get_by_role("button", name="Hebei", exact=True).click()
    expect(elsewhere.locator("#find")).to_have_value("河北")
    expect(elsewhere.locator("#rows li")).to_have_count(1)
    elsewhere.get_by_role("button", name="Delete the filter Hebei").click()
    expect(elsewhere.locator("#savedfilters li")).to_have_count(0)
    elsewhere.get_by_role("button", name="Clear filters").click()
    expect(elsewhere.locator("#rows li")).to_have_count(4)


def test_the_queue_is_filtered_by_state_finding_person_and_confidence(page: Page, server: Server) -> None:
    server.desk.review.save(
        server.desk.rows("page")[1].segment.id, "Langfang lies in Hebei.", base_revision=1, by="tang"
    )
    page.goto(server.url + REVIEW)
    page.get_by_text("More filters").click()
    for name, value, left in (("check", "untranslated", 1), ("origin", "human", 1), ("state", "edited", 1)):
        page.locator(f"#filters [name={name}]").select_option(value)
        expect(page.locator("#rows li")).to_have_count(left)
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("#rows li")).to_have_count(4)
    page.locator("#filters [name=by]").fill("tang")
    expect(page.locator("#rows li")).to_have_count(1)
    expect(page.locator("#rows .tgt")).to_contain_text("lies in Hebei.")


def test_keys_are_changed_on_ones_own_page_and_hold_on_another_machine(seats: list[Page], team: Server) -> None:
    page, elsewhere = seats
    sign_in(page, team, "tang", "/me/")
    expect(page.locator("[data-action=next]")).not_to_be_empty()  # its script has come
    for keys, said in (
        ("Control+t", "needs these keys"),
        ("Enter", "needs these keys"),
        ("Control+2", "something else"),
    ):
        page.locator("[data-action=next]").click()
        page.keyboard.press(keys)
        expect(page.locator("#keystold")).to_contain_text(said)
    page.locator("[data-action=next]").click()
    with page.expect_response("**/me/keys"):
        page.keyboard.press("Control+j")
    sign_in(elsewhere, team, "tang")
    elsewhere.keyboard.press("Control+j")
    expect(elsewhere.locator("#segmenttitle")).to_have_text("Sentence 2")


def test_who_is_called_in_a_comment_hears_of_it_and_finds_the_words(seats: list[Page], team: Server) -> None:
    page, other = seats
    sign_in(page, team, "李娜")
    page.keyboard.type("Langfang, Langfang")
    page.keyboard.press("Control+a")
    page.keyboard.type("Langfang, Langfang")
    for _ in "Langfang":
        page.keyboard.press("Shift+ArrowLeft")
    page.get_by_role("tab", name="Comments").click()
    page.get_by_label("Comment (@name tells somebody)").fill("twice? @t")
    page.get_by_role("button", name="@tang").click()
    page.get_by_label("Issue").select_option("fluency")
    page.get_by_label("How bad").select_option("major")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".comments .mention")).to_have_text("@tang")
    sign_in(other, team, "tang", "/documents/")
    expect(other.locator("#bell")).to_have_text("1 new for you")
    other.get_by_role("link", name="tang").click()
    other.get_by_role("link", name="sentence 1").click()
    expect(other.locator("#target")).to_be_focused()
    other.get_by_role("tab", name="Comments").click()
    other.get_by_title("Show these words in the text").click()
    assert other.evaluate("[target.selectionStart, target.selectionEnd]") == [10, 18]


def test_the_list_shows_who_else_is_where(seats: list[Page], team: Server) -> None:
    first, second = seats
    sign_in(first, team, "tang")
    expect(first.locator("#saved")).to_have_text("")
    first.wait_for_load_state("networkidle")
    sign_in(second, team, "李娜")
    expect(second.locator("#rows li").first).to_contain_text("tang is here")


def test_a_sentence_chosen_from_the_list_of_a_phone_shows_its_whole_text(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    third = server.desk.rows("page")[2].segment
    server.desk.review.save(third.id, "There are thirty firms here. " * 9, base_revision=1, by="tang")
    page.goto(server.url + REVIEW)
    page.locator("#openlist").click()
    page.locator("#rows a").nth(2).click()
    expect(page.locator("#target")).to_be_focused()
    assert page.evaluate("target.scrollHeight - target.clientHeight") <= 1


def test_filters_that_leave_nothing_say_so_in_view(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(server.url + REVIEW)
    page.get_by_text("More filters").click()
    page.locator("#find").fill("no such words")
    expect(page.locator("#norows")).to_have_text("No sentence fits these filters.")
    expect(page.locator("#norows")).to_be_in_viewport()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator("#rows li").first).to_be_in_viewport()
