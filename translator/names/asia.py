"""People of Japan, Korea and Vietnam in Hanzi: found, but never read in pinyin.

Law: their names are spelt by their own languages (岸田文雄 is Fumio Kishida), which the Hanzi do not tell; a proposal
says so and leaves the form empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from translator.model import Span, TermKind
from translator.names import tables
from translator.names.proposal import Proposal
from translator.names.tokens import Token, in_dictionary

#: words that tell whose surnames the next name has; as far from it as a title goes
_LANDS = {"日本": "Japanese", "韩国": "Korean", "朝鲜": "Korean", "越南": "Vietnamese"}
_NEAR = 14
_BREAK = re.compile(r"[。！？；，、\n和与]")


def find(text: str, words: Sequence[Token]) -> Iterator[Proposal]:
    """Yield names that begin with a Japanese surname of two or three characters and read as a person."""
    for index, word in enumerate(words):
        if family := _family(text, word):
            end = _end(words, index, word.start + len(family))
            given = end - word.start - len(family)
            if 1 <= given <= 3 and not in_dictionary(text[word.start : end]):
                yield _unspelt(text, word.start, end, "Japanese", f"{family} is a Japanese surname")


def retell(text: str, people: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the people of a text; those beside the name of another land lose the pinyin that is not theirs."""
    for person in people:
        before = _BREAK.split(text[max(0, person.span.start - _NEAR) : person.span.start])[-1]
        land = next((land for land in _LANDS if land in before), "")
        known = tables.established().get(person.source)
        if not land or known or before.rstrip().endswith(("在", "对", "向", "去", "到")):
            yield person
        else:
            yield replace(
                person,
                target="",
                confidence=0.2,
                reason=_why(_LANDS[land], f"{land} stands before the name"),
                alternatives=(person.target,),
            )


@cache
def _families() -> frozenset[str]:
    return frozenset(row[0] for row in tables.rows("surnames_ja.tsv"))


def _family(text: str, word: Token) -> str:
    for size in (3, 2):
        family = text[word.start : word.start + size]
        if family in _families() and (len(word.text) == size or word.tag.startswith("nr")) and len(word.text) >= size:
            return family
    return ""


def _end(words: Sequence[Token], index: int, at_least: int) -> int:
    """Return where the given name ends: with its word, or with one or two words that can be one."""
    end = words[index].end
    for word in words[index + 1 : index + 3]:
        given = word.tag.startswith("nr") or set(word.text) <= tables.characters("japanese given")
        if not given or word.end - at_least > 3:
            break
        end = word.end
    return end


def _unspelt(text: str, start: int, end: int, people: str, why: str) -> Proposal:
    return Proposal(Span(start, end), text[start:end], "", TermKind.PERSON, 0.2, _why(people, why))


def _why(people: str, why: str) -> str:
    return f"Reads as a {people} person ({why}): the Hanzi do not tell the spelling, look it up; pinyin would be wrong."
