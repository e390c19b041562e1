"""Memory files by suffix: read unit by unit, written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from translator.errors import InputError, StoreError
from translator.memory.tmx import read_tmx, write_tmx
from translator.memory.tsv import read_tsv, write_tsv
from translator.model import Unit
from translator.ports import Progressed

T = TypeVar("T")

READERS = {".tmx": read_tmx, ".tsv": read_tsv}
WRITERS = {".tmx": write_tmx, ".tsv": write_tsv}
#: units between two reports of progress
STEP = 500


class UnitFile:
    """The units of a file, read as they are asked for; ``read`` and ``left_out`` count while it goes on.

    Left out are units without a Chinese and an English text.
    """

    def __init__(self, path: Path, *, progress: Progressed | None = None) -> None:
        self.path, self.read, self.left_out = path, 0, 0
        self._progress = progress
        self._reader = _chosen(READERS, path)

    def __iter__(self) -> Iterator[Unit]:
        """Yield the units; raises InputError naming file and line."""
        self.read = self.left_out = 0
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as file:
                for unit in self._reader(file, self.path):
                    self._count(unit, file.tell(), size)
                    if unit is not None:
                        yield unit
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror}", next_step="name a file you may read") from error

    def _count(self, unit: Unit | None, done: int, size: int) -> None:
        self.read += 1
        self.left_out += unit is None
        if self._progress is not None and self.read % STEP == 0:
            # how many there are is not known before the end: what was read tells how long the rest is
            self._progress(self.read, max(self.read, round(self.read * size / max(done, 1))))


def save(units: Iterable[Unit], path: Path) -> int:
    """Write units to a .tmx or .tsv file; a reader sees the old file or the new one. Return how many.

    Raises InputError where the place may not be written, StoreError where the disk fails.
    """
    write = _chosen(WRITERS, path)
    try:
        handle, half = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                count = write(units, file)
                file.flush()
                os.fsync(file.fileno())
            _open_to_all(half)
            os.replace(half, path)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreError(f"{path}: the disk is full", next_step="make room and run it again") from error
        raise InputError(f"{path}: {error.strerror}", next_step="name a file in a folder you may write") from error
    return count


def _open_to_all(name: str) -> None:
    """Give the permissions of a new file: those of mkstemp are for its owner only."""
    umask = os.umask(0)
    os.umask(umask)
    os.chmod(name, 0o666 & ~umask)


def _chosen(many: dict[str, T], path: Path) -> T:
    found = many.get(path.suffix.lower())
    if found is None:
        raise InputError(f"{path}: a memory file ends in {' or '.join(many)}", next_step="name it so")
    return found
