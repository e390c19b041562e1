"""First mentions: where a name of the glossary first stands on a page, its form in the other language goes with it.

GB/T 30240 and newspaper style both give the other form once; here it is shown on hover, on focus and in print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from translator.model import Lang


class Names:
    """The names of one page, as (this language, other language); each is marked once, the longest first."""

    def __init__(self, names: Sequence[tuple[str, str]], lang: Lang) -> None:
        self._other = dict(names)
        self._tag = "en" if lang is Lang.ZH else "zh-CN"
        edge = "" if lang is Lang.ZH else r"(?<![A-Za-z0-9])", "" if lang is Lang.ZH else r"(?![A-Za-z0-9])"
        words = "|".join(re.escape(name) for name in sorted(self._other, key=len, reverse=True))
        self._pattern = re.compile(f"{edge[0]}(?:{words}){edge[1]}") if words else None

    def marked(self, children: Sequence[Token]) -> list[Token]:
        """Return the inline tokens with first mentions marked; text inside links is left alone."""
        made: list[Token] = []
        links = 0
        for child in children:
            links += child.nesting if child.type in ("link_open", "link_close") else 0
            made.extend(self._split(child) if child.type == "text" and not links else [child])
        return made

    def _split(self, token: Token) -> list[Token]:
        made: list[Token] = []
        at = 0
        for match in self._pattern.finditer(token.content) if self._pattern else ():
            other = self._other.pop(match[0], "")
            if other:
                made += [_text(token.content[at : match.start()]), self._mention(match[0], other)]
                at = match.end()
        return [*made, _text(token.content[at:])] if made else [token]

    def _mention(self, name: str, other: str) -> Token:
        gloss = f'<span class="gloss" lang="{self._tag}">{escape(other)}</span>'
        return Token("html_inline", "", 0, content=f'<span class="name" tabindex="0">{escape(name)}{gloss}</span>')


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
