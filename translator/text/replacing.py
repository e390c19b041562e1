"""Search and replace in short texts: plain words or an expression, every hit seen before anything is changed.

Law: what is not a hit stays as it is, and a hit that was not chosen, too. No expression runs longer than its time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from translator.errors import InputError
from translator.model import Span
from translator.text.chars import is_word

#: seconds an expression may take for one text; sensible ones need a thousandth of it
PATIENCE = 0.25


@dataclass(frozen=True, slots=True)
class Exchange:
    """What is looked for, and what comes in its place.

    ``whole``: Latin words and numbers only as a whole (Chinese has no word edges). ``expression``: ``words`` is a
    regular expression, and ``instead`` may name its groups, as in ``\\1`` or ``\\g<name>``.
    """

    words: str
    instead: str = ""
    case: bool = True
    whole: bool = False
    expression: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A hit in a text, and what would stand there."""

    span: Span
    instead: str


def find(text: str, exchange: Exchange) -> list[Found]:
    r"""Return the hits in a text, left to right, not overlapping; empty ones are none.

    Raises InputError where there is nothing to look for, the expression is no expression, or it takes too long.

    >>> firms = Exchange(r"(\d+) firms", r"\1 companies", expression=True)
    >>> [found.instead for found in find("30 firms, 40 firms", firms)]
    ['30 companies', '40 companies']
    """
    regex, pattern = _compiled(exchange)
    try:
        matches = list(pattern.finditer(text, timeout=PATIENCE))
        hits = [
            Found(Span(*match.span()), match.expand(exchange.instead) if exchange.expression else exchange.instead)
            for match in matches
            if match.end() > match.start()
        ]
    except TimeoutError as error:
        raise InputError(
            "this expression takes too long",
            next_step="avoid a choice or repetition inside a repetition, as in (a|aa)+",
        ) from error
    except (regex.error, IndexError, KeyError) as error:
        raise InputError(f"the replacement is wrong: {error}", next_step="name groups the expression has") from error
    return [hit for hit in hits if not exchange.whole or _whole(text, hit.span)]


def replaced(text: str, hits: Sequence[Found], chosen: Collection[int]) -> str:
    """Return a text with the hits of those numbers (from 0) replaced.

    >>> replaced("a a a", find("a a a", Exchange("a", "b")), {0, 2})
    'b a b'
    """
    for number in sorted(set(chosen) & set(range(len(hits))), reverse=True):
        span = hits[number].span
        text = text[: span.start] + hits[number].instead + text[span.end :]
    return text


def _compiled(exchange: Exchange) -> tuple[Any, Any]:
    """Return the library and the pattern; it is loaded here, since few requests need it."""
    import regex

    if not exchange.words:
        raise InputError("there is nothing to look for", next_step="write words, or an expression")
    flags = regex.VERSION0 | (0 if exchange.case else regex.IGNORECASE)
    try:
        return regex, regex.compile(exchange.words if exchange.expression else regex.escape(exchange.words), flags)
    except regex.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise InputError(
            f"this is no regular expression: {error.msg}{where}", next_step="correct it, or switch expressions off"
        ) from error


def _whole(text: str, span: Span) -> bool:
    """Say whether a hit cuts no Latin word or number in two."""
    left = span.start > 0 and is_word(text[span.start]) and is_word(text[span.start - 1])
    right = span.end < len(text) and is_word(text[span.end - 1]) and is_word(text[span.end])
    return not left and not right
