"""Check terms: every glossary term of the source stands in the target in an accepted form, never in a forbidden one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translator.checks.protected import patched
from translator.checks.registry import check
from translator.checks.short_forms import said_in_short
from translator.model import Finding, Hit, Lang, Pair, Placement, Severity, Span, Term, TermStatus
from translator.text.occurrences import find
from translator.text.placing import accepted_forms, locate, occurrences, stretches

_HYPHENS = frozenset("-\N{EN DASH}")


@check("term")
def term(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find glossary terms that are missing from the target or written in another case.

    A term that stands twice in the source may stand once in the target: the other time may be "it" or "the city".
    """
    wanted = [place for place in terms if place.hit.term.status is not TermStatus.FORBIDDEN]
    found = locate([place.hit for place in wanted], target, pair.target)
    there = {place.hit.term for place in found if place.placed}
    there |= {place.hit.term for place in wanted if _stands_otherwise(place, source, target)}
    left = [place for place in wanted if place.hit.term not in there]
    there |= {place.hit.term for place in left if _joined(place.hit, source, target)}
    there |= {place.hit.term for place in left if said_in_short(place.hit.term, target, pair.target)}
    missing: set[Term] = set()
    for place in wanted:
        if place.hit.term not in there | missing:
            missing.add(place.hit.term)
            yield _missing(source, target, pair, place)


@check("forbidden term")
def forbidden(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find forms that the glossary forbids for a term of the source."""
    good = stretches([p.hit.term for p in terms if p.hit.term.status is not TermStatus.FORBIDDEN], target, pair.target)
    seen: set[Span] = set()
    for place in terms:
        for form in _forbidden_forms(place.hit.term, pair.target):
            for span in occurrences(target, form, pair.target, any_case=not place.hit.term.case_sensitive):
                if span not in seen and not any(span.overlaps(fine) for _, fine in good):
                    seen.add(span)
                    yield _forbidden(target, pair, place.hit, span)


def _forbidden(target: str, pair: Pair, hit: Hit, span: Span) -> Finding:
    preferred = hit.term.form(pair.target) if hit.term.status is not TermStatus.FORBIDDEN else ""
    instead = f"; use “{preferred}”" if preferred else ""
    message = f"“{span.of(target)}” is a forbidden form of {hit.term.form(pair.source)}{instead}"
    fix = patched(target, span, preferred) if preferred else None
    return Finding("forbidden term", Severity.ERROR, message, hit.span, span, fix)


def _forbidden_forms(wanted: Term, lang: Lang) -> tuple[str, ...]:
    own = (wanted.form(lang),) if wanted.status is TermStatus.FORBIDDEN else ()
    return (*own, *(wanted.en_forbidden if lang is Lang.EN else ()))


def _stands_otherwise(place: Placement, source: str, target: str) -> bool:
    """Say whether a term stands in the target as nobody expects it: as it was placed, or by its abbreviation (GDP)."""
    shown = place.hit.span.of(source)
    kept = shown if shown == place.hit.term.abbreviation else ""
    return any(find(target, form) for form in (place.target, kept) if form)


def _joined(hit: Hit, source: str, target: str) -> bool:
    """Say whether names that a hyphen joins are one character each in Chinese: Lanzhou-Xinjiang is 兰新."""
    before, after = source[max(0, hit.span.start - 1) : hit.span.start], source[hit.span.end : hit.span.end + 1]
    return bool({before, after} & _HYPHENS) and not set(hit.term.zh).isdisjoint(target)


def _missing(source: str, target: str, pair: Pair, place: Placement) -> Finding:
    wanted, shown = place.hit.term, place.hit.span.of(source)
    want = place.target or wanted.form(pair.target)
    for form in sorted({want, *accepted_forms(wanted, pair.target)}, key=lambda form: (-len(form), form)):
        for cased in find(target, form, case_sensitive=False):
            message = f"“{cased.of(target)}”: the glossary writes “{form}”"
            return Finding("term", Severity.WARNING, message, place.hit.span, cased, patched(target, cased, form))
    message = f"the glossary term “{shown}” should read “{want}”"
    bad = [span for form in _forbidden_forms(wanted, pair.target) for span in find(target, form)]
    left = find(target, shown)  # the source form was left in the text
    places = bad or left
    fix = patched(target, places[0], want) if len(places) == 1 else None
    return Finding("term", Severity.ERROR, message, place.hit.span, places[0] if places else None, fix)
