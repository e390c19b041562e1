"""Read through the spaces some Chinese typography puts around figures: 2008 年 11 月 26 日, 11 点 20 分.

Law: offsets given back are those of the text with its spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translator.model import Span
from translator.text.numerals.values import Part, Quantity

_HAN = r"\u4e00-\u9fff〇"
_SPACE = re.compile(rf"(?<=[\d%])[ \u00a0](?=[{_HAN}])|(?<=[{_HAN}])[ \u00a0](?=\d)")


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without those spaces, and for each offset in it (its length too) the offset in ``text``.

    >>> squeeze("11 点 20")
    ('11点20', [0, 1, 3, 5, 6, 7])
    """
    gaps = {match.start() for match in _SPACE.finditer(text)}
    places = [at for at in range(len(text)) if at not in gaps]
    return "".join(text[at] for at in places), [*places, len(text)]


def unsqueeze(found: Sequence[Quantity], text: str, places: list[int]) -> list[Quantity]:
    """Return ``found`` with the offsets of ``text``."""
    back = []
    for quantity in found:
        span = _back(quantity.span, places)
        parts = tuple(_part(part, places) for part in quantity.parts)
        back.append(replace(quantity, span=span, text=span.of(text), parts=parts))
    return back


def _part(part: Part, places: list[int]) -> Part:
    return replace(part, span=_back(part.span, places), whole=_back(part.whole, places))


def _back(span: Span, places: list[int]) -> Span:
    """Map a span; it ends right after its last character, whatever space follows."""
    if span.start == span.end:
        return Span(places[span.start], places[span.start])
    return Span(places[span.start], places[span.end - 1] + 1)
