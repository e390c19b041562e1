"""Measure a translation: BLEU, chrF2 and TER with their signatures, terms by occurrence, numbers by value.

Law: a number never travels without its signature; nothing is ever downloaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.checks import numbers
from translator.errors import InputError
from translator.glossary import Matcher
from translator.model import Glossary, Lang, Pair
from translator.text.occurrences import count_consuming


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``total`` things came out right."""

    right: int
    total: int

    @property
    def accuracy(self) -> float | None:
        """Return right / total in 0..1, None where there was nothing to get right.

        >>> Share(3, 4).accuracy
        0.75
        """
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Metric:
    """A corpus score (0-100; for TER lower is better and may pass 100) and the signature that explains it."""

    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured on one set. ``terms`` is None without a glossary."""

    lines: int
    bleu: Metric
    chrf: Metric
    ter: Metric
    terms: Share | None
    numbers: Share


def evaluate(
    sources: Sequence[str],
    references: Sequence[str],
    hypotheses: Sequence[str],
    pair: Pair,
    *,
    glossary: Glossary | None = None,
) -> Evaluation:
    """Score ``hypotheses`` line by line against ``references``; raises InputError where the counts differ."""
    if not len(sources) == len(references) == len(hypotheses):
        counts = f"{len(sources)} sources, {len(references)} references, {len(hypotheses)} hypotheses"
        raise InputError(counts, next_step="line k of each must be the same sentence")
    bleu, chrf, ter = _metrics(references, hypotheses, pair.target)
    terms = term_accuracy(sources, hypotheses, pair, glossary) if glossary is not None else None
    return Evaluation(len(sources), bleu, chrf, ter, terms, number_accuracy(sources, hypotheses, pair))


def _metrics(references: Sequence[str], hypotheses: Sequence[str], target: Lang) -> tuple[Metric, Metric, Metric]:
    from sacrebleu.metrics import BLEU, CHRF, TER

    chinese = target is Lang.ZH
    # tercom cuts Chinese into characters only when its normaliser runs too: asian_support alone does nothing
    metrics = (
        BLEU(tokenize="zh" if chinese else "13a"),
        CHRF(),
        TER(normalized=chinese, asian_support=chinese),
    )
    bleu, chrf, ter = (
        Metric(metric.corpus_score(list(hypotheses), [list(references)]).score, str(metric.get_signature()))
        for metric in metrics
    )
    return bleu, chrf, ter


def term_accuracy(sources: Sequence[str], hypotheses: Sequence[str], pair: Pair, glossary: Glossary) -> Share:
    """Count glossary terms of the sources, and how many of these occurrences stand in the hypotheses.

    A term that occurs twice must be there twice; words counted for a longer term are not counted again for one inside
    it; every accepted form counts, and surplus occurrences earn nothing.
    """
    matcher = Matcher(glossary, pair.source)
    right = total = 0
    for source, hypothesis in zip(sources, hypotheses, strict=True):
        wanted = Counter(hit.term for hit in matcher.hits(source))
        forms = {term: dict.fromkeys(term.accepted(pair.target)) for term in wanted}
        left = dict(count_consuming(hypothesis, list({form for of_term in forms.values() for form in of_term})))
        total += wanted.total()
        right += sum(_take(left, forms[term], count) for term, count in wanted.items())
    return Share(right, total)


def _take(left: dict[str, int], forms: Iterable[str], wanted: int) -> int:
    """Use up to ``wanted`` of the occurrences that are left, so that two terms never count the same words."""
    got = 0
    for form in forms:
        here = min(wanted - got, left.get(form, 0))
        left[form] = left.get(form, 0) - here
        got += here
    return got


def number_accuracy(sources: Sequence[str], hypotheses: Sequence[str], pair: Pair) -> Share:
    """Count the values of the sources (numbers, money, dates ...), and how many of them the hypotheses keep."""
    counts = [numbers.accuracy(ours, theirs, pair) for ours, theirs in zip(sources, hypotheses, strict=True)]
    return Share(sum(right for right, _ in counts), sum(total for _, total in counts))
