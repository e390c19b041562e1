"""How much a draft is to be trusted, 0..1.

The weights are set by hand, not fitted: the number orders drafts, it is no probability. Law: it never rises when the
engine is less sure, when fewer words are linked, when a term took a lower rung, or when a check finds more.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from translator.model import Finding, Hypothesis, Lang, Placement, Rung, Severity

#: logit of a draft with nothing against it (about 0.92)
_BASE = 2.4
#: per unit of mean log-probability; engines of this kind score good sentences around -0.3 and bad ones below -1
_SCORE = 1.6
#: per share of source characters without a link
_UNLINKED = 1.5
#: per unit of |log(length / usual length)| beyond the tolerance
_LENGTH, _TOLERANCE = 1.2, 0.45
#: English characters for one Chinese character, usually (median of news and government text)
USUAL_RATIO = 3.4
#: what the worst term of a sentence costs: decoding again is nearly harmless, writing over the text is not
_RUNGS = {
    Rung.ANNOTATED: 0.0,
    Rung.NBEST: 0.1,
    Rung.REPLACE_FORM: 0.2,
    Rung.PREFIX: 0.4,
    Rung.SUBSTITUTED: 1.0,
    Rung.FLAGGED: 2.5,
}
_FINDINGS = {Severity.ERROR: 1.2, Severity.WARNING: 0.4, Severity.NOTE: 0.05}
#: what memory is worth before checks: approved by a person for the same sentence (101: in the same place)
MEMORY = 3.5
#: a text without words that is copied
COPIED = 0.99


def confidence(
    source: str, hypothesis: Hypothesis, places: Sequence[Placement], findings: Sequence[Finding], target: Lang
) -> float:
    """Return the confidence in a draft an engine made; ``source`` is what the engine was given."""
    against = (
        _SCORE * -min(0.0, hypothesis.score)
        + _UNLINKED * _unlinked(source, hypothesis)
        + _LENGTH * _length_trouble(source, hypothesis.text, target)
        + max((_RUNGS[place.rung] for place in places), default=0.0)
    )
    return logistic(_BASE - against - trouble(findings))


def trouble(findings: Sequence[Finding]) -> float:
    """Return what findings cost, as a logit."""
    return sum(_FINDINGS[finding.severity] for finding in findings)


def logistic(logit: float) -> float:
    """Return 1 / (1 + e^-x).

    >>> logistic(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))


def _unlinked(source: str, hypothesis: Hypothesis) -> float:
    """Return the share of letters and digits of the source without a link; 0 for an engine that gives none."""
    wanted = {k for k, char in enumerate(source) if char.isalnum()}
    if not hypothesis.links or not wanted:
        return 0.0
    linked = {k for link in hypothesis.links for k in range(link.source.start, link.source.end)}
    return len(wanted - linked) / len(wanted)


def _length_trouble(source: str, text: str, target: Lang) -> float:
    usual = USUAL_RATIO if target is Lang.EN else 1 / USUAL_RATIO
    # a few characters more or less say nothing about a heading of two words
    ratio = (len(text) + 6) / (len(source) * usual + 6)
    return max(0.0, abs(log(ratio)) - _TOLERANCE)
