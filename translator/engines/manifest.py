"""What a bundled model is made of, and the proof that nothing of it is missing or broken.

Law: no weights are used whose SHA-256 is not the one in ``manifest.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from translator.errors import EngineError, InputError
from translator.model import Signature

MANIFEST = "manifest.json"
#: the weights that come with the product
BUNDLED = Path(__file__).parent / "bundled"
#: without these no engine opens; ``vmap.txt`` (which words may come out) is a bonus
NEEDED = ("model.bin", "config.json", "shared_vocabulary.json", "source.spm")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file as it was when the model was made; ``size`` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Name, version and files of a model, as its maker wrote them down."""

    name: str
    version: str
    licence: str
    files: tuple[Sealed, ...]

    @property
    def signature(self) -> Signature:
        """Name, version, and 12 hex digits over all files."""
        total = sha256("\n".join(f"{file.name} {file.sha256}" for file in sorted(self.files, key=_name)).encode())
        return Signature(self.name, self.version, total.hexdigest()[:12])

    def has(self, name: str) -> bool:
        """Say whether a file belongs to the model."""
        return any(file.name == name for file in self.files)


def verified(folder: Path) -> Manifest:
    """Return the manifest of a model whose files are all there, to the last byte.

    Raises InputError where a folder somebody named is none, EngineError where the manifest or a file is not as it was.
    """
    if not folder.is_dir() and folder != BUNDLED:
        raise InputError(f"{folder}: no such folder", next_step="give bundled:FOLDER of a model made by training")
    manifest = _read(folder)
    for trouble in _troubles(folder, manifest):
        raise EngineError(f"{folder}: {trouble}", next_step=way_back(folder))
    return manifest


def way_back(folder: Path) -> str:
    """Return how to get the weights back: from git where they are checked out, else from the package or their maker."""
    if folder != BUNDLED:
        return "copy the folder again from where it was made"
    root = next((above for above in folder.parents if (above / ".git").exists()), None)
    if root is not None:
        return f"git checkout -- {folder.relative_to(root)}"
    return "pip install --force-reinstall duizhao"


def _read(folder: Path) -> Manifest:
    try:
        return _parsed(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        what = f"{folder}: the model is missing, there is no {MANIFEST}"
        raise EngineError(what, next_step=way_back(folder)) from error
    except OSError as error:
        raise EngineError(f"{folder / MANIFEST}: {error.strerror}", next_step=way_back(folder)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"{folder / MANIFEST}: broken", next_step=way_back(folder)) from error


def _parsed(data: Any) -> Manifest:
    files = tuple(Sealed(name, seal["sha256"], int(seal["bytes"])) for name, seal in data["files"].items())
    return Manifest(str(data["name"]), str(data["version"]), str(data.get("licence", "")), files)


def _troubles(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong, the cheapest tests first."""
    yield from (f"{MANIFEST} names no {name}" for name in NEEDED if not manifest.has(name))
    for file in manifest.files:
        path = folder / file.name
        if path.parent != folder:
            yield f"{MANIFEST} names {file.name!r}, which is not a file of the folder"
        elif not path.is_file():
            yield f"{file.name} is missing"
        elif path.stat().st_size != file.size:
            yield f"{file.name} has {path.stat().st_size} bytes instead of {file.size}"
    yield from (
        f"{file.name} is not the file that was made, its SHA-256 differs" for file in _differing(folder, manifest)
    )


def _differing(folder: Path, manifest: Manifest) -> Iterator[Sealed]:
    for file in manifest.files:
        try:
            if _digest(folder / file.name) != file.sha256:
                yield file
        except OSError as error:
            what = f"{folder / file.name}: cannot be read: {error.strerror}"
            raise EngineError(what, next_step=way_back(folder)) from error


def _digest(path: Path) -> str:
    total = sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def _name(file: Sealed) -> str:
    return file.name
