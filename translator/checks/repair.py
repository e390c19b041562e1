"""Put wrong numbers of a draft right, where it is certain which number of the source each of them should be.

Law: a repair leaves fewer wrong numbers than it found, touches nothing but the number and its unit, and is a Step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translator.checks.align import Comparison, compare
from translator.checks.mend import mended, mended_unit
from translator.model import Link, Pair, Step
from translator.text.numerals import Fit, Part

#: numbers put right in one sentence; where more are wrong the sentence is better translated again
MOST = 4


def repair(source: str, target: str, pair: Pair, links: Sequence[Link] = ()) -> tuple[str, tuple[Step, ...]]:
    """Put right the numbers whose place is certain; return the text and one Step for each.

    ``links``: which words of the target came from which of the source, where an engine tells. A wrong number is certain
    when no other number of its kind is in doubt, or when the links say which is which; never when they say otherwise.

    >>> from translator.model import Lang
    >>> repair("投资1.5亿元，占地200亩。", "15 million yuan on 133 hectares.", Pair.to(Lang.EN))[0]
    '150 million yuan on 13.3 hectares.'
    """
    steps: list[Step] = []
    while len(steps) < MOST and (step := next(_repairs(source, target, pair, links), None)) is not None:
        steps.append(step)
        # what the links say of the text as it was holds for the words before the change only
        changed = next((k for k, (a, b) in enumerate(zip(target, step.after, strict=False)) if a != b), len(target))
        links = [link for link in links if link.target.end <= changed]
        target = step.after
    return target, tuple(steps)


def _repairs(source: str, target: str, pair: Pair, links: Sequence[Link]) -> Iterator[Step]:
    """Yield the repairs that can be made next, the last one in the text first, so that links before it stay true."""
    comparison = compare(source, target, pair)
    for ours, theirs in _certain(comparison, links):
        fix = mended(source, target, pair, ours, theirs)
        why = f"“{ours.whole.of(source)}” was translated as “{theirs.whole.of(target)}”"
        yield from _improved(Step("number", target, fix or target, why), source, pair, comparison)
    for ours, theirs, how in reversed(comparison.linked):
        if how is Fit.UNIT and _points(ours, theirs, links) is not False:
            fix = mended_unit(source, target, pair, ours, theirs)
            why = f"“{ours.whole.of(source)}” became another unit: “{theirs.whole.of(target)}”"
            yield from _improved(Step("unit", target, fix or target, why), source, pair, comparison)


def _improved(step: Step, source: str, pair: Pair, before: Comparison) -> Iterator[Step]:
    """Yield the step if fewer numbers are wrong after it, and none more is lost or added."""
    if step.after != step.before and trouble(compare(source, step.after, pair)) < trouble(before):
        yield step


def trouble(comparison: Comparison) -> int:
    """Return how much is wrong with the numbers of a target: 0 where nothing is."""
    units = sum(how is Fit.UNIT for _, _, how in comparison.linked)
    strays = sum(not part.weak for part in (*comparison.lost, *comparison.added))
    return 2 * len(comparison.wrong) + units + strays


def _certain(comparison: Comparison, links: Sequence[Link]) -> Iterator[tuple[Part, Part]]:
    """Yield numbers of the source with what surely stands for them, the last in the target first."""
    sources = [ours for ours, _ in comparison.wrong] + list(comparison.lost)
    targets = [theirs for _, theirs in comparison.wrong] + list(comparison.added)
    for theirs in sorted(targets, key=lambda part: part.span, reverse=True):
        alike = [ours for ours in sources if ours.kind is theirs.kind and not ours.weak]
        pointed = [ours for ours in alike if _points(ours, theirs, links)]
        alone = len(alike) == 1 == sum(other.kind is theirs.kind for other in targets)
        if len(pointed) == 1:
            yield pointed[0], theirs
        elif alone and (alike[0], theirs) in comparison.wrong and _points(alike[0], theirs, links) is None:
            yield alike[0], theirs


def _points(ours: Part, theirs: Part, links: Sequence[Link]) -> bool | None:
    """Say whether the links lead from ``ours`` to ``theirs``; None where they say nothing about either.

    Most of the weight decides: a stray piece of attention is no objection.
    """
    leaving = [link for link in links if link.source.overlaps(ours.span)]
    arriving = [link for link in links if link.target.overlaps(theirs.span)]
    if not leaving and not arriving:
        return None
    good = sum(link.weight for link in leaving if link.target.overlaps(theirs.whole))
    elsewhere = sum(link.weight for link in arriving if not link.source.overlaps(ours.whole))
    return good > elsewhere
