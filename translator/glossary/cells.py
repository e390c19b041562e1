"""One row of a glossary to one Term, and back: what the cells of every table format mean.

Law: ``parse(render(term)) == term`` for every sound term; what a row says wrong is said with place and rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from translator.glossary.problems import Problem, Unsound
from translator.model import Direction, Term, TermKind, TermStatus
from translator.text.chars import has_han

#: the columns a file may have: the fields of a Term, but for ``origin``, which says where the row stands
COLUMNS = tuple(f.name for f in fields(Term) if f.name != "origin")
REQUIRED = ("zh", "en")
#: columns that hold several forms, separated by ``|`` (a bar or a backslash in a form has a backslash before it)
LISTS = frozenset({"zh_variants", "zh_accepted", "zh_not_in", "en_allowed", "en_accepted", "en_forbidden"})
#: what people call the two columns that must be there
_ALIASES = dict.fromkeys(("中文", "汉语", "chinese", "zh-cn", "zh-hans"), "zh") | dict.fromkeys(
    ("英文", "英语", "english", "en-us", "en-gb"), "en"
)
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SPLIT = re.compile(r"((?:\\.|[^|\\])*)(?:\||$)")


def parse_header(names: Sequence[str], place: str) -> list[str]:
    """Return the column names of a header; raises Unsound for missing, unknown or repeated ones."""
    names = [_ALIASES.get(name, name) for name in (name.strip().lower() for name in names)]
    known = f"the columns are {', '.join(COLUMNS)}; only zh and en must be there"
    for name in REQUIRED:
        if name not in names:
            step = "the first line names the columns: zh<TAB>en"
            raise Unsound([Problem(place, "column", f"missing column {name!r}", step)])
    for name in names:
        if name not in COLUMNS:
            raise Unsound([Problem(place, "column", f"unknown column {name!r}", known)])
        if names.count(name) > 1:
            raise Unsound([Problem(place, "column", f"column {name!r} stands there twice", "keep one of them")])
    return names


def parse(row: Mapping[str, str], place: str) -> Term:
    """Return the term of a row (cells by column); raises Unsound naming ``place`` and the rule that is broken."""
    cells = {name: clean(cell) for name, cell in row.items()}
    for name, cell in cells.items():
        if not cell.isprintable() and any(map(_unprintable, cell)):  # nearly every cell is
            message = f"a control character in column {name!r}"
            raise Unsound([Problem(place, "character", message, "type the cell again")])
    for name in REQUIRED:
        if not cells.get(name):
            hint = "fill the cell or delete the line" if len(cells) > 1 else "separate cells with a tab"
            raise Unsound([Problem(place, "empty", f"empty term in column {name!r}", hint)])
    term = Term(**{name: _value(name, cell, place) for name, cell in cells.items() if cell}, origin=place)
    if problem := _contradiction(term):
        raise Unsound([problem])
    return term


def render(term: Term) -> dict[str, str]:
    """Return the cells of a term, by column."""
    return {name: _cell(name, getattr(term, name)) for name in COLUMNS}


def sound(term: Term) -> Term:
    """Return a term as a file would give it back (NFC, single spaces); raises Unsound where a file could not hold it.

    >>> sound(Term(" 廊坊 ", "Lang  fang")).en
    'Lang fang'
    """
    return replace(parse(render(term), term.origin or term.zh or "term"), origin=term.origin)


def clean(cell: str) -> str:
    """Return a cell in NFC, without blanks around it and with single spaces inside."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _unprintable(char: str) -> bool:
    """Say whether no table or XML file could hold a character: controls, surrogates, noncharacters."""
    return unicodedata.category(char) in ("Cc", "Cs") or ord(char) & 0xFFFE == 0xFFFE


def _value(name: str, cell: str, place: str) -> Any:
    if name in LISTS:
        return _forms(cell)
    if name == "kind":
        return _one_of(TermKind, name, cell, place)
    if name == "status":
        return _one_of(TermStatus, name, cell, place)
    if name == "direction":
        return _one_of(Direction, name, cell, place)
    if name == "case_sensitive":
        return _truth(cell, place)
    if name in ("valid_from", "valid_to") and not _DATE.fullmatch(cell):
        raise Unsound([Problem(place, "value", f"bad {name} {cell!r}", "write it as 2018, 2018-03 or 2018-03-17")])
    return cell


def _forms(cell: str) -> tuple[str, ...]:
    """Split a list cell at its bars.

    >>> _forms("A|B c| |A|" + r"x\\|y")
    ('A', 'B c', 'x|y')
    """
    parts = (re.sub(r"\\([|\\])", r"\1", part).strip() for part in _SPLIT.findall(cell))
    return tuple(dict.fromkeys(filter(None, parts)))


def _one_of(kind: type[StrEnum], name: str, cell: str, place: str) -> StrEnum:
    try:
        return kind(cell.lower())
    except ValueError as error:
        problem = Problem(place, "value", f"bad {name} {cell!r}", f"use one of {', '.join(kind)}")
        raise Unsound([problem]) from error


def _truth(cell: str, place: str) -> bool:
    if cell.lower() not in _TRUE | _FALSE:
        raise Unsound([Problem(place, "value", f"bad case_sensitive {cell!r}", "use true or false")])
    return cell.lower() in _TRUE


def _contradiction(term: Term) -> Problem | None:
    """Return what is wrong where a row contradicts itself."""
    if has_han(term.en) and not has_han(term.zh):
        message = f"zh {term.zh!r} and en {term.en!r} are swapped"
        return Problem(term.origin, "swapped", message, "swap the two cells")
    both = {*term.en_forbidden} & {term.en, *term.en_allowed, *term.en_accepted, term.abbreviation}
    if both and term.status is not TermStatus.FORBIDDEN:
        message = f"conflict: {min(both)!r} is asked for and forbidden at once"
        return Problem(term.origin, "conflict", message, "take it out of en_forbidden or choose another form")
    if term.valid_from and term.valid_to and term.valid_from > f"{term.valid_to}-99":
        message = f"valid from {term.valid_from} to {term.valid_to}"
        return Problem(term.origin, "value", message, "the first day comes before the last")
    return None


def _cell(name: str, value: object) -> str:
    if name in LISTS and isinstance(value, tuple):
        return "|".join(re.sub(r"([|\\])", r"\\\1", clean(form)) for form in value)
    if isinstance(value, bool):
        return str(value).lower()
    return clean(str(value))
