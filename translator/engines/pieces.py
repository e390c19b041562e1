"""Cut what is too long for an engine, and glue the translations of the pieces.

Law: the pieces and their glue are the text, to the last character; every piece fits, unless it is a single character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from translator.model import Lang
from translator.text.segment import glue_for, split

#: where a sentence that is too long may be cut, the best places first: clauses, then words
_PLACES = (re.compile(r"(?<=[；;：:])\s*"), re.compile(r"(?<=[，,、])\s*"), re.compile(r"\s+"))


def cut(text: str, lang: Lang, fits: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return (piece, glue after it) so that every piece fits; a text that fits is one piece.

    >>> cut("一二，三四。五六。", Lang.ZH, lambda words: len(words) <= 4)
    [('一二，', ''), ('三四。', ''), ('五六。', '')]
    """
    if fits(text):
        return [(text, "")]
    return [
        (piece, inner or (glue if last else ""))
        for sentence, glue in split(text, lang)
        for piece, inner, last in _marked(_shorter(sentence, fits))
    ]


def _marked(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    for number, (piece, glue) in enumerate(pieces, 1):
        yield piece, glue, number == len(pieces)


def _shorter(sentence: str, fits: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Cut a sentence into pieces that fit: about in the middle, at the best place there is."""
    if fits(sentence) or len(sentence) < 2:
        return [(sentence, "")]
    start, end = _middle(sentence)
    left, right = _shorter(sentence[:start], fits), _shorter(sentence[end:], fits)
    return [*left[:-1], (left[-1][0], sentence[start:end]), *right]


def _middle(sentence: str) -> tuple[int, int]:
    """Return the blank (start, end) to cut at: the place nearest the middle, away from the ends."""
    half, margin = len(sentence) / 2, len(sentence) // 8
    for place in _PLACES:
        spots = [m.span() for m in place.finditer(sentence, margin + 1, len(sentence) - margin)]
        spots = [spot for spot in spots if spot[0] > 0 and spot[1] < len(sentence)]
        if spots:
            return min(spots, key=lambda spot: abs(spot[0] - half))
    return len(sentence) // 2, len(sentence) // 2


def glued(texts: Sequence[str], glues: Sequence[str], target: Lang) -> str:
    """Glue translated pieces; ``glues[k]`` stood after piece k in the source."""
    whole = texts[0] if texts else ""
    for after, glue in zip(texts[1:], glues, strict=False):
        whole += glue_for(target, glue, whole, after) + after
    return whole + (glues[-1] if texts else "")


def starts(texts: Sequence[str], glues: Sequence[str], target: Lang) -> list[int]:
    """Return where each translated piece starts in ``glued``.

    >>> starts(["It grew.", "It is near."], ["", ""], Lang.EN)
    [0, 9]
    """
    ends = [len(glued(texts[: k + 1], [*glues[:k], ""], target)) for k in range(len(texts))]
    return [end - len(text) for end, text in zip(ends, texts, strict=True)]
