"""Words that must not come out: the tokens that hold them, and the runs of tokens that spell them after all.

An engine forbids the first before it decodes, looks for the second afterwards, and decodes again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from translator.model import Lang, Span
from translator.text.normalize import target_punctuation

Token = TypeVar("Token", bound=Hashable)


def holding(surfaces: Iterable[tuple[Token, str]], words: str, target: Lang) -> list[Token]:
    """Return the tokens that spell ``words`` all by themselves, or will when marks are written as in ``target``.

    >>> holding([(1, " Langfang's"), (2, "Lang"), (3, "。")], "Langfang", Lang.EN)
    [1]
    >>> holding([(1, "Langfang"), (2, "."), (3, "。")], ".", Lang.EN)
    [2, 3]
    """
    if any(map(str.isalnum, words)):
        return [token for token, surface in surfaces if words in surface]
    return [token for token, surface in surfaces if words in surface or words in _marks(surface, target)]


def runs(spelled: Sequence[str], words: str, target: Lang) -> Iterator[Span]:
    """Yield which tokens spell ``words``, from the first to behind the last, wherever they stand.

    Tokens that spell nothing belong to the one behind them: they are bytes of its character.

    >>> list(runs([" L", "ang", "fang", "s"], "Langfang", Lang.EN)), list(runs(["。", "。"], "..", Lang.EN))
    ([Span(start=0, end=3)], [Span(start=0, end=2)])
    """
    yield from _found(spelled, words)
    if not any(map(str.isalnum, words)):
        written = [_marks(surface, target) for surface in spelled]
        yield from _found(written, words) if written != list(spelled) else ()


def _found(spelled: Sequence[str], words: str) -> Iterator[Span]:
    text = "".join(spelled)
    at = text.find(words) if words else -1
    while at >= 0:
        yield from covering(spelled, [Span(at, at + len(words))])
        at = text.find(words, at + 1)


def covering(spelled: Sequence[str], spans: Iterable[Span]) -> Iterator[Span]:
    """Yield which tokens spell each stretch of the text that all of them spell."""
    ends = list(accumulate(map(len, spelled)))
    for span in spans:
        first, last = bisect_right(ends, span.start), bisect_right(ends, span.end - 1)
        while first and not spelled[first - 1]:
            first -= 1
        yield Span(first, last + 1)


def _marks(surface: str, target: Lang) -> str:
    """Return marks as the target language writes them; a token with letters holds marks only as it is."""
    return surface if any(map(str.isalnum, surface)) else target_punctuation(surface, target)[0]
