"""Find the terms of a glossary in a text: leftmost, then longest, whole words only in Latin script.

Law: offsets are code points; hits never overlap; Chinese has no word edges and needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from translator.model import Glossary, Hit, Lang, Span, Term, TermStatus
from translator.text.chars import is_word

#: characters that may stand for another one; the same length, so that offsets stay
_SAME = str.maketrans({
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\n": " ",
    "\t": " ",
})  # fmt: skip
_SIBILANTS = ("s", "x", "z", "ch", "sh")
#: 财政部 is no hit in 财政部门 (finance departments), nor 外交部 in 外交部长 (the minister)
_AFTER_BU = tuple("门分队署长")
_Found = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a term: what to look for, the row it belongs to, its place among the rows."""

    text: str
    term: Term
    rank: int
    any_case: bool


class _Automaton:
    """All forms of one case rule; overlapping matches, so that a match that fails the word edge hides no other."""

    def __init__(self, forms: Sequence[_Form], *, fold: bool) -> None:
        self._fold = fold
        self.forms = tuple({_key(form.text, fold): form for form in reversed(forms)}.values())
        keys = [_key(form.text, fold) for form in self.forms]
        self._machine = AhoCorasick(keys, matchkind=MatchKind.Standard, store_patterns=False) if keys else None

    def matches(self, text: str) -> Iterable[_Found]:
        """Return (form number, start, end) of every match."""
        return self._machine.find_matches_as_indexes(_key(text, self._fold), overlapping=True) if self._machine else ()


class Matcher:
    """Finds the terms of ``glossary`` in texts of ``lang``.

    English sources also match plurals (development zones) and possessives (Langfang's; the hit is Langfang), and a
    form in small letters with a capital at the start of the text. Forbidden rows are no hits; see ``warnings``.
    """

    def __init__(self, glossary: Glossary, lang: Lang) -> None:
        """Build the automata: about a second for 100,000 terms."""
        self._glossary, self._lang = glossary, lang

    @cached_property
    def _placed(self) -> tuple[_Automaton, _Automaton]:
        return _automata(_effective(self._glossary.terms), self._lang)

    @cached_property
    def _forbidden(self) -> tuple[_Automaton, _Automaton]:
        decided = {term.zh for term in self._glossary.terms if term.status is not TermStatus.FORBIDDEN}
        alone = [t for t in self._glossary.terms if t.status is TermStatus.FORBIDDEN and t.zh not in decided]
        return _automata(alone, self._lang)

    def hits(self, text: str) -> list[Hit]:
        """Return the terms of ``text``: leftmost, then longest, not overlapping, in order.

        >>> from translator.glossary import make
        >>> school, city = Term("廊坊师范学院", "Langfang Normal University"), Term("廊坊", "Langfang")
        >>> [hit.term.en for hit in Matcher(make([city, school]), Lang.ZH).hits("廊坊师范学院在廊坊。")]
        ['Langfang Normal University', 'Langfang']
        """
        return self._hits(self._placed, text)

    def warnings(self, text: str) -> list[Hit]:
        """Return where a source has a term of which the glossary only says what it must not be called."""
        return self._hits(self._forbidden, text)

    def _hits(self, automata: tuple[_Automaton, _Automaton], text: str) -> list[Hit]:
        found = []
        plain = text.translate(_SAME)
        for automaton in automata:
            forms = automaton.forms
            for number, start, end in automaton.matches(plain):
                stop = _word_end(plain, start, end, self._lang)
                if stop and (form := forms[number]) and _case_fits(form, plain, start, self._lang):
                    found.append((start, -stop, form.rank, form.term))
        found.sort(key=lambda match: match[:3])
        return list(_leftmost(found))


def _leftmost(found: Iterable[tuple[int, int, int, Term]]) -> Iterator[Hit]:
    """Yield hits that begin after the one before has ended; ``found`` is sorted by start, length, row."""
    free = 0
    for start, minus_stop, _, term in found:
        if start >= free:
            free = -minus_stop
            yield Hit(term, Span(start, free))


def _effective(terms: Iterable[Term]) -> list[Term]:
    """Return the terms to place; rows that allow or forbid another English are folded into the row that decides."""
    by_zh: dict[str, Term] = {}
    rows = [term for term in terms if term.status is not TermStatus.FORBIDDEN]
    for term in sorted(rows, key=lambda term: term.status is TermStatus.ALLOWED):
        first = by_zh.setdefault(term.zh, term)
        if first is not term:
            by_zh[term.zh] = replace(first, en_allowed=(*first.en_allowed, term.en, *term.en_allowed))
    for term in terms:
        if term.status is TermStatus.FORBIDDEN and term.zh in by_zh:
            first = by_zh[term.zh]
            by_zh[term.zh] = replace(first, en_forbidden=(*first.en_forbidden, term.en))
    return list(by_zh.values())


def _automata(terms: Iterable[Term], lang: Lang) -> tuple[_Automaton, _Automaton]:
    forms = [form for rank, term in enumerate(terms) for form in _forms(term, lang, rank)]
    # the preferred form of any row goes before an allowed form or abbreviation of another one
    forms.sort(key=lambda form: form.text != form.term.form(lang))
    exact = [form for form in forms if not form.any_case]
    return _Automaton(exact, fold=False), _Automaton([form for form in forms if form.any_case], fold=True)


def _forms(term: Term, lang: Lang, rank: int) -> Iterator[_Form]:
    """Yield every way to write a term in a source; an abbreviation is always taken to the letter."""
    for text in dict.fromkeys(term.accepted(lang)):
        any_case = not term.case_sensitive and text != term.abbreviation
        for written in _written(text, lang):
            yield _Form(written, term, rank, any_case)


def _written(text: str, lang: Lang) -> Iterator[str]:
    yield text
    if lang is Lang.EN and text[:1].isalpha():
        many = text[:-1] + "ies" if text[-1:] == "y" and text[-2:-1] not in tuple("aeiou") else ""
        for form in filter(None, (text, many)):
            if form != text:
                yield form
            if form[0].islower():
                yield form[0].upper() + form[1:]


def _key(text: str, fold: bool) -> str:
    """Return what the automaton compares; folding keeps the length (İ has a small letter of two code points)."""
    text = text.translate(_SAME)
    if not fold:
        return text
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _word_end(text: str, start: int, end: int, lang: Lang) -> int:
    """Return where the match ends as a word, with a plural s where there is one; 0 where it is part of a word."""
    if start and is_word(text[start]) and is_word(text[start - 1]):
        return 0
    if text[end - 1] == "部" and text.startswith(_AFTER_BU, end):
        return 0
    if end == len(text) or not (is_word(text[end - 1]) and is_word(text[end])):
        return end
    if lang is Lang.EN and text[end - 1].isalpha():
        for ending in ("es", "s") if text[start:end].endswith(_SIBILANTS) else ("s",):
            stop = end + len(ending)
            if text.startswith(ending, end) and (stop == len(text) or not is_word(text[stop])):
                return stop
    return 0


def _case_fits(form: _Form, text: str, start: int, lang: Lang) -> bool:
    """Say whether the case is as the row wants it: a capital of our making counts where a sentence begins only."""
    if form.any_case or lang is Lang.ZH or text[start] in {known[0] for known in form.term.accepted(lang)}:
        return True
    before = text[:start].rstrip(" \"'(“‘[*_#")
    return not before or before[-1] in ".!?:;>"
