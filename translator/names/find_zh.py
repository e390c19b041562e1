"""Names in a Chinese text: where they begin, where they end, what they are in English.

Law: a name ends where a word ends and begins where one begins; something in it is proper (a known place, a word the
dictionary calls a name, or one it does not know). A compound of everyday words is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.model import Span
from translator.names import foreign_zh, people, regions, tables
from translator.names.compose import Rendering, compose
from translator.names.proposal import Proposal
from translator.names.tokens import Token, in_dictionary, known_names, tokens
from translator.text.chars import has_han

#: parts of speech that end the walk to the left from a generic part
_STOPS = ("p", "c", "u", "r", "t", "q", "y", "e", "o", "z", "d", "v", "l", "i")
#: how many words a name may have before its generic part
_WALK = 9
#: a name of this many characters or more is a sentence, not a name
_TOO_LONG = 40
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+(号)?")
_BRACKETS = "()（）"


def find(text: str) -> list[Proposal]:
    """Return the names of a text, not overlapping, in order; pure regions one by one, each with its own form."""
    words = tokens(text)
    found = [*_composed(text, words), *_known(text, words), *people.find(text, words), *foreign_zh.find(text, words)]
    return _longest(found)


def _longest(found: list[Proposal]) -> list[Proposal]:
    """Keep the longest of names that overlap, the surer one among equals."""
    kept: list[Proposal] = []
    for proposal in sorted(found, key=lambda p: (p.span.start - p.span.end, -p.confidence)):
        if not any(proposal.span.overlaps(other.span) for other in kept):
            kept.append(proposal)
    return sorted(kept, key=lambda p: p.span)


def _known(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield regions and established names, where they stand as words."""
    edges = {word.start for word in words} | {len(text)}
    by_start = {word.start: word for word in words}
    for start, end in known_names().spans(text):
        name = text[start:end]
        if name in tables.ordinary("whole") or _crosses(name, start, end, edges, by_start):
            continue
        rendering = compose(name)
        if rendering and name != "中国":
            yield _proposal(name, start, rendering)


def _crosses(name: str, start: int, end: int, edges: set[int], by_start: dict[int, Token]) -> bool:
    """Say whether a known name found in the text is only a part of other words."""
    if start in edges and end in edges:
        first = by_start[start]
        whole = first.end == end
        bare = name in regions.bare_names() and name not in tables.established()
        return bare and whole and not first.tag.startswith("n") and first.tag not in ("j", "a")
    return len(name) < 4 or name in regions.bare_names()  # a long full name is right even where the words are cut wrong


def _composed(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield the names that end in a generic part."""
    for place, word in enumerate(words):
        if not has_han(word.text) and word.text not in ("）", ")"):
            continue
        generic = _ending(text[: word.end])
        if generic and (proposal := _from_left(text, words, place, generic)):
            yield proposal


@cache
def _ending_pattern() -> re.Pattern[str]:
    literal = [re.escape(zh).replace(r"\#", "#") for zh in sorted(tables.generics(), key=len, reverse=True)]
    either = "|".join(zh.replace("#", r"[一二三四五六七八九十百\d]+") for zh in literal)
    return re.compile(f"(?:{either})$")


def _ending(text: str) -> str:
    """Return the longest generic part a text ends in."""
    tail = text[-20:].replace("（", "(").replace("）", ")")
    match = _ending_pattern().search(tail)
    return match[0] if match else ""


def _from_left(text: str, words: Sequence[Token], place: int, generic: str) -> Proposal | None:
    """Return the longest sound name that ends with word ``place``."""
    end = words[place].end
    split = end - len(generic)
    for start in _starts(text, words, place, split):
        name = text[start:end]
        if len(name) > _TOO_LONG or start >= split or not _sound(name, text, start, split, words, place):
            continue
        rendering = compose(name)
        if rendering and rendering.named and not _only_regions(name):
            return _proposal(name, start, rendering)
    return None


def _only_regions(name: str) -> bool:
    """Say whether a name is regions only: those are proposed one by one."""
    return regions.read(name)[1] == ""


def _starts(text: str, words: Sequence[Token], place: int, split: int) -> list[int]:
    """Return where a name could begin, the leftmost first."""
    found: list[int] = []
    depth = 0
    for word in reversed(words[max(0, place - _WALK) : place + 1]):
        if word.start >= split:
            continue
        if word.text in _BRACKETS:
            depth += 1 if word.text in ")）" else -1
            if depth < 0:
                break
            continue
        if not _nameable(word, text):
            break
        if depth == 0:
            found.append(word.start)
    return found[::-1]


def _nameable(word: Token, text: str) -> bool:
    """Say whether a word can be a part of a name."""
    if word.text in tables.ordinary("start"):
        return word.text in tables.words() and len(word.text) > 1
    if word.text in tables.words() or regions.first_region(word.text):
        return True
    if word.tag == "m" or word.tag == "mq":
        return bool(_ORDINAL.fullmatch(word.text))
    if word.tag == "x":
        return word.text.isascii() and word.text.isalnum()
    if len(word.text) == 1 and word.tag in ("d", "a", "v", "vg", "zg", "z", "q", "t"):
        return word.text in tables.characters("in a brand")
    return (has_han(word.text) and not word.tag.startswith(_STOPS)) or word.tag == "vn" or word.tag == "eng"


def _sound(name: str, text: str, start: int, split: int, words: Sequence[Token], place: int) -> bool:
    """Say whether a stretch is a name: something in it is proper, and it is no everyday word."""
    if name in tables.ordinary("whole"):
        return False
    inside = [word for word in words[max(0, place - _WALK) : place + 1] if word.end > start]
    first = inside[0]
    known = regions.first_region(name)
    if (
        known
        and len(known.zh) < split - start + 1
        and (known.whole or first.start + len(known.zh) <= first.end or True)
    ):
        return not _everyday_tail(inside, split)
    if first.text in tables.ordinary("start"):
        return False
    if any(word.start < split < word.end for word in inside[-1:]):  # 永定河 is one word
        last = inside[-1]
        return last.proper and (len(last.text) > 2 or (last.tag == "ns" and in_dictionary(last.text)))
    if split - start < 2:
        return False
    return first.proper or not in_dictionary(first.text) or _brand(inside, split)


def _everyday_tail(inside: Sequence[Token], split: int) -> bool:
    """Say whether the last word is an everyday word that only ends like a generic part: 河北省 + 思路."""
    last = inside[-1]
    return last.start < split < last.end and not last.proper and last.text in tables.ordinary("whole")


def _brand(inside: Sequence[Token], split: int) -> bool:
    """Say whether a name begins with two single characters, as brands do that the dictionary does not know."""
    head = [word for word in inside if word.start < split]
    return len(head) > 1 and len(head[0].text) == len(head[1].text) == 1 and not head[0].tag.startswith(("m", "q"))


def _proposal(name: str, start: int, found: Rendering) -> Proposal:
    span = Span(start, start + len(name))
    return Proposal(span, name, found.en, found.kind, found.confidence, _sentence(found.reason), found.others)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:] + "."
