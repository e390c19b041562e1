"""Where a term probably belongs when no link tells: from the names beside it that did arrive.

Law: a guess is never taken for knowledge; links go first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.ladder.climb import Climb
from translator.ladder.places import proportional
from translator.model import Lang, Placement, Span

#: what stands between the members of a list: "Finland, Norway and Sweden", 芬兰、挪威和瑞典
_LIST = re.compile(r"\s*(?:[,，、/]|(?:[,，]?\s*(?:and|or|和|与|及|以及|或)))\s*(?:the )?")
_COMMA = {Lang.EN: ", ", Lang.ZH: "、"}


def beside(climb: Climb, number: int, form: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, words to insert there) for a member of a list whose neighbour stands in the target."""
    comma = _COMMA[climb.lang]
    for other, follows in ((number - 1, True), (number + 1, False)):
        place = _placed(climb, other)
        if place is None or place.target_span is None:
            continue
        ours, theirs = climb.hits[number].span, place.hit.span
        gap = Span(theirs.end, ours.start) if follows else Span(ours.end, theirs.start)
        if _LIST.fullmatch(gap.of(climb.request.text)):
            yield (place.target_span.end, comma + form) if follows else (place.target_span.start, form + comma)


def expected(climb: Climb, number: int) -> float:
    """Return about where in the target a term belongs: between the names before and after it, in proportion."""
    source, text, span = climb.request.text, climb.hypothesis.text, climb.hits[number].span
    left = (0, 0)
    right = (len(source), len(text))
    for place in climb.places:
        if place.target_span is None:
            continue
        if place.hit.span.end <= span.start:
            left = max(left, (place.hit.span.end, place.target_span.end))
        elif place.hit.span.start >= span.end:
            right = min(right, (place.hit.span.start, place.target_span.start))
    if left[1] >= right[1]:  # the translation has another order
        return proportional(source, span, text)
    share = (span.start - left[0]) / max(1, right[0] - left[0])
    return left[1] + share * (right[1] - left[1])


def _placed(climb: Climb, number: int) -> Placement | None:
    return climb.places[number] if 0 <= number < len(climb.places) and climb.places[number].placed else None
