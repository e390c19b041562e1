"""Trouble in a translation: wrong numbers, missing terms, broken punctuation, lost text.

Law: a check never raises for odd text and never changes it; it says what is wrong, where, and how to put it right
where that is safe. Good translations must stay silent: a warning nobody believes is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.checks import coverage, markup, numbers, punctuation, spacing
from translator.checks import terms as term_checks
from translator.checks.consistency import consistency
from translator.model import Finding, Pair, Placement, Severity
from translator.ports import Check

__all__ = ["ALL", "consistency", "run"]

ALL: tuple[Check, ...] = (
    numbers.number,
    numbers.date,
    numbers.unit,
    term_checks.term,
    term_checks.forbidden,
    coverage.untranslated,
    coverage.length,
    coverage.repeated,
    markup.markup,
    punctuation.width,
    punctuation.end_mark,
    punctuation.quotes,
    punctuation.brackets,
    punctuation.doubled,
    spacing.ends,
    spacing.double,
    spacing.spacing,
)

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def run(source: str, target: str, pair: Pair, terms: Sequence[Placement] = ()) -> list[Finding]:
    """Return all findings in reading order of the target; findings without a place come first.

    >>> from translator.model import Lang
    >>> [(f.check, f.fix) for f in run("投资1.5亿元。", "An investment of 15 million yuan.", Pair.to(Lang.EN))]
    [('number', 'An investment of 150 million yuan.')]
    """
    found = [finding for check in ALL for finding in check(source, target, pair, terms)]
    return sorted(found, key=_reading_order)


def _reading_order(finding: Finding) -> tuple[int, int]:
    return (finding.target_span.start if finding.target_span else -1, _WEIGHT[finding.severity])
