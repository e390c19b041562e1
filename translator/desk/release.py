"""The folder readers see: one sub-folder per edition, and ``current`` pointing at one of them.

Law: ``current`` always points at a whole edition; it is switched by one rename, so a crash leaves the old one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from translator.desk.sitefile import SiteFile
from translator.errors import InputError, StoreError
from translator.model import Edition, PageFailure
from translator.ports import Progressed, SiteWriter

GROUP = "duizhao.sites"
#: pages that could not be written, beside those that were; not for readers
FAILURES = ".failures.json"


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

    @property
    def shown(self) -> Path | None:
        """The folder readers see; None before the first edition."""
        current = self._folder / "current"
        return current.resolve() if current.is_dir() else None

    def failures(self, edition: Edition) -> list[PageFailure]:
        """Return the pages of an edition that could not be written."""
        try:
            rows = json.loads((self.path(edition) / FAILURES).read_text(encoding="utf-8"))
            return [PageFailure(*row) for row in rows]
        except (OSError, ValueError, TypeError):
            return []

    def keep(self, most: int, slug: str) -> None:
        """Remove the folders of the oldest editions beyond ``most``, never the one readers see."""
        numbered = re.compile(rf"{re.escape(slug)}-(\d+)")
        found = [(int(match[1]), path) for path in self._folder.iterdir() if (match := numbered.fullmatch(path.name))]
        for _, path in sorted(found)[: -most or None] if most else []:
            if path.resolve() != self.shown:
                self._remove(path)
        for left in self._folder.glob(".*.*"):
            if left.is_dir() and not left.is_symlink() and _is_orphan(left):
                shutil.rmtree(left, ignore_errors=True)

    def _remove(self, path: Path) -> None:
        """Remove the folder of an edition; it loses its name first: nobody goes back to half of it."""
        aside = path.with_name(f".gone-{path.name}.{os.getpid()}")
        shutil.rmtree(aside, ignore_errors=True)
        path.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    @contextmanager
    def staged(
        self, edition: Edition, writer: SiteWriter, about: SiteFile, progress: Progressed | None = None
    ) -> Iterator[list[PageFailure]]:
        """Write an edition aside; at the end of the block it gets its name. If the block fails nothing of it stays.

        Gives the block the pages that could not be written.
        """
        final = self.path(edition)
        stage = final.with_name(f".{final.name}.{os.getpid()}")
        try:
            with _disk(final):
                self._folder.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(stage, ignore_errors=True)
                stage.mkdir()
                failures = writer(
                    edition,
                    stage,
                    base_url=about.base_url,
                    media=about.media,
                    theme=about.theme,
                    earlier=self.shown,
                    progress=progress,
                )
                if failures:
                    rows = [[failure.slug, failure.path, failure.reason] for failure in failures]
                    (stage / FAILURES).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            yield failures
            with _disk(final):
                if final.exists():  # left by somebody who was killed before he could store the edition
                    self._remove(final)
                stage.rename(final)
        finally:
            shutil.rmtree(stage, ignore_errors=True)

    def switch(self, edition: Edition) -> None:
        """Show this edition to readers."""
        current = self._folder / "current"
        fresh = self._folder / f".current.{os.getpid()}"
        with _disk(current):
            os.sync()  # the files are on the disk before the name is: after a power cut readers have a whole site
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(self.path(edition).name, target_is_directory=True)
            fresh.replace(current)


def _is_orphan(path: Path) -> bool:
    """Say whether the process that worked in a hidden folder is no more."""
    owner = path.name.rpartition(".")[2]
    try:
        os.kill(int(owner), 0)
    except (ProcessLookupError, ValueError):
        return owner.isdecimal()
    except OverflowError:
        return True
    except PermissionError:  # it lives, and is somebody else's
        return False
    return False


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "free some space or allow writing there; readers still see the old edition"
        raise StoreError(f"{path}: {error.strerror or error}", next_step=hint) from error
