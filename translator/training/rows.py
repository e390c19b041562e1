"""The rows that training moves about, and how they are read and written."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple


class Row(NamedTuple):
    """A sentence pair and the source it came from."""

    zh: str
    en: str
    origin: str


class Line(NamedTuple):
    """A training line. ``to``: ``zh`` or ``en`` where its source side carries tags, ``-`` where both ways will do."""

    group: str
    to: str
    zh: str
    en: str


def read_rows(path: Path, columns: int) -> Iterator[list[str]]:
    """Yield the tab-separated rows of a file, packed with zstd or not; rows of other lengths are skipped."""
    with _opened(path) as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == columns:
                yield cells


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    if path.suffix == ".zst":
        import zstandard

        with path.open("rb") as raw:
            yield io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8", newline="\n")
    else:
        with path.open(encoding="utf-8", newline="\n") as text:
            yield text


def write_rows(path: Path, rows: Iterable[Iterable[str]]) -> int:
    """Write tab-separated rows, whole or not at all; return how many."""
    part = path.with_name(path.name + ".part")
    count = 0
    with part.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write("\t".join(row) + "\n")
            count += 1
    os.replace(part, path)
    return count
