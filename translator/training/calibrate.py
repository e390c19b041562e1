"""Does confidence find the bad drafts? On development data, where a bad draft is one of the worst 30 % by chrF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from translator.draft.drafter import Drafter
from translator.engines import open_engine
from translator.model import Glossary, Lang, Pair, Segment
from translator.training.pack import Array
from translator.training.score import Sample

_BAD = 0.3
_FIRST = 0.2


@dataclass(frozen=True)
class Report:
    """``first_fifth``: share of the bad drafts in the fifth with the lowest confidence (0.2 by chance)."""

    sample: str
    to: str
    drafts: int
    spearman: float
    auc: float
    first_fifth: float

    def __str__(self) -> str:
        return (
            f"{self.sample} to {self.to}, {self.drafts} drafts: Spearman with chrF {self.spearman:.2f}, "
            f"AUC {self.auc:.2f}, {100 * self.first_fifth:.0f} % of the bad drafts in the first fifth of the queue"
        )


def measure(model: Path, sample: Sample, to: Lang, beam: int = 4) -> Report:
    """Draft a sample as the product does, checks included, and compare confidence with sentence chrF2."""
    from sacrebleu.metrics import CHRF

    pair, chrf = Pair.to(to), CHRF()
    drafter = Drafter(open_engine(f"bundled:{model}"), Glossary("none", (), "none"), beam=beam)
    segments = [Segment(f"s{k}", k, text, "", f"s{k}") for k, text in enumerate(sample.side(to.other), 1)]
    drafts = drafter.draft(segments, pair)
    trust = np.array([draft.confidence for draft in drafts])
    quality = np.array(
        [chrf.sentence_score(draft.text, [wanted]).score for draft, wanted in zip(drafts, sample.side(to), strict=True)]
    )
    bad = quality <= np.quantile(quality, _BAD)
    first = np.argsort(trust, kind="stable")[: max(1, int(_FIRST * len(trust)))]
    found = float(bad[first].sum() / max(1, bad.sum()))
    return Report(sample.name, str(to), len(drafts), spearman(trust, quality), auc(trust, bad), found)


def spearman(one: Array, other: Array) -> float:
    """Return the rank correlation, ties at their mean rank."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def auc(trust: Array, bad: Array) -> float:
    """Return the chance that a bad draft has lower trust than a good one (ties count half)."""
    rank = ranks(-trust)
    positive = int(bad.sum())
    negative = len(bad) - positive
    return float((rank[bad].sum() - positive * (positive - 1) / 2) / max(1, positive * negative))


def ranks(values: Array) -> Array:
    """Return 0-based ranks, equal values at their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[inverse]


def report(model: Path, samples: Sequence[Sample]) -> list[Report]:
    """Measure both directions of every sample."""
    return [measure(model, sample, to) for sample in samples for to in (Lang.EN, Lang.ZH)]
