"""Word links of an engine: which words of the target came from a term, and where they are after a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.model import Link, Span

#: a link that covers more of a longer target than this says nothing about where a word stands
_VAGUE = 0.5
#: links weaker than this share of the strongest one are noise
_FAINT = 0.3


def aligned(links: Sequence[Link], source: Span, target: str) -> list[Span]:
    """Return the stretches of the target that came from ``source``, the surest first; none where nobody knows."""
    sharp = [link for link in links if link.source.overlaps(source) and not _vague(link, source, target)]
    if not sharp:
        return []
    least = _FAINT * max(link.weight for link in sharp)
    weights = _merged(((link.target, link.weight) for link in sharp if link.weight >= least), target)
    return sorted(weights, key=lambda span: (-weights[span], span))


def shifted(links: Iterable[Link], before: str, after: str) -> tuple[Link, ...]:
    """Return the links of ``before`` as links of ``after``, which differs from it in one stretch."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = Span(head, len(before) - tail), Span(head, len(after) - tail)
    moved = (replace(link, target=_moved(link.target, old, new)) for link in links)
    return tuple(link for link in moved if link.target.start < link.target.end)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _vague(link: Link, source: Span, target: str) -> bool:
    """Say whether a link is about a whole clause or sentence rather than about the words of ``source``."""
    if link.source.end - link.source.start > 2 * (source.end - source.start) + 4:
        return True
    return len(target) > 12 and link.target.end - link.target.start > _VAGUE * len(target)


def _merged(weighted: Iterable[tuple[Span, float]], target: str) -> dict[Span, float]:
    """Join stretches with nothing but blanks or a hyphen between them; weights add up."""
    found: dict[Span, float] = {}
    last: Span | None = None
    for span, weight in sorted(weighted, key=lambda pair: pair[0]):
        if last is not None and not target[last.end : span.start].strip(" -'"):
            whole = Span(last.start, max(last.end, span.end))
            found[whole] = found.pop(last) + weight
            last = whole
        else:
            found[span] = found.get(span, 0.0) + weight
            last = span
    return found


def _moved(span: Span, old: Span, new: Span) -> Span:
    """Return where a stretch went: before the change it stays, behind it moves, inside it becomes what is new."""
    by = new.end - old.end
    start = (
        span.start
        if span.start <= old.start
        else max(new.start, span.start + by if span.start >= old.end else new.start)
    )
    end = span.end if span.end <= old.start else (span.end + by if span.end >= old.end else new.end)
    return Span(start, end)
