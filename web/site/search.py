"""The search index beside the pages: Pagefind with its extended build, which knows Chinese words.

A browser lets no page opened from a folder (file:) read that index: for that, sites of up to ``OFFLINE`` files have
their texts beside it as a script.

Law: a site without the index is still a whole site; the pages only offer a search where there is one.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from translator.model import Lang

if TYPE_CHECKING:
    from lxml.html import HtmlElement

log = logging.getLogger(__name__)

#: an index of 10,000 pages takes about a minute; whatever takes longer than this hangs
_SECONDS = 900
#: files of one language up to which their texts are a script of a few MB at most
OFFLINE = 1000


def is_available() -> bool:
    """Say whether Pagefind's extended build is installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin_extended") is not None


def index(folder: Path) -> bool:
    """Write the index of both languages below ``folder``/pagefind; False, with a line in the log, where it fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-subdir", "pagefind", "--quiet"]
    # links to the other language and forms of names stand in the text, and are none of it
    command += ["--exclude-selectors", ".across, .gloss"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("the search index was not written: %s", error)
        return False
    if done.returncode:
        log.error("the search index was not written: %s", (done.stderr or done.stdout).strip()[-500:])
    return done.returncode == 0


def offline(folder: Path) -> None:
    """Write the texts of the pages of each language as a script: what a page opened from a folder can search."""
    from lxml import html

    for lang in Lang:
        files = sorted((folder / lang).glob("*.html"))
        if len(files) <= OFFLINE:
            found = ((path.name, path.read_bytes()) for path in files)
            rows = [(name, *_texts(html.fromstring(page))) for name, page in found if b"data-pagefind-body" in page]
            text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
            (folder / "assets" / f"texts-{lang}.js").write_text(f"window.siteTexts={text};\n", encoding="utf-8")


def _texts(page: HtmlElement) -> tuple[str, str]:
    """Return the title of a page, and what its article says without what the index leaves out."""
    body = page.xpath("//*[@data-pagefind-body]")[0]
    for gone in body.xpath(".//*[@data-pagefind-ignore]|.//script|.//*[@class='across' or @class='gloss']"):
        gone.drop_tree()
    titles = body.xpath(".//h1")
    return " ".join(titles[0].text_content().split()) if titles else "", " ".join(body.text_content().split())
