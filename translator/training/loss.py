"""What the network learns from: the next piece, and where the supervised head looks."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.checkpoint import checkpoint

from translator.training.batches import Batch
from translator.training.network import Network, Side
from translator.training.vocabulary import EOS

_SURE = 0.08
_REACH = 3.0
#: target pieces whose logits are computed together
_CHUNK = 12288


@dataclass(frozen=True)
class Losses:
    """``nll`` in nats a target piece without smoothing, over the pieces considered; ``guide`` is that of the head."""

    total: Tensor
    nll: Tensor
    guide: Tensor


def sides(batch: Batch, device: str = "cpu") -> tuple[Side, Side]:
    """Return source and decoder input as tensors."""
    source = (batch.source, batch.source_segments, batch.source_positions)
    target = (batch.inputs, batch.target_segments, batch.target_positions)
    return (
        Side(*(torch.from_numpy(array).to(device) for array in source)),
        Side(*(torch.from_numpy(array).to(device) for array in target)),
    )


def expected(source: Side, target: Side, targets: Tensor, to_en: Tensor, table: Tensor) -> tuple[Tensor, Tensor]:
    """Return where each target piece should look: float32 [rows, target, source], and which pieces know [rows, target].

    Lexicon scores, sharpened by the distance from the diagonal, shared out over the source of the same segment.
    """
    size = len(table)
    reading, writing = source.ids.unsqueeze(1), targets.unsqueeze(2)
    inside = source.segments.unsqueeze(1) == target.segments.unsqueeze(2)
    inside = inside & (target.segments.unsqueeze(2) > 0)
    zh = torch.where(to_en.unsqueeze(2), reading, writing)
    en = torch.where(to_en.unsqueeze(2), writing, reading)
    scores = table.view(-1)[torch.where(inside, zh * size + en, 0)].float() * inside
    ends = (reading == EOS).int() + (writing == EOS).int()
    scores = torch.where(ends > 0, (inside & (ends == 2)).float(), scores)
    apart = (_places(source).unsqueeze(1) - _places(target).unsqueeze(2)).abs()
    near = scores * torch.exp(-_REACH * apart)
    sure = (scores.amax(dim=2) > _SURE) & (target.segments > 0)
    return near / near.sum(dim=2, keepdim=True).clamp(min=1e-9), sure


def _places(side: Side) -> Tensor:
    """Return how far along its segment each piece is, 0..1."""
    lengths = torch.zeros_like(side.segments).scatter_add_(1, side.segments, torch.ones_like(side.segments))
    return side.positions / lengths.gather(1, side.segments)


def shortlist(targets: Tensor, common: Tensor, size: int, extra: int, generator: torch.Generator) -> Tensor:
    """Return the sorted pieces a batch is scored against: ``targets``, the common ones and ``extra`` random ones."""
    random = torch.randint(size, (extra,), generator=generator).to(targets.device)
    return torch.unique(torch.cat([targets, common, random]))


def _crossed(network: Network, states: Tensor, wanted: Tensor, chosen: Tensor | None) -> tuple[Tensor, Tensor]:
    """Return the mean cross-entropy, and against even shares; logits of one chunk at a time are in memory."""

    def sums(states: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
        logits = network.logits(states, chosen).float()
        nll = functional.cross_entropy(logits, wanted, reduction="sum")
        return nll, (logits.logsumexp(dim=1) - logits.mean(dim=1)).sum()

    if len(states) <= _CHUNK:
        nll, smooth = sums(states, wanted)
    else:
        parts = [
            checkpoint(sums, *part, use_reentrant=False)
            for part in zip(states.split(_CHUNK), wanted.split(_CHUNK), strict=True)
        ]
        nll, smooth = (torch.stack(column).sum() for column in zip(*parts, strict=True))
    return nll / len(states), smooth / len(states)


def losses(
    network: Network, batch: Batch, *, smoothing: float, guide: float, every_head: bool, table: Tensor | None,
    chosen: Tensor | None,
) -> Losses:  # fmt: skip
    """Return the loss of a batch; ``chosen`` pieces only where given; no guidance without a lexicon ``table``."""
    device = network.table.device
    source, target = sides(batch, str(device))
    states, logs = network(source, target, weights=table is not None and guide > 0)
    targets = torch.from_numpy(batch.targets).to(device)
    real = target.segments > 0
    wanted = targets[real]
    index = wanted if chosen is None else torch.searchsorted(chosen, wanted)
    nll, smooth = _crossed(network, states[real], index, chosen)
    total = (1 - smoothing) * nll + smoothing * smooth
    looking = torch.zeros(())
    if logs is not None and table is not None:
        looks, known = expected(source, target, targets, torch.from_numpy(batch.to_en).to(device), table)
        heads = logs if every_head else logs[:, :1]
        crossed = -(looks.unsqueeze(1) * heads).sum(dim=3).mean(dim=1)
        head = (crossed * known).sum() / known.sum().clamp(min=1)
        looking = head.detach()
        total = total + guide * head
    return Losses(total, nll.detach(), looking)
