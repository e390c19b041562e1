"""Foreign names in Chinese text: known ones go back to their spelling; the spelling of others nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from translator.model import Span, TermKind
from translator.names import people, tables
from translator.names.proposal import Proposal
from translator.names.tokens import Finder, Token, in_dictionary
from translator.text.chars import has_han

_DOTS = frozenset("·•‧・")


#: what follows the name of a company in one word: 西门子公司
_COMPANY = ("公司", "集团")


@cache
def _finder() -> Finder:
    return Finder(zh for zh in tables.spelt_abroad() if len(zh) > 1)


def find(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield foreign names: in full with a dot between the parts, or known ones that stand as words."""
    yield from _dotted(text, words)
    edges = {word.start: word for word in words}
    titled = people.titles_before(text)
    for start, end in _finder().spans(text):
        if start in titled and tables.spelt_abroad()[text[start:end]][1] is TermKind.PERSON:  # 总统普京
            en = tables.spelt_abroad()[text[start:end]][0]
            reason = f"Stands after a title; {en} by the table of foreign names."
            yield Proposal(Span(start, end), text[start:end], en, TermKind.PERSON, 0.75, reason)
            continue
        if start in edges and (end in edges or end == len(text) or text.startswith(_COMPANY, end)):
            en, kind = tables.spelt_abroad()[text[start:end]]
            if kind is TermKind.PERSON and len(text) > end + 1 and set(text[end : end + 2]) <= tables.transliterating():
                continue  # 埃塞尔 + 雷德
            after_land = text[start - 2 : start] in tables.spelt_abroad()  # 日本松下
            if not after_land and not _plausible(edges[start], end - start, kind):
                continue
            sure = 0.9 if kind is not TermKind.PERSON else 0.6
            reason = f"Well-known foreign name: {en} by the table of foreign names."
            yield Proposal(Span(start, end), text[start:end], en, kind, sure, reason)


def _plausible(word: Token, size: int, kind: TermKind) -> bool:
    """Say whether a known form is meant as the name: 联想 and 安东 are words too."""
    if word.text in tables.ordinary("whole"):
        return False
    if kind is TermKind.PERSON:
        return size > 2 and (word.proper or len(word.text) != size)
    return kind is not TermKind.COMPANY or word.proper or len(word.text) != size


def _dotted(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield names of parts joined by dots; a part is the words up to one that is no part of a name."""
    place = 0
    while place < len(words):
        if words[place].text not in _DOTS:
            place += 1
            continue
        first = _reach(words, place - 1, -1)
        last = place
        while last < len(words) and words[last].text in _DOTS:
            last = _reach(words, last + 1, 1) + 1
        if first < place and last > place + 1:
            yield _full_name(*_widened(text, words[first].start, words[last - 1].end))
        place = last + 1


def _widened(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the name and its start, with the sounds on both sides that the dictionary cut off: 达马 + 迪安."""
    sounds = tables.transliterating()
    while start and text[start - 1] in sounds and not in_dictionary(text[start - 2 : start]):
        start -= 1
    while end < len(text) and text[end] in sounds and not in_dictionary(text[end : end + 2]):  # 加入
        end += 1
    while text[start] in "和与及对被让由" and start < end:
        start += 1
    return text[start:end], start


def _reach(words: Sequence[Token], place: int, step: int) -> int:
    """Return the last word of a part that begins at ``place`` and goes on in the direction of ``step``."""
    if not (0 <= place < len(words)) or not (has_han(words[place].text) or words[place].text.isalpha()):
        return place - step
    while 0 <= place + step < len(words) and _continues(words[place + step]):
        place += step
    return place


def _continues(word: Token) -> bool:
    """Say whether a word beside the part of a foreign name still belongs to it: 肯尼 + 迪."""
    return word.tag == "nrt" or (len(word.text) == 1 and has_han(word.text) and word.tag in ("nr", "zg", "ng", "g"))


def _full_name(name: str, start: int) -> Proposal:
    parts = re.split("[·•‧・]", name)
    table = tables.spelt_abroad()
    spelt = [part if part.isascii() else table[part][0] if part in table else "" for part in parts]
    span = Span(start, start + len(name))
    if all(spelt):
        reason = "Each part is in the table of foreign names; check the spelling of this person."
        return Proposal(span, name, " ".join(spelt), TermKind.PERSON, 0.7, reason)
    unknown = "、".join(part for part, form in zip(parts, spelt, strict=True) if not form)
    reason = f"A foreign name whose spelling the Chinese form {unknown} does not tell; look it up."
    return Proposal(span, name, "", TermKind.PERSON, 0.2, reason)
