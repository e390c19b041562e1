"""Whether terms agree: one Chinese form, at one time, has one English form.

Law: two rows never ask for different things. A conflict names both places; it is never a silent choice.
"""

from __future__ import annotations

from collections.abc import Iterable

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
    rows: dict[tuple[str, str, TermStatus], Term] = {}
    decisions = Decisions()
    for term in terms:
        if problem := _repeated(term, rows) or _contradicted(term, decisions):
            found.append(problem)
        else:
            decisions.add(term)
        rows.setdefault((term.zh, term.en, term.status), term)
    return found


def _repeated(term: Term, rows: dict[tuple[str, str, TermStatus], Term]) -> Problem | None:
    first = next((rows[key] for status in TermStatus if (key := (term.zh, term.en, status)) in rows), None)
    if first is None or not together(first, term):
        return None
    message = f"duplicate: {term.zh} = {term.en} is already in {first.origin or 'an earlier row'}"
    return Problem(term.origin, "duplicate", message, "delete one of the two lines")


def _contradicted(term: Term, decisions: Decisions) -> Problem | None:
    clash = decisions.clash(term)
    if clash is None:
        return None
    form, other = clash
    message = f"conflict: {form} is “{term.en}” here and “{other.en}” in {other.origin or 'an earlier row'}"
    step = "keep one; list the other under en_allowed, or give its row the status allowed"
    return Problem(term.origin, "conflict", message, step)
