"""Glossary files: tab-separated, a header line, one term a line; ``#`` starts a comment line.

Law: two rows never ask for different things. A conflict is an error that names both places, never a silent choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s
from pathlib import Path

from translator.errors import InputError
from translator.glossary.agreement import problems_among
from translator.glossary.cells import COLUMNS, parse, parse_header, render
from translator.glossary.problems import Problem, Unsound
from translator.model import Glossary, Term


def load(paths: Sequence[Path], *, name: str = "") -> Glossary:
    """Read glossary files as one glossary; ``name`` defaults to the names of the files.

    Raises InputError with file, line and rule: missing or unknown column, bad value, empty term, duplicate, conflict.
    """
    terms = [term for path in paths for term in _read(Path(path))]
    return make(terms, name=name or "+".join(Path(path).stem for path in paths))


def make(terms: Iterable[Term], *, name: str = "") -> Glossary:
    """Make a glossary of terms; raises InputError where two of them are the same or contradict each other."""
    kept = tuple(terms)
    if problems := problems_among(kept):
        raise Unsound(problems)
    return Glossary(name, kept, _digest(kept))


def dump(glossary: Glossary) -> str:
    """Return a glossary as the text of a file, with all columns; ``load`` reads the same terms back."""
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *map(_line, glossary.terms)))


def _read(path: Path) -> Iterator[Term]:
    names: list[str] | None = None
    number = 0
    # only these end a line: str.splitlines would also cut at U+2028 or a form feed inside a cell
    for number, line in enumerate(_text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        place = f"{path}:{number}"
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if names is None:
            names = parse_header(line.split("\t"), place)
        else:
            cells = line.split("\t")
            if len(cells) > len(names):
                message = f"{len(cells)} cells, but the header has {len(names)} columns"
                step = "separate cells with exactly one tab, and put no tab inside a cell"
                raise Unsound([Problem(place, "cells", message, step)])
            yield parse(dict(zip(names, cells, strict=False)), place)
    if names is None:
        raise InputError(f"{path}:1: missing column 'zh'", next_step="the first line names the columns: zh<TAB>en")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", next_step="give a readable glossary file") from error
    if b"\0" in data:
        raise InputError(f"{path}: not a text file", next_step="save the glossary as tab-separated text in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8", next_step="save the glossary in UTF-8") from error


def _digest(terms: Iterable[Term]) -> str:
    """Return 12 hex digits over what the terms say, wherever they stand."""
    content = "\n".join(map(_line, terms))
    return blake2s(content.encode(), digest_size=6).hexdigest()


def _line(term: Term) -> str:
    return "\t".join(render(term).values())


EMPTY = make(())
