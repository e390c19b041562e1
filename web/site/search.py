"""The search index beside the pages: Pagefind with its extended build, which knows Chinese words.

Law: a site without the index is still a whole site; the pages only offer a search where there is one.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

log = logging.getLogger(__name__)

#: an index of 10,000 pages takes about a minute; whatever takes longer than this hangs
_SECONDS = 900


def is_available() -> bool:
    """Say whether Pagefind's extended build is installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin_extended") is not None


def index(folder: Path) -> bool:
    """Write the index of both languages below ``folder``/pagefind; False, with a line in the log, where it fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-subdir", "pagefind", "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("the search index was not written: %s", error)
        return False
    if done.returncode:
        log.error("the search index was not written: %s", (done.stderr or done.stdout).strip()[-500:])
    return done.returncode == 0
