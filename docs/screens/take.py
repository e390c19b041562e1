"""Take the pictures of this folder anew, from the demo as it is: `python docs/screens/take.py` (needs Chromium)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from translator.desk import Desk, open_desk
from translator.model import Category, Gravity
from web import create_app
from web.demo import draft_all, lay_out, settings_in

HERE = Path(__file__).parent
#: the page of the demo that the pictures of reviewing show
DOCUMENT = "langfang-fair"
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
            issue = report(desk)
            server = make_server("127.0.0.1", 0, create_app(settings, desk), threaded=True)
            Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as started:
                path = shutil.which("chromium") or shutil.which("google-chrome")
                browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
                base = f"http://127.0.0.1:{server.server_port}"
                for picture in PICTURES:
                    take(browser, base, *picture)
                take(browser, base, "review-issue", issue, "zh-CN", "light", 1280, 800, tab="comments")
                browser.close()
            server.shutdown()
            server.server_close()


def report(desk: Desk) -> str:
    """Change a sentence and report an issue about a name in it, as a reviewer does; return its address."""
    lang = desk.store.head(DOCUMENT).lang.other
    for row in sorted(desk.rows(DOCUMENT), key=lambda row: -len(row.text)):
        name = next((hit.term.form(lang) for hit in desk.hits(row.segment.id) if hit.term.form(lang) in row.text), "")
        if name:
            desk.review.save(row.segment.id, row.text.rstrip("。") + "参展。", base_revision=row.base_revision, by="唐")
            kind, gravity = Category.TERMINOLOGY, Gravity.MAJOR
            desk.review.remark(
                row.segment.id, "与术语表核对过吗？", by="李娜", quote=name, category=kind, gravity=gravity
            )
            return f"/documents/{DOCUMENT}/review?s={row.segment.anchor}"
    raise SystemExit("no sentence of the demo has a name")


def take(
    browser: Browser,
    base: str,
    name: str,
    address: str,
    locale: str,
    colours: str,
    width: int,
    height: int,
    tab: str = "",
) -> None:
    """Take one picture, with a tab beside the sentence open."""
    context = browser.new_context(
        locale=locale,
        color_scheme="dark" if colours == "dark" else "light",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto(base + address, wait_until="networkidle")
    if tab:
        page.locator(f"#tab-{tab}").click()
        page.locator(f"[data-loaded={tab}]").wait_for()
    page.screenshot(path=HERE / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
