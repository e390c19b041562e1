"""Batches in an order that depends only on the seed and on the progress, so that a resumed run goes on exactly.

The groups are mixed by shares of pieces that change with progress; a pool of some batches is drawn, cut and shuffled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from translator.training.batches import Batch, Example, cut, lay, pack_rows
from translator.training.pack import ANY, EN, ZH, Array, Packed
from translator.training.settings import Train

#: batches drawn together
POOL = 24


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
        self._start = dict(self._at)
        self._pool_number, self._used, self._progress = 0, 0, 0.0
        self._orders: dict[tuple[str, int], Array] = {}
        self._pool: list[list[list[Example]]] = []
        if state is not None:
            self._at, self._pool_number = dict(state["at"]), state["pool"]
            self._fill(state["progress"])
            self._used = state["used"]

    def state(self) -> dict[str, Any]:
        """Return what resumes the stream at the next batch."""
        return {"at": dict(self._start), "pool": self._pool_number, "progress": self._progress, "used": self._used}

    def next(self, progress: float) -> Batch:
        """Return the next batch; ``progress`` in 0..1 matters when a new pool is drawn."""
        while self._used + self._rules.workers > len(self._pool):
            self._pool_number += 1
            self._fill(progress)
        self._used += self._rules.workers
        return lay(self._pool[self._used - 1 - self._rank], self._pad, self._rules.row)

    def _fill(self, progress: float) -> None:
        self._start, self._progress, self._used = dict(self._at), progress, 0
        rules = self._rules
        draw = np.random.default_rng((rules.seed, self._pool_number))
        examples: list[Example] = []
        for group, part in shares({group: rules.mix[group] for group in self._groups}, progress).items():
            wanted = part * POOL * rules.tokens
            while wanted > 0:
                example = self._take(group)
                wanted -= example.size[1]
                examples.append(example)
        if rules.row:
            order = draw.permutation(len(examples))
            self._pool = list(pack_rows((examples[k] for k in order), rules.row, rules.tokens // rules.row))
        else:
            examples.sort(key=lambda example: sum(example.size) + draw.random() * 4)
            self._pool = list(cut(examples, rules.tokens))
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
