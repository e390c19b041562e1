"""Nothing typed is ever lost: each way to lose a text, in a real browser."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from browser_seat import ARGS, CHROMIUM, Server, until, watched
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

REVIEW = "/documents/page/review"


def opened(page: Page, server: Server) -> Page:
    page.goto(server.url + REVIEW)
    expect(page.locator("#target")).to_be_focused()
    return page


def retype(page: Page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def newest(server: Server) -> str:
    """The stored text of the first sentence."""
    return server.desk.rows("page")[0].text


def test_a_text_saves_itself_after_a_pause(page: Page, server: Server) -> None:
    retype(opened(page, server), "Langfang City")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert newest(server) == "Langfang City"


def test_a_text_typed_while_a_save_is_under_way_is_saved_too(page: Page, server: Server) -> None:
    def slowly(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    opened(page, server)
    page.route("**/segments/*", slowly, times=1)
    retype(page, "first")
    page.keyboard.press("Control+s")
    page.keyboard.type(" and second")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert newest(server) == "first and second"
    assert page.input_value("#target") == "first and second"


def test_a_closed_tab_leaves_its_text_on_the_device(context: BrowserContext, server: Server) -> None:
    page = opened(watched(context.new_page()), server)
    context.set_offline(True)
    retype(page, "typed before closing")
    page.close()
    context.set_offline(False)
    again = opened(context.new_page(), server)
    expect(again.locator("#target")).to_have_value("typed before closing")
    until(lambda: newest(server) == "typed before closing", again)


def test_a_connection_that_is_gone_is_said_and_the_text_is_sent_when_it_is_back(page: Page, server: Server) -> None:
    opened(page, server)
    page.context.set_offline(True)
    retype(page, "written on a train")
    page.keyboard.press("Control+s")
    expect(page.locator("#banner")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator("#banner")).to_be_hidden()
    assert newest(server) == "written on a train"


def test_a_server_that_starts_again_gets_the_text(page: Page, server: Server) -> None:
    opened(page, server)
    server.stop()
    retype(page, "written meanwhile")
    page.keyboard.press("Control+s")
    expect(page.locator("#banner")).to_contain_text("kept on this device")
    server.start()
    expect(page.locator("#saved")).to_have_text("Saved")
    assert newest(server) == "written meanwhile"


def test_an_older_session_is_renewed_without_a_word(page: Page, server: Server) -> None:
    server.stop()
    server.csrf = True
    server.start()
    opened(page, server)
    page.context.clear_cookies()
    retype(page, "still mine")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert newest(server) == "still mine"


def test_of_two_people_on_one_sentence_nobody_loses(page: Page, server: Server) -> None:
    opened(page, server)
    name = server.desk.rows("page")[0].segment.id
    server.desk.revise(name, "Langfang, Hebei", base_revision=1, by="li")
    retype(page, "The Langfang")
    page.keyboard.press("Control+s")
    expect(page.locator("#clashtheirs")).to_have_text("Langfang, Hebei")
    expect(page.locator("#clashmerged")).to_have_value("The Langfang, Hebei")
    page.get_by_role("button", name="Use this text").click()
    until(lambda: newest(server) == "The Langfang, Hebei", page)
    texts = [revision.text for revision in server.desk.history(name)]
    assert texts == ["Langfang", "Langfang, Hebei", "The Langfang, Hebei"]


def test_an_undecided_clash_is_still_there_after_closing(context: BrowserContext, server: Server) -> None:
    page = opened(context.new_page(), server)
    name = server.desk.rows("page")[0].segment.id
    server.desk.revise(name, "theirs", base_revision=1, by="li")
    retype(page, "mine")
    page.keyboard.press("Control+s")
    expect(page.locator("#clash")).to_be_visible()
    page.close()
    again = context.new_page()
    again.goto(f"{server.url}{REVIEW}?s={name.rsplit('/', 1)[1]}")
    expect(again.locator("#clashtheirs")).to_have_text("theirs")
    expect(again.locator("#clashyours")).to_contain_text("mine")


def test_a_killed_browser_had_the_text_on_disk(playwright: Playwright, server: Server, tmp_path: Path) -> None:
    profile = str(tmp_path / "profile")
    first = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=ARGS, locale="en-US")
    page = opened(first.pages[0], server)
    page.route("**/segments/*", lambda route: route.abort())
    retype(page, "typed before the crash")
    page.wait_for_timeout(300)
    for line in subprocess.run(["pgrep", "-f", profile], capture_output=True, text=True).stdout.split():
        os.kill(int(line), signal.SIGKILL)
    second = playwright.chromium.launch_persistent_context(profile, executable_path=CHROMIUM, args=ARGS, locale="en-US")
    again = opened(second.pages[0], server)
    expect(again.locator("#target")).to_have_value("typed before the crash")
    second.close()


def test_a_text_left_in_another_sentence_is_sent_too(context: BrowserContext, server: Server) -> None:
    page = opened(context.new_page(), server)
    page.route("**/segments/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    retype(page, "left behind")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#segmenttitle")).to_have_text("Sentence 2")
    page.close()
    again = context.new_page()
    second = server.desk.rows("page")[1].segment.anchor
    again.goto(f"{server.url}{REVIEW}?s={second}")
    until(lambda: newest(server) == "left behind", again)


def test_a_reader_without_storage_still_saves(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-US")
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: { open() { throw Error('no') } } })")
    page = opened(context.new_page(), server)
    retype(page, "without storage")
    expect(page.locator("#saved")).to_have_text("Saved")
    assert newest(server) == "without storage"
    context.close()


def test_what_is_typed_before_the_script_is_there_counts(page: Page, server: Server) -> None:
    page.route("**/review/main.js", lambda route: (page.locator("#target").fill("typed early"), route.continue_()))
    page.goto(server.url + REVIEW, wait_until="commit")
    until(lambda: newest(server) == "typed early", page)
