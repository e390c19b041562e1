"""Word links out of attention: which stretch of the source each piece of the target came from.

CTranslate2 gives the first head of the last decoder layer, the one that training supervises with alignments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from translator.model import Link, Span

#: less of the attention than this is no link: it is spread over the sentence
_LEAST = 0.2


def links(
    attention: Sequence[Sequence[float]], sources: Sequence[Span | None], targets: Sequence[Span], text: str
) -> tuple[Link, ...]:
    """Return the links of a target ``text``, in order.

    ``attention[t][s]``: what piece t of the target looks at; rows sum to 1. ``sources[s]``: the stretch of the source
    that piece s stands for, None where it stands for none. Pieces of one stretch count together.
    """
    found: list[Link] = []
    for row, target in zip(attention, targets, strict=True):
        target = trimmed(target, text)
        best = _best(row, sources) if any(map(str.isalnum, target.of(text))) else None
        if best is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.source == best[0] and not text[last.target.end : target.start].strip():
            found[-1] = Link(last.source, Span(last.target.start, target.end), max(last.weight, best[1]))
        else:
            found.append(Link(best[0], target, best[1]))
    return tuple(found)


def trimmed(span: Span, text: str) -> Span:
    """Return ``span`` without the blank a piece begins with.

    >>> trimmed(Span(2, 6), "We are")
    Span(start=3, end=6)
    """
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end)


def moved(found: Sequence[Link], before: str, after: str) -> tuple[Link, ...]:
    """Return the links of the target ``before`` as links of ``after``, which differs from it here and there."""
    if before == after:
        return tuple(found)
    where = [len(after)] * (len(before) + 1)
    for _, start, end, there, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for k in range(start, end):
            where[k] = min(there + k - start, stop)
    new = (replace(link, target=Span(where[link.target.start], where[link.target.end])) for link in found)
    return tuple(link for link in new if link.target.start < link.target.end)


def shifted(found: Sequence[Link], source: int, target: int) -> tuple[Link, ...]:
    """Return the links of a piece as links of the whole, where the piece starts at ``source`` and ``target``."""
    return tuple(
        Link(
            Span(link.source.start + source, link.source.end + source),
            Span(link.target.start + target, link.target.end + target),
            link.weight,
        )
        for link in found
    )


def _best(row: Sequence[float], sources: Sequence[Span | None]) -> tuple[Span, float] | None:
    """Return the stretch a piece looks at most, with its share; None where it looks nowhere in particular."""
    peak = max(range(len(row)), key=row.__getitem__)
    span = sources[peak]
    if span is None:
        return None
    weight = min(1.0, sum(share for share, other in zip(row, sources, strict=True) if other == span))
    return (span, weight) if weight >= _LEAST else None
