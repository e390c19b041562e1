"""What each part of the data is good for: short runs from the same weights, each but the first without one part.

Every run has as many updates and as many pieces in each. What is measured afterwards is the loss on development lines:
as they are, with invented names annotated, and on templates filled by another draw.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import torch

from translator.training import augment, chain, export, lexicon, parallel, vocabulary
from translator.training.annotate import Finder
from translator.training.batches import Batch, Example, cut, lay
from translator.training.checkpoint import Checkpoint
from translator.training.pack import ANY, EN, ZH, Packed, pack
from translator.training.prepare import Prepare
from translator.training.settings import Settings
from translator.training.train import Trainer, probe_for

Groups = Mapping[str, Packed]
#: what a run goes without
PARTS: dict[str, Callable[[Groups], Groups]] = {
    "nothing": lambda groups: groups,
    "domain pairs": lambda groups: {name: packed for name, packed in groups.items() if name != "domain"},
    "templates": lambda groups: {name: packed for name, packed in groups.items() if name != "templates"},
    "annotations": lambda groups: {name: _plain(packed) for name, packed in groups.items()},
}
#: development lines of each kind that are measured, and pieces in a batch of them
_LINES, _TOKENS = 200, 2500


def table(settings: Settings, updates: int) -> str:
    """Train once for each of PARTS; return nats a piece by what was left out and by what was measured, as Markdown."""
    dev = _development(settings)
    kinds = list(dict.fromkeys(name.rpartition(" ")[0] for name in dev))
    rows = ["| without | " + " | ".join(kinds) + " |", "| --- |" + " --- |" * len(kinds)]
    for part in PARTS:
        found = probe_for(dev)(export.network(settings, _trained(settings, part, updates)))
        cells = (f"{found[f'nll {kind} en']:.2f} / {found[f'nll {kind} zh']:.2f}" for kind in kinds)
        rows.append(f"| {part} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _trained(settings: Settings, part: str, updates: int) -> torch.Tensor:
    """Return the values after ``updates`` without ``part``, from ``paths.start`` where the settings name weights."""
    work = settings.paths.work / "ablations" / part.replace(" ", "-")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rate = settings.train.rate / (4 if settings.paths.start else 1)  # weights that have settled are led on gently
    rules = replace(settings.train, updates=updates, rate=rate, checkpoint_seconds=1e9)
    own = replace(settings, train=rules)
    parallel.spread(functools.partial(_train, own, part, work), rules.workers, chain.parameters(own))
    saved = Checkpoint.load(work / "checkpoint.pt")
    assert saved is not None
    return saved.best


def _train(settings: Settings, part: str, work: Path, peers: parallel.Peers) -> None:
    prepared = Prepare(settings)
    groups = PARTS[part](prepared.groups())
    Trainer(settings, groups, lexicon.load(prepared.lexicon), work, peers).run()


def _plain(packed: Packed) -> Packed:
    """Return the lines without tags: those that will do in both directions."""
    return packed.only(np.flatnonzero(packed.to == ANY))


def _development(settings: Settings) -> dict[str, list[Batch]]:
    prepared = Prepare(settings)
    names, draw = prepared.names(), Random(settings.train.seed + 1)
    rows = prepared.rows(prepared.domain_dev)[: 4 * _LINES]
    dressed = augment.lines(rows, "annotated", names, Finder(names), settings.augment, draw)
    filled = list(augment.templates(settings.paths.corpus / "domain", names, settings.augment, draw, copies=4))
    draw.shuffle(filled)
    lines = [*dressed, *(line._replace(group="filled") for line in filled)]
    packed = pack(lines, vocabulary.load(prepared.pieces), settings.pack)
    found = chain.development(settings, prepared)
    for name, group in packed.items():
        for lang, to in (("en", EN), ("zh", ZH)):
            wanted = (to,) if name == "annotated" else (to, ANY)
            numbers = np.flatnonzero(np.isin(group.to, wanted))[:_LINES]
            examples = sorted((_example(group, int(k), to) for k in numbers), key=lambda one: len(one.target))
            found[f"{name} {lang}"] = [lay(part, settings.vocabulary.size) for part in cut(examples, _TOKENS)]
    return found


def _example(group: Packed, number: int, to: int) -> Example:
    zh, en = group.line(number)
    return Example(zh, en, EN) if to == EN else Example(en, zh, ZH)
