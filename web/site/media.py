"""Pictures and files that pages show: copied beside the pages, measured so that nothing moves while they load."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

#: what may be published from the media folder
SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".pdf"})
_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: address relative to the root, size in pixels, smaller files as (address, width)."""

    src: str
    width: int
    height: int
    sizes: tuple[tuple[str, int], ...] = ()


class Media:
    """The media folder; None: there is none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder and folder.is_dir() else None
        self._known: dict[str, Picture | None] = {}

    def picture(self, name: str) -> Picture | None:
        """Return the picture of that name, with or without ``media/`` before it; None where there is none."""
        if name not in self._known:
            path = self._find(name)
            self._known[name] = _measured(path, self._address(path)) if path else None
        return self._known[name]

    def address(self, src: str, root: str) -> str:
        """Return where a page finds a file it names; addresses elsewhere stay as they are."""
        path = self._find(src)
        return root + self._address(path) if path else src

    def copy(self, folder: Path) -> None:
        """Put every publishable file below ``folder``/media."""
        for path in self._files():
            target = folder / self._address(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

    def _files(self) -> list[Path]:
        found = sorted(self._folder.rglob("*")) if self._folder else []
        return [path for path in found if path.suffix.lower() in SUFFIXES and path.is_file()]

    def _find(self, name: str) -> Path | None:
        inside = PurePosixPath(re.sub(r"^(?:\./|\.\./)*(?:media/)?", "", name.split("?")[0].split("#")[0]))
        if self._folder is None or "://" in name or inside.is_absolute() or ".." in inside.parts:
            return None
        path = self._folder / inside
        return path if path.suffix.lower() in SUFFIXES and path.is_file() else None

    def _address(self, path: Path) -> str:
        return f"media/{path.relative_to(self._folder or path.parent).as_posix()}"


def _measured(path: Path, address: str) -> Picture | None:
    size = _svg_size(path) if path.suffix.lower() == ".svg" else _raster_size(path)
    return Picture(address, *size) if size else None


def _svg_size(path: Path) -> tuple[int, int] | None:
    box = _VIEW_BOX.search(path.read_text(encoding="utf-8", errors="replace")[:2000])
    return (round(float(box[1])), round(float(box[2]))) if box else None


def _raster_size(path: Path) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return None
