"""What the model reads beside words: direction, term annotations, placeholders.

Law: symbols that somebody typed are text. They go through the model as placeholders and come back as they were;
``origin`` finds from every character the model reads to the characters of the text it came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from translator.model import Annotation, AnnotationForm, Lang, Pair, Span

#: first piece of the source: the language to translate to
DIRECTION = {Lang.ZH: "<2zh>", Lang.EN: "<2en>"}
#: around a term: ``<t>source<s2>target</t>``, or ``<t>target</t>``
TERM, ARROW, TERM_END = "<t>", "<s2>", "</t>"
#: one piece each; more than nine in one sentence are written as they come
PLACEHOLDERS = tuple(f"<x{number}>" for number in range(1, 10))
#: what never belongs in a translation
MARKUP = (*DIRECTION.values(), TERM, ARROW, TERM_END)
SYMBOLS = frozenset((*MARKUP, *PLACEHOLDERS))

_RESERVED = re.compile(r"<x\d+>|<t>|<s2>|</t>|<2zh>|<2en>")
#: how a symbol is written that finds no free placeholder: no symbol, and nobody types it
_ALIKE = str.maketrans(
    "<>", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as the model reads it, without its direction.

    ``origin[k]``: the stretch of the text that character k stands for. ``kept[k]``: what ``PLACEHOLDERS[k]`` stands
    for; ``more``: typed symbols that found no placeholder and are written as look-alikes.
    """

    text: str
    origin: tuple[Span, ...]
    kept: tuple[str, ...]
    more: tuple[str, ...] = ()

    def marked(self, target: str) -> str:
        """Return target text (a prefix) as the model writes it."""
        return _safe(target, self.kept)

    def meaning(self, symbol: str) -> str:
        """Return what a symbol in the output stands for: nothing, where it is markup or a stranger to this text."""
        return dict(zip(PLACEHOLDERS, self.kept, strict=False)).get(symbol, "")

    def typed(self, output: str) -> str:
        """Return ``output`` with the look-alikes as they were typed; no character moves."""
        for symbol in self.more:
            output = output.replace(symbol.translate(_ALIKE), symbol)
        return output


def mark(text: str, pair: Pair, annotations: Sequence[Annotation], form: AnnotationForm) -> Marked:
    """Write annotations and placeholders into ``text``.

    What an annotation encloses is written as its language writes it, so that the pieces in it are those of the target:
    Latin words between blanks, Chinese without. In an English source the blanks of the tag are those around the term
    (as in training). An annotation that overlaps another or stands outside is left out.

    >>> mark("欢迎廊坊。", Pair.to(Lang.EN), [Annotation(Span(2, 4), "Langfang")], AnnotationForm.APPEND).text
    '欢迎<t>廊坊<s2> Langfang </t>。'
    >>> mark("见<x7>和<t>。", Pair.to(Lang.EN), [], AnnotationForm.APPEND).text
    '见<x1>和<x2>。'
    """
    symbols = tuple(dict.fromkeys(_RESERVED.findall(text)))
    kept, more = symbols[: len(PLACEHOLDERS)], symbols[len(PLACEHOLDERS) :]
    writer = _Writer(text, kept)
    at = 0
    for annotation in sorted(annotations, key=lambda one: one.span):
        span, target = annotation.span, " ".join(annotation.target.split())
        if span.start < at or span.end > len(text) or not span.of(text).strip() or not target:
            continue
        blank = pair.source is Lang.EN and text[at : span.start].endswith(" ")
        writer.copy(Span(at, span.start - blank))
        source = spaced(_safe(span.of(text), kept), pair.source) + ARROW if form is AnnotationForm.APPEND else ""
        writer.put(TERM + source + spaced(_safe(target, kept), pair.target) + TERM_END, span)
        at = span.end + (pair.source is Lang.EN and text.startswith(" ", span.end))
    writer.copy(Span(at, len(text)))
    return Marked("".join(writer.parts), tuple(writer.origin), kept, more)


def spaced(words: str, lang: Lang) -> str:
    """Return words as they stand in an annotation.

    >>> spaced("Langfang", Lang.EN), spaced("廊坊", Lang.ZH)
    (' Langfang ', '廊坊')
    """
    return f" {words} " if lang is Lang.EN else words


class _Writer:
    """Writes what the model reads, and where each character came from."""

    def __init__(self, text: str, kept: tuple[str, ...]) -> None:
        self.text, self.kept = text, kept
        self.parts: list[str] = []
        self.origin: list[Span] = []

    def put(self, words: str, span: Span) -> None:
        """Write words that stand for ``span``."""
        self.parts.append(words)
        self.origin += [span] * len(words)

    def copy(self, span: Span) -> None:
        """Write a stretch of the text, typed symbols as placeholders."""
        at = span.start
        for match in _RESERVED.finditer(self.text, span.start, span.end):
            self._letters(at, match.start())
            self.put(_written(match[0], self.kept), Span(*match.span()))
            at = match.end()
        self._letters(at, span.end)

    def _letters(self, start: int, end: int) -> None:
        self.parts.append(self.text[start:end])
        self.origin += [Span(k, k + 1) for k in range(start, end)]


def _safe(words: str, kept: tuple[str, ...]) -> str:
    """Return words without symbols that act."""
    return _RESERVED.sub(lambda match: _written(match[0], kept), words)


def _written(symbol: str, kept: tuple[str, ...]) -> str:
    """Return the placeholder of a typed symbol, or a look-alike where it has none."""
    return PLACEHOLDERS[kept.index(symbol)] if symbol in kept else symbol.translate(_ALIKE)
