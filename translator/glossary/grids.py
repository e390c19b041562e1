"""Tables of cells: TSV, CSV and XLSX, read row by row with the line each row stands in, and written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from translator.errors import InputError
from translator.glossary.problems import Problem, Unsound

Row = Sequence[str]
#: line (or row) from 1, cells
Numbered = tuple[int, Row]
#: what Excel holds in one cell
_MOST = 32_767
_IN_QUOTES = re.compile(r'"(?:[^"]|"")*"')


def read_tsv(path: Path) -> Iterator[Numbered]:
    r"""Yield the rows of tab-separated text; ``#`` begins a comment line, ``\#`` a cell that begins with #.

    A cell in quotes whose inner quotes are all doubled is quoted as spreadsheets do it.
    """
    # only these end a line: str.splitlines would also cut at U+2028 or a form feed inside a cell
    for number, line in enumerate(_text(path).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            plain = line[1:] if line.startswith(("\\#", "\\\\")) else line
            yield number, [_unquoted(cell) for cell in plain.split("\t")]


def write_tsv(rows: Iterable[Row]) -> bytes:
    """Return rows as tab-separated text."""
    lines = ("\t".join(map(_quoted, row)) for row in rows)
    return "".join(f"{chr(92) if line.startswith(('#', chr(92))) else ''}{line}\n" for line in lines).encode()


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if _IN_QUOTES.fullmatch(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def read_csv(path: Path) -> Iterator[Numbered]:
    """Yield the rows of comma-separated text; semicolons or tabs as some spreadsheets write them will do as well."""
    text = _text(path)
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        problem = Problem(f"{path}:{start}", "cells", str(error), "close the quotes, or save the table again as CSV")
        raise Unsound([problem]) from error


def write_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as comma-separated text with the mark by which Excel knows UTF-8."""
    sink = io.StringIO(newline="")
    csv.writer(sink, lineterminator="\r\n").writerows(rows)
    return sink.getvalue().encode("utf-8-sig")


def read_xlsx(path: Path) -> Iterator[Numbered]:
    """Yield the rows of the first sheet; numbers and dates come as text."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_as_text(value) for value in row]
            while cells and not cells[-1]:  # a sheet may be wider than its header
                cells.pop()
            if cells:
                yield number, cells
        book.close()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", next_step="give a readable file") from error
    except (InputError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever its zip and XML readers raise
        raise InputError(f"{path}: not an Excel workbook (.xlsx)", next_step="save it again as .xlsx") from error


def write_xlsx(rows: Iterable[Row]) -> bytes:
    """Return rows as a workbook with one sheet; every cell is text, also ``=SUM(A1)``."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active or book.create_sheet()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if len(value) > _MOST:
                raise InputError(f"row {number}: a cell of {len(value)} characters", next_step="export to .tsv")
            if value:
                cell = sheet.cell(number, column, value)
                cell.data_type = "s"
                cell.font = Font(bold=number == 1)
    sheet.freeze_panes = "C2"
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # a date comes as a datetime at midnight
    return str(value).removesuffix(" 00:00:00") if not isinstance(value, str) else value


def _text(path: Path) -> str:
    data = read_bytes(path)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # "Unicode text" of spreadsheets
    if b"\0" in data and not wide:
        raise InputError(f"{path}: not a text file", next_step="save the glossary as tab-separated text in UTF-8")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8", next_step="save the glossary in UTF-8") from error


def read_bytes(path: Path) -> bytes:
    """Return a file; raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", next_step="give a readable file") from error
