"""Batches: examples laid out in rows, one in each row or several.

Rows of one sentence are cut from a list sorted by length (for CPUs); packed rows have one fixed shape (for GPUs, where
a compiled network wants nothing else).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from translator.training.pack import EN, Array
from translator.training.vocabulary import EOS, TO_EN, TO_ZH

#: rows a packer keeps open, to find room for the next sentence
_OPEN = 64


class Example(NamedTuple):
    """Source and target pieces without direction token and end mark; ``to``: ZH or EN."""

    source: Array
    target: Array
    to: int

    @property
    def size(self) -> tuple[int, int]:
        """Pieces of both sides, direction token and end marks counted."""
        return len(self.source) + 2, len(self.target) + 1


@dataclass(frozen=True)
class Batch:
    """Arrays [rows, length]. ``inputs`` is ``targets`` shifted right behind ``<pad>``, in every segment.

    Segments count from 1 in each row, 0 is padding; positions count within a segment. ``to_en`` says of each target
    piece whether it is English.
    """

    source: Array
    source_segments: Array
    source_positions: Array
    inputs: Array
    targets: Array
    target_segments: Array
    target_positions: Array
    to_en: Array

    @property
    def pieces(self) -> tuple[int, int]:
        """How many source and target pieces are not padding."""
        return int((self.source_segments > 0).sum()), int((self.target_segments > 0).sum())


def lay(rows: Sequence[Sequence[Example]], pad: int, width: int = 0) -> Batch:
    """Lay out rows of examples; rows are as long as the longest, or ``width`` pieces where it is given."""
    lengths = [[sum(example.size[side] for example in row) for row in rows] for side in (0, 1)]
    source, source_segments, source_positions = _blank(len(rows), width or max(lengths[0]), pad)
    targets, target_segments, target_positions = _blank(len(rows), width or max(lengths[1]), pad)
    inputs, to_en = np.full_like(targets, pad), np.zeros(targets.shape, dtype=bool)
    for row, examples in enumerate(rows):
        left = right = 0
        for segment, example in enumerate(examples, 1):
            reading, writing = example.size
            here = slice(left, left + reading)
            source[row, left] = TO_EN if example.to == EN else TO_ZH
            source[row, left + 1 : left + reading - 1] = example.source
            source[row, left + reading - 1] = EOS
            source_segments[row, here], source_positions[row, here] = segment, np.arange(reading)
            there = slice(right, right + writing)
            targets[row, right : right + writing - 1] = example.target
            targets[row, right + writing - 1] = EOS
            inputs[row, right + 1 : right + writing] = example.target
            target_segments[row, there], target_positions[row, there] = segment, np.arange(writing)
            to_en[row, there] = example.to == EN
            left, right = left + reading, right + writing
    return Batch(
        source, source_segments, source_positions, inputs, targets, target_segments, target_positions, to_en
    )  # fmt: skip


def _blank(rows: int, width: int, pad: int) -> tuple[Array, Array, Array]:
    zeros = np.zeros((2, rows, width), dtype=np.int64)
    return np.full((rows, width), pad, dtype=np.int64), zeros[0], zeros[1]


def padded(examples: Iterable[Example], pad: int) -> Batch:
    """Put one example in each row."""
    return lay([[example] for example in examples], pad)


def cut(examples: Iterable[Example], tokens: int) -> Iterator[list[list[Example]]]:
    """Cut a list sorted by length into batches of one-sentence rows, so that no batch, padded, passes ``tokens``."""
    rows: list[list[Example]] = []
    longest = 0
    for example in examples:
        if rows and max(longest, *example.size) * (len(rows) + 1) > tokens * 1.1:
            yield rows
            rows, longest = [], 0
        rows.append([example])
        longest = max(longest, *example.size)
    if rows:
        yield rows


def pack_rows(examples: Iterable[Example], width: int, rows: int) -> Iterator[list[list[Example]]]:
    """Fill rows of ``width`` pieces with as many examples as they hold, ``rows`` rows a batch; the rest is left out."""
    free = np.full((_OPEN, 2), width)
    open_rows: list[list[Example]] = [[] for _ in range(_OPEN)]
    full: list[list[Example]] = []
    for example in examples:
        size = np.array(example.size)
        fitting = np.flatnonzero((free >= size).all(axis=1))
        if fitting.size == 0:
            fitting = np.array([free.sum(axis=1).argmin()])  # close the fullest
            full.append(open_rows[fitting[0]])
            open_rows[fitting[0]], free[fitting[0]] = [], width
        open_rows[fitting[0]].append(example)
        free[fitting[0]] -= size
        if len(full) == rows:
            yield full
            full = []
