"""The fourth step: training lines to arrays of piece numbers, one file a group."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from translator.training.rows import Line
from translator.training.settings import Pack

ANY, ZH, EN = 0, 1, 2
_TO = {"-": ANY, "zh": ZH, "en": EN}
Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Packed:
    """The lines of a group: ``zh[zh_at[k]:zh_at[k + 1]]`` are the pieces of line k; ``to``: ANY, ZH or EN."""

    zh: Array
    zh_at: Array
    en: Array
    en_at: Array
    to: Array

    def __len__(self) -> int:
        return len(self.to)

    def line(self, index: int) -> tuple[Array, Array]:
        """Return the Chinese and the English pieces of a line."""
        return (
            self.zh[self.zh_at[index] : self.zh_at[index + 1]],
            self.en[self.en_at[index] : self.en_at[index + 1]],
        )

    def only(self, numbers: Array) -> Packed:
        """Return the lines with these numbers, in their order."""
        lines = [self.line(int(k)) for k in numbers]
        zh, zh_at = _flat(zh for zh, _ in lines)
        en, en_at = _flat(en for _, en in lines)
        return Packed(zh, zh_at, en, en_at, self.to[numbers])

    def part(self, number: int, count: int) -> Packed:
        """Return one of ``count`` slices of about equal length."""
        start, end = (len(self) * k // count for k in (number, number + 1))
        zh_at, en_at = self.zh_at[start : end + 1], self.en_at[start : end + 1]
        return Packed(self.zh, zh_at, self.en, en_at, self.to[start:end])

    @classmethod
    def joined(cls, parts: Sequence[Packed]) -> Packed:
        """Return the lines of all parts, one after the other."""
        if len(parts) == 1:
            return parts[0]
        zh, en = (np.concatenate([getattr(part, side) for part in parts]) for side in ("zh", "en"))
        return cls(
            zh, _ends([part.zh_at for part in parts]), en, _ends([part.en_at for part in parts]),
            np.concatenate([part.to for part in parts]),
        )  # fmt: skip

    def save(self, path: Path) -> None:
        """Write the arrays, whole or not at all."""
        part = path.with_name(path.name + ".part")
        with part.open("wb") as out:
            np.savez(out, zh=self.zh, zh_at=self.zh_at, en=self.en, en_at=self.en_at, to=self.to)
        os.replace(part, path)

    @classmethod
    def load(cls, path: Path) -> Packed:
        """Read what ``save`` wrote."""
        with np.load(path) as arrays:
            return cls(**{name: arrays[name] for name in ("zh", "zh_at", "en", "en_at", "to")})


def pack(lines: Sequence[Line], pieces: Any, rules: Pack) -> dict[str, Packed]:
    """Encode the lines and drop those that are too long; short lines of ``general`` become the group ``short``."""
    groups: dict[str, list[tuple[list[int], list[int], int]]] = {}
    zh_ids = pieces.encode([line.zh for line in lines])
    en_ids = pieces.encode([line.en for line in lines])
    for line, zh, en in zip(lines, zh_ids, en_ids, strict=True):
        longest = max(len(zh), len(en))
        if longest <= rules.max_pieces and zh and en:
            short = line.group == "general" and longest <= rules.short_pieces
            groups.setdefault("short" if short else line.group, []).append((zh, en, _TO[line.to]))
    return {group: _packed(rows) for group, rows in groups.items()}


def _packed(rows: list[tuple[list[int], list[int], int]]) -> Packed:
    zh, zh_at = _flat(row[0] for row in rows)
    en, en_at = _flat(row[1] for row in rows)
    return Packed(zh, zh_at, en, en_at, np.array([row[2] for row in rows], dtype=np.uint8))


def _ends(offsets: Sequence[Array]) -> Array:
    lengths = [np.diff(offset) for offset in offsets]
    return np.cumsum(np.concatenate([[0], *lengths]))


def _flat(rows: Iterable[Sequence[int] | Array]) -> tuple[Array, Array]:
    arrays = [np.asarray(row, dtype=np.uint16) for row in rows]
    return np.concatenate(arrays), np.cumsum([0, *map(len, arrays)])
