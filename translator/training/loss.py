"""What the network learns from: the next piece, and where the supervised head looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from translator.training.batches import Batch
from translator.training.network import Network, Side
from translator.training.pack import EN, Array
from translator.training.vocabulary import EOS

_SURE = 0.08
_REACH = 3.0


@dataclass(frozen=True)
class Losses:
    """``nll`` in nats a target piece without smoothing, over the pieces considered; ``guide`` is that of the head."""

    total: Tensor
    nll: float
    guide: float


def sides(batch: Batch, device: str = "cpu") -> tuple[Side, Side]:
    """Return source and decoder input as tensors."""
    source = (batch.source, batch.source_segments, batch.source_positions)
    target = (batch.inputs, batch.target_segments, batch.target_positions)
    return (
        Side(*(torch.from_numpy(array).to(device) for array in source)),
        Side(*(torch.from_numpy(array).to(device) for array in target)),
    )


def expected(batch: Batch, table: Array) -> tuple[Array, Array]:
    """Return where each target piece should look: float32 [rows, target, source] and which pieces know [rows, target].

    Lexicon scores, sharpened by the distance from the diagonal, shared out over the source of the same segment.
    """
    size = len(table)
    source, target = batch.source[:, None, :], batch.targets[:, :, None]
    inside = (
        (batch.source_segments[:, None, :] == batch.target_segments[:, :, None]) & (target < size) & (source < size)
    )
    to_en = (batch.to == EN)[:, None, None]
    zh, en = np.where(to_en, source, target), np.where(to_en, target, source)
    flat = np.where(inside, zh * size + en, 0)
    scores = table.reshape(-1)[flat.reshape(-1)].reshape(flat.shape).astype(np.float32) * inside
    ends = (source == EOS) | (target == EOS)
    scores = np.where(ends, 1.0 * ((source == EOS) & (target == EOS) & inside), scores)
    lengths = [
        segments.max(axis=1).clip(1) * 0 + (segments > 0).sum(axis=1)
        for segments in (batch.source_segments, batch.target_segments)
    ]
    place = batch.source_positions[:, None, :] / lengths[0][:, None, None]
    wanted = batch.target_positions[:, :, None] / lengths[1][:, None, None]
    near = scores * np.exp(-_REACH * np.abs(place - wanted))
    sure = scores.max(axis=2) > _SURE
    return near / near.sum(axis=2, keepdims=True).clip(1e-9), sure & (batch.target_segments > 0)


def shortlist(targets: Tensor, common: Tensor, size: int, extra: int, generator: torch.Generator) -> Tensor:
    """Return the sorted pieces a batch is scored against: its own, the common ones and ``extra`` random ones."""
    random = torch.randint(size, (extra,), generator=generator).to(targets.device)
    return torch.unique(torch.cat([targets, common, random]))


def losses(
    network: Network, batch: Batch, *, smoothing: float, guide: float, every_head: bool, table: Array | None,
    chosen: Tensor | None,
) -> Losses:  # fmt: skip
    """Return the loss of a batch; ``chosen`` pieces only where given; no guidance without a lexicon ``table``."""
    device = network.table.device
    source, target = sides(batch, str(device))
    states, logs = network(source, target, weights=table is not None and guide > 0)
    real = torch.from_numpy(batch.target_segments > 0).to(device)
    wanted = torch.from_numpy(batch.targets).to(device)[real]
    logits = network.logits(states[real], chosen).float()
    index = wanted if chosen is None else torch.searchsorted(chosen, wanted)
    nll = functional.cross_entropy(logits, index)
    total = (1 - smoothing) * nll + smoothing * (logits.logsumexp(dim=1).mean() - logits.mean()) if smoothing else nll
    looking = 0.0
    if logs is not None and table is not None:
        looks, known = expected(batch, table)
        heads = logs if every_head else logs[:, :1]
        crossed = -(torch.from_numpy(looks).to(device).unsqueeze(1) * heads).sum(dim=3).mean(dim=1)
        where = torch.from_numpy(known).to(device)
        head = (crossed * where).sum() / where.sum().clamp(min=1)
        looking = float(head.detach())
        total = total + guide * head
    return Losses(total, float(nll.detach()), looking)
