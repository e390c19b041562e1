"""The steps after training: average, export, convert, score, card."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import torch

from translator.errors import InputError
from translator.training import card, export, lexicon, score, ship, vocabulary
from translator.training.checkpoint import Checkpoint, describe
from translator.training.prepare import Prepare
from translator.training.settings import Settings
from translator.training.steps import Step
from translator.training.train import STARTED, counts


class Finish:
    """What is made of a checkpoint, and the steps that make it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.prepared = Prepare(settings)
        self.work = settings.paths.work
        self.checkpoint = self.work / "checkpoint.pt"
        self.values = self.work / "values.pt"
        self.marian = self.work / "marian"
        self.shipped = self.work / "shipped"
        self.scores = self.work / "scores.json"

    def steps(self) -> list[Step]:
        """Return the steps in order."""
        settings, weights = self.settings, self.marian / "model.safetensors"
        model = self.shipped / "model.bin"
        named = [settings.name, settings.version]
        return [
            Step("average", self.run_average, None, [self.checkpoint], [self.values]),
            Step("export", self.run_export, settings.shape, [self.values, self.prepared.pieces], [weights]),
            Step("convert", self.run_convert, [settings.ship, *named], [weights, self.prepared.lexicon], [model]),
            Step("score", self.run_score, named, [model, self.prepared.domain_dev], [self.scores]),
            Step("card", self.run_card, named, [self.scores, model], [settings.paths.bundled / "manifest.json"]),
        ]

    def run_average(self) -> None:
        """Take the moving average of a run, or its last values where it was too short for one."""
        torch.save(self._checkpoint().best, self.values)

    def run_export(self) -> None:
        """Write the MarianMTModel folder."""
        values = torch.load(self.values, map_location="cpu", weights_only=True)
        if not export.finite(values):
            raise InputError(f"{self.values}: the run diverged", next_step="train again with a lower rate")
        export.save(export.network(self.settings, values), self.prepared.pieces, self.marian)

    def run_convert(self) -> None:
        """Write the CTranslate2 int8 folder with its vocabulary map, sealed without scores."""
        rules = self.settings.ship
        lines: list[str] = []
        if rules.map_each:
            pieces = vocabulary.load(self.prepared.pieces)
            seen = counts(self.prepared.groups(), self.settings.vocabulary.size)
            lines = list(ship.vocabulary_map(lexicon.load(self.prepared.lexicon), pieces, seen, rules))
        ship.bundle(self.marian, self.shipped, lines)
        self.seal([])

    def run_score(self) -> None:
        """Score the shipped weights, and other systems where their drafts are at hand."""
        dev, name = self.settings.paths.dev, f"{self.settings.name} {self.settings.version}"
        samples = [score.domain(self.prepared.domain_dev)]
        found: list[score.Score] = []
        if dev is not None:
            samples.insert(0, score.flores(dev))
            found += score.peers(dev, samples[0])
        found += score.ours(self.shipped, samples, name)
        self.scores.write_text(
            json.dumps([asdict(entry) for entry in found], ensure_ascii=False, indent=1), encoding="utf-8"
        )

    def run_card(self) -> None:
        """Seal the shipped folder with its scores, publish it, write the figures of the card."""
        found = [score.Score(**entry) for entry in json.loads(self.scores.read_text(encoding="utf-8"))]
        self.seal(found)
        ship.publish(self.shipped, self.settings.paths.bundled)
        pairs = Counter(row.origin for row in self.prepared.rows(self.prepared.clean))
        pairs[card.OWN] = len(self.prepared.rows(self.prepared.domain))
        card.write(self.settings, self.work / "log.jsonl", found, pairs)

    def _checkpoint(self) -> Checkpoint:
        saved = Checkpoint.load(self.checkpoint)
        if saved is None:
            raise InputError(f"{self.checkpoint}: no checkpoint yet", next_step="run the step train first")
        return saved

    def seal(self, found: Sequence[score.Score]) -> None:
        """Write the manifest of the shipped folder: how the weights came about, and their scores."""
        saved = self._checkpoint()
        training: dict[str, Any] = {
            "steps": saved.step, "hours": round(saved.seconds / 3600, 2), "target_pieces": saved.pieces,
            "petaflops": round(saved.flops / 1e15, 3), "settings": describe(self.settings),
        }  # fmt: skip
        if (self.work / STARTED).exists():
            training["went_on_from"] = _before(json.loads((self.work / STARTED).read_text(encoding="utf-8")))
        own = [entry for entry in found if entry.system == f"{self.settings.name} {self.settings.version}"]
        scores = {
            f"{entry.sample} {'en-zh' if entry.to == 'zh' else 'zh-en'}": {
                "bleu": round(entry.bleu, 2), "chrf2": round(entry.chrf, 2), "numbers": round(entry.numbers, 4),
                "bleu_signature": entry.bleu_signature, "chrf2_signature": entry.chrf_signature,
            }
            for entry in own
        }  # fmt: skip
        ship.seal(self.shipped, self.settings.name, self.settings.version, training, scores)


def _before(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a manifest should say of the weights a run went on from, and of those before them."""
    kept = ("steps", "hours", "target_pieces", "petaflops", "went_on_from")
    training = {key: manifest["training"][key] for key in kept if key in manifest["training"]}
    return {"model.bin": manifest["files"]["model.bin"]["sha256"], **training}
