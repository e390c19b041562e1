"""Chinese personal names, found beside a title or a verb that only people govern.

Law: a surname alone is no evidence. A name is proposed where a title stands before or after it, or a verb of speech or
office after it; the edges are those of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from translator.model import Span, TermKind
from translator.names import pinyin, tables
from translator.names.proposal import Proposal
from translator.names.tokens import NAME_TAGS, Token, in_dictionary
from translator.text.chars import HAN_RUN

#: what may stand right after a name that a title introduces: an end, a mark, or one of the characters of the table
_MARK = re.compile(r"$|[\s，。、；：！？,.;:!?（）()《》“”\"‘’—…/]")
#: given names of characters that are seldom given
_GIVEN = frozenset("向前 向东 向阳 向荣 向明 向红 向军 为民 为国 为平 其昌 其林 以德 中华 中强 志和 国中 立中".split())  # noqa: SIM905
_SPACES = re.compile(r"[ \u3000]?[:：]?[ \u3000]*")


def find(text: str, words: Sequence[Token]) -> list[Proposal]:
    """Return the people of a text, not overlapping, in order."""
    found: dict[int, Proposal] = {}
    taken: set[int] = set()
    for start, end, sure, why in sorted(_candidates(text, words), key=lambda c: (-c[2], c[0])):
        places = range(start, end)
        if taken.isdisjoint(places) and (proposal := _proposal(text[start:end], start, sure, why)):
            found[start] = proposal
            taken.update(places)
    return [found[start] for start in sorted(found)]


def is_person(name: str) -> bool:
    """Say whether a string can be a Chinese personal name: a surname and one or two characters.

    >>> is_person("李大钊"), is_person("欧阳修"), is_person("廊坊市")
    (True, True, False)
    """
    family, given = split(name)
    return bool(family and given)


def split(name: str) -> tuple[str, str]:
    """Split a name into surname and given name; both empty where it cannot be one."""
    for size in (4, 2, 1):
        family, given = name[:size], name[size:]
        fits = len(family) == size and family in tables.surnames() and 1 <= len(given) <= 2
        sound = given in _GIVEN or not set(given) & tables.characters("never given")
        if fits and HAN_RUN.fullmatch(given) and sound:
            return family, given
    return "", ""


def english(name: str) -> str:
    """Return a Chinese personal name in pinyin, the established form where there is one."""
    if (known := tables.established().get(name)) and known.kind is TermKind.PERSON:
        return known.form
    return pinyin.person(*split(name))


def _proposal(name: str, start: int, sure: float, why: str) -> Proposal | None:
    family, given = split(name)
    if not family and name.endswith("和"):
        family, given = name[0], name[1:]
    if not family:
        return None
    target = english(name) if name in tables.established() else pinyin.person(family, given)
    reason = f"{why}; surname {family} first, given name together (GB/T 28039)"
    others: tuple[str, ...] = ()
    if "Lyu" in target or "Nyu" in target:
        reason += "; ü is written yu as in passports since 2012"
        others = (target.replace("yu", "ü", 1), target.replace("Lyu", "Lv"))
    reason += "."
    others += tuple(f"{pinyin.surname(family)} {other}" for other in pinyin.doubtful(given))
    return Proposal(
        Span(start, start + len(name)), name, target, TermKind.PERSON, sure, reason, tuple(dict.fromkeys(others))
    )


def titles_before(text: str) -> set[int]:
    """Return the places where a title has just ended: a person may be named there."""
    return {match.end() for match in _sides("before").finditer(text)}


@cache
def _sides(side: str) -> re.Pattern[str]:
    wanted = sorted((w for w, s in tables.titles().items() if s == side or (s == "both" and side != "speech")), key=len)
    return re.compile("|".join(reversed(wanted)))


def _candidates(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, float, str]]:
    """Yield (start, end, confidence, evidence) of every possible name."""
    ends = {word.end for word in words} | {0}
    edges = ends - {word.start for word in words if word.tag in _FUNCTION}  # 和公众, 应当: no name begins there
    for match in _sides("before").finditer(text):
        start = _SPACES.match(text, match.end()).end()  # type: ignore[union-attr]  # matches the empty string too
        if match.end() in edges:
            yield from _after_title(text, start, ends, words, match[0])
    for match in _sides("after").finditer(text):
        yield from _before_word(text, match.start(), edges, words, 0.85, f"Stands before the title {match[0]}")
    for match in _sides("speech").finditer(text):
        if match.start() in edges:
            yield from _before_word(text, match.start(), edges, words, 0.75, f"Stands before the verb {match[0]}")
    yield from _guessed(text, words)
    yield from _alone(text, words)


def _alone(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, float, str]]:
    """Yield the text that is nothing but a name, as in a list of people: 吕建国, 单田芳."""
    name = text.strip()
    if len(name) not in (3, 4) or _everyday(name) or name[-1] in tables.characters("ends a place"):
        return
    family, start = split(name)[0], text.index(name)
    if (len(family) == 1 and _everyday(name[:2])) or set(name) <= tables.transliterating():  # 黄金周, 马拉松
        return
    first = next(word for word in words if word.start >= start)
    common = len(family) == 2 or family in tables.characters("commonest surname")
    rare = family in tables.characters("surname read apart") and first.text == name
    if family and (rare or (common and first.text in (family, name))) and first.tag.startswith("nr"):
        yield start, start + len(name), 0.5, "Stands alone and reads as a personal name"


def _after_title(
    text: str, start: int, ends: set[int], words: Sequence[Token], title: str
) -> Iterator[tuple[int, int, float, str]]:
    """Yield the name behind a title, and those that follow it in a list."""
    if both := _before_speech(text, start, words):
        yield start, both, 0.88, f"Stands between the title {title} and a verb of speech or office"
        return
    while (best := _longest(text, start, ends, words)) and not _word_of_other_kind(words, start):
        yield start, best, 0.88, f"Stands after the title {title}"
        if text[best : best + 1] not in ("、", "和", "与"):
            return
        start = best + 1


def _before_speech(text: str, start: int, words: Sequence[Token]) -> int:
    """Return the end of the name whose words the dictionary cuts wrong: 市委书记单向前主持会议, 校长吕志和致辞."""
    name, end = text[start : start + 3], start + 3
    if len(name) < 3 or not _sides("speech").match(text, end) or _everyday(name) or _foreign_at(text, start):
        return 0
    if name.endswith("和") and name[:2] not in tables.surnames() and split(name[:2])[0]:
        return end
    inside = [word for word in words if word.start < end and start < word.end]
    return end if split(name)[0] and all(word.tag not in _FUNCTION | _STRANGE for word in inside) else 0


def _word_of_other_kind(words: Sequence[Token], start: int) -> bool:
    """Say whether the dictionary has a longer word at a place, and it is no name: 居民 + 海岛."""
    index = bisect_left(words, start, key=lambda word: word.start)
    word = words[index] if index < len(words) and words[index].start == start else None
    return bool(word and len(word.text) > 1 and word.tag not in NAME_TAGS and in_dictionary(word.text))


def _longest(text: str, start: int, ends: set[int], words: Sequence[Token]) -> int:
    """Return the end of the name that begins at ``start``, 0 where none does."""
    for size in (4, 3, 2):
        end = start + size
        name = text[start:end]
        if len(name) < size or (size == 4 and name[:2] not in tables.surnames()) or _everyday(name):
            continue
        if not split(name)[0]:
            continue
        clean = bool(_MARK.match(text, end)) or text[end] in tables.characters("follows a person")
        if _foreign_at(text, start):
            return 0
        if (clean or end in ends) and not (size == 3 and _two_and_a_word(words, start)):
            return end
    return 0


def _foreign_at(text: str, start: int) -> bool:
    """Say whether a foreign name of three characters or more that a table has begins here: 马克龙."""
    return any(text[start : start + size] in tables.spelt_abroad() for size in (3, 4, 5))


def _two_and_a_word(words: Sequence[Token], start: int) -> bool:
    """Say whether the dictionary sees a name of two characters and a short verb after it: 李明 + 去."""
    index = bisect_left(words, start, key=lambda word: word.start)
    name, after = words[index : index + 2] if index + 1 < len(words) else (words[0], words[0])
    if name.start != start or len(name.text) != 2 or len(after.text) != 1:
        return False
    return name.proper and after.tag in _FUNCTION | {"f", "m", "uz", "ug", "y"}


def _before_word(
    text: str, end: int, edges: set[int], words: Sequence[Token], sure: float, why: str
) -> Iterator[tuple[int, int, float, str]]:
    """Yield the name that ends where a title or a verb begins."""
    for size in (4, 3, 2):
        start = end - size
        if start < 0 or start not in edges or not split(text[start:end])[0] or _foreign_at(text, start):
            continue
        if size == 3 and set(text[start:end]) <= tables.transliterating():  # 罗杰斯先生
            sure = min(sure, 0.5)
        if (size == 4) != (text[start : start + 2] in tables.surnames() and size == 4):
            continue
        first = bisect_left(words, start, key=lambda word: word.start)
        inside = [word for word in words[first : first + size] if word.start < end]
        if not _everyday(text[start:end]) and _looks_personal(inside):
            yield start, end, sure, why
            return


def _looks_personal(inside: Sequence[Token]) -> bool:
    """Say whether words read as a name: one that the dictionary does not know as another kind of word."""
    if len(inside) == 1:
        return inside[0].tag in NAME_TAGS or not in_dictionary(inside[0].text)
    return len(inside[0].text) <= 2 and all(len(word.text) < 3 and word.tag not in _STRANGE for word in inside)


#: parts of speech of words that only look like a surname: 和, 应当, 于, 向
_FUNCTION = frozenset({"c", "p", "d", "u", "ul", "uj", "r", "v"})
#: parts of speech no part of a name has
_STRANGE = frozenset({"x", "p", "c", "u", "ul", "uj", "uz", "ud", "uv", "r", "y", "m", "q", "mq", "t"})


def _everyday(name: str) -> bool:
    """Say whether a string is a word of every day, a place or a title."""
    return (
        name in tables.titles()
        or name in tables.ordinary("whole")
        or name in tables.ordinary("start")
        or name in tables.words()
        or name in tables.divisions()
        or any(name[cut:] in tables.titles() for cut in range(1, len(name)))
        or (in_dictionary(name) and not _personal_tag(name))
    )


def _personal_tag(name: str) -> bool:
    from rjieba import tag

    return next(kind for _, kind in tag(name)) in ("nr", "nrt", "nz", "nrfg")


def _is_double(text: str, family: Token, given: Token) -> bool:
    """Say whether a surname of two characters and the word behind it are a name that ends there: 长孙无忌。"""
    fits = len(family.text) == 2 and family.tag in NAME_TAGS and bool(split(family.text + given.text)[0])
    name = family.text != "东方" and given.text not in tables.titles() and given.tag not in _FUNCTION | _STRANGE - {"v"}
    return fits and name and bool(_MARK.match(text, given.end))


def _guessed(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, float, str]]:
    """Yield names of three characters that the dictionary's model of unknown words takes for people."""
    for family, given in pairwise(words):
        long = family.text in tables.surnames() and (len(family.text) == 2 or family.tag == "nr")
        if long and given.tag.startswith("nr") and len(given.text) <= 2 and split(family.text + given.text)[0]:
            foreign = len(family.text) == 1 and set(given.text) <= tables.transliterating()
            if given.text not in tables.surnames() and not foreign:
                yield family.start, given.end, 0.5, "Reads as a personal name"
        elif _is_double(text, family, given):
            yield family.start, given.end, 0.5, f"{family.text} is a surname of two characters"
    for word in words:
        if word.tag == "nr" and len(word.text) >= 3 and split(word.text)[0] and not _everyday(word.text):
            if set(word.text) <= tables.transliterating() or word.text[-1] in "人族语":
                continue
            double = word.text[:2] in tables.surnames() and word.text[:2] != "东方"
            common = len(word.text) == 3 and word.text[0] in tables.characters("commonest surname")
            common = common and not _everyday(word.text[:2])  # 黄金周
            if word.text[-1] not in tables.characters("ends a place") and (double or common):
                yield word.start, word.end, 0.5, "Reads as a personal name"
