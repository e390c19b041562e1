"""A real server and a real Chromium for the tests in this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from web_desk import a_desk, an_app
from werkzeug.serving import BaseWSGIServer, make_server

from translator.desk import Desk

#: the system's Chromium; without one Playwright's own is tried
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: Chromium's sandbox does not work for root, and CI is root
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]

# a machine that trains a model beside the tests is slow
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Server:
    """The application on a port of its own, which can be stopped and started again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.port = 0
        self.csrf = False  # whether forms need their token, as they do outside of tests
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        app = an_app(self.desk)
        app.config["WTF_CSRF_ENABLED"] = self.csrf
        self._server: BaseWSGIServer = make_server("127.0.0.1", self.port, app, threaded=True)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with a_desk(tmp_path) as desk:
        made = Server(desk)
        yield made
        made.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
    yield opened
    opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return watched(context.new_page())


def watched(page: Page) -> Page:
    """Let a fault in a script fail the test."""

    def fail(error: object) -> None:
        raise AssertionError(f"the page's script failed: {error}")

    page.on("pageerror", fail)
    return page
