"""Texts cut into the stretches a template shows differently: terms in a source, changes between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.model import Hit, Lang, Term


@dataclass(frozen=True, slots=True)
class Chip:
    """A term of the source under its number: what Ctrl+number inserts."""

    number: int
    term: Term
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of source text; ``number`` is that of its term (0: none)."""

    text: str
    number: int = 0


def chips(hits: Sequence[Hit], source: str, target: Lang) -> list[Chip]:
    """Number the terms of a source by first appearance; a term that comes twice has one number."""
    found: dict[Term, Chip] = {}
    for hit in sorted(hits, key=lambda hit: hit.span):
        if hit.term not in found:
            found[hit.term] = Chip(len(found) + 1, hit.term, hit.span.of(source), hit.term.form(target))
    return list(found.values())


def stretches(source: str, hits: Sequence[Hit], numbered: Sequence[Chip]) -> Iterator[Stretch]:
    """Cut a source at its terms; glued together the stretches are the source.

    >>> [s.text for s in stretches("廊坊欢迎您。", [], [])]
    ['廊坊欢迎您。']
    """
    numbers = {chip.term: chip.number for chip in numbered}
    at = 0
    for hit in sorted(hits, key=lambda hit: hit.span):
        if hit.span.start < at:  # inside the one before
            continue
        if hit.span.start > at:
            yield Stretch(source[at : hit.span.start])
        yield Stretch(hit.span.of(source), numbers.get(hit.term, 0))
        at = hit.span.end
    if at < len(source):
        yield Stretch(source[at:])
