"""Where words occur in a text, by characters.

Law: a word edge is asked for only where the words begin or end with a Latin letter or digit; Chinese has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.model import Span
from translator.text.chars import is_word


def find(text: str, needle: str, *, case_sensitive: bool = True) -> list[Span]:
    """Return the places of ``needle``, left to right, not overlapping.

    >>> find("在Langfang市和Langfangxian", "Langfang")
    [Span(start=1, end=9)]
    >>> find("廊坊廊坊", "廊坊")
    [Span(start=0, end=2), Span(start=2, end=4)]
    """
    if not needle:
        return []
    flags = 0 if case_sensitive else re.IGNORECASE
    return [
        Span(*match.span())
        for match in re.finditer(re.escape(needle), text, flags)
        if _has_edges(text, match.start(), match.end())
    ]


def _has_edges(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] is not a part of a longer Latin word or number."""
    cuts_left = start > 0 and is_word(text[start]) and is_word(text[start - 1])
    cuts_right = end < len(text) and is_word(text[end - 1]) and is_word(text[end])
    return not cuts_left and not cuts_right


def find_consuming(text: str, needles: Iterable[str], *, case_sensitive: bool = True) -> dict[str, list[Span]]:
    """Return the places of each needle; the longest takes its characters first, so none is found inside another.

    >>> find_consuming("廊坊开发区在廊坊", ["廊坊", "廊坊开发区"])
    {'廊坊开发区': [Span(start=0, end=5)], '廊坊': [Span(start=6, end=8)]}
    """
    places: dict[str, list[Span]] = {}
    taken: list[Span] = []
    for needle in sorted(set(needles), key=lambda words: (-len(words), words)):
        free = [
            span
            for span in find(text, needle, case_sensitive=case_sensitive)
            if not any(span.overlaps(other) for other in taken)
        ]
        taken += free
        places[needle] = free
    return places


def count_consuming(text: str, needles: Iterable[str], *, case_sensitive: bool = True) -> dict[str, int]:
    """Count each needle, longest first; a needle inside a longer one found there does not count.

    >>> count_consuming("廊坊开发区在廊坊", ["廊坊", "廊坊开发区"])
    {'廊坊开发区': 1, '廊坊': 1}
    """
    places = find_consuming(text, needles, case_sensitive=case_sensitive)
    return {needle: len(spans) for needle, spans in places.items()}
