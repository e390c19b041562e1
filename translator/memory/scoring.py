"""How well a unit fits a sentence.

Law: 100 means the same text and 101 the same neighbours too; whatever differs, if only in a number, is below 100.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translator.model import Edit, Span

CONTEXT, EXACT, LEAST = 101, 100, 70
#: only width, case or spaces differ
SAME_BUT_FORM = 99
#: only numbers differ
SAME_BUT_NUMBERS = 97
#: no other difference may look better than a wrong number
MOST_FUZZY = 96

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# a Han character is a token, so is a number and a Latin word; punctuation counts too
_TOKEN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\d+(?:[.,:]\d+)*|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]|_"
)


def score(source: str, candidate: str) -> int:
    """Return how alike two texts of one language are, 0-100.

    The mean of edit distances over tokens (Han characters, Latin words) and over characters: for Chinese both are
    nearly the same, for English a changed letter counts less than a changed word.

    >>> score("廊坊市位于河北省中部。", "廊坊市位于河北省中部。")
    100
    >>> score("全市有12个开发区。", "全市有15个开发区。")
    97
    >>> score("欢迎来廊坊投资。", "欢迎来廊坊旅游。")
    75
    """
    if source.strip() == candidate.strip():
        return EXACT
    ours, theirs = plain(source), plain(candidate)
    if ours == theirs:
        return SAME_BUT_FORM
    ours, theirs = _NUMBER.sub("0", ours), _NUMBER.sub("0", theirs)
    if ours == theirs:
        return SAME_BUT_NUMBERS
    return min(MOST_FUZZY, round(100 * _likeness(ours, theirs)))


def _likeness(ours: str, theirs: str) -> float:
    from rapidfuzz.distance import Levenshtein

    tokens = Levenshtein.normalized_similarity(_TOKEN.findall(ours), _TOKEN.findall(theirs))
    return (tokens + Levenshtein.normalized_similarity(ours, theirs)) / 2


def edits(source: str, candidate: str) -> tuple[Edit, ...]:
    """Return where two texts differ, in whole characters, words and numbers, in reading order.

    >>> source, candidate = "2025年来廊坊投资", "2024年来廊坊旅游"
    >>> [(edit.ours.of(source), edit.theirs.of(candidate)) for edit in edits(source, candidate)]
    [('2025', '2024'), ('投资', '旅游')]
    """
    from rapidfuzz.distance import Levenshtein

    ours, theirs = _spans(source), _spans(candidate)
    codes = Levenshtein.opcodes([span.of(source) for span in ours], [span.of(candidate) for span in theirs])
    found: list[Edit] = []
    for code in codes:
        if code.tag != "equal":
            here = _cover(ours, code.src_start, code.src_end, len(source))
            there = _cover(theirs, code.dest_start, code.dest_end, len(candidate))
            last = found[-1] if found else None
            if last is not None and last.ours.end == here.start and last.theirs.end == there.start:
                here, there = Span(last.ours.start, here.end), Span(last.theirs.start, there.end)
                found.pop()
            found.append(Edit(here, there))
    return tuple(found)


def _spans(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def _cover(spans: list[Span], first: int, end: int, length: int) -> Span:
    """Return the span of some tokens; of none, the empty place before the next one."""
    if first < end:
        return Span(spans[first].start, spans[end - 1].end)
    place = spans[first].start if first < len(spans) else (spans[-1].end if spans else length)
    return Span(place, place)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Fold width, case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
