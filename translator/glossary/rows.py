"""One line of a glossary file to one Term, and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any

from translator.errors import InputError
from translator.model import Term, TermKind, TermStatus
from translator.text.chars import has_han

#: the columns a file may have: the fields of a Term, but for ``origin``, which says where the row stands
COLUMNS = tuple(f.name for f in fields(Term) if f.name != "origin")
REQUIRED = ("zh", "en")
#: columns that hold several forms, separated by ``|``
LISTS = frozenset({"zh_variants", "en_allowed", "en_forbidden"})
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def parse_header(line: str, place: str) -> list[str]:
    """Return the column names of a header line; raises InputError for missing, unknown or repeated ones."""
    names = [name.strip().lower() for name in line.split("\t")]
    known = f"the columns are {', '.join(COLUMNS)}; only zh and en must be there"
    for name in REQUIRED:
        if name not in names:
            raise InputError(
                f"{place}: missing column {name!r}", next_step="the first line names the columns: zh<TAB>en"
            )
    for name in names:
        if name not in COLUMNS:
            raise InputError(f"{place}: unknown column {name!r}", next_step=known)
        if names.count(name) > 1:
            raise InputError(f"{place}: column {name!r} stands there twice", next_step="keep one of them")
    return names


def parse_row(line: str, names: Sequence[str], place: str) -> Term:
    """Return the term of a line; raises InputError naming ``place`` (file:line) and the rule that is broken."""
    cells = [_clean(cell) for cell in line.split("\t")]
    if len(cells) > len(names):
        message = f"{place}: {len(cells)} cells, but the header has {len(names)} columns"
        raise InputError(message, next_step="separate cells with exactly one tab, and put no tab inside a cell")
    row = dict(zip(names, cells, strict=False))
    for name in REQUIRED:
        if not row.get(name):
            hint = "separate cells with a tab" if len(cells) == 1 else "fill the cell or delete the line"
            raise InputError(f"{place}: empty term in column {name!r}", next_step=hint)
    term = Term(**{name: _value(name, cell, place) for name, cell in row.items() if cell}, origin=place)
    _sound(term)
    return term


def render_row(term: Term) -> str:
    """Return the line of a term, all columns, without its line end."""
    return "\t".join(_cell(getattr(term, name)) for name in COLUMNS)


def _clean(cell: str) -> str:
    """Return a cell in NFC, without blanks around it and with single spaces inside."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _value(name: str, cell: str, place: str) -> Any:
    if name in LISTS:
        return tuple(dict.fromkeys(filter(None, (form.strip() for form in cell.split("|")))))
    if name == "kind":
        return _one_of(TermKind, name, cell, place)
    if name == "status":
        return _one_of(TermStatus, name, cell, place)
    if name == "case_sensitive":
        return _truth(cell, place)
    return cell


def _one_of(kind: type[StrEnum], name: str, cell: str, place: str) -> StrEnum:
    try:
        return kind(cell.lower())
    except ValueError as error:
        raise InputError(f"{place}: bad {name} {cell!r}", next_step=f"use one of {', '.join(kind)}") from error


def _truth(cell: str, place: str) -> bool:
    if cell.lower() not in _TRUE | _FALSE:
        raise InputError(f"{place}: bad case_sensitive {cell!r}", next_step="use true or false")
    return cell.lower() in _TRUE


def _sound(term: Term) -> None:
    """Raise InputError where a row contradicts itself."""
    if has_han(term.en) and not has_han(term.zh):
        raise InputError(
            f"{term.origin}: zh {term.zh!r} and en {term.en!r} are swapped", next_step="swap the two cells"
        )
    both = {*term.en_forbidden} & {term.en, *term.en_allowed, term.abbreviation}
    if both and term.status is not TermStatus.FORBIDDEN:
        message = f"{term.origin}: conflict: {min(both)!r} is asked for and forbidden at once"
        raise InputError(message, next_step="take it out of en_forbidden or choose another form")


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return _clean(str(value))
