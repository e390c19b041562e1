"""Where a text may be divided by hand, and where its translation falls apart to match.

Law: the parts and the blanks between them are the text, to the last character.
"""

from __future__ import annotations

import re

from translator.model import Lang
from translator.text.mask import mask
from translator.text.segment import split

#: a translation may be parted behind a clause as well
_CLAUSE = re.compile(r"[，；：、,;:]\s*")


def divide(text: str, at: int) -> tuple[str, str, str] | None:
    """Return the parts before and after code point ``at`` with the blanks between them; None where that cannot be.

    Both parts need a letter or digit, and no link, tag or emphasis may be torn apart.

    >>> divide("One. Two.", 5), divide("见[官网](http://a.cn)。好。", 3)
    (('One.', ' ', 'Two.'), None)
    """
    left, right = text[: max(at, 0)], text[max(at, 0) :]
    one, other = left.rstrip(), right.lstrip()
    if not all(any(ch.isalnum() for ch in part) for part in (one, other)):
        return None
    if "".join(mask(one).tokens + mask(other).tokens) != "".join(mask(text).tokens):
        return None
    return one, left[len(one) :] + right[: len(right) - len(other)], other


def likely(text: str, lang: Lang, share: float) -> tuple[str, str]:
    """Return the two parts of a translation whose source is divided at ``share`` (0..1) of its length.

    The nearest end of a sentence counts, else that of a clause; without either the first part is everything.

    >>> likely("Langfang is in Hebei. Welcome.", Lang.EN, 0.6)
    ('Langfang is in Hebei.', 'Welcome.')
    """
    wanted, at, ends = share * len(text), 0, []
    for sentence, glue in split(text, lang):
        at += len(sentence) + len(glue)
        ends.append(at)
    places = [end for end in ends if 0 < end < len(text)] or [found.end() for found in _CLAUSE.finditer(text)]
    fitting = [place for place in places if divide(text, place)]
    if not fitting:
        return text, ""
    place = min(fitting, key=lambda each: abs(each - wanted))
    return text[:place].rstrip(), text[place:].lstrip()
