"""What the glossary and the checks say of a whole page before it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from translator.desk.terms import TermsNow
from translator.model import (
    Both,
    Dismissal,
    Document,
    Finding,
    Lang,
    Pair,
    Placement,
    Revision,
    Segment,
    Severity,
    TermKind,
)


@dataclass(frozen=True, slots=True)
class PageLook:
    """Looks at pages. ``terms``: the glossary as it stands; ``dismissed``: findings let stand about a text."""

    terms: TermsNow
    dismissed: Callable[[str, str], Sequence[Dismissal]]

    @property
    def glossary(self) -> str:
        """The mark of the glossary the terms are of: another one after any change of it."""
        return self.terms.digest

    def errors(self, document: Document, latest: Mapping[str, Revision]) -> tuple[str, ...]:
        """Return the ids of the sentences in which the checks find an error that nobody let stand."""
        pair = Pair.to(document.lang.other)
        texts = [(segment, latest[segment.id].text) for segment in document.segments if segment.id in latest]
        return tuple(segment.id for segment, text in texts if text and self._has_error(segment, text, pair))

    def _has_error(self, segment: Segment, text: str, pair: Pair) -> bool:
        errors = _errors(segment.text, text, pair, self.terms.wanted(segment.text, pair))
        gone = {(done.check, done.message) for done in self.dismissed(segment.id, text)} if errors else set()
        return any((error.check, error.message) not in gone for error in errors)

    def names(self, document: Document, latest: Mapping[str, Revision]) -> tuple[Both, ...]:
        """Return the names that stand on both sides, in the order a reader meets them, each as it stands there."""
        source, target = document.lang, document.lang.other
        found: dict[str, Both] = {}
        for segment in document.segments:
            text = latest[segment.id].text if segment.id in latest else ""
            for hit in self.terms.hits(segment.text, source) if text else ():
                mine, other = hit.span.of(segment.text), hit.term.form(target)
                if hit.term.kind is not TermKind.OTHER and other in text and mine not in found:
                    found[mine] = Both(mine, other) if source is Lang.ZH else Both(other, mine)
        return tuple(found.values())


@lru_cache(maxsize=20_000)  # the publishing page asks about the same texts again at each look
def _errors(source: str, text: str, pair: Pair, terms: tuple[Placement, ...]) -> tuple[Finding, ...]:
    from translator import checks

    return tuple(f for f in checks.run(source, text, pair, terms) if f.severity is Severity.ERROR)
