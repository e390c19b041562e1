"""Chinese titles break between words, never inside one: a reader of large type sees where each ends."""

from __future__ import annotations

from functools import lru_cache
from html import unescape

from markupsafe import Markup, escape

from translator.model import Lang
from translator.text.chars import is_han

_BREAK = Markup("<wbr>")


def words(title: str | Markup, lang: Lang | str) -> Markup:
    """Return a title with the places where its line may break; ``Markup`` is taken as escaped text without tags.

    >>> words("金山岭长城：安静的两天", "zh")
    Markup('金山岭<wbr>长城：安静<wbr>的<wbr>两天')
    >>> words("R&D in <b>", "en")
    Markup('R&amp;D in &lt;b&gt;')
    """
    text = unescape(title) if isinstance(title, Markup) else title
    return _broken(text) if lang == Lang.ZH else escape(text)


@lru_cache(maxsize=20_000)
def _broken(text: str) -> Markup:
    if not any(is_han(ch) for ch in text):
        return escape(text)
    import rjieba  # its dictionary takes a moment, and only Chinese needs it

    made = Markup()
    for piece in rjieba.cut(text):
        # marks stay with the word before or after them; the style sheet lets lines break beside marks
        made += (_BREAK if made and _joins(made[-1], piece[0]) else Markup()) + escape(piece)
    return made


def _joins(before: str, after: str) -> bool:
    """Say whether no line would break here by itself: between letters of which one is Chinese."""
    return before.isalnum() and after.isalnum() and (is_han(before) or is_han(after))
