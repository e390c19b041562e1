"""From the rows of a glossary to the terms to place: what each Chinese form is called now, and may be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.model import Lang, Term, TermStatus


def effective(terms: Iterable[Term], lang: Lang, on: str) -> list[Term]:
    """Return the terms to look for in sources of ``lang`` on a day, one for each Chinese form.

    Rows that allow or forbid another English are folded into the row that decides. Of rows for different times the
    one valid ``on`` that day counts, else the one that was valid last.
    """
    rows = list(terms)
    by_zh: dict[str, Term] = {}
    placed = [term for term in rows if term.status is not TermStatus.FORBIDDEN]
    for term in sorted(placed, key=lambda term: (term.status is TermStatus.ALLOWED, *_age(term, on))):
        first = by_zh.setdefault(term.zh, term)
        if first is not term:
            by_zh[term.zh] = replace(first, en_allowed=(*first.en_allowed, term.en, *term.en_allowed))
    for term in rows:
        if term.status is TermStatus.FORBIDDEN and term.zh in by_zh:
            first = by_zh[term.zh]
            by_zh[term.zh] = replace(first, en_forbidden=(*first.en_forbidden, term.en))
    return [term for term in by_zh.values() if term.found_in(lang)]


def alone_forbidden(terms: Iterable[Term]) -> list[Term]:
    """Return the forbidden rows of names that no other row decides."""
    rows = list(terms)
    decided = {term.zh for term in rows if term.status is not TermStatus.FORBIDDEN}
    return [term for term in rows if term.status is TermStatus.FORBIDDEN and term.zh not in decided]


def _age(term: Term, on: str) -> tuple[int, str]:
    """Return 0 for a term valid on a day, else 1; the later one of two that are not valid sorts first."""
    begun = not term.valid_from or term.valid_from <= on
    over = bool(term.valid_to) and on > term.valid_to and not on.startswith(term.valid_to)
    if begun and not over:
        return 0, ""
    # strings sort upwards, so the digits are turned round to put the last one first
    return 1, "".join(chr(0x69 - ord(c) + 0x30) if c.isdigit() else c for c in (term.valid_to or term.valid_from))
