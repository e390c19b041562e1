"""Chinese text as words with a part of speech: where a name may begin and end.

The dictionary of rjieba gives edges and kinds of word only; which stretch is a name is decided by our rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

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
        found.append(Token(start, start + len(word), word, kind))
        start += len(word)
    return found


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
