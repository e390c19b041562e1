"""The units text is searched by: Chinese character pairs and Latin words.

Law: words found in a text by eye are found by their grams; SQLite's own tokenizers miss two-character Chinese words.
"""

from __future__ import annotations

import re
import unicodedata

from translator.text.chars import HAN_RUN

#: a Han run, or a run of other letters and digits; decimal numbers stay together
_UNIT = re.compile(rf"{HAN_RUN.pattern}|\d+(?:[.,]\d+)+|(?:(?!{HAN_RUN.pattern[:-1]})[^\W_])+")


def grams(text: str) -> list[str]:
    """Return CJK bigrams and lower-cased words and numbers, in order; a lone Han character stands for itself.

    Widths and case are folded: ＡＢＣ is found by abc.

    >>> grams("廊坊市 Yaohua 玻璃2009")
    ['廊坊', '坊市', 'yaohua', '玻璃', '2009']
    """
    found: list[str] = []
    for unit in _UNIT.findall(unicodedata.normalize("NFKC", text).casefold()):
        found += _bigrams(unit) if HAN_RUN.match(unit) else [unit]
    return found


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
