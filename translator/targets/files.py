"""Files of an edition, and how they differ from those elsewhere: what all targets share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from translator.errors import InputError
from translator.model import ChangeKind, FileChange


def files(folder: Path) -> dict[str, Path]:
    """Return what readers may see of an edition, by address; names that begin with a dot stay here."""
    found = ((path.relative_to(folder), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name.as_posix(): path for name, path in found if not any(part.startswith(".") for part in name.parts)}


def changes(here: Mapping[str, object], there: Mapping[str, object]) -> Iterator[FileChange]:
    """Yield what makes ``there`` equal to ``here``; both map addresses to anything that differs when files do."""
    for name, mark in here.items():
        if name not in there:
            yield FileChange(name, ChangeKind.ADD)
        elif there[name] != mark:
            yield FileChange(name, ChangeKind.REPLACE)
    for name in there:
        if name not in here:
            yield FileChange(name, ChangeKind.REMOVE)


def option(options: Mapping[str, str], key: str, kind: str) -> str:
    """Return an option of a target; raises InputError when it is missing."""
    if not options.get(key):
        raise InputError(f"a target of kind {kind!r} needs {key}", next_step=f'write {key} = "..." in site.toml')
    return options[key]
