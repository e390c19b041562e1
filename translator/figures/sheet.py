"""Figures as CSV for spreadsheet programs: headings in English, numbers plain, times in hours."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO

from translator.model import Figures, Work

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
#: a cell that begins like this would be run as a formula (full-width signs too, in East Asian versions)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_WORK = (
    "segments",
    "characters",
    "edited",
    "approved",
    "hours",
    "ter",
    "measured",
    "measurable",
    "untouched",
    "too_fast",
)


def _of_work(head: str, works: Sequence[Work]) -> Rows:
    return [(head, *_WORK), *((work.name, *_cells(work)) for work in works)]


def _cells(work: Work) -> Sequence[Cell]:
    hours = None if work.seconds is None else round(work.seconds / 3600, 2)
    ter = None if work.effort.ter is None else round(work.effort.ter, 1)
    done = (work.segments, work.characters, work.edited, work.approved)
    return (*done, hours, ter, work.effort.sentences, work.effort.of, work.untouched, work.hasty)


def _days(figures: Figures) -> Rows:
    return [("day", "segments", "characters"), *((d.day.isoformat(), d.segments, d.characters) for d in figures.days)]


def _terms(figures: Figures) -> Rows:
    rows = ((t.zh, t.en, t.used, t.replaced, " ".join(t.segments)) for t in figures.terms)
    return [("zh", "en", "used", "replaced", "for_example"), *rows]


def _hasty(figures: Figures) -> Rows:
    rows = ((h.segment, h.by, h.at.isoformat(), round(h.seconds, 1), round(h.needed, 1)) for h in figures.hasty)
    return [("segment", "person", "at", "seconds", "needed"), *rows]


#: name of a table -> its rows, the first of them the headings
TABLES: dict[str, Callable[[Figures], Rows]] = {
    "documents": lambda figures: _of_work("document", figures.documents),
    "people": lambda figures: _of_work("person", figures.people),
    "days": _days,
    "terms": _terms,
    "too-fast": _hasty,
}


def sheet(figures: Figures, table: str, *, bom: bool = False) -> str:
    """Return one of ``TABLES`` as CSV; ``bom``: with the mark by which Excel knows UTF-8."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in TABLES[table](figures))
    return ("\ufeff" if bom else "") + out.getvalue()


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet program runs: what begins like a formula gets an apostrophe before it.

    >>> safe('=HYPERLINK("http://x")'), safe("-1"), safe(-1)
    ('\\'=HYPERLINK("http://x")', "'-1", -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" \u3000").startswith(FORMULA) else cell
