"""Glossary files of every format: read as one glossary, written whole.

Law: what is wrong is said with file, line and rule, all of it; a file is written whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2s
from pathlib import Path
from tempfile import NamedTemporaryFile

from translator.errors import InputError, StoreError
from translator.glossary.agreement import problems_among
from translator.glossary.cells import COLUMNS, parse, parse_header, render
from translator.glossary.grids import Numbered, Row, read_csv, read_tsv, read_xlsx, write_csv, write_tsv, write_xlsx
from translator.glossary.problems import Problem, Unsound
from translator.glossary.tbx import read_tbx, write_tbx
from translator.model import Glossary, Term

_READERS: dict[str, Callable[[Path], Iterator[Numbered]]] = {
    ".tsv": read_tsv, ".tab": read_tsv, ".txt": read_tsv, "": read_tsv, ".csv": read_csv, ".xlsx": read_xlsx
}  # fmt: skip
_WRITERS: dict[str, Callable[[Iterable[Row]], bytes]] = {".tsv": write_tsv, ".csv": write_csv, ".xlsx": write_xlsx}
#: what files of terms may be called
SUFFIXES = (*_WRITERS, ".tbx")


def load(paths: Sequence[Path], *, name: str = "") -> Glossary:
    """Read glossary files (.tsv, .csv, .xlsx, .tbx) as one; ``name`` defaults to the names of the files.

    Raises InputError with file, line and rule: missing or unknown column, bad value, empty term, duplicate, conflict.
    """
    terms, problems = examine(paths)
    if problems:
        raise Unsound(problems)
    return Glossary(name or "+".join(Path(path).stem for path in paths), tuple(terms), _digest(terms))


def examine(paths: Sequence[Path]) -> tuple[list[Term], list[Problem]]:
    """Return the terms of files that can be read, and everything that is wrong: in the files and between them.

    Raises InputError for a file that cannot be read at all.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    for path in map(Path, paths):
        found, wrong = _read(path)
        terms += found
        problems += wrong
    return terms, problems + problems_among(terms)


def make(terms: Iterable[Term], *, name: str = "") -> Glossary:
    """Make a glossary of terms; raises InputError where two of them are the same or contradict each other."""
    kept = tuple(terms)
    if problems := problems_among(kept):
        raise Unsound(problems)
    return Glossary(name, kept, _digest(kept))


def dump(glossary: Glossary, suffix: str = ".tsv") -> bytes:
    """Return a glossary as a file of the format of ``suffix``; ``load`` reads the same terms back."""
    if suffix.lower() == ".tbx":
        return write_tbx(glossary.terms)
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise InputError(f"{suffix or 'no suffix'}: no format for terms", next_step=f"use one of {', '.join(SUFFIXES)}")
    return writer([COLUMNS, *(tuple(render(term).values()) for term in glossary.terms)])


def save(glossary: Glossary, path: Path) -> None:
    """Write a glossary to a file whose suffix names the format; readers see the old file or the whole new one."""
    write_whole(path, dump(glossary, path.suffix))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by one rename; its permissions stay."""
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as sink:
            sink.write(data)
        os.chmod(sink.name, mode)
        os.replace(sink.name, path)
    except OSError as error:
        hint = "name a folder that exists and allow writing there"
        raise StoreError(f"{path}: {error.strerror or error}", next_step=hint) from error


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def _read(path: Path) -> tuple[list[Term], list[Problem]]:
    suffix = path.suffix.lower()
    if suffix in (".tbx", ".xml"):
        return read_tbx(path)
    reader = _READERS.get(suffix)
    if reader is None:
        step = f"save it as one of {', '.join(SUFFIXES)}"
        raise InputError(f"{path}: {suffix} is no format for terms", next_step=step)
    return _rows(path, reader(path))


def _rows(path: Path, rows: Iterator[Numbered]) -> tuple[list[Term], list[Problem]]:
    """Return the terms of a table, and what is wrong with its other rows."""
    terms: list[Term] = []
    problems: list[Problem] = []
    number, header = next(rows, (1, ()))
    try:
        names = parse_header(header, f"{path}:{number}")
        for number, cells in rows:
            try:
                terms.append(parse(_named(cells, names, f"{path}:{number}"), f"{path}:{number}"))
            except Unsound as error:
                problems += error.problems
    except Unsound as error:
        problems += error.problems
    return terms, problems


def _named(cells: Row, names: Sequence[str], place: str) -> dict[str, str]:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        message = f"{len(cells)} cells, but the header has {len(names)} columns"
        step = "separate cells with exactly one tab (or comma), and put none inside a cell"
        raise Unsound([Problem(place, "cells", message, step)])
    return dict(zip(names, cells, strict=False))


def _digest(terms: Iterable[Term]) -> str:
    """Return 12 hex digits over what the terms say, wherever they stand."""
    content = "\n".join("\t".join(render(term).values()) for term in terms)
    return blake2s(content.encode(errors="surrogatepass"), digest_size=6).hexdigest()


EMPTY = make(())
