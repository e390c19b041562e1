"""How fast the bundled engine is against transformers on the same cores. Run: python benchmarks/engine.py [--json F].

Beside the shipped model run two checkpoints of random weights through transformers (float32, greedy): one with the
shape of Opus-MT (6+6 layers of 512, 65,001 pieces) and one with the shape of the shipped model. They read the same
sentences and write as many pieces as the shipped model does, so the weights play no part. Rounds are interleaved; a
ratio belongs to one round, and what is printed is the median with the smallest and the largest. Seconds depend on the
machine and are asserted nowhere. Needs the extra hf.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from translator.engines import open_engine
from translator.engines.manifest import BUNDLED
from translator.model import Lang, Pair, Request

SAMPLE = Path(__file__).parent.parent / "web" / "sample" / "translations.tsv"
#: sentences translated together, and one by one, in each round
TOGETHER, ALONE, BATCH = 32, 4, 32
#: opens the engine in a process of its own: seconds to open, MB of memory after it has translated
FRESH = """
import json, sys
from time import perf_counter
start = perf_counter()
from translator.engines import open_engine
engine = open_engine(sys.argv[1])
seconds = perf_counter() - start
from translator.model import Lang, Pair, Request
requests = [Request(line, Pair.to(Lang.EN)) for line in sys.stdin.read().splitlines()]
engine.translate(requests, beam=4)
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([seconds, peak / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A Marian network; ``rows`` is the size of its vocabulary, padding included."""

    encoder: int
    decoder: int
    width: int
    inner: int
    heads: int
    rows: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, smallest and largest of several rounds."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(*(round(value, 3) for value in (statistics.median(values), min(values), max(values))))

    def __str__(self) -> str:
        return f"{self.median:8.2f}   ({self.least:.2f} .. {self.most:.2f})"


OPUS = Shape(encoder=6, decoder=6, width=512, inner=2048, heads=8, rows=65_001)


def shape_of(folder: Path) -> Shape:
    """Return the shape of a bundled model, as its manifest and its vocabulary tell."""
    settings = json.loads((folder / "manifest.json").read_text("utf-8"))["training"]["settings"]["shape"]
    rows = len(json.loads((folder / "shared_vocabulary.json").read_text("utf-8"))) + 1
    return Shape(
        settings["encoder"], settings["decoder"], settings["width"], settings["inner"], settings["heads"], rows
    )


def sentences() -> list[str]:
    """Return Chinese sentences of the sample pages, again and again until there are enough."""
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))[1:]
    found = [side for row in rows for side in row[:2] if any("\u4e00" <= char <= "\u9fff" for char in side)]
    return [found[k % len(found)] for k in range(TOGETHER)]


class Ours:
    """The shipped model as the product runs it."""

    def __init__(self, name: str) -> None:
        self.engine = open_engine(name)

    def translate(self, texts: Sequence[str]) -> list[str]:
        requests = [Request(text, Pair.to(Lang.EN)) for text in texts]
        return [hypotheses[0].text for hypotheses in self.engine.translate(requests, beam=1)]


class Theirs:
    """A checkpoint of random weights in transformers, told how much to write."""

    def __init__(self, shape: Shape, pieces: Any) -> None:
        import torch
        import transformers

        torch.manual_seed(1)
        torch.set_num_threads(len(os.sched_getaffinity(0)))
        config = transformers.MarianConfig(
            vocab_size=shape.rows, d_model=shape.width, encoder_layers=shape.encoder, decoder_layers=shape.decoder,
            encoder_attention_heads=shape.heads, decoder_attention_heads=shape.heads, encoder_ffn_dim=shape.inner,
            decoder_ffn_dim=shape.inner, max_position_embeddings=1024, pad_token_id=shape.rows - 1, eos_token_id=0,
            decoder_start_token_id=shape.rows - 1, forced_eos_token_id=None,
        )  # fmt: skip
        self.pieces, self.model, self.pad = pieces, transformers.MarianMTModel(config).eval(), shape.rows - 1

    def translate(self, texts: Sequence[str], lengths: Sequence[int]) -> None:
        """Write ``lengths`` pieces: a batch as many as its longest, as batches do."""
        import torch

        order = sorted(range(len(texts)), key=lambda k: lengths[k])
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            rows = [[*self.pieces.encode(texts[k]), 0] for k in batch]
            width, length = max(map(len, rows)), max(lengths[k] for k in batch)
            with torch.inference_mode():
                out = self.model.generate(
                    input_ids=torch.tensor([row + [self.pad] * (width - len(row)) for row in rows]),
                    attention_mask=torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows]),
                    num_beams=1, do_sample=False, min_new_tokens=length, max_new_tokens=length,
                )  # fmt: skip
            self.pieces.decode([[index for index in row if index < len(self.pieces)] for row in out.tolist()])


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def one_round(ours: Ours, others: dict[str, Theirs], texts: Sequence[str], lengths: Sequence[int]) -> dict[str, float]:
    """Time everything once, one after the other."""
    took: dict[str, float] = {"ours together": seconds(lambda: ours.translate(texts))}
    for name, other in others.items():
        took[f"{name} together"] = seconds(lambda other=other: other.translate(texts, lengths))  # type: ignore[misc]
    took["ours alone"] = seconds(lambda: [ours.translate([text]) for text in texts[:ALONE]])
    for name, other in others.items():
        took[f"{name} alone"] = seconds(
            lambda other=other: [other.translate([t], [n]) for t, n in zip(texts[:ALONE], lengths[:ALONE], strict=True)]  # type: ignore[misc]
        )
    return took


def opened(name: str, texts: Sequence[str]) -> tuple[float, float]:
    """Return seconds to open the engine and peak memory in MB, measured in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", FRESH, name], input="\n".join(texts), capture_output=True, text=True, check=True
    )
    loading, memory = json.loads(done.stdout)
    return loading, memory


def measured(name: str, rounds: int) -> dict[str, Any]:
    """Run all rounds; return ratios, tokens a second, load time and memory, with their spread."""
    import sentencepiece

    folder = Path(name.partition(":")[2] or BUNDLED)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    ours, texts, shape = Ours(name), sentences(), shape_of(folder)
    others = {"opus": Theirs(OPUS, pieces), "same shape": Theirs(shape, pieces)}
    lengths = [max(1, len(pieces.encode(text)) + 1) for text in ours.translate(texts)]
    one_round(ours, others, texts[:ALONE], lengths[:ALONE])  # warm
    took = [one_round(ours, others, texts, lengths) for _ in range(rounds)]
    fresh = [opened(name, texts) for _ in range(rounds)]
    ratios = {
        f"{other}, {way}": Spread.of([one[f"{other} {way}"] / one[f"ours {way}"] for one in took])
        for other in others
        for way in ("together", "alone")
    }
    return {
        "engine": str(ours.engine.signature),
        "shape": asdict(shape),
        "cores": len(os.sched_getaffinity(0)),
        "rounds": rounds,
        "times as fast as transformers": ratios,
        "tokens a second, together": Spread.of([sum(lengths) / one["ours together"] for one in took]),
        "milliseconds a sentence, alone": Spread.of([1000 * one["ours alone"] / ALONE for one in took]),
        "load, seconds": Spread.of([loading for loading, _ in fresh]),
        "peak memory, MB": Spread.of([memory for _, memory in fresh]),
    }


def main() -> None:
    """Measure, print, write JSON."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--engine", default="bundled", help="bundled or bundled:FOLDER")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path, metavar="FILE")
    chosen = options.parse_args()
    found = measured(chosen.engine, chosen.rounds)
    print(f"{found['engine']}, {found['cores']} cores, {found['rounds']} rounds: median (smallest .. largest)")
    for way, words in (("together", f"batches of {BATCH}, greedy"), ("alone", "single sentences, greedy")):
        for other in ("opus", "same shape"):
            spread = found["times as fast as transformers"][f"{other}, {way}"]
            print(f"  times as fast as transformers, {other:10}, {words:25} {spread}")
    for key in ("tokens a second, together", "milliseconds a sentence, alone", "load, seconds", "peak memory, MB"):
        print(f"  {key:68} {found[key]}")
    if chosen.json:
        text = json.dumps(found, ensure_ascii=False, indent=1, default=asdict)
        chosen.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
