"""What no engine may touch, out to tokens and back: markup, URLs, e-mail addresses, code, placeholders.

Law: ``unmask(*mask(x)) == x`` for every x. A token is ``<x1>``, ``<x2>`` ... ;
the bundled model knows nine of them as one symbol each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from translator.model import Span

#: sorts behind every span that starts at the same place
_FAR = 1 << 62
_TOKEN = re.compile(r"<x([1-9]\d{0,5})>")

#: where a URL stops: blanks, quotes, brackets, Chinese punctuation and characters
_URL_CHAR = r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%\[\]]"
_URL = rf"(?:https?|ftp)://(?:{_URL_CHAR}|\({_URL_CHAR}*\))+|\bwww\.(?:{_URL_CHAR}|\({_URL_CHAR}*\))+"
#: marks that end the sentence rather than the URL
_URL_TAIL = ".,;:!?'*_]"
_LINK_TARGET = r"(?:<[^<>\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*"

_OPAQUE = re.compile(
    "|".join(
        (
            r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!(?P=ticks))[\s\S]|(?P=ticks)`+)+?(?<!`)(?P=ticks)(?!`))",
            r"(?P<comment><!--[\s\S]*?-->)",
            r"(?P<element><(?P<name>code|kbd|samp|script|style|pre|var)\b[^<>]*>[\s\S]*?</(?P=name)\s*>)",
            r"(?P<tag></?[A-Za-z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>|</?[A-Za-z][^<>\n]*>|<x[1-9]\d*>)",
            r"(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)",
            rf"(?P<link>\]\({_LINK_TARGET}\)|\]\[[^\[\]\n]*\])",
            r"(?P<note>\[\^[^\[\]\s]+\])",
            rf"(?P<url>{_URL})",
            r"(?P<mail>(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
            r"(?P<brace>\$?\{\{[^{}\n]*\}\}|[$%#]?\{[A-Za-z0-9_.:!,\[\]-]*\})",
            r"(?P<percent>(?<![\d%])%(?:\([A-Za-z0-9_]+\)|\d+\$)?[-+0#]?\d*(?:\.\d+)?[sdifgxXuc@](?![A-Za-z]))",
            r"(?P<wrap>(?:\r\n|\r|\n)[ \t]*(?:>[ \t]?)+)",  # a wrapped line of a Markdown quote
            r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>~$&])",
        )
    )
)
_BRACKET = re.compile(r"[\[\]]")
#: emphasis pairs; a blank beside the mark means multiplication or a list; a letter before it, a formula
_EMPHASIS = re.compile(
    r"(?<![*\\A-Za-z0-9])(?P<star>\*{1,3})(?=[^\s*])(?P<a>[\s\S]{0,400}?[^\s*\\])(?P=star)(?!\*)"
    r"|(?<![\w\\])(?P<line>_{1,3})(?=[^\s_])(?P<b>[\s\S]{0,400}?[^\s_\\])(?P=line)(?!\w)"
    r"|(?P<wave>~~)(?=\S)(?P<c>[\s\S]{0,400}?\S)(?P=wave)"
)


class Masked(NamedTuple):
    """A text with tokens, and what each stands for: ``tokens[0]`` is ``<x1>``."""

    text: str
    tokens: tuple[str, ...]


def mask(text: str) -> Masked:
    """Replace what must survive by tokens; neighbours without a blank between them share one.

    >>> mask("见[官网](http://www.lf.gov.cn)，{name}")
    Masked(text='见<x1>官网<x2>，<x3>', tokens=('[', '](http://www.lf.gov.cn)', '{name}'))
    """
    parts: list[str] = []
    tokens: list[str] = []
    at = 0
    for span in protected(text):
        tokens.append(span.of(text))
        parts += [text[at : span.start], f"<x{len(tokens)}>"]
        at = span.end
    return Masked("".join([*parts, text[at:]]), tuple(tokens))


def unmask(text: str, tokens: Sequence[str]) -> str:
    """Put back what the tokens stand for; a token with an unknown number stays.

    >>> unmask("See the <x1>site<x2>.", ["[", "](http://www.lf.gov.cn)"])
    'See the [site](http://www.lf.gov.cn).'
    """

    def put_back(match: re.Match[str]) -> str:
        number = int(match[1])
        return tokens[number - 1] if number <= len(tokens) else match[0]

    return _TOKEN.sub(put_back, text)


def missing(text: str, tokens: Sequence[str]) -> tuple[str, ...]:
    """Return what the tokens stand for that do not stand in ``text`` (a masked translation).

    >>> missing("See the <x1>site.", ["[", "](http://www.lf.gov.cn)"])
    ('](http://www.lf.gov.cn)',)
    """
    there = {int(number) for number in _TOKEN.findall(text)}
    return tuple(words for number, words in enumerate(tokens, 1) if number not in there)


def names(masked: Masked) -> tuple[str, ...]:
    """Return the token names of a masked text: ``('<x1>', '<x2>')``."""
    return tuple(f"<x{number}>" for number in range(1, len(masked.tokens) + 1))


def protected(text: str) -> list[Span]:
    """Return the stretches that ``mask`` replaces, left to right; touching ones are joined."""
    opaque = list(_opaque(text))
    spans = sorted([*opaque, *_openings(text, opaque), *_emphasis(text, opaque)])
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _opaque(text: str) -> Iterator[Span]:
    for match in _OPAQUE.finditer(text):
        end = match.start() + len(match["url"].rstrip(_URL_TAIL)) if match["url"] else match.end()
        if end > match.start():
            yield Span(match.start(), end)


def _openings(text: str, opaque: Sequence[Span]) -> Iterator[Span]:
    """Yield the ``[`` or ``![`` that belongs to each Markdown link target."""
    targets = {span.start for span in opaque if text[span.start] == "]"}
    opened: list[int] = []
    for match in _BRACKET.finditer(text) if targets else ():
        at = match.start()
        if at not in targets and _covered(at, opaque):
            continue
        if match[0] == "[":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if at in targets:
                yield Span(start - 1 if text[start - 1 : start] == "!" else start, start + 1)


def _emphasis(text: str, opaque: Sequence[Span]) -> Iterator[Span]:
    at = 0
    while match := _EMPHASIS.search(text, at):
        mark = match["star"] or match["line"] or match["wave"]
        left, right = match.start(), match.end() - len(mark)
        if _covered(left, opaque):
            at = left + 1
            continue
        if not _covered(right, opaque):
            yield Span(left, left + len(mark))
            yield Span(right, match.end())
        at = left + len(mark)  # emphasis inside emphasis


def _covered(at: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, Span(at, _FAR)) - 1
    return index >= 0 and spans[index].start <= at < spans[index].end
