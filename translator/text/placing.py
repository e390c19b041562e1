"""Where the terms of a source stand in its translation, occurrence by occurrence.

Law: words of the target count once. The longest form takes its words first, so 廊坊 earns nothing inside
廊坊师范学院, and a term that stands twice in the source must stand twice in the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from translator.model import Hit, Lang, Placement, Rung, Span, Term, TermStatus
from translator.text.occurrences import find

_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})
#: takes the place of words that already count: no letter, so that it makes no word edge of its own
_USED = "\N{OBJECT REPLACEMENT CHARACTER}"


def target_form(term: Term, lang: Lang) -> str:
    """Return the form to write in ``lang``; a kept term stays as it is in the source language."""
    return term.form(lang.other if term.status is TermStatus.KEEP else lang)


def accepted_forms(term: Term, lang: Lang) -> tuple[str, ...]:
    """Return every form that counts in ``lang``, the preferred one first."""
    kept = term.accepted(lang.other) if term.status is TermStatus.KEEP else ()
    return tuple(dict.fromkeys((*kept, *term.accepted(lang))))


def locate(hits: Sequence[Hit], target: str, lang: Lang) -> tuple[Placement, ...]:
    """Return one Placement for each hit, in order; those missing from ``target`` are FLAGGED, the others ANNOTATED.

    >>> city, school = Term("廊坊", "Langfang"), Term("廊坊师范学院", "Langfang Normal University")
    >>> hits = [Hit(school, Span(0, 6)), Hit(city, Span(7, 9))]
    >>> [place.target_span for place in locate(hits, "Langfang Normal University is far.", Lang.EN)]
    [Span(start=0, end=26), None]
    """
    found: dict[int, Span] = {}
    for form, span in stretches([hit.term for hit in hits], target, lang):
        waiting = (k for k, hit in enumerate(hits) if k not in found and form in accepted_forms(hit.term, lang))
        first = next(waiting, None)
        if first is not None:
            found[first] = span
    return tuple(_placement(hit, found.get(k), lang) for k, hit in enumerate(hits))


def stretches(terms: Iterable[Term], target: str, lang: Lang) -> list[tuple[str, Span]]:
    """Return (form, span) of every occurrence of the terms, longest form first; words are used once.

    An occurrence that nobody waits for is used up too: a shorter term inside it earns nothing.
    """
    rules: dict[str, bool] = {}
    for term in terms:
        for form in accepted_forms(term, lang):
            rules[form] = rules.get(form, False) or _any_case(term, form)
    found: list[tuple[str, Span]] = []
    free = target.translate(_APOSTROPHES)
    for form in sorted(rules, key=_longest):
        for span in occurrences(free, form, lang, any_case=rules[form]):
            found.append((form, span))
            free = free[: span.start] + _USED * (span.end - span.start) + free[span.end :]
    return found


def occurrences(text: str, form: str, lang: Lang, *, any_case: bool = False) -> list[Span]:
    """Return where ``form`` stands in a target: an English one may be plural, and may begin a sentence."""
    written = form.translate(_APOSTROPHES)
    found = find(text, written, case_sensitive=not any_case)
    if lang is Lang.EN:
        taken = set(found)
        for other in _inflected(written):
            spans = find(text, other, case_sensitive=not any_case)
            taken.update(span for span in spans if not any(span.overlaps(one) for one in taken))
        found = sorted(taken)
    return found


def surplus(hits: Sequence[Hit], target: str, lang: Lang) -> int:
    """Return how many occurrences of terms the target has beyond those of the source."""
    return max(0, len(stretches([hit.term for hit in hits], target, lang)) - len(hits))


def _inflected(form: str) -> Iterator[str]:
    """Yield the other ways to write an English form; only a common noun (a small last word) has a plural."""
    last = re.split(r"[\s-]", form)[-1]
    written = [form]
    if last.isalpha() and last.islower():
        written += [_plural(form), *([form[:-1]] if re.search(r"[^s]s$", last) else [])]
    for one in written:
        if one != form:
            yield one
        if one[:1].islower():
            yield one[0].upper() + one[1:]
            yield _titled(one)


def _titled(form: str) -> str:
    """Write a form as headings do: Development Zone, Intangible Cultural Heritage of Humanity."""
    small = {"of", "the", "and", "for", "to", "in", "on", "a", "an"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in form.split(" "))


def _plural(form: str) -> str:
    if re.search(r"[^aeiou]y$", form):
        return form[:-1] + "ies"
    return form + ("es" if re.search(r"(?:s|x|z|ch|sh)$", form) else "s")


def _any_case(term: Term, form: str) -> bool:
    return not term.case_sensitive and form != term.abbreviation


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


def _placement(hit: Hit, span: Span | None, lang: Lang) -> Placement:
    return Placement(hit, target_form(hit.term, lang), span, Rung.FLAGGED if span is None else Rung.ANNOTATED)


def with_rungs(places: Iterable[Placement], rungs: Iterable[Rung]) -> tuple[Placement, ...]:
    """Return the placements with the rungs that placed them; what stands nowhere is FLAGGED whatever was tried."""
    return tuple(
        Placement(p.hit, p.target, p.target_span, rung if p.placed else Rung.FLAGGED)
        for p, rung in zip(places, rungs, strict=True)
    )
