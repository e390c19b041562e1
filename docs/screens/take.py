"""Take the pictures of this folder anew, from the demo as it is: `python docs/screens/take.py` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from translator.desk import open_desk
from web import create_app
from web.demo import draft_all, lay_out, settings_in

HERE = Path(__file__).parent
#: name, address, language, colours, width, height
PICTURES = (
    ("review-zh", "/documents/langfang-fair/review", "zh-CN", "light", 1280, 800),
    ("review-en-dark", "/documents/zhaozhou-bridge/review", "en-US", "dark", 1280, 800),
    ("review-phone", "/documents/langfang-fair/review", "zh-CN", "light", 390, 800),
    ("documents-en", "/documents/", "en-US", "light", 1280, 800),
)


def main() -> None:
    """Draft the demo in a folder of its own, serve it and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder) / "demo")
        with open_desk(settings) as desk:
            lay_out(desk)
            draft_all(desk)
            server = make_server("127.0.0.1", 0, create_app(settings, desk), threaded=True)
            Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as started:
                path = shutil.which("chromium") or shutil.which("google-chrome")
                browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
                for picture in PICTURES:
                    take(browser, f"http://127.0.0.1:{server.server_port}", *picture)
                browser.close()
            server.shutdown()
            server.server_close()


def take(
    browser: Browser, base: str, name: str, address: str, locale: str, colours: str, width: int, height: int
) -> None:
    """Take one picture."""
    context = browser.new_context(
        locale=locale,
        color_scheme="dark" if colours == "dark" else "light",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto(base + address, wait_until="networkidle")
    page.screenshot(path=HERE / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
