"""Look a term up by any of its forms, in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from translator.model import Glossary, Lang, Term


def search(glossary: Glossary, words: str, *, most: int = 50) -> list[Term]:
    """Return terms with ``words`` in a form, abbreviation or forbidden form: whole forms first, then beginnings.

    Case, width and accents do not matter; two Chinese characters, or one, are enough.

    >>> from translator.glossary import make
    >>> terms = [Term("廊坊师范学院", "Langfang Normal University"), Term("廊坊", "Langfang")]
    >>> [term.en for term in search(make(terms), "langfang")]
    ['Langfang', 'Langfang Normal University']
    """
    wanted = folded(words)
    if not wanted:
        return []
    ranked = ((_rank(term, wanted), number, term) for number, term in enumerate(glossary.terms))
    found = sorted((rank, number, term) for rank, number, term in ranked if rank)
    return [term for _, _, term in found[:most]]


def folded(text: str) -> str:
    """Return a text without what a person who searches may type differently.

    >>> folded("Ｘīzàng  ’s")
    "xizang 's"
    """
    plain = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _forms(term: Term) -> Iterable[str]:
    return (*term.accepted(Lang.ZH), *term.accepted(Lang.EN), *term.en_forbidden)


def _rank(term: Term, wanted: str) -> tuple[int, int] | None:
    """Return (how, length of the form) of the best form; None where no form has the words."""
    ranks = []
    for form in map(folded, _forms(term)):
        at = form.find(wanted)
        if at >= 0:
            how = 0 if form == wanted else 1 if at == 0 else 2 if not form[at - 1].isalnum() else 3
            ranks.append((how, len(form)))
    return min(ranks, default=None)
