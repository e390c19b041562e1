"""Check terms: every glossary term of the source stands in the target in an accepted form, never in a forbidden one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translator.checks.protected import patched
from translator.checks.registry import check
from translator.model import Finding, Lang, Pair, Placement, Severity, Span, Term, TermStatus
from translator.text.occurrences import find

#: one apostrophe is as good as the other: People's, People’s
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})


@check("term")
def term(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find glossary terms that are missing from the target or written in another case."""
    free = target.translate(_APOSTROPHES)
    for places in _by_term(terms):
        wanted = places[0].hit.term
        if wanted.status is TermStatus.FORBIDDEN:
            continue
        forms = _forms(places[0], pair.target)
        taken = [span for form in forms for span in _occurrences(free, form, wanted, pair.target)]
        if taken:
            free = _use(free, taken[: len(places)])
            continue
        yield _missing(source, target, pair, places[0], forms)


@check("forbidden term")
def forbidden(source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
    """Find forms that the glossary forbids for a term of the source."""
    for places in _by_term(terms):
        wanted = places[0].hit.term
        text = target
        if wanted.status is not TermStatus.FORBIDDEN:
            good = [span for form in _forms(places[0], pair.target) for span in find(target, form)]
            text = _use(target, good)
        for form in _forbidden_forms(wanted, pair.target):
            for span in _occurrences(text, form, wanted, pair.target):
                yield _forbidden(target, pair, wanted, places[0], span)


def _forbidden(target: str, pair: Pair, wanted: Term, place: Placement, span: Span) -> Finding:
    preferred = wanted.form(pair.target) if wanted.status is not TermStatus.FORBIDDEN else ""
    instead = f"; use “{preferred}”" if preferred else ""
    message = f"“{span.of(target)}” is a forbidden form of {place.hit.term.form(pair.source)}{instead}"
    fix = patched(target, span, preferred) if preferred else None
    return Finding("forbidden term", Severity.ERROR, message, place.hit.span, span, fix)


def _by_term(terms: Sequence[Placement]) -> list[list[Placement]]:
    """Group placements by term, the longest form first, so that 河北省 takes its words before 河北."""
    groups: dict[Term, list[Placement]] = {}
    for place in terms:
        groups.setdefault(place.hit.term, []).append(place)
    return sorted(groups.values(), key=lambda places: -len(places[0].target or places[0].hit.term.en))


def _forms(place: Placement, lang: Lang) -> list[str]:
    """Return every form that counts, longest first; a kept term counts as it stands in the source."""
    wanted = place.hit.term
    forms = {place.target, *wanted.accepted(lang)}
    if wanted.status is TermStatus.KEEP:
        forms |= {wanted.zh, wanted.en}
    return sorted(filter(None, forms), key=len, reverse=True)


def _forbidden_forms(wanted: Term, lang: Lang) -> tuple[str, ...]:
    own = (wanted.form(lang),) if wanted.status is TermStatus.FORBIDDEN else ()
    return (*own, *(wanted.en_forbidden if lang is Lang.EN else ()))


def _occurrences(text: str, form: str, wanted: Term, lang: Lang) -> list[Span]:
    """Find ``form`` in ``text``; an English common noun may be plural, a first word may begin a sentence."""
    form = form.translate(_APOSTROPHES)
    found = find(text, form, case_sensitive=wanted.case_sensitive or lang is Lang.ZH)
    if found or lang is Lang.ZH:
        return found
    for other in _inflected(form):
        found = find(text, other, case_sensitive=wanted.case_sensitive)
        if found:
            return found
    return []


def _inflected(form: str) -> list[str]:
    """Return the plural of a common noun, the form without its article, and each with a capital at a sentence start."""
    head = re.match(r"(?:the|a|an) ", form, re.IGNORECASE)
    forms = [form, form[head.end() :]] if head else [form]
    last = re.split(r"[\s-]", form)[-1]
    if last.isalpha() and last.islower():
        forms += [one[:-1] + "ies" if re.search("[^aeiou]y$", last) else one + "s" for one in forms]
        forms += [one[:-1] for one in forms if one.endswith("s")]
    return [*forms[1:], *(one[0].upper() + one[1:] for one in forms if one[:1].islower())]


def _use(text: str, spans: Sequence[Span]) -> str:
    """Blank out words that already count for a term."""
    for span in spans:
        text = text[: span.start] + "\N{OBJECT REPLACEMENT CHARACTER}" * (span.end - span.start) + text[span.end :]
    return text


def _missing(source: str, target: str, pair: Pair, place: Placement, forms: Sequence[str]) -> Finding:
    wanted = place.hit.term
    want = place.target or wanted.form(pair.target)
    shown = place.hit.span.of(source)
    for form in forms:
        cased = find(target, form, case_sensitive=False)
        if cased:
            message = f"“{cased[0].of(target)}”: the glossary writes “{form}”"
            return Finding("term", Severity.WARNING, message, place.hit.span, cased[0], patched(target, cased[0], form))
    message = f"the glossary term “{shown}” should read “{want}”"
    bad = [span for form in _forbidden_forms(wanted, pair.target) for span in find(target, form)]
    fix = patched(target, bad[0], want) if len(bad) == 1 else None
    at = find(target, shown)
    if fix is None and len(at) == 1:  # the source form was left in the text
        fix = patched(target, at[0], want)
    span = bad[0] if bad else (at[0] if at else None)
    return Finding("term", Severity.ERROR, message, place.hit.span, span, fix)
