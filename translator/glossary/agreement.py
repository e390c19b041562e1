"""Whether terms agree: one Chinese form, at one time, has one English form.

Law: two rows never ask for different things. A conflict names both places; it is never a silent choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translator.glossary.problems import Problem
from translator.model import Term, TermStatus

#: rows of these statuses decide what is written for a Chinese form
_DECIDES = (TermStatus.PREFERRED, TermStatus.KEEP)


def decided(term: Term) -> tuple[str, ...]:
    """Return the Chinese forms for which a term decides what is written."""
    return (term.zh, *term.zh_variants) if term.status in _DECIDES else ()


def together(one: Term, other: Term) -> bool:
    """Say whether there is a day on which both terms are valid.

    >>> old, new = Term("环境保护部", "MEP", valid_to="2018-03"), Term("环境保护部", "MEE", valid_from="2018-04")
    >>> together(old, new), together(old, Term("环境保护部", "MEP"))
    (False, True)
    """
    return not (_before(one.valid_to, other.valid_from) or _before(other.valid_to, one.valid_from))


def _before(end: str, start: str) -> bool:
    """Say whether ``end`` is over when ``start`` comes; 2018 ends with its last day."""
    return bool(end and start) and start > end and not start.startswith(end)


class Decisions:
    """Which terms decide what: finds the term that another one would contradict."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._by_form: dict[str, list[Term]] = {}
        for term in terms:
            self.add(term)

    def add(self, term: Term) -> None:
        """Let a term decide its forms."""
        for form in decided(term):
            self._by_form.setdefault(form, []).append(term)

    def clash(self, term: Term) -> tuple[str, Term] | None:
        """Return the form and the term that ``term`` contradicts or repeats; None where it agrees with all."""
        found = ((form, other) for form in decided(term) for other in self._by_form.get(form, ()))
        return next(((form, other) for form, other in found if together(term, other)), None)

    def decides(self, form: str, term: Term) -> bool:
        """Say whether ``form`` is decided at a time when ``term`` is valid."""
        return any(together(term, other) for other in self._by_form.get(form, ()))


def problems_among(terms: Iterable[Term]) -> list[Problem]:
    """Return every row that repeats another one, or wants another English for the same Chinese, in reading order."""
    found: list[Problem] = []
    rows: dict[tuple[str, str], Term] = {}
    decisions = Decisions()
    for term in terms:
        first = rows.setdefault((term.zh, term.en), term)
        if first is not term and together(first, term):
            found.append(_repeated(term, first))
        elif clash := decisions.clash(term):
            found.append(_contradicted(term, *clash))
        else:
            decisions.add(term)
    return found


def repeated(terms: Iterable[Term], there: Iterable[Term]) -> list[Problem]:
    """Return which ``terms`` say nothing but what one of those ``there`` says already."""
    rows = {replace(term, origin=""): term for term in there}
    return [_repeated(term, rows[key]) for term in terms if (key := replace(term, origin="")) in rows]


def contradicted(terms: Iterable[Term], there: Iterable[Term]) -> list[Problem]:
    """Return which ``terms`` want something else than those ``there``."""
    decisions = Decisions(there)
    return [_contradicted(term, *clash) for term in terms if (clash := decisions.clash(term))]


def _repeated(term: Term, first: Term) -> Problem:
    message = f"duplicate: {term.zh} = {term.en} is already in {first.origin or 'an earlier row'}"
    return Problem(term.origin or term.zh, "duplicate", message, "delete one of the two lines")


def _contradicted(term: Term, form: str, other: Term) -> Problem:
    place = other.origin or "an earlier row"
    what = f"“{term.en}” here and “{other.en}”" if term.en != other.en else "there with other details"
    step = "keep one; list the other under en_allowed, or give its row the status allowed"
    return Problem(term.origin or term.zh, "conflict", f"conflict: {form} is {what} in {place}", step)
