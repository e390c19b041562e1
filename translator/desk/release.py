"""The folder readers see: one sub-folder per edition, and ``current`` pointing at one of them.

Law: ``current`` always points at a whole edition; it is switched by one rename, so a crash leaves the old one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from translator.errors import InputError, StoreError
from translator.model import Edition
from translator.ports import SiteWriter

GROUP = "duizhao.sites"


def find_writer(name: str = "folder") -> SiteWriter:
    """Return the installed site writer of that name; raises InputError when there is none."""
    for found in entry_points(group=GROUP, name=name):
        return cast(SiteWriter, found.load())
    raise InputError(f"no site writer {name!r} is installed", next_step="install duizhao again, with its web part")


class SiteFolder:
    """The published site on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, edition: Edition) -> Path:
        """Return the folder of an edition."""
        return self._folder / f"{edition.slug}-{edition.number}"

    @contextmanager
    def staged(self, edition: Edition, writer: SiteWriter, base_url: str) -> Iterator[None]:
        """Write an edition aside; at the end of the block it gets its name. If the block fails nothing of it stays."""
        final = self.path(edition)
        stage = final.with_name(f".{final.name}.{os.getpid()}")
        try:
            with _disk(final):
                self._folder.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(stage, ignore_errors=True)
                stage.mkdir()
                writer(edition, stage, base_url=base_url)
            yield
            with _disk(final):
                if final.exists():  # left by somebody who was killed before he could store the edition
                    shutil.rmtree(final)
                stage.rename(final)
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def switch(self, edition: Edition) -> None:
        """Show this edition to readers."""
        current = self._folder / "current"
        fresh = self._folder / f".current.{os.getpid()}"
        with _disk(current):
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self.path(edition).name, target_is_directory=True)
            fresh.replace(current)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "free some space or allow writing there; readers still see the old edition"
        raise StoreError(f"{path}: {error.strerror or error}", next_step=hint) from error
