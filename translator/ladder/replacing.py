"""Write a term over the words that came from it; as the last resort between two words.

Law: it touches no other name, number or mask token, and it leaves exactly one more occurrence of the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz.fuzz import ratio

from translator.ladder.climb import Climb
from translator.ladder.guess import beside, expected
from translator.ladder.links import aligned, shifted
from translator.ladder.places import closed, cuts, nearest, opened, widened
from translator.model import Hit, Lang, Rung, Span, Step
from translator.text.chars import HAN_RANGES, is_han
from translator.text.placing import target_form

#: how alike (0-100) words must be to a name to be taken for an attempt at it: Lang Fang, Atofena, 阿托芬纳
_ALIKE = {Lang.EN: 78.0, Lang.ZH: 66.0}
#: an aligned stretch longer than this many times the name is a clause, not the name
_TOO_LONG = 3
_BLANK_AFTER_HAN = re.compile(f"(?<=[{HAN_RANGES}，。、；：！？）》”]) +$")
_BLANK_BEFORE_HAN = re.compile(f"^ +(?=[{HAN_RANGES}，。、；：！？（《“])")
_WORD = re.compile(r"[^\s.,;:!?()\[\]\"<>。，、；：！？（）《》“”]+")


def written_over(climb: Climb) -> Climb:
    """Return a climb to Chinese with its missing terms over the words that came from them, where any did.

    What stands around them stays as the engine said it, where annotations and prefixes have it said anew: measured with
    invented names, that costs 1 BLEU outside the names. English is another matter: names there want articles.
    """
    for number in climb.missing if climb.lang is Lang.ZH else ():
        climb = _first(climb, number, _known(climb, number), Rung.ALIGNED)
    return climb


def replaced(climb: Climb, number: int) -> Climb:
    """Return the climb with hit ``number`` written in; the climb as it is where that is impossible."""
    return _first(climb, number, chain(_known(climb, number), _guessed(climb, number)), Rung.SUBSTITUTED)


def _first(climb: Climb, number: int, ways: Iterable[tuple[str, str]], rung: Rung) -> Climb:
    """Return the climb by the first of some ways (text, reason) that places hit ``number`` and loses no other.

    What the translation has to begin with stays to the letter.
    """
    text = climb.hypothesis.text
    for new, why in ways:
        if not new.startswith(climb.request.prefix):
            continue
        step = Step(str(rung), text, new, why)
        better = climb.with_text(new, rung, (step,), links=shifted(climb.hypothesis.links, text, new))
        if len(better.missing) == len(climb.missing) - 1:
            return better
    return climb


def _known(climb: Climb, number: int) -> Iterator[tuple[str, str]]:
    """Yield (text, reason) with the term over a wrong way to write it, or over words that came from it."""
    hit, text, lang = climb.hits[number], climb.hypothesis.text, climb.lang
    form, shut = target_form(hit.term, lang), _shut(climb)
    for span in _wrong(hit, climb.request.text, text, form, lang, shut):
        yield _written(text, span, form, lang), f"“{span.of(text)}” should read “{form}”"
    for stretch in aligned(climb.hypothesis.links, hit.span, text):
        for piece in opened(stretch, shut):
            span = widened(text, piece)
            free = span.start < span.end and not any(span.overlaps(other) for other in shut)
            if free and span.end - span.start <= _TOO_LONG * len(form) + 4:
                yield _written(text, span, form, lang), f"“{span.of(text)}” came from {hit.span.of(climb.request.text)}"


def _guessed(climb: Climb, number: int) -> Iterator[tuple[str, str]]:
    """Yield (text, reason) with the term between two words, the best place first."""
    hit, text, lang = climb.hits[number], climb.hypothesis.text, climb.lang
    form = target_form(hit.term, lang)
    for spot, words in beside(climb, number, form):
        yield text[:spot] + words + text[spot:], f"“{form}” was missing beside the name it is listed with"
    stretches = aligned(climb.hypothesis.links, hit.span, text)
    at = float(stretches[0].start) if stretches else expected(climb, number)
    for spot in nearest(cuts(text, lang, _shut(climb)), at):
        yield _inserted(text, spot, form, lang), f"“{form}” was missing; its place is a guess"


def _shut(climb: Climb) -> list[Span]:
    return closed(climb.hypothesis.text, [place.target_span for place in climb.places if place.target_span])


def _wrong(hit: Hit, source: str, text: str, form: str, lang: Lang, shut: Sequence[Span]) -> Iterator[Span]:
    """Yield stretches that are a wrong way to write the term: forbidden, left in the source language, or garbled."""
    known = [hit.span.of(source), *hit.term.accepted(lang.other)]
    if lang is Lang.EN:
        known += hit.term.en_forbidden
    for wrong in dict.fromkeys(known):
        yield from (s for s in _literal(text, wrong) if not any(s.overlaps(other) for other in shut))
    alike = sorted((-ratio(s.of(text).lower(), form.lower()), s) for s in _windows(text, form, lang, shut))
    yield from (span for minus, span in alike[:1] if -minus >= _ALIKE[lang])


def _literal(text: str, words: str) -> Iterable[Span]:
    edge = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
    pattern = (edge[0] if words[:1].isascii() else "") + re.escape(words) + (edge[1] if words[-1:].isascii() else "")
    return (Span(*match.span()) for match in re.finditer(pattern, text)) if words else ()


def _windows(text: str, form: str, lang: Lang, shut: Sequence[Span]) -> Iterator[Span]:
    """Yield stretches of about as many words (English) or characters (Chinese) as the name, off the shut ones."""
    if lang is Lang.ZH:
        units = [Span(at, at + 1) for at in range(len(text))]
        size = len(form)
    else:
        units = [Span(*match.span()) for match in _WORD.finditer(text)]
        size = len(form.split())
    for width in {size, size + 1, max(1, size - 1)}:
        if lang is Lang.ZH and (width < 3 or width != size):
            continue  # two characters are alike by chance
        for first, last in zip(units, units[width - 1 :], strict=False):
            span = Span(first.start, last.end)
            if not any(span.overlaps(other) for other in shut):
                yield span


def _written(text: str, span: Span, form: str, lang: Lang) -> str:
    """Return ``text`` with ``form`` over ``span``; possessive, article, capital and blanks stay right."""
    old, before, after = span.of(text), text[: span.start], text[span.end :]
    if lang is Lang.ZH:
        return _closed_up(before, form, after)
    before = _article(before, form)
    if old.endswith(("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")):
        after = old[-2:] + after
    if old[:1].isupper() and form[:1].islower() and (not before.strip() or before.rstrip()[-1] in ".!?"):
        form = form[0].upper() + form[1:]
    return before + form + after


def _closed_up(before: str, form: str, after: str) -> str:
    """Return the three without the blanks that stood beside a Latin word and would stand between Chinese ones."""
    if is_han(form[:1]):
        before = _BLANK_AFTER_HAN.sub("", before)
    if is_han(form[-1:]):
        after = _BLANK_BEFORE_HAN.sub("", after)
    return before + form + after


def _article(before: str, form: str) -> str:
    """Return ``before`` with a or an as ``form`` wants it."""
    match = re.search(r"\b(a|an|A|An) $", before)
    if not match:
        return before
    article = "an" if form[:1].lower() in "aeiou" else "a"
    return before[: match.start()] + (article.capitalize() if match[1][0] == "A" else article) + " "


def _inserted(text: str, at: int, form: str, lang: Lang) -> str:
    before, after = text[:at], text[at:]
    if lang is Lang.ZH:
        return before + form + after
    if not before.strip():
        return f"{form[0].upper() + form[1:] if form[0].islower() else form} {after}".rstrip()
    if not after.strip():  # at the end: before the end mark
        end = re.search(r"[.!?]*\s*$", before)
        stop = end.start() if end else len(before)
        before, after = before[:stop], before[stop:] + after
        return f"{before.rstrip()} {form}{after}"
    blank = "" if before[-1].isspace() or before[-1] in "([<" else " "
    return f"{before}{blank}{form} {after}"
