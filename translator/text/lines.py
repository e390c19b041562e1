"""Which line ends end a paragraph, and which only wrap one.

Law: ``"".join(line + end for line, end in paragraphs(x)) == x``.
"""

from __future__ import annotations

import re

from translator.text.chars import columns, is_han
from translator.text.closing import ends_sentence

_LINE_END = re.compile(r"\r\n|\r|\n")
#: a list item, or a numbered heading as GB/T 9704-2012 writes them (一、 （一） 1. （1）), ①, 第一章, # and > and |
LIST_MARK = re.compile(
    r"[ \t\u3000]*(?:[-*+•·●○■□◆◇▪►▶※]\s|(?:\(?\d{1,3}|\d{1,3}(?:\.\d{1,3})+|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s"
    r"|[（(][\d一二三四五六七八九十百]{1,4}[）)]|\d{1,3}[．、]|[①-⑳㈠-㈩]|[一二三四五六七八九十]{1,3}、"
    r"|第[\d一二三四五六七八九十百]{1,4}[章节条款编部分]|#{1,6}\s|>|\|)"
)
#: a narrower line is no wrapped one, it just ends
_WRAP_COLUMNS = 40
_GOES_ON = (",", "，", "、", "：", ":", "；", "-", "(", "（", "《", "“")


def paragraphs(text: str) -> list[tuple[str, str]]:
    r"""Cut plain text into (paragraph, what stood after it); wrapped lines stay together.

    >>> paragraphs("标题\n\n正文。\n")
    [('标题', '\n\n'), ('正文。', '\n')]
    """
    lines = _cut(text)
    widest = max((columns(line.rstrip()) for line, _ in lines), default=0)
    found: list[tuple[str, str]] = []
    for line, end in lines:
        if found and not line.strip() and not found[-1][1]:
            found.append((line, end))
        elif found and not line.strip():
            found[-1] = (found[-1][0], found[-1][1] + line + end)
        elif found and _wraps(*found[-1], line, widest):
            found[-1] = (found[-1][0] + found[-1][1] + line, end)
        else:
            found.append((line, end))
    return found


def unwrap(text: str) -> str:
    r"""Write a wrapped sentence on one line: a blank for the line end, nothing between Chinese characters.

    Quote marks of Markdown at the start of a wrapped line go too.

    >>> unwrap("廊坊是\n  河北的城市"), unwrap("Langfang is\n> a city")
    ('廊坊是河北的城市', 'Langfang is a city')
    """

    def blank(match: re.Match[str]) -> str:
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        return "" if _is_wide(before) and _is_wide(after) else " "

    return re.sub(r"[ \t]*(?:\\?(?:\r\n|\r|\n)[ \t\u3000]*(?:>[ \t]?)*)+", blank, text)


def _is_wide(ch: str) -> bool:
    return bool(ch) and columns(ch) == 2


def _cut(text: str) -> list[tuple[str, str]]:
    lines, at = [], 0
    for match in _LINE_END.finditer(text):
        lines.append((text[at : match.start()], match[0]))
        at = match.end()
    return [*lines, (text[at:], "")] if at < len(text) else lines


def _wraps(above: str, end: str, line: str, widest: int) -> bool:
    """Say whether ``line`` goes on where the last line of ``above`` broke off."""
    last, words = _LINE_END.split(above)[-1].rstrip(), line.strip()
    if len(_LINE_END.findall(end)) > 1 or not last.strip() or LIST_MARK.match(line) or ends_sentence(last):
        return False
    if line[:1] in " \t\u3000" and not LIST_MARK.match(_LINE_END.split(above)[0]):
        return False  # an indented line starts a paragraph
    if words[0].islower() or (last.endswith(_GOES_ON) and not last.endswith(("：", ":"))):
        return True
    first = words[:2] if is_han(words[0]) else words.split()[0]
    return columns(last) >= _WRAP_COLUMNS and columns(last) + 1 + columns(first) > widest
