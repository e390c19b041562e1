"""Texts cut into the stretches a template shows differently: terms in a source, changes between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.model import Hit, Lang, Term
from translator.text.compare import difference, tokens
from translator.text.mentions import mentions


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


def called(text: str, names: Sequence[str]) -> Iterator[Stretch]:
    """Cut a comment at the people it calls; ``number`` is 1 for a call.

    >>> [(s.text, s.number) for s in called("@李娜请看", ["李娜"])]
    [('@李娜', 1), ('请看', 0)]
    """
    at = 0
    for span, _ in mentions(text, names):
        if span.start > at:
            yield Stretch(text[at : span.start])
        yield Stretch(span.of(text), 1)
        at = span.end
    if at < len(text):
        yield Stretch(text[at:])


#: of a difference in the list: characters kept before the first change, and in all
BEFORE, SHOWN = 6, 120
#: the list shows the difference of no longer texts: nobody sees it there
COMPARED = 1000


@lru_cache(maxsize=2048)  # the list is asked for again and again while one works
def changes(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the stretches of two texts, [old, new], for one line: what stands long before the first change is cut.

    >>> changes("石家庄去年接待游客。", "石家庄去年接待旅客。")
    (('…家庄去年接待', '…家庄去年接待'), ('游', '旅'), ('客。', '客。'))
    """
    if len(old) + len(new) > COMPARED:
        return ()
    pieces, room = [(piece.old, piece.new) for piece in difference(old, new)], SHOWN
    if pieces and pieces[0][0] == pieces[0][1]:
        pieces[0] = (_tail(pieces[0][0]),) * 2
    shown = list[tuple[str, str]]()
    for one, other in pieces:
        if room > 0:
            shown.append((one[:room], other[:room]))
        room -= max(len(one), len(other))
    return tuple(shown)


def _tail(text: str) -> str:
    """Return the last words of a text, at least so much as stands before a change in the list."""
    kept = ""
    for token in reversed(tokens(text)):
        if len(kept) >= BEFORE:
            return "…" + kept
        kept = token + kept
    return kept


@dataclass(frozen=True, slots=True)
class Lit:
    """A piece of a text that was searched; ``hit``: it is one of the words."""

    text: str
    hit: bool = False


def found(text: str, words: Sequence[str], most: int) -> list[Lit]:
    """Cut a text at the words that were looked for; of a long text only ``most`` characters around the first are kept.

    >>> [(lit.text, lit.hit) for lit in found("廊坊在河北。Langfang", ["langfang", "河北"], 100)]
    [('廊坊在', False), ('河北', True), ('。', False), ('Langfang', True)]
    """
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)", re.IGNORECASE)
    first = pattern.search(text)
    begin = max(first.start() - most // 4, 0) if first and len(text) > most else 0
    shown = ("…" if begin else "") + text[begin : begin + most] + ("…" if len(text) > begin + most else "")
    pieces, at = list[Lit](), 0
    for match in pattern.finditer(shown):
        pieces += [Lit(shown[at : match.start()]), Lit(match[0], hit=True)]
        at = match.end()
    return [piece for piece in (*pieces, Lit(shown[at:])) if piece.text]
