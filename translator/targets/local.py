"""A folder or a zip file on this machine (or on a disk that is mounted here)."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from translator.errors import StoreError
from translator.model import ChangeKind, FileChange
from translator.targets.files import changes, files, option

#: the oldest time a zip can hold: equal editions give equal files
_EPOCH = (1980, 1, 1, 0, 0, 0)


def open_folder(options: Mapping[str, str]) -> FolderTarget:
    """Open ``path``."""
    return FolderTarget(Path(option(options, "path", "folder")))


def open_zip(options: Mapping[str, str]) -> ZipTarget:
    """Open ``path``."""
    return ZipTarget(Path(option(options, "path", "zip")))


def _digests(found: Mapping[str, Path]) -> dict[str, object]:
    return {name: sha256(path.read_bytes()).digest() for name, path in found.items()}


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that becomes equal to the edition, file by file; each file is replaced in one step."""

    path: Path

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what would change."""
        there = files(self.path) if self.path.is_dir() else {}
        return list(changes(_digests(files(edition)), _digests(there)))

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Make the changes: pages last, so that none shows before its pictures are there."""
        order = sorted(plan, key=lambda c: (c.kind is ChangeKind.REMOVE, c.path.endswith(".html"), c.path))
        try:
            for change in order:
                target = self.path / change.path
                if change.kind is ChangeKind.REMOVE:
                    target.unlink(missing_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                aside = target.with_name(f".{target.name}.{os.getpid()}")
                shutil.copyfile(edition / change.path, aside)
                aside.replace(target)
            self._tidy()
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}", next_step="make room or allow writing there") from error

    def _tidy(self) -> None:
        """Remove folders that nothing lies in any more."""
        for folder in sorted((p for p in self.path.rglob("*") if p.is_dir()), reverse=True):
            with suppress(OSError):
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class ZipTarget:
    """One zip file; equal editions give equal bytes."""

    path: Path

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what would change in the file that is there."""
        there: dict[str, object] = {}
        if self.path.is_file():
            try:
                with zipfile.ZipFile(self.path) as archive:
                    there = {name: sha256(archive.read(name)).digest() for name in archive.namelist()}
            except zipfile.BadZipFile:
                there = {}
        return list(changes(_digests(files(edition)), there))

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Write the file aside, then give it its name."""
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, path in files(edition).items():
                    archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
            aside.replace(self.path)
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}", next_step="make room or allow writing there") from error
        finally:
            aside.unlink(missing_ok=True)
