"""From a Marian folder to the bundled folder: CTranslate2 int8, a vocabulary map, a manifest with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from translator.training.export import convert
from translator.training.pack import Array
from translator.training.settings import Ship
from translator.training.vocabulary import SYMBOLS

LICENCE = "CC BY-SA 4.0"
FILES = ("model.bin", "config.json", "shared_vocabulary.json", "source.spm", "vmap.txt")


def vocabulary_map(table: Array, pieces: Any, counts: Array, rules: Ship) -> Iterator[str]:
    """Yield the lines of a vocabulary map: which pieces may come out where a piece goes in.

    Every piece may come out as itself, so that names, numbers and annotated terms are never out of reach. A line
    without source names what may always come out: the most frequent pieces, marks, digits, bytes.
    """
    names = [pieces.id_to_piece(index) for index in range(len(pieces))]
    free = {names[index] for index in np.argsort(-counts)[: rules.map_always]} - set(SYMBOLS)
    free |= {name for index, name in enumerate(names) if pieces.is_byte(index)}
    free |= {name for name in names if len(name.removeprefix("▁")) == 1 and name.removeprefix("▁").isascii()}
    yield "\t" + " ".join(sorted(free | set(SYMBOLS[5:])))
    scores = np.maximum(table, table.T).astype(np.float32)
    best = np.argpartition(-scores, rules.map_each, axis=1)[:, : rules.map_each]
    for index, name in enumerate(names):
        allowed = {names[other] for other in best[index] if scores[index, other] > 0.004} | {name}
        # a word's pieces with and without a blank before them
        allowed |= {
            twin
            for twin in (name.removeprefix("▁"), "▁" + name)
            if twin and pieces.piece_to_id(twin) != pieces.unk_id()
        }
        yield f"{name}\t" + " ".join(sorted(allowed))


def bundle(marian: Path, output: Path, map_lines: Sequence[str] = ()) -> None:
    """Convert a Marian folder to int8 at ``output``; the map goes in where there are lines of one."""
    vmap = marian / "vmap.txt"
    vmap.write_text("".join(line + "\n" for line in map_lines), encoding="utf-8")
    convert(marian, output, vmap if map_lines else None)


def seal(folder: Path, name: str, version: str, training: Mapping[str, Any], scores: Mapping[str, Any]) -> None:
    """Write the manifest of a folder: what each file weighs and its SHA-256, how it was made, what it scores."""
    files = {
        file: {
            "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest(),
            "bytes": (folder / file).stat().st_size,
        }
        for file in FILES
        if (folder / file).exists()
    }
    manifest = {
        "name": name, "version": version, "licence": LICENCE, "files": files, "training": dict(training),
        "scores": dict(scores),
    }  # fmt: skip
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
    part = folder / "manifest.json.part"
    part.write_text(text, encoding="utf-8")
    os.replace(part, folder / "manifest.json")


def publish(made: Path, bundled: Path) -> None:
    """Put the files of a sealed folder in the place of the bundled ones, the manifest last."""
    bundled.mkdir(parents=True, exist_ok=True)
    for name in (*FILES, "manifest.json"):
        if (made / name).exists():
            shutil.copyfile(made / name, bundled / (name + ".part"))
            os.replace(bundled / (name + ".part"), bundled / name)
        else:
            (bundled / name).unlink(missing_ok=True)
