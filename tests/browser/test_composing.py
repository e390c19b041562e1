"""Input methods: whatever listens for keys, on whatever has the focus, leaves them alone while one is composing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_seat import Server
from playwright.sync_api import Page, expect

REVIEW = "/documents/page/review"
#: every combination the desk knows, and what lists, tabs, dialogs and the search listen for
KEYS = (
    *("Enter", "Escape", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "?", "Ctrl+Enter", "Ctrl+Backspace"),
    *("Ctrl+s", "Ctrl+1", "Ctrl+k", "Ctrl+d", "Ctrl+z", "Ctrl+f", "Ctrl+h", "Ctrl+e", "Ctrl+g", "Ctrl+i", "Ctrl+."),
    *("Ctrl+Shift+Z", "Ctrl+Shift+1", "Ctrl+Shift+2", "Ctrl+Shift+3", "Ctrl+Shift+F", "Alt+ArrowUp", "Alt+ArrowDown"),
    *("Alt+Home", "Alt+End", "Alt+Shift+S", "Alt+Shift+L", "Alt+Shift+R", "Alt+Shift+D", "Alt+Shift+J"),
    *("Alt+Shift+ArrowDown", "Alt+Shift+ArrowUp"),
)
#: press keys on an element as an input method does, and name those that something took
PRESS = """(element, [keys, sign]) => keys.filter(combination => {
  const parts = combination.split("+"), key = parts.pop() || "+";
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^[0-9]$/.test(key) ? `Digit${key}` : key;
  const held = {ctrlKey: parts.includes("Ctrl"), altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift")};
  const event = new KeyboardEvent("keydown", {key, code, ...held, ...sign, bubbles: true, cancelable: true});
  return !element.dispatchEvent(event);
})"""
SIGNS = ({"isComposing": True}, {"keyCode": 229})


def open_words(page: Page) -> None:
    page.keyboard.press("Control+e")
    expect(page.locator("#words .word").first).to_be_visible()


def open_comments(page: Page) -> None:
    page.get_by_role("tab", name="Comments").click()
    expect(page.locator("[data-loaded=comments]")).to_be_visible()


def open_cut(page: Page) -> None:
    page.keyboard.press("Alt+Shift+D")
    expect(page.locator("#cutone")).not_to_be_empty()


def wait_for_keys(page: Page) -> None:
    page.locator("#openhelp").click()
    page.locator("#help [data-action=next]").click()


PLACES: dict[str, Callable[[Page], object]] = {
    "#target": lambda page: None,
    "body": lambda page: None,
    "#find": lambda page: None,
    "#tab-history": lambda page: None,
    "#rows a": lambda page: None,
    "#words .word": open_words,
    "form[data-comment=''] textarea": open_comments,
    "#help [data-action=next]": wait_for_keys,
    "#reason": lambda page: page.keyboard.press("Control+Backspace"),
    "#termform input": lambda page: page.keyboard.press("Control+g"),
    "#replaceform input": lambda page: page.keyboard.press("Control+h"),
    "#cutsource": open_cut,
    "#noteform textarea": lambda page: page.locator("#addnote").click(),
}


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    page.goto(server.url + REVIEW)
    expect(page.locator("#rows li")).to_have_count(4)
    page.wait_for_load_state("networkidle")
    page.locator("#target").focus()
    page.keyboard.press("Control+a")
    return page


@pytest.mark.parametrize("place", PLACES)
def test_keys_of_an_input_method_do_nothing(desk: Page, place: str) -> None:
    PLACES[place](desk)
    element = desk.locator(place).first
    expect(element).to_be_visible()
    desk.wait_for_timeout(400)  # what was opened may still be asking
    desk.wait_for_load_state("networkidle")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    before = desk.locator("body").inner_html()
    taken = [element.evaluate(PRESS, [KEYS, sign]) for sign in SIGNS]
    desk.wait_for_timeout(100)
    assert (taken, [url for url in asked if not url.endswith("/hold")]) == ([[], []], [])
    assert desk.locator("body").inner_html() == before


def test_the_same_keys_act_without_an_input_method(desk: Page) -> None:
    assert desk.locator("#target").evaluate(PRESS, [["Ctrl+d", "Alt+Shift+S", "Ctrl+g"], {}]) != []
    desk.wait_for_load_state("networkidle")


def test_a_search_is_not_sent_by_the_enter_that_chooses_a_candidate(page: Page, server: Server) -> None:
    page.goto(server.url + "/search/")
    for sign in SIGNS:
        assert page.locator("#q").evaluate(PRESS, [KEYS, sign]) == []
    assert page.url.endswith("/search/")
