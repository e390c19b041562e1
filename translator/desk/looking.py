"""What the glossary and the checks say of a whole page before it goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from translator.model import Both, Document, Hit, Lang, Pair, Placement, Revision, Rung, Severity, TermKind


@dataclass(frozen=True, slots=True)
class PageLook:
    """Looks at pages. ``hits``: returns the glossary terms in a text of a language."""

    hits: Callable[[str, Lang], Iterable[Hit]]

    def errors(self, document: Document, latest: Mapping[str, Revision]) -> tuple[str, ...]:
        """Return the ids of the sentences in which the checks find an error."""
        from translator import checks

        pair = Pair.to(document.lang.other)
        found = []
        for segment in document.segments:
            text = latest[segment.id].text if segment.id in latest else ""
            hits = self.hits(segment.text, pair.source) if text else ()
            terms = [Placement(hit, hit.term.form(pair.target), None, Rung.FLAGGED) for hit in hits]
            findings = checks.run(segment.text, text, pair, terms) if text else []
            if any(finding.severity is Severity.ERROR for finding in findings):
                found.append(segment.id)
        return tuple(found)

    def names(self, document: Document, latest: Mapping[str, Revision]) -> tuple[Both, ...]:
        """Return the names that stand on both sides, in the order a reader meets them, each as it stands there."""
        source, target = document.lang, document.lang.other
        found: dict[str, Both] = {}
        for segment in document.segments:
            text = latest[segment.id].text if segment.id in latest else ""
            for hit in self.hits(segment.text, source) if text else ():
                mine, other = hit.span.of(segment.text), hit.term.form(target)
                if hit.term.kind is not TermKind.OTHER and other in text and mine not in found:
                    found[mine] = Both(mine, other) if source is Lang.ZH else Both(other, mine)
        return tuple(found.values())
