"""A command of the system, such as rsync or sftp, that takes the edition's folder."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.errors import InputError, StoreError
from translator.model import ChangeKind, FileChange
from translator.targets.files import files, option

#: a first upload over a slow line
_SECONDS = 3600


def open_command(options: Mapping[str, str]) -> CommandTarget:
    """Open ``run``, with {folder} in it; ``list``: the same as a dry run that prints a path a line."""
    run = option(options, "run", "command")
    if "{folder}" not in run:
        hint = 'write it like run = "rsync -a --delete {folder}/ host:/srv/site/"'
        raise InputError("run does not say {folder}", next_step=hint)
    return CommandTarget(run, options.get("list", ""))


@dataclass(frozen=True, slots=True)
class CommandTarget:
    """Runs ``run``; no shell takes part, so names are never code."""

    run: str
    listing: str = ""

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what the ``list`` command prints; without one every file may change."""
        if not self.listing:
            return [FileChange(name, ChangeKind.REPLACE) for name in files(edition)]
        lines = self._call(self.listing, edition).splitlines()
        return [_change(line) for line in lines if line.strip() and not line.endswith("/")]

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Run the command."""
        self._call(self.run, edition)

    def _call(self, command: str, edition: Path) -> str:
        words = [word.replace("{folder}", str(edition)) for word in shlex.split(command)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StoreError(f"{words[0]}: {error}", next_step="check the command in site.toml") from error
        if done.returncode:
            said = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
            raise StoreError(f"{words[0]} ended with {done.returncode}: {said}", next_step="run it by hand to see more")
        return done.stdout


def _change(line: str) -> FileChange:
    """Read a line of a dry run; rsync says ``deleting`` before what it would remove."""
    if line.startswith("deleting "):
        return FileChange(line.removeprefix("deleting "), ChangeKind.REMOVE)
    return FileChange(line, ChangeKind.REPLACE)
