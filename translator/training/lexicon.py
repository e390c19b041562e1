"""Which piece means which: IBM model 1 in both directions, as one dense table.

It tells the supervised attention head where to look, places the embeddings before the first step, and gives the
vocabulary map of the shipped model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from translator.training.pack import Array, Packed

_IDENTITY = 0.9


def estimate(groups: Sequence[Packed], size: int, rounds: int = 4, limit: int = 400_000, longest: int = 26) -> Array:
    """Return sqrt(p(en | zh) * p(zh | en)) as float16 [size, size], rows Chinese, columns English.

    Only untagged lines of at most ``longest`` pieces a side count, ``limit`` at most.
    """
    batches = list(_batches(groups, limit, longest))
    forward = torch.ones(size * size)  # p(en | zh)
    backward = torch.ones(size * size)  # p(zh | en)
    for _ in range(rounds):
        forward = _round(forward, batches, size, axis=1)
        backward = _round(backward, batches, size, axis=2)
    table = (forward * backward).sqrt_().view(size, size)
    table.fill_diagonal_(_IDENTITY)
    return table.half().numpy()


def _round(table: Tensor, batches: list[tuple[Tensor, Tensor]], size: int, axis: int) -> Tensor:
    """One round of expectation and maximisation; ``axis``: 1 shares each English piece out among the Chinese ones."""
    counts = torch.zeros(size * size)
    for zh, en in batches:
        keys = (zh.unsqueeze(2) * size + en.unsqueeze(1)).flatten(1)
        weights = table[keys].view(len(zh), zh.shape[1], en.shape[1])
        weights = weights / weights.sum(dim=axis, keepdim=True)
        counts.scatter_add_(0, keys.flatten(), weights.flatten())
    square = counts.view(size, size)
    square /= square.sum(dim=2 - axis, keepdim=True).clamp_(min=1e-9) + 0.3  # rare pieces promise less
    return counts


def _batches(groups: Sequence[Packed], limit: int, longest: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield pairs of equal lengths together, so that nothing is padded."""
    shelves: dict[tuple[int, int], list[tuple[Array, Array]]] = {}
    left = limit
    for group in groups:
        for index in np.flatnonzero(group.to == 0)[:left]:
            zh, en = group.line(int(index))
            if len(zh) <= longest and len(en) <= longest:
                shelves.setdefault((len(zh), len(en)), []).append((zh, en))
                left -= 1
    for shelf in shelves.values():
        for start in range(0, len(shelf), 4096):
            part = shelf[start : start + 4096]
            yield tuple(torch.from_numpy(np.stack(side).astype(np.int64)) for side in zip(*part, strict=True))


def embeddings(table: Tensor, width: int, seed: int) -> Tensor:
    """Return float32 [size, width] rows in which the translations of a piece lie close to it (norms about 1).

    A randomised singular value decomposition of the lexicon, its directions whitened half-way, plus noise.
    """
    torch.manual_seed(seed)
    matrix = table.cpu().float()
    matrix.fill_diagonal_(0)
    matrix = matrix.sqrt_()
    probe = torch.randn(matrix.shape[1], width + 32)
    for _ in range(2):
        probe = torch.linalg.qr(matrix @ probe)[0]
        probe = torch.linalg.qr(matrix.T @ probe)[0]
    left, values, right = torch.linalg.svd(matrix @ probe, full_matrices=False)
    scale = values[:width].sqrt()
    zh, en = left[:, :width] * scale, (probe @ right.T)[:, :width] * scale
    rows = torch.nn.functional.normalize(zh + en, dim=1)
    # directions of the decomposition are mixed, so that every head sees something of each
    rows = rows @ torch.linalg.qr(torch.randn(width, width))[0]
    return torch.nn.functional.normalize(rows + 0.6 * torch.randn_like(rows) * width**-0.5, dim=1)


def save(table: Array, path: Path) -> None:
    """Write the table uncompressed, to be mapped into memory."""
    np.save(path, table)


def load(path: Path) -> Array:
    """Map the table into memory; reading it takes no time, and changes are not written back."""
    return np.load(path, mmap_mode="c")
