"""Prefix repair: write the target up to where a term belongs, put the term there, let the engine go on.

Law: what the engine makes of it only counts if no other term is lost and nothing is said twice; climb.improved judges.
"""

from __future__ import annotations

from dataclasses import replace

from translator.ladder.climb import Climb, annotated
from translator.ladder.guess import beside, expected
from translator.ladder.links import aligned
from translator.ladder.places import closed, cuts, nearest
from translator.model import Lang, Request
from translator.text.placing import target_form

#: cut points tried for one missing term; more cost more than they find
MOST_CUTS = 8
_ENDS = (".", "!", "?", "。", "！", "？")


def candidates(climb: Climb, number: int) -> list[Request]:
    """Return requests whose prefix ends with the term of hit ``number``, the likeliest cut point first."""
    hit, text = climb.hits[number], climb.hypothesis.text
    form = target_form(hit.term, climb.lang)
    request = annotated(climb.request, climb.hits)
    prefixes = [_prefix(text[:cut], form, climb.lang) for cut in _cut_points(climb, number)]
    if not aligned(climb.hypothesis.links, hit.span, text):
        prefixes = [text[:at] + words for at, words in beside(climb, number, form) if words.endswith(form)] + prefixes
    return [replace(request, prefix=prefix) for prefix in dict.fromkeys(prefixes[:MOST_CUTS])]


def _cut_points(climb: Climb, number: int) -> list[int]:
    """Return where the aligned words begin and the word borders before them; without links, the borders around a guess.

    A cut behind the aligned words would keep wrong words in the prefix, one behind an end mark a whole sentence.
    """
    hit, text = climb.hits[number], climb.hypothesis.text
    names = [place.target_span for place in climb.places if place.target_span]
    spots = cuts(text, climb.lang, closed(text, names))
    spots = [spot for spot in spots if not text[:spot].rstrip().endswith(_ENDS)]
    starts = [span.start for span in aligned(climb.hypothesis.links, hit.span, text)[:2]]
    if not starts:
        return nearest(spots, expected(climb, number))[:MOST_CUTS]
    each = MOST_CUTS // len(starts)
    return list(dict.fromkeys(spot for at in starts for spot in nearest((s for s in spots if s <= at), at)[:each]))


def _prefix(before: str, form: str, lang: Lang) -> str:
    """Return the beginning of a target that ends with ``form``; English puts a blank between words."""
    if lang is Lang.EN and before and not before[-1].isspace() and before[-1] not in "([\"'<":
        before += " "
    if not before.strip() and form[:1].islower():
        form = form[0].upper() + form[1:]
    return before + form
