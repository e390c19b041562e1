"""Names called in a comment with @: longest first, in Chinese without a space after them, never inside an address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from translator.model import Span

#: an input method for Chinese types the wide one
_AT = re.compile(r"(?<![A-Za-z0-9._%+-])[@\N{FULLWIDTH COMMERCIAL AT}]")
_WORD = re.compile(r"[^\W_]")


def mentions(text: str, names: Iterable[str]) -> list[tuple[Span, str]]:
    """Return where ``text`` calls somebody of ``names``, each span with the @, in reading order.

    >>> [(span.of("@李娜请看，cc ＠li"), name) for span, name in mentions("@李娜请看，cc ＠li", ["Li", "李", "李娜"])]
    [('@李娜', '李娜'), ('＠li', 'Li')]
    >>> mentions("write to tang@example.org or @tangent", ["tang"])
    []
    """
    longest = sorted(names, key=len, reverse=True)
    found = []
    for at in _AT.finditer(text):
        name = next((name for name in longest if _called(text, at.end(), name)), None)
        if name is not None:
            found.append((Span(at.start(), at.end() + len(name)), name))
    return found


def _called(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    if text[start:end].casefold() != name.casefold():
        return False
    # a Latin name ends where its word ends; a Chinese one may stand right before the next word
    return not (_latin(name[-1:]) and _latin(text[end : end + 1]))


def _latin(character: str) -> bool:
    return bool(_WORD.match(character)) and character < "\N{CJK RADICAL REPEAT}"
