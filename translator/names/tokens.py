"""Chinese text as words with a part of speech: where a name may begin and end.

The dictionary of rjieba gives edges and kinds of word only; which stretch is a name is decided by our rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from translator.model import TermKind
from translator.names import regions, tables

#: parts of speech a proper name gets from the dictionary or from its model of unknown words
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j", "eng"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, what it is."""

    start: int
    end: int
    text: str
    tag: str

    @property
    def proper(self) -> bool:
        """Whether the word can be a name by its part of speech."""
        return self.tag in NAME_TAGS


def tokens(text: str) -> list[Token]:
    """Cut a text into words; they cover it to the last character."""
    from rjieba import tag

    found, start = [], 0
    for word, kind in tag(text):
        for part, part_kind in _parts(word, kind):
            found.append(Token(start, start + len(part), part, part_kind))
            start += len(part)
    return found


def _parts(word: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield a word, in parts where the dictionary joined a name and what follows: 上海浦东, 区委书记, 局对."""
    if kind == "ns" and len(word) > 3 and word not in tables.established():
        found, rest = regions.read(word)
        if len(found) > 1 and not rest:
            yield from ((region.zh, "ns") for region in found)
            return
    if len(word) > 2 and word[0] in "区县" and word[1] == "委":
        yield word[0], "n"
        yield word[1:], kind
    elif len(word) == 2 and kind in ("p", "d", "c") and word[0] in "局厅院委":
        yield word[0], "n"
        yield word[1], kind
    else:
        yield from _without_country(word, kind)


def _without_country(word: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield a word, in two where the dictionary has a country and what follows as one: 日本首相, 德国西门子公司."""
    from rjieba import tag

    country = word[:2]
    known = tables.spelt_abroad().get(country) if len(word) > 3 and word not in tables.established() else None
    if known and known[1] is TermKind.PLACE and (kind == "nt" or in_dictionary(word[2:])):
        yield country, "ns"
        yield word[2:], kind if kind == "nt" else tag(word[2:])[0][1]
    else:
        yield word, kind


def in_dictionary(word: str) -> bool:
    """Say whether a word is in the dictionary, rather than guessed by the model of unknown words."""
    from rjieba import has_word

    return bool(has_word(word))


class Finder:
    """Finds many literal strings in a text in one pass: leftmost, then longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._machine = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of every match, in order."""
        return [(start, end) for _, start, end in self._machine.find_matches_as_indexes(text)]


@cache
def known_names() -> Finder:
    """Return the finder of divisions in full and of names with an established form."""
    bare = regions.bare_names()
    full = [zh for zh in tables.divisions() if len(zh) > 2 or zh not in tables.ordinary("whole")]
    own = [zh for zh, known in tables.established().items() if known.note != "part of the country"]
    return Finder(dict.fromkeys([*full, *bare, *own, "中国"]))
