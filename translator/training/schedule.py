"""What changes while a run goes on, as functions of progress in 0..1."""

from __future__ import annotations

import math

from translator.training.settings import Train


def rate(rules: Train, progress: float) -> float:
    """Return the learning rate: a linear warm-up, a level stretch, a cosine down to 2 % at the end.

    >>> rules = Train(rate=1.0, warmup=0.1, decay_from=0.5)
    >>> [round(rate(rules, progress), 2) for progress in (0.05, 0.3, 0.75, 1.0)]
    [0.5, 1.0, 0.51, 0.02]
    """
    if progress < rules.warmup:
        return rules.rate * max(progress, 1e-4) / rules.warmup
    if progress < rules.decay_from:
        return rules.rate
    fallen = min(1.0, (progress - rules.decay_from) / (1 - rules.decay_from))
    return rules.rate * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * fallen)))


def guide(rules: Train, progress: float) -> float:
    """Return the weight of the supervised head: down to ``guide_end`` at half-time."""
    return rules.guide + (rules.guide_end - rules.guide) * min(1.0, 2 * progress)
