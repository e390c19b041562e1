"""Weights small enough to travel: int8 with one scale a row, in parts a file limit lets through.

A machine that is lost takes its optimiser with it; what was carried home starts the next run, or ships.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from translator.errors import InputError

#: bytes of a part
PART = 15 * 2**20


def squeeze(network: nn.Module, values: Tensor) -> bytes:
    """Return the values of a network as bytes: a quarter of their size, exact to 1/254 of a row's largest."""
    chunks: list[bytes] = []
    start = 0
    for parameter in network.parameters():
        block = values[start : start + parameter.numel()].view(parameter.shape).float().cpu()
        start += parameter.numel()
        if block.dim() == 1:
            chunks.append(block.numpy().tobytes())
            continue
        scale = block.abs().amax(dim=1).clamp(min=1e-12) / 127
        chunks.append(scale.numpy().tobytes())
        chunks.append((block / scale.unsqueeze(1)).round().to(torch.int8).numpy().tobytes())
    return b"".join(chunks)


def unsqueeze(network: nn.Module, data: bytes) -> Tensor:
    """Return the values that ``squeeze`` packed; raises InputError where they are not of this network."""
    blocks: list[Tensor] = []
    start = 0

    def take(count: int, kind: torch.dtype) -> Tensor:
        nonlocal start
        size = count * kind.itemsize
        if start + size > len(data):
            raise InputError("the carried weights are too short", next_step="fetch all parts again")
        found = torch.frombuffer(bytearray(data[start : start + size]), dtype=kind)
        start += size
        return found

    for parameter in network.parameters():
        if parameter.dim() == 1:
            blocks.append(take(parameter.numel(), torch.float32))
        else:
            scale = take(parameter.shape[0], torch.float32)
            blocks.append((take(parameter.numel(), torch.int8).view(parameter.shape) * scale.unsqueeze(1)).flatten())
    if start != len(data):
        raise InputError("the carried weights are of another network", next_step="use the settings they were made with")
    return torch.cat(blocks)


def send(data: bytes, facts: dict[str, Any], folder: Path) -> None:
    """Write parts and a small file that names them, last."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for start in range(0, len(data), PART):
        names.append(f"weights-{start // PART:02}.part")
        (folder / names[-1]).write_bytes(data[start : start + PART])
    (folder / "weights.json").write_text(json.dumps({**facts, "parts": names, "bytes": len(data)}), encoding="utf-8")


def receive(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """Read what ``send`` wrote; raises InputError where a part is missing."""
    try:
        facts = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
        data = b"".join((folder / name).read_bytes() for name in _named(facts["parts"]))
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}: {error.filename}", next_step="fetch all parts") from None
    if len(data) != facts["bytes"]:
        raise InputError(f"{folder}: {len(data)} bytes instead of {facts['bytes']}", next_step="fetch all parts again")
    return data, facts


def _named(parts: Sequence[str]) -> list[str]:
    return [Path(part).name for part in parts]
