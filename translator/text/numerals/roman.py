"""Read Roman numerals in English: World War II, Charles III, Chapter IV."""

from __future__ import annotations

import re

from translator.text.numerals.build import part, quantity
from translator.text.numerals.values import Kind, Quantity

_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z0-9.'’-])")
_WORTH = {"I": 1, "V": 5, "X": 10}
#: after these words a single I, V or X is a number too
_COUNTED = re.compile(r"(?:World War|Chapter|Part|Phase|Volume|Book|Act|Type|Class|Grade|Title|Stage|Annex|Appendix) $")
_NAMED = re.compile(r"[A-Z][a-z]+ $")


def read_roman(text: str, at: int) -> tuple[Quantity, int] | None:
    """Read the II of World War II as an ordinal; one letter counts only after Chapter, Part and the like."""
    match = _ROMAN.match(text, at)
    if match is None or not match[0]:
        return None
    before = text[max(0, at - 16) : at]
    if not (_COUNTED.search(before) or (len(match[0]) > 1 and _NAMED.search(before))):
        return None
    value = roman(match[0])
    return quantity(text, part(Kind.ORDINAL, value, at, match.end(), weak=value == 1)), match.end()


def roman(numeral: str) -> int:
    """Return what a Roman numeral is worth.

    >>> roman("XIV"), roman("VIII")
    (14, 8)
    """
    worths = [_WORTH[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(worths, [*worths[1:], 0], strict=True))
