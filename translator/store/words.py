"""What a text of the memory is found by: its grams, the pairs of its English words, its last characters, its size.

Law: words that stand in a text are among its words; two texts of nearly the same length share a size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from translator.model import Lang
from translator.text.chars import HAN_RUN
from translator.text.grams import grams

#: texts of one size word differ by at most a fifth in length
_SIZE_STEP = math.log(1.2)
#: size words are private-use characters: no text has grams of them
_SIZE_BASE = 0xE000
#: stands before and between the words of a pair; before: what begins with a word is searched without the pairs
_PAIR = "\u00b7"


def words(text: str, lang: Lang) -> list[str]:
    """Return what a text of a language is indexed by.

    The last character of each Chinese run is among it, so that every character begins some word; and one word for the
    length, so that short texts, whose grams are all common, are found among texts of their size.
    """
    every = grams(text)
    ends = [run[-1] for run in HAN_RUN.findall(text)]
    return [*every, *ends, *(pairs(every) if lang is Lang.EN else ()), _size(len(text))]


def telling(text: str, lang: Lang) -> list[str]:
    """Return the words a similar text is looked for by, in reading order; English words of four and more by pairs.

    Numbers are left out where there is anything else: they differ between sentences that are otherwise the same.

    >>> telling("Langfang has 12 parks", Lang.EN), telling("The city of Langfang", Lang.EN)
    (['langfang', 'has', 'parks'], ['·the·city', '·city·of', '·of·langfang'])
    """
    every = grams(text)
    if lang is Lang.EN and len(found := pairs(every)) >= 3:
        return found
    return _worded(every) or every


def pairs(every: Sequence[str]) -> list[str]:
    """Return the pairs of neighbouring words, which are rarer than words; a number between two words does not count."""
    return [f"{_PAIR}{one}{_PAIR}{other}" for one, other in pairwise(_worded(every))]


def _worded(every: Sequence[str]) -> list[str]:
    return [gram for gram in every if not gram[0].isdigit()]


def sizes(text: str, least: float) -> list[str]:
    """Return the size words of texts that are ``least`` (0..1) to 1/``least`` times as long as ``text``."""
    low, high = _size(len(text) * least), _size(len(text) / least)
    return [chr(code) for code in range(ord(low), ord(high) + 1)]


def _size(length: float) -> str:
    return chr(_SIZE_BASE + int(math.log(max(length, 1)) / _SIZE_STEP))
