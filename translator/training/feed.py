"""Batches made ahead by other processes, so that a GPU never waits for the next one.

Each process draws from its own slice of every group; batches are taken from them in turn.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from translator.training.batches import Batch
from translator.training.pack import Packed
from translator.training.settings import Train
from translator.training.stream import Stream

_AHEAD = 3


class Feed:
    """Give batches as a Stream does; ``state()`` resumes it after the last batch that was given."""

    def __init__(
        self, groups: Mapping[str, Packed], rules: Train, pad: int, state: dict[str, Any] | None = None
    ) -> None:
        context: Any = multiprocessing.get_context("fork")  # the arrays are shared, not copied
        count = rules.feeders
        self._states: list[dict[str, Any] | None] = list(state["feeders"]) if state else [None] * count
        self._given: int = state["given"] if state else 0
        self._progress = context.Value("d", state["progress"] if state else 0.0)
        self._queues = [context.Queue(_AHEAD) for _ in range(count)]
        for number, queue in enumerate(self._queues):
            slices = {name: packed.part(number, count) for name, packed in groups.items()}
            own = replace(rules, seed=rules.seed + number)
            arguments = (queue, self._progress, slices, own, pad, self._states[number])
            context.Process(target=_make, args=arguments, daemon=True).start()

    def next(self, progress: float) -> Batch:
        """Return the next batch; ``progress`` is heeded by batches that are not made yet."""
        self._progress.value = progress
        number = self._given % len(self._queues)
        batch: Batch
        batch, self._states[number] = self._queues[number].get()
        self._given += 1
        return batch

    def state(self) -> dict[str, Any]:
        """Return what resumes the feed."""
        return {"feeders": list(self._states), "given": self._given, "progress": self._progress.value}


def _make(queue: Any, progress: Any, groups: Mapping[str, Packed], rules: Train, pad: int, state: Any) -> None:
    stream = Stream(groups, rules, pad, state)
    while True:
        batch = stream.next(progress.value)
        queue.put((batch, stream.state()))
