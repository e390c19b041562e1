"""Does confidence find the bad drafts? On development data, where a bad draft is one of the worst 30 % by chrF.

The weights are fitted by logistic regression that knows only costs: a doubt may count for nothing, never for a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from translator.draft.confidence import BASE, WEIGHTS, Doubts, confidence
from translator.draft.drafter import Drafter
from translator.draft.prepared import prepare
from translator.engines import open_engine
from translator.model import Glossary, Lang, Pair, Segment
from translator.training.pack import Array
from translator.training.score import Sample

_BAD = 0.3
_FIRST = 0.2
#: parts of a sample, each judged by weights fitted to the others
_FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """The drafts of a sample in one direction: doubts [drafts, kinds], what is set by hand, sentence chrF2."""

    sample: str
    to: str
    kinds: tuple[str, ...]
    doubts: Array
    by_hand: Array
    quality: Array

    @property
    def bad(self) -> Array:
        """Which drafts are among the worst."""
        found: Array = self.quality <= np.quantile(self.quality, _BAD)
        return found

    def trust(self, base: float, weights: Array) -> Array:
        """Return the logits of the drafts under some weights."""
        found: Array = base - self.by_hand - self.doubts @ weights
        return found


@dataclass(frozen=True)
class Report:
    """``first_fifth``: share of the bad drafts in the fifth with the lowest confidence (0.2 by chance)."""

    sample: str
    to: str
    weights: str
    drafts: int
    spearman: float
    auc: float
    first_fifth: float

    @classmethod
    def of(cls, judged: Judged, trust: Array, weights: str) -> Report:
        """Compare trust with quality."""
        bad = judged.bad
        first = np.argsort(trust, kind="stable")[: max(1, int(_FIRST * len(trust)))]
        return cls(
            judged.sample, judged.to, weights, len(trust), spearman(trust, judged.quality), auc(trust, bad),
            float(bad[first].sum() / max(1, bad.sum())),
        )  # fmt: skip

    def __str__(self) -> str:
        return (
            f"{self.sample} to {self.to}, {self.drafts} drafts, {self.weights}: "
            f"Spearman with chrF {self.spearman:.2f}, AUC {self.auc:.2f}, "
            f"{100 * self.first_fifth:.0f} % of the bad drafts in the first fifth of the queue"
        )


def judge(model: Path, sample: Sample, to: Lang, beam: int = 4) -> Judged:
    """Draft a sample as the product does, checks included, and score each draft."""
    from sacrebleu.metrics import CHRF

    pair, chrf, seen = Pair.to(to), CHRF(), list[Doubts]()

    def trust(doubts: Doubts) -> float:
        seen.append(doubts)
        return confidence(doubts)

    drafter = Drafter(open_engine(f"bundled:{model}"), Glossary("none", (), "none"), beam=beam, trust=trust)
    # a sentence that stands there twice is drafted once, one without words not at all
    lines = dict(zip(sample.side(to.other), sample.side(to), strict=True))
    lines = {text: wanted for text, wanted in lines.items() if prepare(text).core}
    segments = [Segment(f"s{k}", k, text, "", f"s{k}") for k, text in enumerate(lines, 1)]
    drafts = drafter.draft(segments, pair)
    rows = list(zip(drafts, lines.values(), strict=True))
    if len(rows) != len(seen):
        raise ValueError(f"{len(rows)} drafts, but doubts of {len(seen)}")
    quality = [chrf.sentence_score(draft.text, [wanted]).score for draft, wanted in rows]
    kinds = tuple(seen[0].measured())
    measured = np.array([[doubts.measured()[kind] for kind in kinds] for doubts in seen])
    by_hand = np.array([doubts.by_hand for doubts in seen])
    return Judged(sample.name, str(to), kinds, measured, by_hand, np.array(quality))


def fit(samples: Sequence[Judged], rounds: int = 4000, ridge: float = 1e-3) -> tuple[float, Array]:
    """Return the base and the weights (none below 0) that tell the bad drafts of the samples best."""
    doubts = np.concatenate([one.doubts for one in samples])
    by_hand = np.concatenate([one.by_hand for one in samples])
    good = 1.0 - np.concatenate([one.bad for one in samples])
    scale = doubts.std(axis=0) + 1e-9
    unit, base, weights = doubts / scale, 1.0, np.ones(doubts.shape[1])
    for _ in range(rounds):  # projected gradient; the loss is convex and the doubts are of unit scale
        miss = 1 / (1 + np.exp(-(base - by_hand - unit @ weights))) - good
        base -= 0.5 * float(miss.mean())
        weights = np.maximum(0, weights + 0.5 * ((unit * miss[:, None]).mean(axis=0) - ridge * weights))
    return base, weights / scale


def crossed(judged: Judged, others: Sequence[Judged] = ()) -> Array:
    """Return logits of the drafts, each fold under weights fitted to the other folds and to ``others``."""
    fold = np.arange(len(judged.quality)) * _FOLDS // len(judged.quality)  # neighbours belong to one article
    found = np.zeros(len(fold))
    for number in range(_FOLDS):
        rest = fold != number
        kept = Judged(
            judged.sample, judged.to, judged.kinds, judged.doubts[rest], judged.by_hand[rest], judged.quality[rest]
        )
        found[~rest] = judged.trust(*fit([kept, *others]))[~rest]
    return found


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


def report(model: Path, samples: Sequence[Sample]) -> list[object]:
    """Measure both directions of every sample under the weights in use; fit to the first sample and cross-validate.

    The other samples say how the new weights do on text of another kind.
    """
    judged = [judge(model, sample, to) for sample in samples for to in (Lang.EN, Lang.ZH)]
    home = [one for one in judged if one.sample == samples[0].name]
    base, weights = fit(home)
    found: list[object] = []
    for one in judged:
        now = np.array([WEIGHTS.get(kind, 0.0) for kind in one.kinds])
        others = [other for other in home if other is not one]
        new = one.trust(base, weights) if len(others) == len(home) else crossed(one, others)
        found += [Report.of(one, one.trust(BASE, now), "in use"), Report.of(one, new, "fitted to other drafts")]
    told = ", ".join(f'"{kind}": {weight:.2f}' for kind, weight in zip(home[0].kinds, weights, strict=True))
    return [*found, f"fitted to all of {samples[0].name}: BASE = {base:.2f}, WEIGHTS = {{{told}}}"]
