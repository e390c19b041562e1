"""Drafting in the background as it is seen in the browser: it waits, it moves, it fails with a reason, it is done."""

from __future__ import annotations

from threading import Event

import pytest
from browser_seat import Server
from fakes import FakeDrafter
from playwright.sync_api import Page, expect

from translator.errors import EngineError
from web import workshop


class Slow(FakeDrafter):
    """Fails until it is mended, then waits to be let on."""

    def __init__(self) -> None:
        self.mended, self.on = Event(), Event()

    def draft(self, *given, **named):  # type: ignore[no-untyped-def]
        if not self.mended.is_set():
            raise EngineError("the weights are gone", next_step="get them back")
        named["progress"](1, 3)
        assert self.on.wait(60)
        return super().draft(*given, **named)


def test_a_page_is_drafted_while_the_list_shows_how_far_it_is(
    page: Page, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("translator.jobs.RETRY_SECONDS", 3600)  # a slow machine would see the next try, not the failure
    slow = Slow()
    server.desk._make_drafter = lambda *_: slow
    stop = workshop.start(server.app)
    page.goto(f"{server.url}/documents/")
    news = {"name": "news.txt", "mimeType": "text/plain", "buffer": "一句。\n\n两句。\n\n三句。".encode()}
    page.locator("input[type=file]").set_input_files(news)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add", exact=True).click()
    row = page.locator("#document-news")
    expect(row).to_contain_text("Drafting failed")
    expect(row).to_contain_text("the weights are gone (get them back)")
    slow.mended.set()
    row.get_by_role("button", name="Try again").click()
    expect(row).to_contain_text("Drafting: 1 of 3 sentences")
    slow.on.set()
    expect(row).to_contain_text("0 / 3")
    expect(row.get_by_role("button", name="Draft again")).to_be_visible()
    stop.set()
