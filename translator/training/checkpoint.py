"""Everything a run needs to go on where it stopped, in one file written whole."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


@dataclass
class Checkpoint:
    """``seconds``: training time so far, over all resumes. ``pieces``: target pieces learnt from.

    ``values``: the float32 master; ``average``: its moving average, None before that begins.
    """

    step: int
    seconds: float
    pieces: int
    flops: float
    values: Tensor
    average: Tensor | None
    optimiser: dict[str, Any]
    stream: dict[str, Any]
    random: Tensor

    def save(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        part = path.with_name(path.name + ".part")
        torch.save({name: getattr(self, name) for name in self.__dataclass_fields__}, part)
        os.replace(part, path)

    @classmethod
    def load(cls, path: Path) -> Checkpoint | None:
        """Read a checkpoint; None where there is none yet."""
        if not path.exists():
            return None
        return cls(**torch.load(path, map_location="cpu", weights_only=False))

    @property
    def best(self) -> Tensor:
        """The values to ship: the average where there is one."""
        return self.values if self.average is None else self.average


def describe(settings: Any) -> dict[str, Any]:
    """Return settings as plain data for a manifest."""
    return {name: value for name, value in asdict(settings).items() if name != "paths"}
