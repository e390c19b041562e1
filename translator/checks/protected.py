"""Stretches that are no prose: addresses, tags, placeholders, code. Checks of words and signs look past them."""

from __future__ import annotations

import re

from translator.model import Span

URL = r"(?:https?://|ftp://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'*+;=%]+(?<![.,;:!?'\]])"
EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
TAG = r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>"
ENTITY = r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);"
PLACEHOLDER = r"\{\{\s*[\w.]+\s*\}\}|\$?\{[A-Za-z_0-9][\w.]*\}|\{\}|%\([A-Za-z_]\w*\)[sdf]|%(?:\d+\$)?[sd](?![A-Za-z])"
CODE = r"`[^`\n]+`"
DOMAIN = (
    r"(?<![A-Za-z0-9@.])(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|info)(?:\.cn)?"
    r"(?:/[A-Za-z0-9\-._~/?#=&%]*)?(?![A-Za-z0-9])"
)

PROTECTED = re.compile("|".join((TAG, URL, EMAIL, CODE, PLACEHOLDER, ENTITY, DOMAIN)))
#: takes the place of protected text: neither letter, digit, space nor punctuation
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


def blank(text: str) -> str:
    """Return ``text`` with protected stretches blanked out, every offset kept.

    >>> blank("见 www.hebei.gov.cn。").replace(HOLE, "*")
    '见 ****************。'
    """
    return PROTECTED.sub(lambda match: HOLE * len(match[0]), text)


def spans(text: str) -> list[Span]:
    """Return the protected stretches of ``text``."""
    return [Span(*match.span()) for match in PROTECTED.finditer(text)]


def patched(text: str, span: Span, new: str) -> str:
    """Return ``text`` with ``span`` replaced."""
    return text[: span.start] + new + text[span.end :]
