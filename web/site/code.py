"""Keys of what makes the files: the builder itself, and a theme. Another builder or theme writes every file again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def code_key() -> str:
    """Return the key of the builder itself: an update of Duizhao writes every file again."""
    rooms = [*sorted(HERE.rglob("*.*")), *sorted((HERE.parent.parent / "translator" / "formats").glob("*.py"))]
    rooms.append(HERE.parent.parent / "translator" / "desk" / "pages.py")
    return _files(path for path in rooms if path.suffix != ".pyc")


def theme_key(theme: Path | None) -> str:
    """Return the key of a theme folder."""
    return _files(sorted(path for path in theme.rglob("*") if path.is_file())) if theme else ""


def _files(paths: Iterable[Path]) -> str:
    running = hashlib.blake2b(digest_size=12)
    for path in paths:
        if path.is_file():
            running.update(path.name.encode() + b"\0" + path.read_bytes())
    return running.hexdigest()
