"""Words left in Latin letters in a Chinese answer, where a translation has none: 土豆 may come out as "potato".

Law: what the source writes with a capital may stay (GDP, Atofina), and so may units behind a figure, addresses, and
whatever a term or a given beginning asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from translator.model import Span

#: a word by itself: no part of an address, no unit behind a figure
_WORD = re.compile(r"(?<![A-Za-z0-9./@_:<])(?<!\d )[A-Za-z]{2,}(?![A-Za-z0-9./@_:>])")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def stray(text: str, source: str, asked: str) -> list[Span]:
    """Return where ``text`` has words that were left as they are or made up; ``asked``: what has to come out.

    >>> [span.start for span in stray("种植potato 5 km，GDP由Atofina", "Potato GDP", "Atofina")]
    [2]
    """
    words = _WORD.finditer(text)
    return [
        Span(*word.span()) for word in words if word[0] not in asked and (word[0].islower() or word[0] not in source)
    ]


def named(text: str, strays: Sequence[Span]) -> bool:
    """Say whether there are Latin words or units that may stay.

    >>> named("种植potato", [Span(2, 8)]), named("种植potato 5 km", [Span(2, 8)])
    (False, True)
    """
    return len(_LATIN.findall(text)) > len(strays)
