"""The fifth step: train, with a log line every few seconds, and resume exactly."""

from __future__ import annotations

import json
import shutil
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from translator.engines.manifest import MANIFEST
from translator.training import lexicon, schedule, thaw
from translator.training.batches import Batch
from translator.training.checkpoint import Checkpoint
from translator.training.feed import Feed
from translator.training.loss import losses, shortlist
from translator.training.network import Flat, Network
from translator.training.pack import Array, Packed
from translator.training.parallel import Peers
from translator.training.settings import Settings
from translator.training.stream import Stream
from translator.training.vocabulary import EOS

#: called with the network (holding the best values) at times; what it returns goes into the log
Probe = Callable[[Network], Mapping[str, float]]
LOG_EVERY = 20
_KINDS = {"bfloat16": torch.bfloat16, "float32": torch.float32}
#: the manifest of the weights a run went on from, in its work folder
STARTED = "started-from.json"
#: seconds; what is more was no work but a machine asleep
_LONGEST_STEP = 240.0


class Trainer:
    """A run: network, optimiser, data stream, clock. ``work`` gets ``checkpoint.pt`` and ``log.jsonl``."""

    def __init__(
        self,
        settings: Settings,
        groups: Mapping[str, Packed],
        table: Array | None,
        work: Path,
        peers: Peers | None = None,
        more: Callable[[], Mapping[str, Packed] | None] = lambda: None,
    ) -> None:
        """Begin or resume; ``more`` is asked at every checkpoint for larger groups that have come in meanwhile."""
        self.rules, self.work, self.peers = settings.train, work, peers or Peers()
        self.table = None if table is None else torch.from_numpy(table).to(self.rules.device)
        torch.set_num_threads(self.rules.threads)
        torch.manual_seed(self.rules.seed)
        self.network = Network(settings.shape, settings.vocabulary.size + 1)
        self.common = _frequent(groups, settings.vocabulary.size, self.rules.shortlist_common)
        saved = Checkpoint.load(work / "checkpoint.pt")
        if saved is None:
            self._begin(groups, settings.paths.start)
        self.network.to(device=self.rules.device, dtype=_KINDS[self.rules.precision])
        self.flat = Flat(self.network)
        self._forward: Any = torch.compile(self.network) if self.rules.compiled else self.network
        self.master = torch.nn.Parameter(self._first if saved is None else saved.values.to(self.rules.device))
        self.optimiser = torch.optim.AdamW(
            [self.master], lr=0.0, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.0, fused=True
        )
        self.random = torch.Generator().manual_seed(self.rules.seed)
        self.average: Tensor | None = None
        self.step, self.seconds, self.pieces, self.flops = 0, 0.0, 0, 0.0
        if saved is not None:
            self._resume(saved)
        self.more = more
        self.stream = self._stream(groups, (saved.stream or None) if saved else None)
        self.flat.values.copy_(self.master.detach())
        self._last = 0.0
        self._recent: deque[tuple[Tensor, Tensor, float, int, float]] = deque(maxlen=LOG_EVERY)

    def _stream(self, groups: Mapping[str, Packed], state: dict[str, Any] | None) -> Stream | Feed:
        if self.rules.feeders:
            return Feed(groups, self.rules, self.network.pad, state)
        return Stream(groups, self.rules, self.network.pad, state, self.peers.rank)

    def _begin(self, groups: Mapping[str, Packed], start: Path | None) -> None:
        """Go on from ``start``, or place the pieces by the lexicon and the logits by frequency."""
        if start is not None:
            thaw.thaw(start, self.network)
            shutil.copyfile(start / MANIFEST, self.work / STARTED)  # before the new weights take its place
        else:
            self._place(groups)
        with torch.no_grad():
            self._first = torch.cat([parameter.detach().flatten().float() for parameter in self.network.parameters()])

    def _place(self, groups: Mapping[str, Packed]) -> None:
        with torch.no_grad():
            if self.table is not None:
                rows = lexicon.embeddings(self.table, self.network.shape.width, self.rules.seed)
                self.network.table[:-1] = rows
            seen = counts(groups, self.network.rows - 1)
            self.network.logit_bias[:-1] = torch.from_numpy(np.log((seen + 20) / seen.sum())).float() + 9

    def _resume(self, saved: Checkpoint) -> None:
        """Go on where a run stopped; with weights that have lost their optimiser, begin a new schedule."""
        self.step, self.pieces, self.flops = saved.step, saved.pieces, saved.flops
        if not saved.optimiser:
            return
        self.seconds = saved.seconds
        self.optimiser.load_state_dict(saved.optimiser)
        self.random.set_state(saved.random)
        self.average = None if saved.average is None else saved.average.to(self.rules.device)

    @property
    def progress(self) -> float:
        """Elapsed share of the time, or of the updates, the run has."""
        rules = self.rules
        return min(1.0, self.step / rules.updates if rules.updates else self.seconds / rules.seconds)

    def run(self, probe: Probe | None = None) -> Checkpoint:
        """Train to the end of the budget; checkpoint and probe at the times the settings say."""
        saved_at = probed_at = self.seconds
        now = time.monotonic()
        while self.progress < 1:  # all workers leave after the same step: their clocks agree
            # a step lasts until the next one begins, with the saving and probing in between
            now, before = time.monotonic(), now
            self._last = min(now - before, _LONGEST_STEP)
            self.update(self.stream.next(self.progress))
            if self.peers.rank > 0:
                continue
            if self.step % LOG_EVERY == 0 and len(self._recent) > 1:  # speed is between two steps
                self._log()
            if self.seconds - saved_at > self.rules.checkpoint_seconds:
                saved_at = self.seconds
                self.checkpoint().save(self.work / "checkpoint.pt")
                if (groups := self.more()) is not None:
                    self.stream = self._stream(groups, None)
            if probe is not None and self.seconds - probed_at > self.rules.evaluate_seconds:
                probed_at = self.seconds
                self._probe(probe)
        if probe is not None:
            self._probe(probe)
        last = self.checkpoint()
        if self.peers.rank == 0:
            last.save(self.work / "checkpoint.pt")
        return last

    def update(self, batch: Batch) -> float:
        """Learn from one batch; return its loss."""
        rules, progress = self.rules, self.progress
        chosen = None
        if progress < rules.shortlist_until:
            # the source's own pieces are the tempting ones: with tied embeddings they lie beside the right ones
            near = np.concatenate([batch.targets[batch.target_segments > 0], batch.source[batch.source_segments > 0]])
            tempting = torch.from_numpy(near)
            chosen = shortlist(tempting, self.common, self.network.pad, rules.shortlist_random, self.random)
        result = losses(
            self._forward, batch, smoothing=rules.smoothing, guide=schedule.guide(rules, progress),
            every_head=progress < rules.guide_all_heads, table=self.table, chosen=chosen,
        )  # fmt: skip
        self.flat.gradients.zero_()
        result.total.backward()
        self._apply()
        source, target = batch.pieces
        work = self._work(source, target, self.network.rows if chosen is None else len(chosen))
        self.step, self.pieces, self.flops = (
            self.step + 1,
            self.pieces + target * self.peers.world,
            self.flops + work * self.peers.world,
        )
        self._recent.append((result.nll, result.guide, work, target, time.monotonic()))
        return float(result.total.detach())

    def _apply(self) -> None:
        gradient, seconds = self.peers.mean(self.flat.gradients.float(), self._last)
        self.seconds += seconds
        gradient /= gradient.norm().clamp(min=1)
        self.master.grad = gradient
        for group in self.optimiser.param_groups:
            group["lr"] = schedule.rate(self.rules, self.progress)
        self.optimiser.step()
        width = self.network.shape.width
        with torch.no_grad():
            self.master[self.network.pad * width : self.network.rows * width] = 0  # <pad>: CTranslate2 starts from zero
            self.flat.values.copy_(self.master)
            if self.progress >= self.rules.average_from:
                if self.average is None:
                    self.average = self.master.detach().clone()
                self.average.lerp_(self.master.detach(), 1 - self.rules.average_decay)

    def _work(self, source: int, target: int, rows: int) -> float:
        """Floating-point operations of a batch, forward and backward."""
        per_source, per_target = self.network.flops()
        return 3 * (source * per_source + target * (per_target + 2 * self.network.shape.width * rows))

    def _log(self) -> None:
        recent = list(self._recent)
        nll, guide, work, pieces, times = zip(*recent, strict=True)
        world = self.peers.world
        seconds = (times[-1] - times[0]) * len(times) / (len(times) - 1)
        self._write(
            {
                "step": self.step, "seconds": round(self.seconds, 1), "pieces": self.pieces,
                "nll": round(float(np.average([float(part) for part in nll], weights=pieces)), 4),
                "guide": round(float(np.mean([float(part) for part in guide])), 4),
                "rate": schedule.rate(self.rules, self.progress),
                "pieces_per_second": round(world * sum(pieces) / max(seconds, 1e-9)),
                "utilisation": round(world * sum(work) / max(seconds, 1e-9) / self.rules.peak_flops, 4),
            }
        )  # fmt: skip

    def _probe(self, probe: Probe) -> None:
        self.network.eval()
        if self.average is not None:
            self.flat.values.copy_(self.average)
        with torch.no_grad():
            self._write(
                {"step": self.step, "seconds": round(self.seconds, 1), "pieces": self.pieces, **probe(self.network)}
            )
        self.flat.values.copy_(self.master.detach())
        self.network.train()

    def _write(self, entry: Mapping[str, float]) -> None:
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")

    def checkpoint(self) -> Checkpoint:
        """Return the state of the run."""
        return Checkpoint(
            self.step, self.seconds, self.pieces, self.flops, self.master.detach().cpu(),
            None if self.average is None else self.average.cpu(), self.optimiser.state_dict(), self.stream.state(),
            self.random.get_state(),
        )  # fmt: skip


def counts(groups: Mapping[str, Packed], size: int) -> Array:
    """Return how often each piece stands in the groups."""
    sides = (np.bincount(side, minlength=size) for packed in groups.values() for side in (packed.zh, packed.en))
    found: Array = np.array(np.sum(list(sides), axis=0), dtype=np.float64)
    found[EOS] = sum(len(packed) for packed in groups.values())
    return found


def _frequent(groups: Mapping[str, Packed], size: int, count: int) -> Tensor:
    return torch.from_numpy(np.argsort(-counts(groups, size))[:count].copy())


def probe_for(dev: Mapping[str, list[Batch]]) -> Probe:
    """Return a probe that measures the loss on development batches."""

    def probe(network: Network) -> dict[str, float]:
        found = {}
        for name, batches in dev.items():
            parts = [
                losses(network, b, smoothing=0, guide=0, every_head=False, table=None, chosen=None).nll for b in batches
            ]
            found[f"nll {name}"] = round(float(np.average(parts, weights=[b.pieces[1] for b in batches])), 4)
        return found

    return probe
