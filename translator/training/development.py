"""Development pairs as batches for the probe of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from translator.training.batches import Batch, Example, cut, lay
from translator.training.pack import EN, ZH
from translator.training.settings import Settings
from translator.training.vocabulary import load


def batches(
    samples: Mapping[str, Sequence[tuple[str, str]]], pieces: Path, settings: Settings
) -> dict[str, list[Batch]]:
    """Return batches by sample and direction; pairs over the length limit are left out."""
    encode = load(pieces).encode
    found: dict[str, list[Batch]] = {}
    for name, pairs in samples.items():
        encoded = [(np.array(encode(zh)), np.array(encode(en))) for zh, en in pairs]
        encoded = [pair for pair in encoded if max(map(len, pair)) < settings.shape.positions - 2]
        to_en = [Example(zh, en, EN) for zh, en in encoded]
        to_zh = [Example(en, zh, ZH) for zh, en in encoded]
        for lang, examples in (("en", to_en), ("zh", to_zh)):
            examples.sort(key=lambda example: len(example.target))
            found[f"{name} {lang}"] = [lay(part, settings.vocabulary.size) for part in cut(examples, 2500)]
    return found
