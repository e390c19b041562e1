"""A request made ready for the bundled model: cleaned, cut so that it fits, annotated, in pieces of the vocabulary.

Law: offsets of a cleaned text are those of the text; parts and their glue are the text; every task fits the model.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from translator.engines.pieces import cut
from translator.engines.symbols import DIRECTION, Marked, mark
from translator.engines.vocabulary import END, Vocabulary
from translator.model import Annotation, Lang, Pair, Request, Span
from translator.text.chars import LATIN, has_han

#: vocabulary pieces of a source: training drops longer sentences
MOST = 90
#: with annotations; the position table of the smallest model has 512 rows
MOST_MARKED = 400
#: the target form of an annotated term
_TARGET = re.compile(r"(?:<s2>|<t>)([^<]*)</t>")
#: pieces of a prefix the model is shown, the last ones: what comes next depends on little more
MOST_PREFIX = 200


@dataclass(frozen=True, slots=True)
class Task:
    """What is decoded in one go; ``copied``: there is nothing in it to translate."""

    text: str
    pair: Pair
    marked: Marked
    source: tuple[str, ...]
    prefix: str = ""
    start: tuple[str, ...] = ()
    suppress: tuple[str, ...] = ()
    copied: bool = False

    @property
    def asked(self) -> str:
        """What has to come out: the target forms of annotated terms, and the beginning."""
        return " ".join((*_TARGET.findall(self.marked.text), self.prefix))


@dataclass(frozen=True, slots=True)
class Part:
    """A task, the words of its request it stands for, where they start, and what stood behind them there."""

    task: Task
    words: str
    at: int
    glue: str


def parts(request: Request, vocabulary: Vocabulary) -> list[Part]:
    """Cut a request into parts; only the first one can start with the prefix."""
    found: list[Part] = []
    at = 0
    for words, glue in cut(clean(request.text), request.pair.source, lambda text: len(vocabulary.encode(text)) <= MOST):
        end = at + len(words)
        after = end + len(glue)
        found.append(Part(_task(request, vocabulary, words, at), request.text[at:end], at, request.text[end:after]))
        at = after
    return found


def clean(text: str) -> str:
    r"""Return ``text`` with a blank for every character that no model reads: controls, odd blanks, lone surrogates.

    >>> clean("廊坊\x00\ud800\u3000市")
    '廊坊   市'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if _is_unreadable(char) else char for char in text)


def worded(text: str, lang: Lang) -> bool:
    """Say whether there is a word of ``lang`` in ``text``."""
    return has_han(text) if lang is Lang.ZH else LATIN.search(text) is not None


def _task(request: Request, vocabulary: Vocabulary, words: str, at: int) -> Task:
    pair, prefix = request.pair, request.prefix if at == 0 else ""
    inside = _inside(request, words, at)
    marked = mark(words, pair, inside, request.form)
    source = vocabulary.encode(marked.text)
    if len(source) > MOST_MARKED:
        marked = mark(words, pair, (), request.form)
        source = vocabulary.encode(marked.text)
    start = vocabulary.encode(marked.marked(clean(prefix)))[-MOST_PREFIX:] if prefix.strip() else []
    copied = not worded(words, pair.source)
    framed = (DIRECTION[pair.target], *source, END)
    return Task(words, pair, marked, framed, prefix, tuple(start), tuple(filter(None, request.suppress)), copied)


def _inside(request: Request, words: str, at: int) -> list[Annotation]:
    """Return the annotations of a part, with its own offsets; one that was cut in two is left out."""
    return [
        replace(one, span=Span(one.span.start - at, one.span.end - at), target=clean(one.target))
        for one in request.annotations
        if at <= one.span.start < one.span.end <= at + len(words)
    ]


def _is_unreadable(char: str) -> bool:
    """Say whether no model reads a character; blanks of other widths are blanks, and so is the blank of pieces."""
    return char in "\N{LOWER ONE EIGHTH BLOCK}\N{ZERO WIDTH NO-BREAK SPACE}" or unicodedata.category(char) in (
        "Cc",
        "Cs",
        "Zs",
        "Zl",
        "Zp",
    )
