"""Places in a target: where words may be cut, and where in it a stretch of the source probably stands.

Law: nothing is cut inside a word, a number, a mask token or a name that already counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.model import Lang, Span
from translator.text.chars import has_han, is_word
from translator.text.numerals import parse

_TOKEN = re.compile(r"<x\d+>")
_FIGURES = re.compile(r"\d[\d.,:%/-]*")


def closed(text: str, names: Iterable[Span]) -> list[Span]:
    """Return the stretches of ``text`` nobody may cut or replace: ``names``, mask tokens, figures with their units."""
    figures = [Span(*match.span()) for pattern in (_TOKEN, _FIGURES) for match in pattern.finditer(text)]
    amounts = [q.span for q in parse(text, Lang.ZH if has_han(text) else Lang.EN) if _FIGURES.search(q.text)]
    return sorted({*names, *figures, *amounts})


def cuts(text: str, lang: Lang, shut: Sequence[Span]) -> list[int]:
    """Return where a name can be put into ``text``: between words (English) or characters (Chinese), ends included."""
    return [at for at in range(len(text) + 1) if _is_cut(text, at, lang) and not _inside(at, shut)]


def nearest(spots: Iterable[int], at: float) -> list[int]:
    """Return the spots, those nearest to ``at`` first."""
    return sorted(spots, key=lambda spot: (abs(spot - at), spot))


def proportional(source: str, span: Span, target: str) -> float:
    """Return where in ``target`` the stretch ``span`` of ``source`` would begin if both ran at the same pace."""
    return span.start / max(1, len(source)) * len(target)


def widened(text: str, span: Span) -> Span:
    """Return ``span`` without blanks and marks around it, and with the whole Latin words it touches.

    Chinese has no words to complete, but names it left in Latin letters.
    """
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        while start and is_word(text[start]) and is_word(text[start - 1]):
            start -= 1
        while end < len(text) and is_word(text[end - 1]) and is_word(text[end]):
            end += 1
    return Span(start, end)


def opened(span: Span, shut: Iterable[Span]) -> list[Span]:
    """Return what is left of ``span`` when the shut stretches are taken out, the longest piece first."""
    pieces = [span]
    for other in shut:
        pieces = [
            piece
            for one in pieces
            for piece in (Span(one.start, min(one.end, other.start)), Span(max(one.start, other.end), one.end))
            if piece.start < piece.end
        ] if any(one.overlaps(other) for one in pieces) else pieces  # fmt: skip
    return sorted(set(pieces), key=lambda piece: piece.start - piece.end)


def _is_cut(text: str, at: int, lang: Lang) -> bool:
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if is_word(before) and is_word(after):
        return False
    if lang is Lang.EN:
        # at the beginning of a word only: what follows a blank (or an opening bracket)
        return (before.isspace() or before in "([<") and not after.isspace() and after not in ".,;:!?)]"
    return not before.isspace() and after not in "。，、；：！？）》”’.,;:!?)" and before not in "（《“‘(<"


def _inside(at: int, shut: Iterable[Span]) -> bool:
    return any(span.start < at < span.end for span in shut)
