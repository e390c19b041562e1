"""First mentions: a name with its original in brackets, "Yaohua Glass (耀华玻璃)", and its short form afterwards.

Law: the source decides which sentence mentions a name first, so a sentence drafted again alone comes out the same.
Headings stay as they are, and so does what a person wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from translator import checks
from translator.draft.prepared import prepare, terms_of
from translator.glossary import Matcher
from translator.model import (
    BlockKind,
    Document,
    Draft,
    Lang,
    Origin,
    Pair,
    Placement,
    Rung,
    Segment,
    Span,
    Step,
    Term,
    TermKind,
)  # fmt: skip
from translator.ports import Progressed
from translator.text.edits import edited

#: countries and cities are known without their originals, common nouns need none
_NAMED = frozenset({TermKind.ORGANISATION, TermKind.COMPANY, TermKind.PERSON, TermKind.PRODUCT, TermKind.LAW})
_BRACKETS = {Lang.EN: (" (", ")", ", "), Lang.ZH: ("（", "）", "，")}


class FirstMention(StrEnum):
    """original: the source form in brackets; short: the abbreviation from then on; both: both; off: neither."""

    OFF = "off"
    ORIGINAL = "original"
    SHORT = "short"
    BOTH = "both"


class Drafts(Protocol):
    """What drafts segments."""

    def draft(self, segments: Sequence[Segment], pair: Pair, *, progress: Progressed | None = None) -> list[Draft]:
        """Return one draft per segment, in order."""


class Mentioning:
    """Drafts the segments of one document, with first mentions written out."""

    def __init__(self, drafter: Drafts, document: Document, matcher: Matcher, style: FirstMention) -> None:
        self._drafter, self._matcher, self._style = drafter, matcher, style
        self._running: set[str] = set()
        self._first: dict[str, str] = {}
        self._often: Counter[str] = Counter()
        for block in document.blocks if style is not FirstMention.OFF else ():
            for segment in block.segments if block.kind is not BlockKind.HEADING else ():
                self._running.add(segment.id)
                for hit in terms_of(prepare(segment.text), matcher):
                    self._first.setdefault(hit.term.zh, segment.id)
                    self._often[hit.term.zh] += 1

    def draft(self, segments: Sequence[Segment], pair: Pair, *, progress: Progressed | None = None) -> list[Draft]:
        """Return one draft per segment, in order; raises EngineError."""
        drafts = self._drafter.draft(segments, pair, progress=progress)
        return [self._written(one, pair) if one.segment in self._running else one for one in drafts]

    def _written(self, draft: Draft, pair: Pair) -> Draft:
        if draft.origin is not Origin.ENGINE:
            return draft
        done = edited(draft.text, list(self._edits(draft, pair)))
        if done.after == draft.text:
            return draft
        places = tuple(replace(p, target_span=p.target_span and done.there(p.target_span)) for p in draft.terms)
        step = Step("first mention", draft.text, done.after, "names with their originals at first, short afterwards")
        warned = [Placement(hit, "", None, Rung.FLAGGED) for hit in self._matcher.warnings(draft.source)]
        found = tuple(checks.run(draft.source, done.after, pair, (*places, *warned)))
        return replace(draft, text=done.after, terms=places, steps=(*draft.steps, step), findings=found)

    def _edits(self, draft: Draft, pair: Pair) -> Iterator[tuple[Span, str]]:
        met: set[str] = set()
        placed = [(place.target_span, place) for place in draft.terms if place.target_span]
        for span, place in sorted(placed, key=lambda pair: pair[0]):
            term = place.hit.term
            if term.kind not in _NAMED or span.of(draft.text) == term.abbreviation:
                continue
            first = self._first.get(term.zh) == draft.segment and term.zh not in met
            met.add(term.zh)
            if first:
                said = self._said(term, place.hit.span.of(draft.source), pair.target)
                if said and not _bracketed(draft.text, span, said):
                    opened, closed, comma = _BRACKETS[pair.target]
                    yield Span(span.end, span.end), f"{opened}{comma.join(said)}{closed}"
            elif self._short(term, pair.target):
                yield span, term.abbreviation

    def _said(self, term: Term, original: str, target: Lang) -> list[str]:
        """Return what goes in the brackets of a first mention; the short form only where the name comes again."""
        said = [original] if self._style in (FirstMention.ORIGINAL, FirstMention.BOTH) else []
        again = self._short(term, target) and self._often[term.zh] > 1
        return [*said, term.abbreviation] if again else said

    def _short(self, term: Term, target: Lang) -> bool:
        return self._style in (FirstMention.SHORT, FirstMention.BOTH) and target is Lang.EN and bool(term.abbreviation)


def _bracketed(text: str, span: Span, said: Sequence[str]) -> bool:
    """Say whether a name stands in brackets itself, or has one of these forms in brackets behind it already."""
    behind = text[span.end : span.end + 60].lstrip()
    inside = text[: span.start].rstrip().endswith(("(", "（"))
    return inside or (behind.startswith(("(", "（")) and any(form in behind for form in said))
