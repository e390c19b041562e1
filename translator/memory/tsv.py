r"""Units as TSV: a header line that names the columns, one unit a line; tab, line break and backslash as \t \n \\.

``zh`` and ``en`` are required; ``source`` (zh or en: which side was translated), ``before``, ``after``, ``origin``,
``document``, ``by``, ``at`` and ``reviewed`` (yes or no) may be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from translator.errors import InputError
from translator.model import Lang, Pair, Unit

COLUMNS = ("zh", "en", "source", "before", "after", "origin", "document", "by", "at", "reviewed")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {written: char for char, written in _ESCAPES.items()}


def read_tsv(file: IO[bytes], path: Path) -> Iterator[Unit | None]:
    """Yield the units of an open file, and None for each line without both texts; raises InputError naming the line."""
    header: list[str] = []
    for number, raw in enumerate(file, 1):
        line = _decoded(raw, path, number).rstrip("\r\n")
        if not header:
            header = _header(line, path)
        elif line.strip():
            cells = [_unescaped(cell) for cell in line.split("\t")]
            if len(cells) > len(header):
                message = f"{len(cells)} cells under {len(header)} column names"
                raise InputError(f"{path}:{number}: {message}", next_step="write a tab inside a text as \\t")
            yield _unit(dict(zip(header, cells, strict=False)), path, number)


def _decoded(raw: bytes, path: Path, number: int) -> str:
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}:{number}: not UTF-8", next_step="save the file as UTF-8") from error


def _header(line: str, path: Path) -> list[str]:
    names = [name.strip().lower() for name in line.split("\t")]
    missing = [name for name in ("zh", "en") if name not in names]
    if missing:
        hint = f"name the columns in the first line: {', '.join(COLUMNS[:2])} and any of {', '.join(COLUMNS[2:])}"
        raise InputError(f"{path}:1: no column {' and '.join(missing)}", next_step=hint)
    return names


def _unit(row: dict[str, str], path: Path, number: int) -> Unit | None:
    if not row.get("zh", "").strip() or not row.get("en", "").strip():
        return None
    try:
        source = Lang(row.get("source") or "zh")
        at = datetime.fromisoformat(row["at"]) if row.get("at") else None
    except ValueError as error:
        hint = "source is zh or en; at is written like 2026-05-01T08:30:00+00:00"
        raise InputError(f"{path}:{number}: {error}", next_step=hint) from error
    return Unit(
        row[source],
        row[source.other],
        Pair(source, source.other),
        before=row.get("before", ""),
        after=row.get("after", ""),
        origin=row.get("origin") or path.name,
        document=row.get("document", ""),
        by=row.get("by", ""),
        at=at.astimezone() if at and at.tzinfo is None else at,
        reviewed=row.get("reviewed", "").strip().lower() not in ("no", "false", "0"),
    )


def write_tsv(units: Iterable[Unit], file: IO[bytes]) -> int:
    """Write units as TSV; return how many."""
    file.write(("\t".join(COLUMNS) + "\n").encode())
    count = 0
    for unit in units:
        file.write(("\t".join(map(_escaped, _cells(unit))) + "\n").encode("utf-8", "replace"))
        count += 1
    return count


def _cells(unit: Unit) -> tuple[str, ...]:
    sides = {unit.pair.source: unit.source, unit.pair.target: unit.target}
    at = unit.at.isoformat() if unit.at else ""
    known = (unit.before, unit.after, unit.origin, unit.document, unit.by, at, "yes" if unit.reviewed else "no")
    return (sides[Lang.ZH], sides[Lang.EN], str(unit.pair.source), *known)


def _escaped(text: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda match: _ESCAPES[match[0]], text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\tnr]", lambda match: _PLAIN[match[0]], text)
