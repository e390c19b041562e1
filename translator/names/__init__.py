"""Proper nouns without an entry: found in a text, proposed in the other language, with confidence and reason.

Law: a proposal is never used by itself; a person accepts it, then it is a term. What nobody can know has no target.
"""

from __future__ import annotations

from collections.abc import Sequence

from translator.model import Lang, Span
from translator.names.gather import Gathered, gather
from translator.names.proposal import Proposal, as_term

__all__ = ["Gathered", "Proposal", "as_term", "gather", "propose"]


def propose(text: str, lang: Lang, covered: Sequence[Span] = ()) -> list[Proposal]:
    """Return the names of ``text`` in ``lang`` that have no entry, in reading order, not overlapping.

    ``covered`` are the spans of glossary hits: a name inside one, or cut by one, is left out; a longer name that holds
    hits (廊坊师范学院 around 廊坊) is proposed as a whole.

    >>> [found.target for found in propose("他在廊坊师范学院工作。", Lang.ZH)]
    ['Langfang Normal University']
    """
    if lang is Lang.ZH:
        from translator.names.find_zh import find
    else:
        from translator.names.find_en import find
    return [found for found in find(text) if not any(_settles(span, found.span) for span in covered)]


def _settles(covered: Span, found: Span) -> bool:
    """Say whether a glossary hit makes a proposal needless: they overlap, and the proposal does not hold the hit."""
    holds = found.start <= covered.start and covered.end <= found.end and found != covered
    return covered.overlaps(found) and not holds
