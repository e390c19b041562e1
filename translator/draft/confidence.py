"""How much a draft is to be trusted, 0..1.

The weights are set by hand; ``python -m translator.training calibrate`` fits others to development drafts and says
whether they find bad drafts better. What terms and checks cost stays set by hand, since a reader minds a wrong number
more than chrF does. Law: confidence never rises when one of the doubts grows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import exp, log

from translator.memory import EXACT
from translator.model import Finding, Hypothesis, Lang, Placement, Rung, Severity
from translator.text.chars import has_han, is_latin

#: logit of a draft with nothing against it
BASE = 2.4
#: what each doubt costs, as a logit (see Doubts for their units)
WEIGHTS = {"unsure": 1.6, "unlinked": 1.5, "length": 1.2}
#: how far the length may lie from the usual one: |log(length / usual length)|
_TOLERANCE = 0.45
#: English characters for one Chinese character, usually (median of news and government text)
USUAL_RATIO = 3.4
#: characters that count as said again when they stand in a draft before
_STRETCH = {Lang.EN: 12, Lang.ZH: 4}
#: what the worst term of a sentence costs: decoding again is nearly harmless, writing over the text is not
_RUNGS = {
    Rung.ANNOTATED: 0.0,
    Rung.ALIGNED: 0.1,
    Rung.NBEST: 0.1,
    Rung.REPLACE_FORM: 0.2,
    Rung.PREFIX: 0.4,
    Rung.SUBSTITUTED: 1.0,
    Rung.FLAGGED: 2.5,
}
_FINDINGS = {Severity.ERROR: 1.2, Severity.WARNING: 0.4, Severity.NOTE: 0.05}
#: what memory is worth before checks, a logit: approved by a person for the same sentence, (101) in the same place
MEMORY, IN_PLACE = 3.5, 1.0
#: points below 100 that cost one: what was put in, turned round or not approved is to be read
POINTS = 3.0
#: a text without words that is copied
COPIED = 0.99


def remembered(score: int) -> float:
    """Return what a memory match of ``score`` (0-101) is worth before checks, a logit."""
    return MEMORY + (IN_PLACE if score > EXACT else (score - EXACT) / POINTS)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against a draft; each is 0 where it says nothing.

    ``unsure``: minus the mean log-probability. ``unlinked``: share of the source's letters without a link. ``faint``:
    1 minus the mean weight of the links. ``length``: |log(length / usual length)| beyond the tolerance. ``foreign``:
    share of letters in the script of the source. ``repeated``: share of the text that stands in it before.
    ``by_hand``: what terms and findings cost, a logit.
    """

    unsure: float
    unlinked: float
    faint: float
    length: float
    foreign: float
    repeated: float
    by_hand: float

    def measured(self) -> dict[str, float]:
        """Return those that are weighed by a fit."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "by_hand"}


def doubts(
    source: str, hypothesis: Hypothesis, places: Sequence[Placement], findings: Sequence[Finding], target: Lang
) -> Doubts:
    """Return what speaks against a draft an engine made; ``source`` is what the engine was given."""
    text, links = hypothesis.text, hypothesis.links
    return Doubts(
        unsure=-min(0.0, hypothesis.score),
        unlinked=_unlinked(source, hypothesis),
        faint=1 - sum(link.weight for link in links) / len(links) if links else 0.0,
        length=_length_trouble(source, text, target),
        foreign=_foreign(text, target),
        repeated=_repeated(text, _STRETCH[target]),
        by_hand=max((_RUNGS[place.rung] for place in places), default=0.0) + trouble(findings),
    )


def confidence(against: Doubts, weights: Mapping[str, float] = WEIGHTS, base: float = BASE) -> float:
    """Return the confidence in a draft with these doubts."""
    measured = against.measured()
    return logistic(base - against.by_hand - sum(weight * measured[name] for name, weight in weights.items()))


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


def _foreign(text: str, target: Lang) -> float:
    """Return the share of letters that are Chinese in English, Latin in Chinese."""
    letters = [char for char in text if char.isalpha()]
    wrong = has_han if target is Lang.EN else is_latin
    return sum(map(wrong, letters)) / len(letters) if letters else 0.0


def _repeated(text: str, size: int) -> float:
    """Return the share of stretches of ``size`` characters that stand in the text before.

    >>> _repeated("国家国家国家国", 4), _repeated("The bank of the river", 12)
    (0.5, 0.0)
    """
    said = [text[at : at + size] for at in range(len(text) - size + 1)]
    return 1 - len(set(said)) / len(said) if said else 0.0
