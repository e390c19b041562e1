"""One picture: how large it is, and smaller copies for smaller windows, as WebP where that is less to load.

Law: a picture that cannot be scaled goes out as it is; the copies carry no camera, place or name.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

#: what is scaled; an SVG is sharp at any size
RASTER = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"})
#: widths in pixels: a phone, a phone of many pixels or a column of text, the top of the home page
WIDTHS = (480, 960, 1600)
#: a copy is worth while when it saves this much of the width, or of the bytes
_WORTH = 0.85
#: a picture of so few colours is a drawing: it stays sharp only without loss
_DRAWING = 256
_VIEW_BOX = re.compile(r'viewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_SVG_SIDE = r'<svg\b[^>]*?\s{}\s*=\s*["\']\s*([\d.]+)(?:px)?\s*["\']'
#: EXIF tag of the camera's position; from 5 on the picture lies on its side
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: address relative to the root, size in pixels, files by width as (address, width)."""

    src: str
    width: int
    height: int
    sizes: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        """All that a page shows of it."""
        return " ".join([self.src, str(self.width), str(self.height), *(src for src, _ in self.sizes)])


def measured(path: Path, address: str) -> Picture | None:
    """Return a picture as large as it is shown; None where the file is none."""
    size = _svg_size(path) if path.suffix.lower() == ".svg" else _raster_size(path)
    return Picture(address, *size) if size and min(size) > 0 else None


def _svg_size(path: Path) -> tuple[int, int] | None:
    head = path.read_text(encoding="utf-8", errors="replace")[:4000]
    sides = [re.search(_SVG_SIDE.format(side), head) for side in ("width", "height")]
    box = _VIEW_BOX.search(head)
    if box:
        return round(float(box[1])), round(float(box[2]))
    return (round(float(sides[0][1])), round(float(sides[1][1]))) if sides[0] and sides[1] else None


def _raster_size(path: Path) -> tuple[int, int] | None:
    from PIL import Image

    try:
        with Image.open(path) as image:
            wide, high = image.size
            return (high, wide) if image.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE else (wide, high)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # SyntaxError: a PNG cut short
        return None


def resized(path: Path, whole: Picture, folder: Path, place: str) -> Picture:
    """Write the smaller copies of a picture below ``folder``/``place``; return the picture with its files by width.

    The name of a copy holds a digest of the picture: another picture is another address, whatever a browser keeps.
    """
    data = path.read_bytes()
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePosixPath(whole.src).stem).strip("-")[:60] or "picture"
    digest = blake2s(data, digest_size=5).hexdigest()
    found: list[tuple[str, int]] = []
    for width, copy in _copies(data, whole):
        if len(copy) < len(data) * _WORTH:
            address = f"{place}/{name}-{digest}-{width}.webp"
            (folder / place).mkdir(parents=True, exist_ok=True)
            (folder / address).write_bytes(copy)
            found.append((address, width))
    if found and found[-1][1] < min(whole.width, WIDTHS[-1]) * _WORTH:
        found.append((whole.src, whole.width))  # no copy of this size is smaller than the picture itself
    return replace(whole, sizes=tuple(found))


def _copies(data: bytes, whole: Picture) -> Iterator[tuple[int, bytes]]:
    """Yield WebP copies, the smallest first; none of what moves or cannot be read."""
    from PIL import Image, ImageOps

    widths = [width for width in WIDTHS if width < whole.width * _WORTH]
    if whole.width <= WIDTHS[-1]:
        widths.append(whole.width)
    try:
        with Image.open(io.BytesIO(data)) as image:
            if getattr(image, "is_animated", False) or not (scaled := _plain(image, widths[-1])):
                return
            upright = ImageOps.exif_transpose(scaled)
            options = _options(image, upright)
            copies = [(width, _webp(upright, width, whole, options)) for width in widths]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        log.warning("%s cannot be scaled (%s); it goes out as it is", whole.src, error)
        return
    yield from copies


def _plain(image: Image, width: int) -> Image | None:
    """Return the picture in colours WebP knows, not much larger than needed; None for sixteen bits and the like."""
    image.draft("RGB", (2 * width, 2 * width))  # a large JPEG is read at half its size, or less
    if image.mode in ("RGB", "RGBA", "L", "CMYK"):
        return image.convert("RGB") if image.mode in ("L", "CMYK") else image
    if image.mode in ("P", "PA", "LA", "1"):
        see_through = image.mode in ("PA", "LA") or "transparency" in image.info
        return image.convert("RGBA" if see_through else "RGB")
    return None


def _options(image: Image, upright: Image) -> dict[str, object]:
    options: dict[str, object] = {"method": 4, "quality": 80}
    if image.format in ("PNG", "GIF") and upright.getcolors(_DRAWING):
        options |= {"lossless": True}
    profile = image.info.get("icc_profile")
    return options | ({"icc_profile": profile} if profile and image.mode != "CMYK" else {})


def _webp(image: Image, width: int, whole: Picture, options: dict[str, object]) -> bytes:
    height = max(round(whole.height * width / whole.width), 1)
    copy = image.resize((width, height), reducing_gap=2.0) if (width, height) != image.size else image
    out = io.BytesIO()
    copy.save(out, "WEBP", exif=b"", **options)
    return out.getvalue()
