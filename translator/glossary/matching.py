"""Find the terms of a glossary in a text: leftmost, then longest, whole words only in Latin script.

Law: offsets are code points; hits never overlap; Chinese has no word edges and needs none. One pass over the text
finds every form of every term in any case and script; what stands there then has to fit the form it was found for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from translator.glossary.abroad import is_abroad
from translator.glossary.deciding import alone_forbidden, effective
from translator.glossary.forms import Form, folded, forms_of
from translator.glossary.owners import is_other
from translator.model import Glossary, Hit, Lang, Span, Term
from translator.text.chars import is_word

#: start, -end, rank of the form, number of the pattern, number of the form in it: sorts leftmost, longest, first row
_Found = tuple[int, int, int, int, int]
_SIBILANTS = ("s", "x", "z", "ch", "sh")
#: characters in which the end of the sentence before is looked for
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Overlap:
    """A term that stands in the text but was not taken, because ``taken`` begins before it or is longer."""

    lost: Hit
    taken: Hit


class Matcher:
    """Finds the terms of ``glossary`` in texts of ``lang``, as they are on the day ``on`` (today).

    English sources also match plurals (development zones), singulars, possessives (Langfang's; the hit is Langfang),
    and a form in small letters with a capital at the start of a sentence. Chinese sources match in Traditional
    characters too. Forbidden rows are no hits; see ``warnings``.
    """

    def __init__(self, glossary: Glossary, lang: Lang, *, on: date | None = None) -> None:
        """Nothing is built before the first text (a second for 100,000 terms), nor again for the same glossary."""
        self._glossary, self._lang, self._on = glossary, lang, (on or date.today()).isoformat()

    @cached_property
    def _placed(self) -> _Automaton:
        return _placed(_Same(self._glossary), self._lang, self._on)

    @cached_property
    def _forbidden(self) -> _Automaton:
        return _forbidden(_Same(self._glossary), self._lang)

    def hits(self, text: str) -> list[Hit]:
        """Return the terms of ``text``: leftmost, then longest, not overlapping, in order.

        >>> from translator.glossary import make
        >>> school, city = Term("廊坊师范学院", "Langfang Normal University"), Term("廊坊", "Langfang")
        >>> [hit.term.en for hit in Matcher(make([city, school]), Lang.ZH).hits("廊坊师范学院在廊坊。")]
        ['Langfang Normal University', 'Langfang']
        """
        return self._placed.hits(text)

    def overlaps(self, text: str) -> list[Overlap]:
        """Return the terms that stand in ``text`` inside or across a hit, in order: what leftmost-longest passed over.

        >>> from translator.glossary import make
        >>> school, city = Term("廊坊师范学院", "Langfang Normal University"), Term("廊坊", "Langfang")
        >>> (one,) = Matcher(make([city, school]), Lang.ZH).overlaps("廊坊师范学院")
        >>> one.lost.term.en, one.taken.term.zh
        ('Langfang', '廊坊师范学院')
        """
        taken = self.hits(text)
        spans = {(hit.span, hit.term.zh) for hit in taken}
        lost = (hit for hit in self._placed.every(text) if (hit.span, hit.term.zh) not in spans)
        pairs = ((hit, next((one for one in taken if one.span.overlaps(hit.span)), None)) for hit in lost)
        return [Overlap(hit, one) for hit, one in pairs if one is not None and one.term.zh != hit.term.zh]

    def warnings(self, text: str) -> list[Hit]:
        """Return where a source has a term of which the glossary only says what it must not be called."""
        return self._forbidden.hits(text)


class _Automaton:
    """All forms of some terms; overlapping matches, so that a match that fails the word edge hides no other."""

    def __init__(self, terms: Sequence[Term], lang: Lang) -> None:
        self._lang = lang
        self._patterns: list[list[Form]] = []
        numbers: dict[str, int] = {}
        for form in sorted(forms_of(terms, lang), key=lambda form: form.rank):
            number = numbers.setdefault(form.key, len(self._patterns))
            if number == len(self._patterns):
                self._patterns.append([])
            self._patterns[number].append(form)
        #: words that hold a name by chance, 今日本 for 日本: number of the pattern -> Chinese forms of those names
        self._owners: dict[int, set[str]] = {}
        for term in terms if lang is Lang.ZH else ():
            for key in {folded(word, lang) for word in term.zh_not_in}:
                number = numbers.setdefault(key, len(self._patterns))
                if number == len(self._patterns):
                    self._patterns.append([])
                self._owners.setdefault(number, set()).add(term.zh)
        self._machine = (
            AhoCorasick(list(numbers), matchkind=MatchKind.Standard, store_patterns=False) if numbers else None
        )

    def hits(self, text: str) -> list[Hit]:
        """Return the leftmost, then longest hits."""
        free, hits = 0, []
        for start, minus_end, _, pattern, form in sorted(self._found(text)):
            if start >= free:
                free = -minus_end
                hits.append(Hit(self._patterns[pattern][form].term, Span(start, free)))
        return hits

    def every(self, text: str) -> list[Hit]:
        """Return all hits, also those that overlap."""
        found = sorted(self._found(text))
        return [Hit(self._patterns[pattern][form].term, Span(start, -end)) for start, end, _, pattern, form in found]

    def _found(self, text: str) -> list[_Found]:
        """Return every match that is a whole word, in a case its form allows, and not inside a word by chance."""
        if self._machine is None:
            return []
        key, patterns, owners = folded(text, self._lang), self._patterns, self._owners
        found: list[_Found] = []
        chances: list[tuple[int, int, set[str]]] = []
        for number, start, end in self._machine.find_matches_as_indexes(key, overlapping=True):
            if number in owners:
                chances.append((start, end, owners[number]))
            for place, form in enumerate(patterns[number]):
                stop = end if form.anywhere else self._end(form, text, key, start, end)
                if stop:
                    found.append((start, -stop, form.rank, number, place))
                    break
        return [one for one in found if not self._by_chance(one, chances)] if chances else found

    def _by_chance(self, one: _Found, chances: Sequence[tuple[int, int, set[str]]]) -> bool:
        """Say whether a match stands in, or hangs over the edge of, a word that holds its name by chance."""
        start, end, name = one[0], -one[1], self._patterns[one[3]][one[4]].term.zh
        return any(
            name in names and start < stop and begin < end and not (start <= begin and stop < end)
            for begin, stop, names in chances
        )

    def _end(self, form: Form, text: str, key: str, start: int, end: int) -> int:
        """Return where a match ends as a word of its form, with a plural s where there is one; 0 where it does not."""
        if form.guard and form.guard.match(key, end):
            return 0
        if form.home and is_abroad(key if self._lang is Lang.ZH else text, start, end, self._lang):
            return 0
        if form.shared and is_other(form.text, text, start, end):
            return 0
        if not form.cased(text[start:end], lambda: _begins_sentence(text, start)):
            return 0
        return _word_end(text, start, end, self._lang)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A glossary as a key: equal is what is the same object, since comparing all terms takes longer than it saves."""

    glossary: Glossary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.glossary is self.glossary

    def __hash__(self) -> int:
        return id(self.glossary)


#: how many automata are kept: those of both languages, for the glossary of the desk and one that is tried
_KEPT = 4


@lru_cache(maxsize=_KEPT)
def _placed(of: _Same, lang: Lang, on: str) -> _Automaton:
    """Return what finds the terms in force on the day ``on``; a folder of small files shares it."""
    return _Automaton(effective(of.glossary.terms, lang, on), lang)


@lru_cache(maxsize=_KEPT)
def _forbidden(of: _Same, lang: Lang) -> _Automaton:
    return _Automaton(alone_forbidden(of.glossary.terms), lang)


def _word_end(text: str, start: int, end: int, lang: Lang) -> int:
    """Return where the match ends as a word; 0 where it is part of a longer one."""
    if start and is_word(text[start]) and is_word(text[start - 1]):
        return 0
    if end == len(text) or not (is_word(text[end - 1]) and is_word(text[end])):
        return end
    if lang is Lang.EN and text[end - 1].isalpha():
        for ending in ("es", "s") if text[start:end].endswith(_SIBILANTS) else ("s",):
            stop = end + len(ending)
            if text.startswith(ending, end) and (stop == len(text) or not is_word(text[stop])):
                return stop
    return 0


def _begins_sentence(text: str, start: int) -> bool:
    at = max(0, start - _LOOK_BACK)
    before = text[at:start].rstrip(" \"'(“‘[*_#")
    return before[-1] in ".!?:;>\n" if before else at == 0
