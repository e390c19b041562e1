"""A command of the system, such as rsync or sftp, that takes the edition's folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from translator.errors import InputError, StoreError
from translator.model import ChangeKind, FileChange
from translator.targets.files import files, option

#: a first upload over a slow line
_SECONDS = 3600
#: makes rsync tell what it would do, a file a line, names as they are
_RSYNC_DRY = ("--dry-run", "--8-bit-output", "--out-format=%i %n")
_ITEM = re.compile(r"[<>]f(?P<how>\S{9}) (?P<path>.+)")


def open_command(options: Mapping[str, str]) -> CommandTarget:
    """Open ``run``, with {folder} in it; ``list``: a dry run that prints a path a line (rsync needs none)."""
    run = option(options, "run", "command")
    if "{folder}" not in run:
        hint = 'write it like run = "rsync -a --delete {folder}/ host:/srv/site/"'
        raise InputError("run does not say {folder}", next_step=hint)
    return CommandTarget(run, options.get("list", ""))


@dataclass(frozen=True, slots=True)
class CommandTarget:
    """Runs ``run``; no shell takes part, so names are never code.

    {folder} is a copy of the edition (by links where the disk has them) without what is not for readers.
    """

    run: str
    listing: str = ""

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what the ``list`` command prints, or rsync itself; without either every file may change."""
        if self.listing:
            lines = self._call(shlex.split(self.listing), edition).splitlines()
            return [_change(line) for line in lines if line.strip() and not line.endswith("/")]
        words = shlex.split(self.run)
        if Path(words[0]).name == "rsync":
            rows = self._call([words[0], *_RSYNC_DRY, *words[1:]], edition).splitlines()
            return [change for row in rows for change in _itemized(row)]
        return [FileChange(name, ChangeKind.REPLACE) for name in files(edition)]

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Run the command."""
        self._call(shlex.split(self.run), edition)

    def _call(self, command: list[str], edition: Path) -> str:
        try:
            return self._with(command, edition)
        except OSError as error:
            hint = "allow writing beside the edition"
            raise StoreError(f"{edition.parent}: {error.strerror or error}", next_step=hint) from error

    def _with(self, command: list[str], edition: Path) -> str:
        with TemporaryDirectory(prefix=".send.", suffix=f".{os.getpid()}", dir=edition.parent) as aside:
            folder = str(_bared(edition, aside))
            return self._run([word.replace("{folder}", folder) for word in command])

    @staticmethod
    def _run(words: list[str]) -> str:
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StoreError(f"{words[0]}: {error}", next_step="check the command in site.toml") from error
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            raise StoreError(f"{words[0]} ended with {done.returncode}: {said}", next_step="run it by hand to see more")
        return done.stdout


def _bared(edition: Path, aside: str) -> Path:
    """Put what readers may see of an edition into the folder ``aside``, in a folder of the edition's name."""
    made = Path(aside) / edition.name
    made.mkdir()
    for name, path in files(edition).items():
        place = made / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, place)
        except OSError:  # another disk, or one without links
            shutil.copy2(path, place)
    return made


def _itemized(row: str) -> Iterator[FileChange]:
    """Read a line of rsync's %i: what is done (``<`` or ``>`` sends), to what (``f``: a file), eleven signs in all."""
    if row.startswith("*deleting "):
        path = row.removeprefix("*deleting ").strip()
        yield from [FileChange(path, ChangeKind.REMOVE)] if not path.endswith("/") else []
    elif match := _ITEM.fullmatch(row):
        yield FileChange(match["path"], ChangeKind.ADD if match["how"].startswith("+") else ChangeKind.REPLACE)


def _change(line: str) -> FileChange:
    """Read a line of a dry run; rsync says ``deleting`` before what it would remove."""
    if line.startswith("deleting "):
        return FileChange(line.removeprefix("deleting "), ChangeKind.REMOVE)
    return FileChange(line, ChangeKind.REPLACE)
