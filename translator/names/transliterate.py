"""Foreign names in Hanzi: spelling to sounds, sounds to the cells of the transliteration table.

Law: this is a guess by rule, and says so; a name people know stands in the table of foreign names and is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from translator.names import tables

#: "a." and "o." had an r after them: no nasal goes with them
_VOWELS = frozenset({"a", "e", "er", "i", "o", "u", "ju", "ai", "au", "a.", "o."})
#: vowel before n -> row of the table
_NASAL = {"a": "an", "e": "en", "i": "in", "o": "un", "u": "un", "au": "ang"}
_NASAL_G = {"a": "ang", "e": "en", "i": "ing", "o": "ong", "u": "ong"}
#: Hanzi for women, where the table has two
_FEMALE = str.maketrans("纳马亚瓦萨沙尼利里林雷德", "娜玛娅娃莎莎妮莉丽琳蕾德")
#: Hanzi that read as a direction at the beginning of a name
_FIRST = {"东": "栋", "南": "楠"}
#: letters that lose more than an accent
_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "e", "œ": "e", "ı": "i", "þ": "th", "ð": "d", "’": "'",
    "č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ş": "sh", "ç": "s", "ñ": "ny",
})  # fmt: skip


@lru_cache(maxsize=4096)
def transliterate(name: str, *, female: bool = False) -> str:
    """Return one foreign word in Hanzi by the table; "" for what holds no sound.

    >>> transliterate("Atofina"), transliterate("Anderson"), transliterate("Kowalski")
    ('阿托菲纳', '安德森', '科瓦尔斯基')
    """
    word = _plain(name)
    first, word = _known_start(word)
    word, last = _known_end(word)
    middle = _cells(_sounds(word))
    if not first:
        middle = _FIRST.get(middle[:1], middle[:1]) + middle[1:]
    form = re.sub("夫(?=.)", "弗", first + middle + last)
    return form.translate(_FEMALE) if female else form


def _plain(name: str) -> str:
    small = name.lower().replace("ü", "ue" if name[:1] in "Üü" else "u").replace("ö", "e").translate(_LETTERS)
    letters = unicodedata.normalize("NFD", small)
    return re.sub(r"[^a-z']", "", letters)


def _known_start(word: str) -> tuple[str, str]:
    for start, zh in tables.endings().items():
        if start.endswith("-") and word.startswith(start[:-1]) and len(word) > len(start) + 1:
            rest = word[len(start) - 1 :]
            return zh, rest
    return "", word


def _known_end(word: str) -> tuple[str, str]:
    for size in range(min(8, len(word) - 2), 1, -1):
        ending = word[-size:]
        before = word[:-size]
        if ending in tables.endings() and re.search(r"[aeiouy]", before) and not _swallowed(before, ending):
            return before.removesuffix(ending[0]), tables.endings()[ending]
    return word, ""


def _swallowed(before: str, ending: str) -> bool:
    """Say whether an ending that begins with a vowel would tear a consonant from it (Walk-er)."""
    return ending[0] in "aeiouy" and before[-1] not in "aeiouy"


def _sounds(word: str) -> list[str]:
    word = word.strip("'")
    found: list[str] = []
    place = 0
    while place < len(word):
        for pattern, sounds in tables.spelling():
            if match := pattern.match(word, place):
                found += sounds
                place = match.end()
                break
        else:
            place += 1
    return found


def _cells(sounds: list[str]) -> str:
    """Return the Hanzi of a row of sounds: a consonant takes the vowel after it, a vowel the nasal after it."""
    grid, out, place = tables.grid(), [], 0
    while place < len(sounds):
        onset = "-"
        if sounds[place] not in _VOWELS:
            onset, place = sounds[place], place + 1
        vowel, nasal = "-", 0
        if place < len(sounds) and sounds[place] in _VOWELS:
            vowel, nasal = _with_nasal(sounds, place)
            place += 1 + nasal
        out.append(_cell(grid, vowel, onset))
    return "".join(out)


def _with_nasal(sounds: list[str], place: int) -> tuple[str, int]:
    """Return the row of a vowel, and 1 where a nasal after it is in that row."""
    vowel = sounds[place]
    after = sounds[place + 1] if place + 1 < len(sounds) else ""
    free = place + 2 >= len(sounds) or sounds[place + 2] not in (*_VOWELS, "y")
    if after == "ng":
        return _NASAL_G.get(vowel, vowel), int(vowel in _NASAL_G)
    if after == "n" and free and vowel in _NASAL:
        return _NASAL[vowel], 1
    return vowel, 0


def _cell(grid: dict[str, dict[str, str]], vowel: str, onset: str) -> str:
    if onset == "ng":
        return "恩"
    if onset == "th":
        return "思" if vowel == "-" else grid[vowel.removesuffix(".")]["s"]
    return grid[vowel.removesuffix(".")][onset]
