"""Dual cross-entropy: an earlier model says which pairs of the corpus belong together, and the worst are dropped.

A pair is good where both directions find it likely, and about equally so (the measure is the sum of the mean of both
losses and their distance).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from translator.training.pack import Array
from translator.training.rows import Row
from translator.training.vocabulary import load

_BATCH = 4096  # pieces


def keep(rows: Sequence[Row], model: Path, drop: float, threads: int = 2) -> list[Row]:
    """Return the rows without the worst ``drop`` of each source, in order. ``model``: a bundled folder."""
    costs = cost(rows, model, threads)
    worst: set[int] = set()
    origins = np.array([row.origin for row in rows])
    for origin in sorted(set(origins)):
        members = np.flatnonzero(origins == origin)
        worst.update(members[np.argsort(-costs[members], kind="stable")[: int(drop * len(members))]].tolist())
    return [row for index, row in enumerate(rows) if index not in worst]


def cost(rows: Sequence[Row], model: Path, threads: int = 2) -> Array:
    """Return the dual cross-entropy of each pair, nats a piece."""
    import ctranslate2

    translator = ctranslate2.Translator(str(model), compute_type="int8", inter_threads=threads, intra_threads=1)
    pieces = load(model / "source.spm")
    zh, en = (pieces.encode([row[side] for row in rows], out_type=str) for side in (0, 1))
    there = _losses(translator, [["<2en>", *line, "</s>"] for line in zh], en)
    back = _losses(translator, [["<2zh>", *line, "</s>"] for line in en], zh)
    return np.abs(there - back) + (there + back) / 2


def _losses(translator: Any, sources: list[list[str]], targets: list[list[str]]) -> Array:
    scored = translator.score_batch(sources, targets, max_batch_size=_BATCH, batch_type="tokens")
    return np.array([-float(np.mean(result.log_probs)) for result in scored])
