"""Pictures and files that pages show: copied beside the pages, measured so that nothing moves while they load.

Law: a file that is as it was in the edition before is linked from there, with the smaller pictures made of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from web.site.pictures import RASTER, Picture, measured, resized

#: what may be published from the media folder
SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf"})
#: what the files of an edition were made of, for the edition after; not for readers
FILE = ".media.json"
#: the smaller pictures, below the folder of the site
_SIZES = "media/sizes"


class Media:
    """The media folder; None: there is none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder and folder.is_dir() else None
        self._paths: dict[str, Path | None] = {}
        self._known: dict[Path, Picture | None] = {}

    def picture(self, name: str) -> Picture | None:
        """Return the picture of that name, with or without ``media/`` before it; None where there is none."""
        path = self._find(name)
        if path and path not in self._known:
            self._known[path] = measured(path, self._address(path))
        return self._known[path] if path else None

    def address(self, src: str) -> str | None:
        """Return where a file that a page names lies below the root of the site; None where it is none of ours."""
        path = self._find(src)
        return self._address(path) if path else None

    def write(self, folder: Path, names: Iterable[str] = (), earlier: Path | None = None) -> None:
        """Put every publishable file below ``folder``/media, and smaller copies of the pictures ``names`` that help.

        ``earlier``: an edition written before, from which what is unchanged is linked.
        """
        known, kept = _kept(earlier), dict[str, list[object]]()
        for file in self._files():
            address, mark = self._address(file), _mark(file)
            target = folder / address
            target.parent.mkdir(parents=True, exist_ok=True)
            if known.get(address, [None])[0] != mark or not link(f"{earlier}/{address}", str(target)):
                shutil.copyfile(file, target)
            kept[address] = [mark]
        asked = (self._find(name) for name in names)
        found = dict.fromkeys(path for path in asked if path and path.suffix.lower() in RASTER)
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # scaling lets go of Python's lock
            made = threads.map(lambda path: self._sized(path, folder, known, earlier), found)
            for path, picture in zip(found, made, strict=True):
                self._known[path] = picture
                kept[self._address(path)].append([picture.width, picture.height, picture.sizes] if picture else None)
        (folder / FILE).write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def _sized(self, path: Path, folder: Path, known: dict[str, list[Any]], earlier: Path | None) -> Picture | None:
        address = self._address(path)
        before = known.get(address, [])
        if len(before) == 2 and before[0] == _mark(path):
            if before[1] is None:
                return None
            width, height, sizes = before[1]
            fresh = [src for src, _ in sizes if src.startswith(_SIZES)]
            (folder / _SIZES).mkdir(parents=True, exist_ok=True)
            if all((folder / src).exists() or link(f"{earlier}/{src}", f"{folder}/{src}") for src in fresh):
                return Picture(address, width, height, tuple((src, int(wide)) for src, wide in sizes))
        whole = measured(path, address)
        return resized(path, whole, folder, _SIZES) if whole else None

    def _files(self) -> list[Path]:
        found = sorted(self._folder.rglob("*")) if self._folder else []
        return [path for path in found if path.suffix.lower() in SUFFIXES and path.is_file()]

    def _find(self, name: str) -> Path | None:
        if name not in self._paths:
            self._paths[name] = self._search(name)
        return self._paths[name]

    def _search(self, name: str) -> Path | None:
        if self._folder is None or "://" in name or name.startswith("//"):
            return None
        for words in (name, unquote(name.split("?")[0].split("#")[0])):
            inside = PurePosixPath(re.sub(r"^(?:\./|\.\./)*(?:media/)?", "", words))
            if inside.is_absolute() or ".." in inside.parts or "\0" in words:
                return None
            path = self._folder / inside
            if path.suffix.lower() in SUFFIXES and path.is_file():
                return path
        return None

    def _address(self, path: Path) -> str:
        return f"media/{path.relative_to(self._folder or path.parent).as_posix()}"


def link(old: str, new: str) -> bool:
    """Give a file a second name; copy it where the disk cannot do that; False when it is gone."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(old, new)
    return True


def _mark(path: Path) -> list[int]:
    """Return what changes when a file does, without reading it."""
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _kept(earlier: Path | None) -> dict[str, list[Any]]:
    try:
        found = json.loads((earlier / FILE).read_text(encoding="utf-8")) if earlier else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
