"""The ways to write a term in a source, and what a text is compared by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from translator.glossary.abroad import is_state_body
from translator.glossary.guards import guard
from translator.glossary.owners import guards_name
from translator.model import Lang, Term
from translator.text.chars import is_word
from translator.text.hant import simplified_characters

#: characters that may stand for another one; the same length, so that offsets stay
_SAME = str.maketrans({
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\n": " ",
    "\t": " ",
})  # fmt: skip
#: common nouns that end names: the only capitalised words that are looked for in the singular and plural
_NOUNS = (
    "airport area authority bank bureau city college commission committee company corporation council country county "
    "department district enterprise government group industry island lake law ministry mountain office park port "
    "prefecture province region river road school station temple town township university village zone"
)
_SINGULARS = {word.capitalize() for word in _NOUNS.split()}


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _singular(word: str) -> str:
    """Return the singular of a regular plural; '' where the word is none."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")) else ""


_PLURALS = {_plural(word): word for word in _SINGULARS}


@dataclass(slots=True, eq=False)
class Form:
    """A way to write a term: ``key`` is what to look for, ``rank`` its place among the forms of all terms."""

    text: str
    key: str
    term: Term
    rank: int
    #: the case counts
    exact: bool
    guard: re.Pattern[str] | None
    #: a body of the Chinese state, and no hit behind the name of another
    home: bool
    #: an English name that may be part of another one
    shared: bool
    #: no word edge, case or guard to look at
    anywhere: bool

    def cased(self, words: str, begins: Callable[[], bool]) -> bool:
        """Say whether ``words`` have the case this form wants; ``begins`` tells whether a sentence begins there."""
        if not self.exact:
            return True
        words = words.translate(_SAME)
        if words == self.text or words.translate(simplified_characters()) == self.text:
            return True
        return words[:1].isupper() and words[:1].lower() + words[1:] == self.text and begins()


def folded(text: str, lang: Lang) -> str:
    """Return what texts are compared by: small letters, Simplified characters, one apostrophe; the length stays."""
    text = text.translate(_SAME)
    small = text.lower()
    if len(small) != len(text):  # İ has a small letter of two code points
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(simplified_characters()) if lang is Lang.ZH else small


def forms_of(terms: Iterable[Term], lang: Lang) -> Iterator[Form]:
    """Yield every way to write the terms; a preferred form of any term ranks before an allowed one of another."""
    for row, term in enumerate(terms):
        for text in dict.fromkeys(term.searched(lang)):
            exact = term.case_sensitive or text == term.abbreviation
            rank = row if text == term.form(lang) else row + 10_000_000
            for written in _written(text, lang) if text != term.abbreviation else (text,):
                yield _form(written, term, rank, exact, lang)


def _form(text: str, term: Term, rank: int, exact: bool, lang: Lang) -> Form:
    key = folded(text, lang)
    latin = is_word(text[0]) or is_word(text[-1])
    exact = exact and text.lower() != text.upper()
    after = guard(key) if lang is Lang.ZH else None
    home, shared = is_state_body(term), lang is Lang.EN and guards_name(term, text)
    anywhere = not (latin or exact or after or home or shared)
    return Form(text, key, term, rank, exact, after, home, shared, anywhere)


def _written(text: str, lang: Lang) -> Iterator[str]:
    """Yield a form and, in English, its plural or singular: of its last word, and of the one before "of"."""
    yield text
    if lang is Lang.ZH:
        return
    head, of, rest = text.partition(" of ")
    for before, tail in ((text, ""), (head, of + rest)) if of else ((text, ""),):
        start, last = before[: before.rfind(" ") + 1], before[before.rfind(" ") + 1 :]
        if last in _SINGULARS or (tail == "" and last.islower() and last.isalpha()):
            yield from (start + other + tail for other in _numbers(last, at_end=not tail) if other)
        elif last in _PLURALS:
            yield start + _PLURALS[last] + tail


def _numbers(word: str, *, at_end: bool) -> tuple[str, ...]:
    """Return the other numbers of a noun; a plural that only adds s or es is found at the end of a form anyway."""
    plural = _plural(word)
    return ("" if at_end and plural.startswith(word) else plural, _singular(word))
