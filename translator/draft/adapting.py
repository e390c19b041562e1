"""A memory match made to fit: the numbers and names in which the sources differ are put into its translation.

Law: only where nothing else differs, and where it is certain which words of the target stand for the old number or
name; one doubt, and the match stays as it was approved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.checks.align import compare
from translator.checks.mend import mended
from translator.checks.protected import blank, patched
from translator.memory import Adapted, Adapter
from translator.memory.scoring import edits, plain
from translator.model import Edit, Hit, Lang, Pair, Span, Step, Term, Unit
from translator.text.numerals import Fit, Kind, Part, fit, parse
from translator.text.placing import accepted_forms, stretches, target_form

#: the terms of a source text
Hits = Callable[[str], Sequence[Hit]]
#: stand for a number and a term when two sources are compared without them
_NUMBER, _TERM = "\N{OBJECT REPLACEMENT CHARACTER}0", "\N{OBJECT REPLACEMENT CHARACTER}1"
#: kinds whose English noun has a plural: 1 company, 12 companies
_COUNTS = frozenset({Kind.NUMBER, Kind.MEASURE, Kind.MONEY, Kind.DURATION})


class Doubt(Exception):
    """It is not certain what to change."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A number or a term in a source."""

    span: Span
    item: Part | Term


@dataclass(frozen=True, slots=True)
class _Change:
    """Something to do at a place of the target: it gives the whole new target."""

    span: Span
    make: Callable[[str], str | None]
    why: str
    term: bool


def adapter(pair: Pair, hits: Hits) -> Adapter:
    """Return what puts numbers and terms of a source into the target of a unit of ``pair``."""
    cached = lru_cache(maxsize=8)(hits)  # the same source is tried with several units
    return lambda source, unit: adapt(source, unit, pair, cached)


def adapt(source: str, unit: Unit, pair: Pair, hits: Hits) -> Adapted | None:
    """Return the target of ``unit`` with the numbers and terms of ``source``; None where it is not safe.

    >>> unit = Unit("2024年增长3.5亿元。", "It grew by 350 million yuan in 2024.", Pair.to(Lang.EN))
    >>> adapt("2025年增长4.2亿元。", unit, unit.pair, lambda text: []).target
    'It grew by 420 million yuan in 2025.'
    """
    ours = _slots(source, pair.source, hits)
    if not _may_fit(edits(source, unit.source), ours):
        return None
    theirs = _slots(unit.source, pair.source, hits)
    if _skeleton(source, ours) != _skeleton(unit.source, theirs):
        return None
    try:
        changes = sorted(_changes(source, unit, pair, ours, theirs), key=lambda change: change.span, reverse=True)
        target, steps = _done(changes, unit.target)
    except Doubt:
        return None
    after, before = compare(source, target, pair), compare(unit.source, unit.target, pair)
    if len(after.wrong) > len(before.wrong) or len(after.lost) > len(before.lost):
        return None
    return Adapted(target, steps, any(change.term for change in changes))


def _slots(text: str, lang: Lang, hits: Hits) -> list[_Slot]:
    """Return the terms of a text and the numbers outside of them, in reading order."""
    terms = [_Slot(hit.span, hit.term) for hit in hits(text)]
    numbers = [_Slot(part.span, part) for quantity in parse(blank(text), lang) for part in quantity.parts]
    free = [slot for slot in numbers if not any(slot.span.overlaps(term.span) for term in terms)]
    return sorted([*terms, *free], key=lambda slot: slot.span)


def _may_fit(differences: Sequence[Edit], slots: Sequence[_Slot]) -> bool:
    """Say whether every difference touches a number or a term: a quick look before the other source is parsed."""
    return all(
        any(edit.ours.start <= slot.span.end and slot.span.start <= edit.ours.end for slot in slots)
        for edit in differences
    )


def _skeleton(text: str, slots: Sequence[_Slot]) -> str:
    parts, at = list[str](), 0
    for slot in slots:
        parts += [text[at : slot.span.start], _TERM if isinstance(slot.item, Term) else _NUMBER]
        at = slot.span.end
    return plain("".join([*parts, text[at:]]))


def _changes(source: str, unit: Unit, pair: Pair, ours: Sequence[_Slot], theirs: Sequence[_Slot]) -> Iterator[_Change]:
    both = [(a.item, b.item) for a, b in zip(theirs, ours, strict=True)]
    numbers = [(old, new) for old, new in both if isinstance(old, Part) and isinstance(new, Part)]
    terms = [(old, new) for old, new in both if isinstance(old, Term) and isinstance(new, Term)]
    yield from _number_changes(source, unit, pair, numbers)
    yield from _term_changes(unit.target, pair.target, terms)


# numbers


def _number_changes(source: str, unit: Unit, pair: Pair, pairs: Sequence[tuple[Part, Part]]) -> Iterator[_Change]:
    linked = {a: b for a, b, _ in compare(unit.source, unit.target, pair).linked}
    there = [part for quantity in parse(blank(unit.target), pair.target) for part in quantity.parts]
    for old, new in pairs:
        if _same(old, new):
            continue
        if (old.kind, old.unit) != (new.kind, new.unit) or old not in linked:
            raise Doubt
        places = [linked[old], *(part for part in there if part not in linked.values() and _fits(old, part))]
        for place in places:
            if any(_fits(other, place) and not _same(becomes, new) for other, becomes in pairs if other != old):
                raise Doubt  # 3 of 3: which of them became 5?
            if pair.target is Lang.EN and _changes_noun(old, new, place, unit.target):
                raise Doubt
            was, now = old.span.of(unit.source), new.span.of(source)
            literal = was == place.span.of(unit.target) and now.isascii() and _written_alike(was, old)
            yield _number_change(source, pair, new, place, f"{was} → {now}", now if literal else "")


def _number_change(source: str, pair: Pair, new: Part, place: Part, why: str, literal: str) -> _Change:
    def make(target: str) -> str | None:
        return patched(target, place.span, literal) if literal else mended(source, target, pair, new, place)

    return _Change(place.span, make, why, term=False)


def _written_alike(digits: str, part: Part) -> bool:
    """Say whether both languages write such a number in the same way: a code, a telephone number, not 12,000."""
    return part.kind is Kind.CODE or digits.startswith("0") or (len(digits) > 3 and digits.isdecimal())


def _same(one: Part, other: Part) -> bool:
    return (one.kind, one.unit, one.value, one.code) == (other.kind, other.unit, other.value, other.code)


def _fits(one: Part, other: Part) -> bool:
    return fit(one, other) in (Fit.SAME, Fit.EQUAL)


def _changes_noun(old: Part, new: Part, place: Part, target: str) -> bool:
    """Say whether an English noun behind the number would have to change between singular and plural."""
    if (old.value == 1) is (new.value == 1) or old.kind not in _COUNTS or place.kind not in _COUNTS:
        return False
    return re.match(r"[\s-][a-z]", target[place.span.end :]) is not None


# terms


def _term_changes(target: str, lang: Lang, pairs: Sequence[tuple[Term, Term]]) -> Iterator[_Change]:
    becomes: dict[Term, Term] = {}
    for old, new in pairs:
        if becomes.setdefault(old, new) != new:
            raise Doubt  # 廊坊 and 廊坊 became 唐山 and 廊坊
    changed = {old: new for old, new in becomes.items() if old != new}
    if not changed:
        return
    found = stretches(list(becomes), target, lang)
    for old, new in changed.items():
        places = [(form, span) for form, span in found if form in accepted_forms(old, lang)]
        shared = any(form in accepted_forms(other, lang) for form, _ in places for other in becomes if other != old)
        if old.kind is not new.kind or not places or shared or not target_form(new, lang):
            raise Doubt
        for form, span in places:
            if span.of(target).casefold() != form.casefold():
                raise Doubt  # a plural
            yield _term_change(target, old, new, form, span, lang)


def _term_change(target: str, old: Term, new: Term, form: str, span: Span, lang: Lang) -> _Change:
    short = form == old.abbreviation and new.abbreviation
    words = new.abbreviation if short else target_form(new, lang)
    if target[span.start].isupper() and form[0].islower():  # it begins the sentence
        words = words[0].upper() + words[1:]
    article = re.search(r"\b([Aa])n? $", target[: span.start]) if lang is Lang.EN else None
    start = span.start
    if article:
        start, words = article.start(), f"{article[1]}{'n' if words[0] in 'AEIOUaeiou' else ''} {words}"
    place = Span(start, span.end)

    return _Change(
        place, lambda text: patched(text, place, words), f"{old.form(lang.other)} → {new.form(lang.other)}", term=True
    )


def _done(changes: Sequence[_Change], target: str) -> tuple[str, tuple[Step, ...]]:
    """Make the changes from the end of the target, so that the places of the earlier ones stay."""
    steps: list[Step] = []
    free = len(target)
    for change in changes:
        made = change.make(target)
        if made is None or change.span.end > free:
            raise Doubt
        free = change.span.start
        if made != target:
            steps.append(Step("term" if change.term else "number", target, made, change.why))
        target = made
    return target, tuple(steps)
