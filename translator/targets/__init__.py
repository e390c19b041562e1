"""Targets: where an edition goes besides this machine. Each is a plug-in (entry-point group ``duizhao.targets``).

Law: a target tells what it would change before it changes anything, and afterwards holds exactly the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from translator.errors import InputError
from translator.ports import Target

#: kind -> module:function that opens it from its options
KINDS: Mapping[str, str] = {
    "folder": "translator.targets.local:open_folder",
    "zip": "translator.targets.local:open_zip",
    "git": "translator.targets.git:open_git",
    "command": "translator.targets.command:open_command",
    "s3": "translator.targets.s3:open_s3",
}
GROUP = "duizhao.targets"
Opener = Callable[[Mapping[str, str]], Target]


def open_target(kind: str, options: Mapping[str, str]) -> Target:
    """Return the target of that kind; raises InputError for an unknown kind or a missing option."""
    if kind in KINDS:
        module, _, name = KINDS[kind].partition(":")
        return cast(Opener, getattr(import_module(module), name))(options)
    for found in entry_points(group=GROUP, name=kind):
        return cast(Opener, found.load())(options)
    raise InputError(f"there is no target of kind {kind!r}", next_step=f"use one of {', '.join(KINDS)}")
