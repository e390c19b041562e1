"""Towns and villages behind the division they lie in: 苏州市吴中区胥口镇.

Law: behind a county or city in full, what ends in 镇, 乡, 村, 街道 is a place however the dictionary cuts it, unless a
word of every day stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from translator.names import regions, tables
from translator.names.tokens import Token, in_dictionary, known_names

_TOWN = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:街道办事处|街道|社区|镇|乡|村)(?:[\u4e00-\u9fff]{2,4}?(?:社区|村))?")
#: what stands in the specific part of no town: grammar, and the first half of another word (农村, 城镇, 小镇)
_GRAMMAR = re.compile(r"[的和与及或等在了是有各个该本为从到向把被所下辖内外第、]|^[各市县]")
_WORD = re.compile(r"(?:农村|[城小乡古重名强集全多几每各][镇乡]|[古名全多几每各新]村|(?:城市|农村)社区)$")


def find(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each chain of divisions with a town at its end."""
    ends = [word.end for word in words]
    closed = set(ends)
    start = stop = -1
    for begin, end in known_names().spans(text):
        start = start if begin == stop else begin
        stop = end
        if text[start:begin] and regions.read(text[start:end])[1]:
            start = begin
        if not (region := regions.first_region(text[begin:end])) or not region.whole or len(region.zh) != end - begin:
            continue
        match = _TOWN.match(text, end)
        if not match or _WORD.search(match[0]):
            continue
        if match.end() in closed and _is_specific(match[1], words, bisect_left(ends, end + 1), match.end()):
            yield start, match.end()


def _is_specific(specific: str, words: Sequence[Token], first: int, end: int) -> bool:
    """Say whether what stands before 镇 names it: no grammar, no verb, no word that is translated elsewhere."""
    if _GRAMMAR.search(specific) or specific in tables.words() or specific in tables.ordinary("start"):
        return False
    for word in words[first:]:
        if word.start >= end:
            break
        common = word.tag.startswith(("v", "a", "d", "p", "c", "u", "r", "m")) and in_dictionary(word.text)
        if len(word.text) > 1 and (common or word.text in tables.ordinary("start")):
            return False
    return True
