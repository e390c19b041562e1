"""Glossary files: tab-separated, a header line, one term a line; ``#`` starts a comment line.

Law: two rows never ask for different things. A conflict is an error that names both places, never a silent choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2s
from pathlib import Path

from translator.errors import InputError
from translator.glossary.rows import COLUMNS, parse_header, parse_row, render_row
from translator.model import Glossary, Term, TermStatus

#: rows of these statuses decide what is written for a Chinese form; there can be only one for each form
_DECIDES = (TermStatus.PREFERRED, TermStatus.KEEP)


def load(paths: Sequence[Path], *, name: str = "") -> Glossary:
    """Read glossary files as one glossary; ``name`` defaults to the names of the files.

    Raises InputError with file, line and rule: missing or unknown column, bad value, empty term, duplicate, conflict.
    """
    terms = [term for path in paths for term in _read(Path(path))]
    return make(terms, name=name or "+".join(Path(path).stem for path in paths))


def make(terms: Iterable[Term], *, name: str = "") -> Glossary:
    """Make a glossary of terms; raises InputError where two of them are the same or contradict each other."""
    kept = tuple(terms)
    _agree(kept)
    return Glossary(name, kept, _digest(kept))


def dump(glossary: Glossary) -> str:
    """Return a glossary as the text of a file, with all columns; ``load`` reads the same terms back."""
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *map(render_row, glossary.terms)))


def _read(path: Path) -> Iterator[Term]:
    names: list[str] | None = None
    number = 0
    # only these end a line: str.splitlines would also cut at U+2028 or a form feed inside a cell
    for number, line in enumerate(_text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        place = f"{path}:{number}"
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if names is None:
            names = parse_header(line, place)
        else:
            yield parse_row(line, names, place)
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


def _agree(terms: Iterable[Term]) -> None:
    """Raise InputError for a row that repeats another one, or wants another English for the same Chinese."""
    rows: dict[tuple[str, str], Term] = {}
    decided: dict[str, Term] = {}
    for term in terms:
        first = rows.setdefault((term.zh, term.en), term)
        if first is not term:
            message = f"{term.origin}: duplicate: {term.zh} = {term.en} is already in {first.origin}"
            raise InputError(message, next_step="delete one of the two lines")
        for form in (term.zh, *term.zh_variants) if term.status in _DECIDES else ():
            other = decided.setdefault(form, term)
            if other is not term:
                raise _conflict(form, term, other)


def _conflict(form: str, term: Term, other: Term) -> InputError:
    what = f"{form} is “{term.en}” here and “{other.en}” in {other.origin}"
    step = "keep one; list the other under en_allowed, or give its row the status allowed"
    return InputError(f"{term.origin}: conflict: {what}", next_step=step)


def _digest(terms: Iterable[Term]) -> str:
    """Return 12 hex digits over what the terms say, wherever they stand."""
    content = "\n".join(map(render_row, terms))
    return blake2s(content.encode(), digest_size=6).hexdigest()


EMPTY = make(())
