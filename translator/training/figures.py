"""Numbers nobody trained on: generated sentences with money, counts, dates, shares and measures in both languages.

The values are counted by the product's own number check: 12亿 is 1.2 billion, whatever the words around it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from translator.checks.numbers import accuracy
from translator.engines import open_engine
from translator.model import Lang, Pair, Request
from translator.training.amounts import AMOUNTS
from translator.training.augment import filled
from translator.training.names import Names
from translator.training.rows import read_rows
from translator.training.unseen import Seen


@dataclass(frozen=True)
class Figure:
    """A sentence pair and the kind of value it is there for."""

    zh: str
    en: str
    kind: str


@dataclass(frozen=True)
class Report:
    """Values right and in all, for each kind."""

    seed: int
    to: str
    kinds: dict[str, tuple[int, int]]

    def __str__(self) -> str:
        right, total = (sum(pair[k] for pair in self.kinds.values()) for k in (0, 1))
        rows = "\n".join(f"  {kind}: {r} of {t} ({100 * r / max(1, t):.1f} %)" for kind, (r, t) in self.kinds.items())
        share = 100 * right / max(1, total)
        return f"to {self.to}: {right} of {total} values right ({share:.2f} %), seed {self.seed}\n{rows}"


def figures(folder: Path, names: Names, seen: Seen, count: int, draw: Random) -> list[Figure]:
    """Fill templates of every kind in turn with values that do not stand in the training lines.

    Months and ordinals are few, so theirs may.
    """
    patterns = [(row[0], row[1]) for path in sorted(folder.glob("*_templates.tsv")) for row in read_rows(path, 2)]
    of_kind = {kind: [p for p in patterns if "{" + kind + "}" in p[0]] for kind in AMOUNTS}
    kinds = [kind for kind, some in of_kind.items() if some]
    found: list[Figure] = []
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        for _ in range(50):
            zh, en, _hits = filled(*draw.choice(of_kind[kind]), names, draw)
            if kind in ("month", "ordinal", "year") or not seen.number(zh):
                break
        found.append(Figure(zh, en, kind))
    return found


def measure(model: Path, tests: Sequence[Figure], to: Lang, seed: int, beam: int = 4) -> Report:
    """Translate and count."""
    engine, pair = open_engine(f"bundled:{model}"), Pair.to(to)
    sources = [test.zh if to is Lang.EN else test.en for test in tests]
    drafts = [found[0].text for found in engine.translate([Request(text, pair) for text in sources], beam=beam)]
    kinds: dict[str, tuple[int, int]] = {}
    for test, source, draft in zip(tests, sources, drafts, strict=True):
        right, total = accuracy(source, draft, pair)
        before = kinds.get(test.kind, (0, 0))
        kinds[test.kind] = (before[0] + right, before[1] + total)
    return Report(seed, str(to), kinds)


def report(model: Path, folder: Path, names: Names, lines: Path, count: int, seed: int = 0) -> list[Report]:
    """Measure both directions; a seed of 0 is drawn now."""
    seed = seed or secrets.randbits(32)
    tests = figures(folder, names, Seen(lines), count, Random(seed))
    return [measure(model, tests, to, seed) for to in (Lang.EN, Lang.ZH)]
