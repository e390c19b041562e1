"""A segment made ready for an engine: markup out to tokens, blanks and outer tokens off, offsets that find back.

Law: ``head + core + tail`` is the masked source; a span of ``core`` always finds back to the source it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.glossary import Matcher
from translator.model import Hit, Span
from translator.text.mask import Masked, mask

TOKEN = re.compile(r"<x(\d+)>")


@dataclass(frozen=True, slots=True)
class Prepared:
    """``core`` goes to the engine; ``head`` and ``tail`` (blanks, tokens around the whole segment) wait outside."""

    source: str
    masked: Masked
    head: str
    core: str
    tail: str

    def in_source(self, span: Span) -> Span:
        """Return the span of the source that a span of ``core`` stands for."""
        return Span(self._offset(span.start + len(self.head)), self._offset(span.end + len(self.head)))

    def _offset(self, at: int) -> int:
        """Return the source offset of an offset of the masked text (inside a token: of its beginning)."""
        shift = 0
        for match in TOKEN.finditer(self.masked.text):
            if match.end() > at:
                return min(at, match.start()) + shift
            shift += len(self.masked.tokens[int(match[1]) - 1]) - len(match[0])
        return at + shift

    def whole(self, text: str) -> str:
        """Return a translation of ``core`` with head and tail around it, still masked."""
        return f"{self.head}{text}{self.tail}"


def prepare(source: str) -> Prepared:
    """Mask ``source`` and peel what stands around it: `**廊坊**` goes to the engine as 廊坊.

    >>> prepare("**廊坊**").core
    '廊坊'
    """
    masked = mask(source)
    start, end = 0, len(masked.text)
    couples = pairs(masked)
    while True:
        first, last = _outer(masked.text, start, end)
        if first is None and last is None:
            break
        if first and last and couples.get(first[1]) == last[1]:
            start, end = first[0].end, last[0].start
        elif first and not _paired(first[1], couples):
            start = first[0].end
        elif last and not _paired(last[1], couples):
            end = last[0].start
        else:
            break
    core = masked.text[start:end]
    start += len(core) - len(core.lstrip())
    return Prepared(source, masked, masked.text[:start], core.strip(), masked.text[start + len(core.strip()) :])


def terms_of(prepared: Prepared, matcher: Matcher) -> list[Hit]:
    """Return the terms of a prepared segment with spans of its source; what is masked holds none."""
    return [Hit(hit.term, prepared.in_source(hit.span)) for hit in matcher.hits(prepared.core)]


def pairs(masked: Masked) -> dict[int, int]:
    """Return which token closes which: emphasis, link brackets, tags. Keys open, values close (numbers from 1).

    >>> pairs(mask("见[官网](http://www.lf.gov.cn)，**重要**"))
    {1: 2, 3: 4}
    """
    couples: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    for number, words in enumerate(masked.tokens, 1):
        opener = next((k for k in range(len(waiting) - 1, -1, -1) if words.startswith(waiting[k][1])), None)
        if opener is not None:
            couples[waiting[opener][0]] = number
            del waiting[opener:]
        elif closer := _closer(words):
            waiting.append((number, closer))
    return dict(sorted(couples.items()))


def _closer(words: str) -> str:
    """Return how the token that closes ``words`` begins; '' where nothing is opened."""
    if words.endswith("["):
        return "]"
    tag = re.search(r"<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?(?<!/)>$", words)
    if tag and tag[1].lower() not in ("br", "img", "hr", "input", "wbr"):
        return f"</{tag[1]}"
    return words if re.fullmatch(r"\*{1,3}|_{1,3}|~~", words) else ""


def _outer(text: str, start: int, end: int) -> tuple[tuple[Span, int] | None, tuple[Span, int] | None]:
    """Return the tokens at the very beginning and the very end of text[start:end], with their numbers."""
    first, last = re.compile(r"\s*<x(\d+)>").match(text, start, end), None
    for match in TOKEN.finditer(text, start, end):
        last = match
    ends = last is not None and not text[last.end() : end].strip()
    return (
        (Span(first.start(), first.end()), int(first[1])) if first else None,
        (Span(last.start(), end), int(last[1])) if last and ends else None,
    )


def _paired(number: int, couples: dict[int, int]) -> bool:
    return number in couples or number in couples.values()


def tokens_in(text: str) -> Iterator[tuple[int, Span]]:
    """Yield (number, span) of every token of a masked text."""
    return ((int(match[1]), Span(*match.span())) for match in TOKEN.finditer(text))
