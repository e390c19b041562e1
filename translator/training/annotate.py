"""Dress a pair for training: inline term annotation, placeholders, letter case, missing end marks.

Law: what stands between the tags is, piece for piece, what stands in the target (hence the blanks around English).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from translator.training.amounts import Said
from translator.training.names import Names
from translator.training.settings import Augment

_COUNTS = (1, 1, 1, 1, 2, 2, 3, 3, 4, 5)
_WORD = re.compile(r"[A-Za-z]")


class Hit(NamedTuple):
    """A name found on both sides: code points of its first occurrence in each."""

    zh: int
    en: int
    name: Said


class Dressed(NamedTuple):
    """Both sides after dressing; ``to`` as in rows.Line."""

    to: str
    zh: str
    en: str


def tag(name: Said, to: str, replace: bool) -> str:
    """Return the source form of an annotated term.

    >>> tag(Said("廊坊", "Langfang"), "en", False), tag(Said("廊坊", "Langfang"), "en", True)
    ('<t>廊坊<s2> Langfang </t>', '<t> Langfang </t>')
    >>> tag(Said("廊坊", "Langfang"), "zh", False), tag(Said("廊坊", "Langfang"), "zh", True)
    ('<t> Langfang <s2>廊坊</t>', '<t>廊坊</t>')
    """
    zh, en = name.zh, f" {name.en} "
    if to == "en":
        return f"<t>{en}</t>" if replace else f"<t>{zh}<s2>{en}</t>"
    return f"<t>{zh}</t>" if replace else f"<t>{en}<s2>{zh}</t>"


class Finder:
    """Finds name pairs that stand on both sides of a sentence pair, longest first."""

    def __init__(self, names: Names) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._names = names.pairs
        self._machine = AhoCorasick(list(names.pairs), matchkind=MatchKind.LeftmostLongest)

    def hits(self, zh: str, en: str) -> list[Hit]:
        """Return the names that occur once on each side, in the order of the Chinese."""
        found: list[Hit] = []
        for _, start, end in self._machine.find_matches_as_indexes(zh):
            word = zh[start:end]
            at, english = max(
                ((find_word(en, name), name) for name in self._names[word]), key=lambda hit: len(hit[1]) * (hit[0] >= 0)
            )
            clash = any(hit.en < at + len(english) and at < hit.en + len(hit.name.en) for hit in found)
            if at >= 0 and not clash and zh.count(word) == 1:
                found.append(Hit(start, at, Said(word, english)))
        return found


def find_word(text: str, word: str) -> int:
    """Return where ``word`` stands as a whole word in ``text``, -1 where it does not.

    >>> find_word("in Handan and Han", "Han")
    14
    """
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not _WORD.match(before) and not _WORD.match(after):
            return at
        at = text.find(word, at + 1)
    return -1


def annotated(zh: str, en: str, hits: Sequence[Hit], to: str, names: Names, rules: Augment, draw: Random) -> Dressed:
    """Tag some of the hits on the source side, some of these after swapping the name for an invented one."""
    chosen = draw.sample(list(hits), min(len(hits), draw.choice(_COUNTS)))
    swaps = {hit: names.invented(draw) if draw.random() < rules.invented else hit.name for hit in chosen}
    replace = draw.random() < rules.replace_form
    for hit in sorted(chosen, key=lambda hit: -hit.zh):
        put = tag(swaps[hit], to, replace) if to == "en" else swaps[hit].zh
        zh = zh[: hit.zh] + put + zh[hit.zh + len(hit.name.zh) :]
    for hit in sorted(chosen, key=lambda hit: -hit.en):
        put = tag(swaps[hit], to, replace) if to == "zh" else swaps[hit].en
        before, after = en[: hit.en], en[hit.en + len(hit.name.en) :]
        # the tag brings its own blanks
        en = before.removesuffix(" ") + put + after.removeprefix(" ") if to == "zh" else before + put + after
    return Dressed(to, zh, en)


def placeholders(zh: str, en: str, hits: Sequence[Hit], draw: Random) -> Dressed:
    """Hide the hits behind ``<x1>``, ``<x2>`` ... on both sides, numbered as in the Chinese or at random."""
    chosen = sorted(draw.sample(list(hits), min(len(hits), draw.choice((1, 1, 2, 3)))), key=lambda hit: hit.zh)
    numbers = range(1, 10) if draw.random() < 0.7 else draw.sample(range(1, 10), 9)
    tokens = {hit: f"<x{number}>" for hit, number in zip(chosen, numbers, strict=False)}
    for hit in reversed(chosen):
        zh = zh[: hit.zh] + tokens[hit] + zh[hit.zh + len(hit.name.zh) :]
    for hit in sorted(chosen, key=lambda hit: -hit.en):
        en = en[: hit.en] + tokens[hit] + en[hit.en + len(hit.name.en) :]
    return Dressed("-", zh, en)


def bracketed(zh: str, en: str, draw: Random) -> Dressed:
    """Put the whole sentence between two placeholders, as a mask of markup does."""
    first, last = draw.choice((("<x1>", "<x2>"), ("<x1>", ""), ("", "<x1>")))
    return Dressed("-", first + zh + last, first + en + last)


def recased(zh: str, en: str, draw: Random) -> Dressed:
    """Write the English source in capitals, in title case or in small letters; the Chinese stays."""
    return Dressed("zh", zh, draw.choice((en.upper(), en.title(), en.lower())))


def open_ended(zh: str, en: str) -> Dressed:
    """Drop the end mark on both sides."""
    return Dressed("-", zh.rstrip("。.！!"), en.rstrip(".!"))


def dress(zh: str, en: str, hits: Sequence[Hit], names: Names, rules: Augment, draw: Random) -> Dressed:
    """Draw at most one kind of dressing for a pair."""
    chance = draw.random()
    if hits and chance < rules.annotated * 1.6:
        return annotated(zh, en, hits, draw.choice(("zh", "en")), names, rules, draw)
    chance = draw.random()
    if chance < rules.placeholders:
        return placeholders(zh, en, hits, draw) if hits else bracketed(zh, en, draw)
    if chance < rules.placeholders + rules.cased:
        return recased(zh, en, draw)
    if chance < rules.placeholders + rules.cased + rules.open_ended:
        return open_ended(zh, en)
    return Dressed("-", zh, en)
