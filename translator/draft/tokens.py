"""Mask tokens an engine lost, doubled or turned round: every one back into its place, once.

Law: afterwards each token of the source stands in the target exactly once, so no link, URL or code is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translator.draft.prepared import TOKEN, Prepared, pairs, tokens_in
from translator.ladder import locate
from translator.ladder.links import aligned
from translator.ladder.places import closed, cuts, nearest, proportional
from translator.model import Hypothesis, Lang, Link, Placement, Span

#: what stands behind a closing token rather than before it, at the end of a sentence or clause
_AFTER_CLOSER = " .,;:!?。，、；：！？…"
#: an end mark behind the last token of a sentence, and before it
_MARK_BEHIND = re.compile(r"<x\d+>[.!?。！？]$")
_MARK_INSIDE = re.compile(r"(?P<mark>[.!?。！？]) ?(?P<token><x\d+>)$")
#: weight of a name that was placed, far above that of any link of an engine
_CERTAIN = 9.0


def restored(prepared: Prepared, hypothesis: Hypothesis, places: Sequence[Placement], lang: Lang) -> str:
    """Return the text of ``hypothesis`` with each token of the core once; no name of ``places`` is cut."""
    hits = [place.hit for place in places]
    hypothesis = replace(hypothesis, links=(*_sure(places), *hypothesis.links))
    wanted = dict(tokens_in(prepared.core))
    text = _without_strangers(hypothesis.text, set(wanted))
    for opener, closer in _hollow(prepared, text):
        text = _dropped(_dropped(text, opener), closer)
    for number in wanted:
        if f"<x{number}>" not in text:
            names = [place.target_span for place in locate(hits, text, lang) if place.target_span]
            at = _place(prepared, hypothesis, text, number, wanted[number], names, lang)
            text = _put(text, at, number, lang, alone=not _in_pair(prepared, number))
    return _marks_outside(prepared, _turned(prepared, text))


def _marks_outside(prepared: Prepared, text: str) -> str:
    """Put an end mark behind a closing token where the source has it there: [官网](…)。 is not [website.](…)."""
    if not _MARK_BEHIND.search(prepared.core):
        return text
    return _MARK_INSIDE.sub(lambda match: match["token"] + match["mark"], text)


def _put(text: str, at: int, number: int, lang: Lang, *, alone: bool) -> str:
    """Insert a token; one that stands for words of its own (an address, code) gets blanks in English."""
    before, after = text[:at], text[at:]
    spaced = alone and lang is Lang.EN
    left = " " if spaced and before[-1:].isalnum() else ""
    right = " " if spaced and after[:1].isalnum() else ""
    return f"{before}{left}<x{number}>{right}{after}"


def _in_pair(prepared: Prepared, number: int) -> bool:
    couples = pairs(prepared.masked)
    return number in couples or number in couples.values()


def _sure(places: Sequence[Placement]) -> list[Link]:
    """Return the names that were placed as links: nothing is known better than where they went."""
    return [Link(place.hit.span, place.target_span, _CERTAIN) for place in places if place.target_span]


def _without_strangers(text: str, wanted: set[int]) -> str:
    """Drop tokens that are not of this sentence, and the second of two."""
    seen: set[int] = set()

    def keep(number: int, words: str) -> str:
        fresh = number in wanted and number not in seen
        seen.add(number)
        return words if fresh else ""

    return TOKEN.sub(lambda match: keep(int(match[1]), match[0]), text)


def _hollow(prepared: Prepared, text: str) -> list[tuple[int, int]]:
    """Return the pairs that hold words in the source and none in the target: `[](http://…)`."""
    places = dict(tokens_in(text))
    inside = dict(tokens_in(prepared.core))
    return [
        (opener, closer)
        for opener, closer in pairs(prepared.masked).items()
        if opener in places and closer in places and opener in inside and closer in inside
        if prepared.core[inside[opener].end : inside[closer].start].strip()
        and not text[places[opener].end : places[closer].start].strip()
    ]


def _dropped(text: str, number: int) -> str:
    return text.replace(f"<x{number}>", "")


def _place(
    prepared: Prepared,
    hypothesis: Hypothesis,
    text: str,
    number: int,
    token: Span,
    names: list[Span],
    lang: Lang,
) -> int:
    """Return where a lost token goes: beside the words it stood beside, else in proportion, never before its opener."""
    couples = pairs(prepared.masked)
    closes = number in couples.values()
    at = _beside(prepared, hypothesis, text, token, closes)
    if at is None:
        at = proportional(prepared.core, Span(token.end if closes else token.start, token.end), text)
    least = max((span.end for other, span in tokens_in(text) if couples.get(other) == number), default=0)
    spots = [spot for spot in _spots(text, names, lang, closes) if spot >= least]
    if closes and len(spots) > 1 and least and not text[least : spots[0]].strip():
        spots = spots[1:]  # a pair holds at least a word
    return nearest(spots, at)[0] if spots else len(text)


def _spots(text: str, names: list[Span], lang: Lang, closes: bool) -> list[int]:
    """Return the places for a token; one that closes stands right behind a word, not before the next one."""
    spots = cuts(text, lang, closed(text, names))
    if closes:
        return sorted({len(text[:spot].rstrip(_AFTER_CLOSER)) for spot in spots})
    return spots


def _beside(prepared: Prepared, hypothesis: Hypothesis, text: str, token: Span, closes: bool) -> float | None:
    """Return where the neighbour of the token in the source went; None where no link tells."""
    if text != hypothesis.text and len(text) != len(hypothesis.text):
        drift = len(text) / max(1, len(hypothesis.text))
    else:
        drift = 1.0
    after = Span(token.end, token.end + 1)
    before = Span(max(0, token.start - 1), token.start)
    for neighbour, end in ((before, True), (after, False)) if closes else ((after, False), (before, True)):
        found = aligned(hypothesis.links, neighbour, hypothesis.text)
        if found:
            return (found[0].end if end else found[0].start) * drift
    return None


def _turned(prepared: Prepared, text: str) -> str:
    """Swap the tokens of a pair that closes before it opens."""
    for opener, closer in pairs(prepared.masked).items():
        places = dict(tokens_in(text))
        if opener in places and closer in places and places[closer].start < places[opener].start:
            text = _swapped(text, places[closer], places[opener])
    return text


def _swapped(text: str, first: Span, second: Span) -> str:
    """Exchange two stretches of ``text``; ``first`` stands before ``second``."""
    between = text[first.end : second.start]
    return text[: first.start] + second.of(text) + between + first.of(text) + text[second.end :]
