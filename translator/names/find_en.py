"""Names in an English text: runs of capitalised words, cut into the longest parts that are names.

Law: a capital at the start of a sentence or in a headline is no evidence; a word of everyday English is no name unless
a title, a first name or a table says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.model import Span, TermKind
from translator.names import english, people_en, tables
from translator.names.english import Han
from translator.names.proposal import Proposal
from translator.names.words_in_english import everyday, stops_name, unknown

_LETTER = "A-Za-z\u00c0-\u024f"
_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de"
#: a capitalised word, with inner apostrophes, hyphens and the full stop of an abbreviation or an initial
_WORD = (
    rf"(?:(?:People|Children|Women|Men|Farmer|King|Queen|Teacher)['’]s(?= [A-Z])|(?:[A-Z]\.){{2,}}"
    rf"|(?:St|Mt|Mr|Mrs|Ms|Dr|Prof|Co|Ltd|Inc|Corp|Bros|Jr|Sr|No)\.|[{_CAPITAL}]\.(?= [{_CAPITAL}])"
    rf"|(?:[dlO]['’])?[{_CAPITAL}][{_LETTER}\d]*(?:[-'’](?!s\b)[{_LETTER}\d]+)*)"
)
_LINK = r"(?:of|the|and|for|&|de|del|la|van|von|der|den|du|di|da|dos|le|el|ter|al|bin|ibn|ben)"
_RUN = re.compile(rf"\b{_WORD}(?:(?:,? |-){_WORD}|(?: {_LINK}){{1,2}} {_WORD})*")
_PIECE = re.compile(rf"{_WORD}|{_LINK}\b|,")
_SENTENCE_START = re.compile(r"(?:[.!?:;\n•|]|[-–—*#>]\s)[\s\"'“‘(\[]*$")
_OPENERS = " \t\"'“‘([*_#>-"
_LOWER_LINKS = frozenset("of the and for & , de del la van von der den du di da dos le el ter al bin ibn ben".split())  # noqa: SIM905
#: words that a headline in title case leaves small
_SMALL = frozenset(
    "a an the of and or to in for on with from by at as s is but nor up via per vs".split()  # noqa: SIM905
)
#: as much of the text before as tells whether a sentence begins; longer lines are no headlines
_BEFORE, _HEADLINE = 12, 200
#: longest name in words
_MOST = 14


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a run and where it stands."""

    text: str
    start: int
    end: int


def find(text: str) -> list[Proposal]:
    """Return the names of a text, not overlapping, in order."""
    return [proposal for run in _RUN.finditer(text) for proposal in _names_of_run(text, run)]


def _names_of_run(text: str, run: re.Match[str]) -> Iterator[Proposal]:
    pieces = [_Piece(m[0], run.start() + m.start(), run.start() + m.end()) for m in _PIECE.finditer(run[0])]
    before = text[max(0, run.start() - _BEFORE) : run.start()]
    first = bool(_SENTENCE_START.search(before)) or (run.start() < _BEFORE and not before.strip(_OPENERS))
    headline = _is_headline(text, run.start())
    place = 0
    while place < len(pieces):
        found = _longest(text, pieces, place, first and place == 0, headline)
        if found:
            yield found[0]
        place += found[1] if found else 1


def _longest(
    text: str, pieces: Sequence[_Piece], place: int, first: bool, headline: bool
) -> tuple[Proposal, int] | None:
    """Return the longest name that begins at a piece, and how many pieces it takes."""
    if pieces[place].text in _LOWER_LINKS:
        return None
    titled = _titles(pieces, place)
    for size in range(min(_MOST, len(pieces) - place), 0, -1):
        part = pieces[place : place + size]
        if part[-1].text in _LOWER_LINKS:
            continue
        words = [piece.text for piece in part]
        found = _table_name(words, text[part[0].start : part[-1].end], first)
        if not found and (not headline or people_en.in_tables(words)):
            found = _guess(words, first)
        if found:
            return _proposal(text, part[0].start, part[-1].end, found), size
    if titled and (introduced := _titled(pieces[place + titled :], female=_female(pieces, place, titled))):
        person, size = introduced
        start, end = pieces[place + titled].start, pieces[place + titled + size - 1].end
        return _proposal(text, start, end, person), titled + size
    return None


def _titles(pieces: Sequence[_Piece], place: int) -> int:
    """Return how many pieces from here on are titles: Vice President, Dr."""
    for size in (2, 1):
        if " ".join(piece.text for piece in pieces[place : place + size]) in tables.titles_en("title"):
            return size
    return 0


def _female(pieces: Sequence[_Piece], place: int, size: int) -> bool:
    return " ".join(piece.text for piece in pieces[place : place + size]) in tables.titles_en("f")


def _titled(pieces: Sequence[_Piece], *, female: bool) -> tuple[Han, int] | None:
    """Return the person a title introduces, and how many pieces the name takes."""
    size = 0
    while size < min(6, len(pieces)) and not stops_name(pieces[size].text):
        if pieces[size].text in _LOWER_LINKS and pieces[size].text not in people_en.PARTICLES:
            break
        size += 1
    while size and pieces[size - 1].text in _LOWER_LINKS:
        size -= 1
    if not size or pieces[0].text in _LOWER_LINKS:
        return None
    words = [piece.text for piece in pieces[:size]]
    if size == 1 and _plain_word(words[0]):  # General Office
        return None
    return people_en.person(words, 0.6, female=female), size


def _table_name(words: Sequence[str], whole: str, first: bool) -> Han | None:
    """Return a name that tables and generic parts give."""
    if len(words) == 1 and (
        words[0] in tables.titles_en("none") or words[0] in _peoples() or _is_word(words[0], first)
    ):
        return None
    if "and" in words and not english.known(whole) and not _has_generic_of(words):
        return None
    if found := english.known(whole):
        return found
    found = english.compose(whole) if words[0] != "The" else None
    guessed = found and found.confidence <= 0.5 and any(_plain_word(word) for word in words)
    return found if found and found.confidence >= 0.3 and _proper(words) and not guessed else None


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    return frozenset(tables.peoples().values())


def _plain_word(word: str) -> bool:
    """Say whether a word is everyday English that no table translates: This Agreement."""
    known = word in tables.foreign() or word in tables.words_en() or word in english.generic_words()
    return not known and word not in _LOWER_LINKS and everyday(word)


#: bodies whose field may hold "and"
_FIELDS = ("Bureau", "Commission", "Zone", "Administration", "Department", "University", "College")


def _has_generic_of(words: Sequence[str]) -> bool:
    """Say whether "and" stands inside a body's field: Ministry of Culture and Tourism, not two names."""
    before = words[: list(words).index("and")]
    if english.compose(" ".join(before)):
        return False
    return "of" in before or words[-1] in (
        "Bureau",
        "Commission",
        "Zone",
        "Administration",
        "Department",
        "University",
        "College",
    )


def _proper(words: Sequence[str]) -> bool:
    """Say whether a stretch names something of its own: National Museum alone does not."""
    return (
        len(words) == 1
        or not all(word in _LOWER_LINKS or _only_common(word) for word in words)
        or _is_state_body(words)
    )


def _is_state_body(words: Sequence[str]) -> bool:
    return words[0] in ("Ministry", "Department") and "of" in words


def _only_common(word: str) -> bool:
    if word in tables.foreign() or re.search(r"[A-Za-z]-[A-Z]", word):
        return False
    return word in english.generic_words() or (word in tables.words_en() and word not in tables.titles_en("none"))


def _is_word(word: str, first: bool) -> bool:
    """Say whether one capitalised word is more likely a word than a name."""
    known = tables.foreign().get(word)
    if known and known.kind is TermKind.PLACE:
        return first and word in tables.titles_en("place")
    if known and known.kind is TermKind.ORGANISATION:
        return False
    if known and known.kind is TermKind.COMPANY:
        return first and everyday(word) and word not in tables.titles_en("strong")
    return everyday(word) and (first or known is None or known.kind is TermKind.PERSON)


def _guess(words: Sequence[str], first: bool) -> Han | None:
    """Return a person, or a word by transliteration; None for what is everyday English."""
    if found := people_en.reads_as_person(words, first):
        return found
    if len(words) == 1 and not first and (asian := people_en.of_asia(words)):
        return asian
    if len(words) == 1 and not stops_name(words[0]) and unknown(words[0]) and words[0] not in _peoples():
        return english.spelt(words[0])
    return None


def _is_headline(text: str, place: int) -> bool:
    """Say whether the line is in title case, where capitals tell nothing."""
    start = text.rfind("\n", max(0, place - _HEADLINE), place) + 1 or max(0, place - _HEADLINE)
    stop = text.find("\n", place, place + _HEADLINE)
    stop = stop if stop >= 0 else len(text)
    words = re.findall(rf"[{_LETTER}]+", text[start:stop]) if stop - start <= _HEADLINE else []
    small = [word for word in words if word.islower() and word not in _SMALL]
    return len(words) > 3 and not small


def _proposal(text: str, start: int, end: int, found: Han) -> Proposal:
    reason = found.reason[:1].upper() + found.reason[1:] + "."
    return Proposal(Span(start, end), text[start:end], found.zh, found.kind, found.confidence, reason, found.others)
