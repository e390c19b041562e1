"""One more term in a file that people edit: its comments, its order and its columns stay as they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from translator.errors import InputError
from translator.glossary.agreement import problems_among
from translator.glossary.cells import COLUMNS, parse_header, render, sound
from translator.glossary.grids import read_bytes, read_tsv, write_tsv
from translator.glossary.problems import Unsound
from translator.glossary.table import examine, write_whole
from translator.model import Term


def append(path: Path, term: Term) -> Term:
    """Add a term at the end of a TSV file, which is made where it is missing; return it with its place.

    Readers see the old file or the whole new one. Raises InputError where the file is not sound, lacks a column the
    term needs, or has the term, or a contradiction of it, already.
    """
    if path.suffix.lower() not in (".tsv", ".tab", ".txt"):
        raise InputError(f"{path}: terms are added to .tsv files", next_step="use duizhao glossary import --into")
    with _alone(path):
        old = read_bytes(path) if path.exists() else write_tsv([COLUMNS])
        body = old if old.endswith(b"\n") else old + b"\n"
        line = body.count(b"\n") + 1
        placed = replace(sound(term), origin=f"{path}:{line}")
        _agrees(path, placed)
        names = _columns(path) if path.exists() else list(COLUMNS)
        cells, plain = render(placed), render(Term(term.zh, term.en))
        lacking = [name for name in COLUMNS if cells[name] != plain[name] and name not in names]
        if lacking:
            raise InputError(f"{path}: it has no column {lacking[0]!r}", next_step="add it to the first line")
        write_whole(path, body + write_tsv([[cells[name] for name in names]]))
    return placed


def _agrees(path: Path, term: Term) -> None:
    terms, problems = examine([path]) if path.exists() else ([], [])
    if problems := problems or problems_among([*terms, term]):
        raise Unsound(problems)


def _columns(path: Path) -> list[str]:
    number, header = next(read_tsv(path))
    return parse_header(header, f"{path}:{number}")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one program at a time add to a file; where the system has no locks, the last one wins as with any editor."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", next_step="name a file in a folder that exists") from error
    try:
        flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)
