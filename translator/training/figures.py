"""Numbers nobody trained on: generated sentences with money, counts, dates, shares and measures in both languages.

The values are counted by the product's own number check: 12亿 is 1.2 billion, whatever the words around it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from random import Random

from translator.checks.numbers import accuracy
from translator.draft import Drafter
from translator.engines import open_engine
from translator.glossary import EMPTY
from translator.model import Lang, Pair, Request, Segment
from translator.training.amounts import AMOUNTS
from translator.training.augment import filled
from translator.training.names import Names
from translator.training.rows import read_rows
from translator.training.unseen import Seen

#: values right in what the model says, right in the draft of the product, and in all
Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Figure:
    """A sentence pair and the kind of value it is there for."""

    zh: str
    en: str
    kind: str


@dataclass(frozen=True)
class Report:
    """What came out for each kind of value."""

    seed: int
    to: str
    kinds: dict[str, Counts]

    def __str__(self) -> str:
        sums = reduce(_added, self.kinds.values(), (0, 0, 0))
        rows = [f"to {self.to}, seed {self.seed}: {_shares(*sums)}"]
        return "\n".join([*rows, *(f"  {kind}: {_shares(*counts)}" for kind, counts in self.kinds.items())])


def _added(one: Counts, two: Counts) -> Counts:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2]


def _shares(model: int, draft: int, total: int) -> str:
    whole = max(1, total)
    return f"model {model} ({100 * model / whole:.1f} %), draft {draft} ({100 * draft / whole:.1f} %) of {total} values"


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
    """Translate by the model alone and by the product without a glossary, and count."""
    engine, pair = open_engine(f"bundled:{model}"), Pair.to(to)
    sources = [test.zh if to is Lang.EN else test.en for test in tests]
    alone = [found[0].text for found in engine.translate([Request(text, pair) for text in sources], beam=beam)]
    segments = [Segment(str(k), k, text, "", "") for k, text in enumerate(sources, 1)]
    drafts = [draft.text for draft in Drafter(engine, EMPTY, checks=(), beam=beam).draft(segments, pair)]
    kinds: dict[str, Counts] = {}
    for test, source, one, two in zip(tests, sources, alone, drafts, strict=True):
        right, total = accuracy(source, one, pair)
        drafted = min(total, accuracy(source, two, pair)[0])
        kinds[test.kind] = _added(kinds.get(test.kind, (0, 0, 0)), (right, drafted, total))
    return Report(seed, str(to), kinds)


def report(model: Path, folder: Path, names: Names, lines: Path, count: int, seed: int = 0) -> list[Report]:
    """Measure both directions; a seed of 0 is drawn now."""
    seed = seed or secrets.randbits(32)
    tests = figures(folder, names, Seen(lines), count, Random(seed))
    return [measure(model, tests, to, seed) for to in (Lang.EN, Lang.ZH)]
