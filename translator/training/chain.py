"""The chain of steps from corpus to model card."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path

from translator.errors import InputError
from translator.training import lexicon, parallel, steps
from translator.training.batches import Batch
from translator.training.development import batches
from translator.training.finish import Finish
from translator.training.network import Network
from translator.training.pack import Packed
from translator.training.prepare import Prepare
from translator.training.settings import Settings
from translator.training.steps import Step
from translator.training.train import Trainer, probe_for

NAMES = (
    "clean", "vocabulary", "augment", "pack", "lexicon", "train", "average", "export", "convert", "score", "card"
)  # fmt: skip


def every(settings: Settings) -> list[Step]:
    """Return all steps in order."""
    prepared = Prepare(settings)
    packed = [prepared.lines, prepared.pieces, prepared.packed / "done", prepared.lexicon]
    train = Step(
        "train", functools.partial(train_model, settings), [settings.shape, settings.train], packed,
        [prepared.work / "checkpoint.pt"],
    )  # fmt: skip
    return [*prepared.steps(), train, *Finish(settings).steps()]


def run(settings: Settings, only: str | None = None, *, say: Callable[[str], None] = print) -> None:
    """Run all steps, or one of them with what it needs already there.

    Raises InputError where an input of the step is missing.
    """
    settings.paths.work.mkdir(parents=True, exist_ok=True)
    for step in every(settings):
        if only in (None, step.name):
            missing = [path for path in step.inputs if not path.exists()]
            if missing:
                raise InputError(f"{step.name}: {missing[0]} is missing", next_step="run the steps before it, or all")
            steps.run(step, settings.paths.work, say=say)


def train_model(settings: Settings) -> None:
    """Train to the end of the budget, from the last checkpoint where there is one."""
    # threads that spin while they wait cost more than they help on shared cores
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "0")
    parallel.spread(functools.partial(_train, settings), settings.train.workers, parameters(settings))


def parameters(settings: Settings) -> int:
    """Return how many parameters the network has."""
    network = Network(settings.shape, settings.vocabulary.size + 1)
    return sum(parameter.numel() for parameter in network.parameters())


def _train(settings: Settings, peers: parallel.Peers) -> None:
    prepared = Prepare(settings)
    seen = prepared.shards()

    def more() -> dict[str, Packed] | None:
        nonlocal seen
        if prepared.shards() == seen:
            return None
        seen = prepared.shards()
        return prepared.groups()

    table = lexicon.load(prepared.lexicon)
    trainer = Trainer(settings, prepared.groups(), table, settings.paths.work, peers, more)
    trainer.run(probe_for(development(settings, prepared)) if peers.rank == 0 else None)


def development(settings: Settings, prepared: Prepare) -> dict[str, list[Batch]]:
    """Return the development lines a run is measured on, by sample and direction."""
    samples = {"domain": [(row.zh, row.en) for row in prepared.rows(prepared.domain_dev)][:200]}
    dev: Path | None = settings.paths.dev
    if dev is not None and dev.exists():
        both = ((dev / f"flores-dev.{lang}").read_text(encoding="utf-8").splitlines()[:100] for lang in ("zh", "en"))
        samples["flores"] = list(zip(*both, strict=True))
    return batches(samples, prepared.pieces, settings)
