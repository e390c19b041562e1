"""The middle of a name: words with a translation, and the rest, which is spelt.

Law: the whole middle is covered; the cut with the fewest spelt characters wins, and a spelt run is never one character
between two words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.model import TermKind
from translator.names import pinyin, tables

#: what a spelt run costs on top of its characters, and one of a single character, against 1 for a word
#: the ends of a line: Beijing-Shanghai
_LINE = re.compile(r"[A-Z]\w+-[A-Z]")
_RUN, _CHARACTER, _SINGLE = 2, 3, 9


@dataclass(frozen=True, slots=True)
class Middle:
    """A middle in English, the parts of it that are spelt, and whether a reading is in doubt."""

    en: str
    spelt: tuple[str, ...]
    doubtful: bool
    reason: str
    #: whether it holds a proper name (a spelt part or an established name)
    named: bool


@lru_cache(maxsize=4096)
def middle(text: str) -> Middle:
    """Translate the words of a middle and spell the rest.

    >>> middle("新奥能源发展").en, middle("工业和信息化").en
    ("Xin'ao Energy Development", 'Industry and Information Technology')
    """
    if bracketed := re.fullmatch(r"(.*?)\((.+?)\)(.*)", text):
        return _with_brackets(*bracketed.groups())
    parts = _cut(text)
    forms = [form or _spelt(part) for part, form in parts]
    spelt = tuple(part for part, form in parts if not form)
    translated = "".join(part for part, form in parts if form)
    reason = "; ".join(
        filter(
            None,
            (f"{'、'.join(spelt)} in Hanyu Pinyin" if spelt else "", f"{translated} translated" if translated else ""),
        )
    )
    tables_of_names = (tables.established(), tables.spelt_abroad())
    named = bool(spelt) or any(
        _LINE.search(form) or any(part in table for table in tables_of_names) for part, form in parts
    )
    return Middle(" ".join(forms), spelt, any(pinyin.doubtful(part) for part in spelt), reason, named)


def _with_brackets(before: str, inside: str, after: str) -> Middle:
    """Translate the parts around and inside brackets: 中国(河北) is China (Hebei)."""
    parts = [middle(part) for part in (before, inside, after)]
    form = " ".join(filter(None, (parts[0].en, f"({parts[1].en})", parts[2].en)))
    spelt = parts[0].spelt + parts[2].spelt  # what stands in brackets is a place
    return Middle(
        form, spelt, any(part.doubtful for part in parts), "; ".join(p.reason for p in parts if p.reason), True
    )


def _spelt(part: str) -> str:
    return part if part.isascii() else pinyin.place(part)


def _word(text: str) -> str:
    """Return the English of a word inside a name, or of a place with a form of its own."""
    if form := tables.words().get(text, ""):
        return form
    known = tables.established().get(text)
    if known and known.kind in (TermKind.PLACE, TermKind.COMPANY):
        return known.form
    abroad = tables.spelt_abroad().get(text)
    return abroad[0] if abroad and len(text) > 1 and abroad[1] is not TermKind.PERSON else ""


def _cut(text: str) -> list[tuple[str, str]]:
    """Cut into (part, English or "") at the least cost."""
    best: list[tuple[int, int, str]] = [(0, 0, "")]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(end):
            part = text[start:end]
            form = _word(part)
            if form:
                ways.append((best[start][0] + 1, start, form))
            elif not (start and best[start][2] == ""):  # two spelt runs side by side are one
                ways.append((best[start][0] + _run_cost(part), start, ""))
        best.append(min(ways))
    parts, end = [], len(text)
    while end:
        _, start, form = best[end]
        parts.append((text[start:end], form))
        end = start
    return parts[::-1]


def _run_cost(part: str) -> int:
    if part.isascii():
        return 1
    return _RUN + _CHARACTER * len(part) + (_SINGLE if len(part) == 1 else 0)
