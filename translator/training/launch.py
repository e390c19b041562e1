"""Train on a borrowed machine: shards out, training while later shards travel, weights home in small parts.

At home ``shard`` writes ``work/travel``: a small first shard, so that training begins at once, then larger ones, each
under the limit of one journey. Borrow the machine once a shard, each time carrying shard k and running ``remote``: it
packs what has come, starts the trainer in its own session where none runs, waits, and sends the weights back. The
trainer takes up new shards at its next checkpoint. ``collect`` at home turns what came back into a checkpoint, with
which ``average`` and the steps after it go on. After a lost machine, or for a second loan, put what came home into
``work/travel`` too: the trainer begins a new schedule from these weights.

    python -m translator.training shard   --config translator/training/configs/gpu.toml
    python -m translator.training remote  --config translator/training/configs/gpu.toml --minutes 9 --out $OUT  # there
    python -m translator.training collect --config translator/training/configs/gpu.toml --out FILES
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import torch

from translator.errors import InputError
from translator.training import carried, vocabulary
from translator.training.checkpoint import Checkpoint
from translator.training.network import Network
from translator.training.pack import pack
from translator.training.prepare import Prepare
from translator.training.rows import Line, read_rows
from translator.training.settings import Settings

#: bytes of compressed text in the first shard and in the others
FIRST, LATER = 8 * 2**20, 50 * 2**20
#: about what zstd leaves of a line of this corpus
_PACKED = 0.36
_POLL = 5.0


def shard(settings: Settings) -> list[Path]:
    """Write the travelling folder; return the shards. The steps up to ``augment`` must have run."""
    import zstandard

    prepared = Prepare(settings)
    travel = settings.paths.work / "travel"
    travel.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(prepared.pieces, travel / "source.spm")
    shutil.copyfile(prepared.domain_dev, travel / "domain-dev.tsv")
    shards: list[Path] = []
    lines: list[str] = []
    size = 0

    def flush() -> None:
        path = travel / f"shard-{len(shards):02}.tsv.zst"
        path.write_bytes(zstandard.ZstdCompressor(level=15, threads=-1).compress("".join(lines).encode()))
        shards.append(path)
        lines.clear()

    for cells in read_rows(prepared.lines, 4):
        lines.append("\t".join(cells) + "\n")
        size += len(lines[-1].encode())
        if size * _PACKED > (LATER if shards else FIRST):
            flush()
            size = 0
    if lines:
        flush()
    return shards


def remote(settings: Settings, config: Path, minutes: float, out: Path) -> None:
    """Pack the shards that have come, see that a trainer runs, wait, and leave the weights in ``out``."""
    prepared = Prepare(settings)
    take_in(prepared)
    alive = prepared.work / "trainer.pid"
    if not (alive.exists() and _runs(int(alive.read_text(encoding="utf-8")))):
        command = [sys.executable, "-m", "translator.training", "learn", "--config", str(config)]
        log = (prepared.work / "trainer.log").open("ab")
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        alive.write_text(str(process.pid), encoding="utf-8")
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until and _runs(int(alive.read_text(encoding="utf-8"))):
        time.sleep(_POLL)
    saved = Checkpoint.load(prepared.work / "checkpoint.pt")
    if saved is not None:
        network = Network(settings.shape, settings.vocabulary.size + 1)
        facts = {"step": saved.step, "seconds": saved.seconds, "pieces": saved.pieces, "flops": saved.flops}
        carried.send(carried.squeeze(network, saved.best), facts, out)
    for name in ("log.jsonl", "trainer.log"):
        if (prepared.work / name).exists():
            shutil.copyfile(prepared.work / name, out / name)


def take_in(prepared: Prepare) -> None:
    """Pack shards that are not packed yet, and estimate the lexicon with the first."""
    travel = prepared.work / "travel"
    prepared.packed.mkdir(parents=True, exist_ok=True)
    for path in (travel / "source.spm", travel / "domain-dev.tsv"):
        shutil.copyfile(path, prepared.work / path.name)
    for path in sorted(travel.glob("shard-*.tsv.zst")):
        number = path.name.removeprefix("shard-").split(".")[0]
        done = prepared.packed / f"done-{number}"
        if done.exists():
            continue
        lines = [Line(*cells) for cells in read_rows(path, 4)]
        for group, arrays in pack(lines, vocabulary.load(prepared.pieces), prepared.settings.pack).items():
            arrays.save(prepared.packed / f"{group}@{number}.npz")
        done.touch()
    if not prepared.lexicon.exists():
        prepared.run_lexicon()
    if (travel / "weights.json").exists() and not (prepared.work / "checkpoint.pt").exists():
        collect(prepared.settings, travel)


def collect(settings: Settings, out: Path) -> None:
    """Turn the parts that came home into a checkpoint without optimiser; raises InputError where they are not whole."""
    data, facts = carried.receive(out)
    network = Network(settings.shape, settings.vocabulary.size + 1)
    values = carried.unsqueeze(network, data)
    if not torch.isfinite(values).all():
        raise InputError(f"{out}: the run diverged", next_step="train again with a lower rate")
    saved = Checkpoint(
        int(facts["step"]), float(facts["seconds"]), int(facts["pieces"]), float(facts["flops"]), values, None, {}, {},
        torch.Generator().get_state(),
    )  # fmt: skip
    saved.save(settings.paths.work / "checkpoint.pt")
    if (out / "log.jsonl").exists():
        shutil.copyfile(out / "log.jsonl", settings.paths.work / "log.jsonl")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
