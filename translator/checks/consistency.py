"""Check a whole document: one source, one translation; two sources, two translations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from translator.model import Finding, Severity, Span


def consistency(pairs: Sequence[tuple[str, str]], *, places: Sequence[str] = ()) -> dict[int, list[Finding]]:
    """Return the findings of each (source, target) by its index in ``pairs``; ``places`` say where each stands.

    A source that is translated in several ways gets a warning at every way but the commonest (the first among equals),
    which is offered as the fix; a translation that serves different sources gets a note at each of them.

    >>> found = consistency([("概况", "Overview"), ("概况", "About"), ("概况", "Overview")])
    >>> [(i, f.message) for i, findings in found.items() for f in findings]
    [(1, 'the same source is translated as “Overview” in segment 1')]
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    shown = places or [f"segment {number}" for number in range(1, len(pairs) + 1)]
    for group in _grouped(pairs, 0).values():
        for index, finding in _several_ways(pairs, group, shown):
            found[index].append(finding)
    for group in _grouped(pairs, 1).values():
        for index, finding in _one_for_all(pairs, group, shown):
            found[index].append(finding)
    return dict(sorted(found.items()))


def _grouped(pairs: Sequence[tuple[str, str]], side: int) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, two in enumerate(pairs):
        if two[0].strip() and two[1].strip():
            groups[_key(two[side])].append(index)
    return groups


def _key(text: str) -> str:
    """Return what must be the same: the words, without spaces at the ends, doubled spaces and the end mark."""
    return re.sub(r"[\s。．.！!]+$", "", " ".join(text.split()))


def _several_ways(
    pairs: Sequence[tuple[str, str]], places: list[int], shown: Sequence[str]
) -> list[tuple[int, Finding]]:
    ways = Counter(_key(pairs[index][1]) for index in places)
    if len(ways) < 2:
        return []
    best = max(ways, key=lambda way: (ways[way], -_first(pairs, places, way)))
    home = _first(pairs, places, best)
    found = []
    for index in places:
        target = pairs[index][1]
        if _key(target) != best:
            message = f"the same source is translated as “{pairs[home][1].strip()}” in {shown[home]}"
            whole = Span(0, len(target))
            fix = pairs[home][1]
            found.append((index, Finding("inconsistent", Severity.WARNING, message, None, whole, fix)))
    return found


def _first(pairs: Sequence[tuple[str, str]], places: list[int], way: str) -> int:
    return next(index for index in places if _key(pairs[index][1]) == way)


def _one_for_all(
    pairs: Sequence[tuple[str, str]], places: list[int], shown: Sequence[str]
) -> list[tuple[int, Finding]]:
    sources = {_key(pairs[index][0]) for index in places}
    if len(sources) < 2:
        return []
    found = []
    for index in places:
        other = next(i for i in places if _key(pairs[i][0]) != _key(pairs[index][0]))
        message = f"{shown[other]}, “{pairs[other][0].strip()}”, has the same translation"
        whole = Span(0, len(pairs[index][1]))
        found.append((index, Finding("same translation", Severity.NOTE, message, Span(0, len(pairs[index][0])), whole)))
    return found
