"""A text before and after a change, with the way from each stretch of one to its place in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.model import Span


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text before and after; ``pieces`` are (span before, span after) in order, together they are both texts."""

    before: str
    after: str
    pieces: tuple[tuple[Span, Span], ...]

    def there(self, span: Span) -> Span:
        """Return the span of ``after`` that a span of ``before`` became."""
        return _moved(span, self.pieces)

    def back(self, span: Span) -> Span:
        """Return the span of ``before`` that a span of ``after`` came from."""
        return _moved(span, [(new, old) for old, new in self.pieces])


def edited(text: str, edits: Sequence[tuple[Span, str]]) -> Rewritten:
    """Return a text with the words of each edit over its span (put in where that is empty); spans do not overlap.

    >>> done = edited("in Langfang now", [(Span(11, 11), " (廊坊)")])
    >>> done.after, done.there(Span(3, 11)).of(done.after), done.there(Span(12, 15)).of(done.after)
    ('in Langfang (廊坊) now', 'Langfang', 'now')
    """
    pieces: list[tuple[Span, Span]] = []
    out: list[str] = []
    at = length = 0
    for span, words in [*sorted(edits), (Span(len(text), len(text)), "")]:
        kept = range(at, span.start)
        pieces += [(Span(k, k + 1), Span(length + k - at, length + k - at + 1)) for k in kept]
        length += len(kept)
        pieces.append((span, Span(length, length + len(words))))
        out += [text[at : span.start], words]
        length += len(words)
        at = span.end
    return Rewritten(text, "".join(out), tuple(pieces))


def _moved(span: Span, pieces: Sequence[tuple[Span, Span]]) -> Span:
    """Return what became of a span: all pieces it touches."""
    touched = [new for old, new in pieces if old.overlaps(span) and old.start < old.end]
    if touched:
        return Span(touched[0].start, touched[-1].end)
    at = max((new.end for old, new in pieces if old.end <= span.start), default=0)
    return Span(at, at)
