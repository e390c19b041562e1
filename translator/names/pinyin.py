"""Hanyu Pinyin for names: the right reading, written as one word (GB/T 16159, GB/T 28039 for people).

Law: a reading comes from the table of names first, then from a dictionary of words, then from the character.
"""

from __future__ import annotations

from functools import cache

from translator.names import tables

#: characters that two people read in two ways in a name nobody has told us about
_DOUBTFUL = (
    "乐 le yue, 单 dan shan, 朝 chao zhao, 重 chong zhong, 行 xing hang, 长 chang zhang, 宿 su xiu, 堡 bao pu, "
    "埔 pu bu, 茜 qian xi, 曾 zeng ceng, 覃 qin tan, 圩 wei xu, 召 zhao shao, 浚 jun xun, 涌 yong chong, 蔚 wei yu"
)
DOUBTFUL = {row[0]: tuple(row[2:].split()) for row in _DOUBTFUL.split(", ")}
LONGEST = 6


def syllables(han: str) -> list[str]:
    """Return the pinyin of each character, tones left out, ü kept; what is not Hanzi stays as it is.

    >>> syllables("乐亭"), syllables("蔚县"), syllables("吕梁")
    (['lao', 'ting'], ['yu', 'xian'], ['lü', 'liang'])
    """
    return list(_syllables(han))


@cache
def _syllables(han: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    # list: one item for each character that is not Hanzi, too
    found: list[str] = lazy_pinyin(han, errors=list, v_to_u=True)  # type: ignore[arg-type]
    for start, stop in _told(han):
        found[start:stop] = tables.readings()[han[start:stop]]
    return tuple(found)


def _told(han: str) -> list[tuple[int, int]]:
    """Return the stretches whose reading the table tells, longest first, then from the left."""
    table, told, start = tables.readings(), [], 0
    while start < len(han):
        size = next((n for n in range(LONGEST, 0, -1) if han[start : start + n] in table and start + n <= len(han)), 0)
        if size:
            told.append((start, start + size))
        start += size or 1
    return told


def doubtful(han: str) -> tuple[str, ...]:
    """Return the other spellings of a name whose reading is not settled by the table.

    >>> doubtful("乐亭"), doubtful("永乐"), doubtful("廊坊")
    ((), ('Yongyue',), ())
    """
    settled = {place for start, stop in _told(han) if stop - start > 1 for place in range(start, stop)}
    others = []
    for place, ch in enumerate(han):
        spelt = syllables(han)
        if ch in DOUBTFUL and place not in settled:
            others += [
                join([*spelt[:place], other, *spelt[place + 1 :]]) for other in DOUBTFUL[ch] if other != spelt[place]
            ]
    return tuple(others)


def join(spelt: list[str]) -> str:
    """Write syllables as one capitalised word, with an apostrophe before a syllable that begins with a, o or e.

    >>> join(["xi", "an"]), join(["lang", "fang"])
    ("Xi'an", 'Langfang')
    """
    word = "".join(
        f"'{syllable}" if place and syllable[0] in "aoe" else syllable for place, syllable in enumerate(spelt)
    )
    return word[:1].upper() + word[1:]


def place(han: str) -> str:
    """Return a place name in pinyin.

    >>> place("重庆"), place("六安"), place("延安"), place("厦门")
    ('Chongqing', "Lu'an", "Yan'an", 'Xiamen')
    """
    return join(syllables(han))


def surname(han: str) -> str:
    """Return a surname in pinyin; ü after l and n is written yu, as in passports (GB/T 28039-2011).

    >>> surname("单"), surname("欧阳"), surname("吕")
    ('Shan', 'Ouyang', 'Lyu')
    """
    spelt = tables.surnames().get(han, "").split() or syllables(han)
    return _passport(join(spelt))


def person(family: str, given: str) -> str:
    """Return a Chinese personal name: surname, then the given name as one word.

    >>> person("欧阳", "修"), person("张", "伟"), person("吕", "长安")
    ('Ouyang Xiu', 'Zhang Wei', "Lyu Chang'an")
    """
    return f"{surname(family)} {_passport(join(syllables(given)))}"


def _passport(word: str) -> str:
    return word.replace("lü", "lyu").replace("Lü", "Lyu").replace("nü", "nyu").replace("Nü", "Nyu").replace("ü", "u")
