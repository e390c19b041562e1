"""What a character is: Han, Latin, punctuation, width.

Law: a table is written by code points or names where a glyph could be misread.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translator.model import Lang

#: Unified ideographs, extensions A-J, compatibility forms, and 〇 (Unicode 16, chapter 18)
HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af"
HAN = re.compile(f"[{HAN_RANGES}]")
HAN_RUN = re.compile(f"[{HAN_RANGES}]+")
#: Latin letters with their accents (Basic Latin to Extended-B, and Additional, where Vietnamese and pinyin live)
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
LATIN = re.compile(f"[{_LATIN}]")
LATIN_WORD = re.compile(f"[{_LATIN}]+(?:['\u2019][{_LATIN}]+)*")

_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")

#: full-width ASCII block to ASCII (U+FF01..U+FF5E stand in the same order), and the ideographic space
FULL_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
#: full-width letters and digits only: wrong in both languages, unlike full-width punctuation
FULL_ALNUM_TO_HALF = {code: half for code, half in FULL_TO_HALF.items() if chr(half).isalnum()}

#: what opens and closes: brackets of both widths, Chinese and typographic quotes, book-title marks
CLOSER_OF = {
    "(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "〔": "〕", "〖": "〗",
    "《": "》", "〈": "〉", "「": "」", "『": "』", "\u201c": "\u201d", "\u2018": "\u2019",
}  # fmt: skip
OPENER_OF = {closer: opener for opener, closer in CLOSER_OF.items()}
QUOTES = frozenset("\u201c\u201d\u2018\u2019「」『』\"'")


def is_han(ch: str) -> bool:
    """Say whether one character is a Chinese character (not punctuation).

    >>> [is_han(ch) for ch in "廊𠮷〇，a"]
    [True, True, True, False, False]
    """
    return HAN.fullmatch(ch) is not None


def has_han(text: str) -> bool:
    """Say whether a Chinese character stands in ``text``."""
    return HAN.search(text) is not None


def is_latin(ch: str) -> bool:
    """Say whether one character is a Latin letter (with or without accents)."""
    return LATIN.fullmatch(ch) is not None


@lru_cache(maxsize=4096)  # asked for every character beside a term
def is_word(ch: str) -> bool:
    """Say whether a character makes Latin words and numbers: a Latin letter or an ASCII digit.

    >>> [is_word(ch) for ch in "aé5廊-"]
    [True, True, True, False, False]
    """
    return is_latin(ch) or (ch.isascii() and ch.isdigit())


def han_share(text: str) -> float:
    """Return Han characters / (Han characters + Latin words), 0..1; 0 for a text with neither.

    A Latin word counts once: letter counts would call 廊坊 Atofina English.

    >>> han_share("廊坊 Atofina")
    0.6666666666666666
    """
    han = sum(len(run) for run in HAN_RUN.findall(text))
    words = len(LATIN_WORD.findall(text))
    return han / (han + words) if han + words else 0.0


def detect(text: str) -> Lang | None:
    """Return the language most of ``text`` is in; None when it has no Han character and no Latin letter.

    >>> detect("Langfang 廊坊 is a city in Hebei"), detect("廊坊开发区（LETDZ）"), detect("2009 😀")
    (<Lang.EN: 'en'>, <Lang.ZH: 'zh'>, None)
    """
    if not has_han(text):
        return Lang.EN if LATIN.search(text) else None
    # what stands in brackets is often the name in the other language
    bare = _BRACKETED.sub(" ", text)
    text = bare if LATIN.search(bare) or has_han(bare) else text
    # two Han characters make about one word; the wider share allows for long names in Latin letters
    return Lang.ZH if han_share(text) > 0.4 else Lang.EN


def columns(text: str) -> int:
    """Return the width on a terminal: Chinese characters and full-width marks take two columns.

    >>> columns("廊坊, Hebei")
    11
    """
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)
