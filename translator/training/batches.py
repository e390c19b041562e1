"""Batches in an order that depends only on the seed and on the progress, so that a resumed run goes on exactly.

The groups are mixed by shares of pieces that change with progress; a pool of some batches is drawn, sorted by length
and cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from translator.training.pack import ANY, EN, ZH, Array, Packed
from translator.training.settings import Train
from translator.training.vocabulary import EOS, TO_EN, TO_ZH

POOL = 24


class Example(NamedTuple):
    """Source and target pieces without direction token and end mark; ``to``: ZH or EN."""

    source: Array
    target: Array
    to: int


@dataclass(frozen=True)
class Batch:
    """Padded arrays [rows, length]. ``inputs`` is ``targets`` shifted right behind ``<pad>``.

    Segments count from 1 in each row, 0 is padding; positions count within a segment. ``to``: direction of a row's
    segments [rows] (rows hold one direction only).
    """

    source: Array
    source_segments: Array
    source_positions: Array
    inputs: Array
    targets: Array
    target_segments: Array
    target_positions: Array
    to: Array

    @property
    def pieces(self) -> tuple[int, int]:
        """How many source and target pieces are not padding."""
        return int((self.source_segments > 0).sum()), int((self.target_segments > 0).sum())


def shares(mix: Mapping[str, Sequence[float]], progress: float) -> dict[str, float]:
    """Return the share of each group at a progress in 0..1, scaled to the sum 1.

    >>> shares({"a": [1, 0], "b": [0, 1]}, 0.25)
    {'a': 0.75, 'b': 0.25}
    """
    now = {group: float(np.interp(progress, np.linspace(0, 1, len(points)), points)) for group, points in mix.items()}
    return {group: value / sum(now.values()) for group, value in now.items()}


class Stream:
    """An endless stream of batches; each of the workers takes another one. ``state()`` is for resuming."""

    def __init__(
        self, groups: Mapping[str, Packed], rules: Train, pad: int, state: dict[str, Any] | None = None, rank: int = 0
    ) -> None:
        self._groups = {name: groups[name] for name in sorted(groups) if name in rules.mix}
        self._rules, self._pad, self._rank = rules, pad, rank
        self._at: dict[str, int] = dict.fromkeys(self._groups, 0)
        self._pool_number, self._used, self._progress = 0, 0, 0.0
        self._orders: dict[tuple[str, int], Array] = {}
        self._pool: list[list[Example]] = []
        if state is not None:
            self._at, self._pool_number = dict(state["at"]), state["pool"]
            self._fill(state["progress"])
            self._used = state["used"]

    def state(self) -> dict[str, Any]:
        """Return what resumes the stream at the next batch."""
        return {"at": dict(self._start), "pool": self._pool_number, "progress": self._progress, "used": self._used}

    def next(self, progress: float) -> Batch:
        """Return the next batch; ``progress`` in 0..1 matters when a new pool is drawn."""
        if self._used + self._rules.workers > len(self._pool):
            self._pool_number += 1
            self._fill(progress)
        self._used += self._rules.workers
        return padded(self._pool[self._used - 1 - self._rank], self._pad)

    def _fill(self, progress: float) -> None:
        self._start, self._progress, self._used = dict(self._at), progress, 0
        draw = np.random.default_rng((self._rules.seed, self._pool_number))
        examples: list[Example] = []
        for group, part in shares({g: self._rules.mix[g] for g in self._groups}, progress).items():
            wanted = part * POOL * self._rules.tokens
            while wanted > 0:
                example = self._take(group)
                wanted -= len(example.target) + 1
                examples.append(example)
        examples.sort(key=lambda example: len(example.target) + len(example.source) + draw.random() * 4)
        self._pool = list(cut(examples, self._rules.tokens))
        draw.shuffle(self._pool)

    def _take(self, group: str) -> Example:
        packed = self._groups[group]
        epoch, place = divmod(self._at[group], len(packed))
        if (group, epoch) not in self._orders:
            self._orders = {key: value for key, value in self._orders.items() if key[0] != group}
            seed = (self._rules.seed, epoch, len(group), ord(group[0]))
            self._orders[group, epoch] = np.random.default_rng(seed).permutation(len(packed))
        self._at[group] += 1
        index = int(self._orders[group, epoch][place])
        to = int(packed.to[index])
        if to == ANY:
            to = (ZH, EN)[(index + epoch) % 2]
        zh, en = packed.line(index)
        return Example(zh, en, to) if to == EN else Example(en, zh, to)


def cut(examples: list[Example], tokens: int) -> list[list[Example]]:
    """Cut a sorted list where the longer side, padded, would pass ``tokens``."""
    batches: list[list[Example]] = [[]]
    longest = 0
    for example in examples:
        longest = max(longest, len(example.target) + 1, len(example.source) + 2)
        if batches[-1] and longest * (len(batches[-1]) + 1) > tokens * 1.1:
            batches.append([])
            longest = max(len(example.target) + 1, len(example.source) + 2)
        batches[-1].append(example)
    return batches


def padded(examples: Sequence[Example], pad: int) -> Batch:
    """Put one example in each row: direction, pieces, end mark."""
    rows = len(examples)
    source = np.full((rows, max(len(example.source) for example in examples) + 2), pad, dtype=np.int64)
    targets = np.full((rows, max(len(example.target) for example in examples) + 1), pad, dtype=np.int64)
    for row, example in enumerate(examples):
        length = len(example.source)
        source[row, 0] = TO_EN if example.to == EN else TO_ZH
        source[row, 1 : length + 1] = example.source
        source[row, length + 1] = EOS
        targets[row, : len(example.target)] = example.target
        targets[row, len(example.target)] = EOS
    inputs = np.concatenate([np.full((rows, 1), pad), targets[:, :-1]], axis=1)
    return Batch(
        source,
        (source != pad).astype(np.int64),
        np.broadcast_to(np.arange(source.shape[1]), source.shape).copy(),
        inputs,
        targets,
        (targets != pad).astype(np.int64),
        np.broadcast_to(np.arange(targets.shape[1]), targets.shape).copy(),
        np.array([example.to for example in examples]),
    )
