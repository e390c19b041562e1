"""Other wordings in a real browser: a word is clicked and the rest follows, other drafts are taken by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser_seat import Server
from fakes import ScriptedEngine, a_document
from playwright.sync_api import Page, expect
from web_desk import TERMS, a_desk

from translator.desk import Desk, open_desk
from translator.model import Lang, Term

REVIEW = "/documents/page/review"
SCRIPT = {
    "廊坊在河北。": ("Langfang is in Hebei.", "Langfang lies within Hebei.", "Langfang belongs to Hebei."),
    "Welcome to Langfang.": ("欢迎来到廊坊。", "欢迎光临廊坊。"),
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    with a_desk(tmp_path) as plain:
        desk = Desk(plain.store, plain.settings, engine=lambda: ScriptedEngine(SCRIPT), glossary=lambda: TERMS)
        desk.store.add_document(a_document("廊坊在河北。", "这里有30家企业。", name="words"))
        desk.draft("words")
        made = Server(desk)
        yield made
        made.stop()


@pytest.fixture
def bundled(tmp_path: Path) -> Iterator[Server]:
    with a_desk(tmp_path) as plain:
        settings = replace(plain.settings, engine="bundled")
    with open_desk(settings) as desk:
        desk.store.add_document(a_document("公司位于廊坊市。", "公司有30名员工。", name="zh"))
        desk.store.add_document(a_document("The company is located in Langfang.", name="en", lang=Lang.EN))
        desk.terms.add(Term("廊坊市", "Langfang City", en_allowed=("Langfang",)), by="li", replaces=True)
        desk.draft("zh")
        desk.draft("en")
        made = Server(desk)
        yield made
        made.stop()


def opened(page: Page, server: Server, document: str) -> Page:
    page.goto(f"{server.url}/documents/{document}/review")
    expect(page.locator("#target")).to_be_focused()
    return page


def test_a_clicked_word_shows_others_and_the_rest_follows_the_choice(page: Page, served: Server) -> None:
    opened(page, served, "words")
    page.get_by_role("button", name="Choose words").click()
    page.locator(".word", has_text="is").first.click()
    expect(page.locator(".choice").first).to_have_text("lies within Hebei.")
    page.locator(".choice", has_text="belongs").click()
    expect(page.locator("#words")).to_contain_text("Langfang belongs in Hebei.")
    page.keyboard.press("Control+z")
    expect(page.locator("#words")).to_contain_text("Langfang is in Hebei.")
    page.keyboard.press("Escape")
    expect(page.locator("#target")).to_have_value("Langfang is in Hebei.")
    expect(page.locator("#target")).to_be_focused()


def test_words_are_chosen_without_a_mouse(page: Page, served: Server) -> None:
    opened(page, served, "words")
    page.keyboard.press("Home")
    page.keyboard.press("Control+e")
    expect(page.locator(".choice").last).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".choice").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#target")).to_have_value("Langfang lies in Hebei.")


def test_an_engine_that_cannot_go_on_from_a_beginning_says_so(page: Page, served: Server) -> None:
    served.desk.engine._after = lambda prefix, text: f"[{text}"  # type: ignore[attr-defined]
    opened(page, served, "words")
    page.keyboard.press("End")
    page.keyboard.press("Control+e")
    expect(page.locator("#choices")).to_contain_text("cannot go on from a given beginning")


def test_the_model_offers_words_in_both_languages_and_obeys_terms(page: Page, bundled: Server) -> None:
    opened(page, bundled, "zh")
    page.keyboard.press("Control+a")
    page.keyboard.type("The company is located in Langfang City.")
    page.keyboard.press("Control+e")
    page.keyboard.press("Escape")
    page.locator(".word", has_text="located").click()
    expect(page.locator(".choice").nth(2)).to_be_visible()
    page.locator(".choice:not(.again)").first.click()
    expect(page.locator("#words")).not_to_contain_text("located")
    expect(page.locator("#words")).to_contain_text("The company is")
    expect(page.locator("#words")).to_contain_text("Langfang")
    opened(page, bundled, "en")
    page.keyboard.press("Home")
    page.keyboard.press("Control+e")
    expect(page.locator(".choice:not(.again)").nth(1)).to_be_visible()


def test_other_drafts_stand_in_a_tab_and_are_taken_by_key(page: Page, served: Server) -> None:
    opened(page, served, "words")
    page.get_by_role("tab", name="Alternatives").click()
    expect(page.locator("#tabpanel ins").first).to_have_text("lies")
    page.locator("#target").focus()
    page.keyboard.press("Control+Shift+3")
    expect(page.locator("#target")).to_have_value("Langfang lies within Hebei.")
    page.keyboard.press("Control+Shift+2")
    expect(page.locator("#target")).to_have_value("Langfang is in Hebei.")
    page.keyboard.press("Control+Shift+1")
    expect(page.locator("#saved")).to_have_text("The memory has nothing for this sentence.")
