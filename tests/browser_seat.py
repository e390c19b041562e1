"""What browser tests share: where Chromium is, a server that can be stopped and started, a page that is watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from threading import Thread

from playwright.sync_api import Page
from web_desk import an_app
from werkzeug.serving import BaseWSGIServer, make_server

from translator.desk import Desk

#: the system's Chromium; without one Playwright's own is tried
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: Chromium's sandbox does not work for root, and CI is root
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


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
        self.app = app = an_app(self.desk)
        app.config["WTF_CSRF_ENABLED"] = self.csrf
        self._server: BaseWSGIServer = make_server("127.0.0.1", self.port, app, threaded=True)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def watched(page: Page) -> Page:
    """Let a fault in a script fail the test."""

    def fail(error: object) -> None:
        raise AssertionError(f"the page's script failed: {error}")

    page.on("pageerror", fail)
    return page


def until(condition: Callable[[], bool], page: Page) -> None:
    """Wait for what the page does not show."""
    for _ in range(150):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not happen within 15 s")
