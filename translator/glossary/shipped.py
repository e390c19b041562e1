"""The curated glossaries that come with Duizhao: beneath those of the user, who has the last word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from translator.config import BUNDLED, CURATED
from translator.errors import InputError
from translator.glossary.layers import overlay
from translator.glossary.table import EMPTY, load
from translator.model import Glossary, Term


def bundled() -> tuple[Path, ...]:
    """Return the curated files; raises InputError where they are missing."""
    for place in CURATED:
        if files := tuple(sorted(place.glob("*.tsv"))):
            return files
    raise InputError(
        f"the glossaries of Duizhao are missing: nothing in {CURATED[0]}",
        next_step="install duizhao again, or name your own by --glossary FILE",
    )


def open_glossary(names: Sequence[str | Path]) -> Glossary:
    """Return the terms of the named files as one glossary; ``bundled`` among the names puts the curated ones beneath.

    Raises InputError as ``load`` does. A file may contradict the curated rows, but no other file.
    """
    own = [Path(name) for name in names if str(name) != BUNDLED]
    mine = load(own) if own else EMPTY
    return mine if len(own) == len(names) else overlay(load(bundled(), name=BUNDLED), mine.terms)


def is_curated(term: Term) -> bool:
    """Return whether a term came from the curated files, over which everybody's own have the last word."""
    return term.origin.rpartition(":")[0] in _curated()


@cache
def _curated() -> frozenset[str]:
    return frozenset(str(path) for place in CURATED for path in place.glob("*.tsv"))
