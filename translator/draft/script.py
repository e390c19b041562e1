"""Drafts of Traditional texts, and drafts in Traditional characters.

Law: spans of terms and findings are those of the texts as shown; what a conversion may have broken is a Finding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from translator.model import Draft, Finding, Hit, Placement, Severity, Span, Step
from translator.text.edits import Rewritten
from translator.text.hant import Script, changed_on_return, simplified, traditional


def for_engine(text: str, hits: Sequence[Hit]) -> Rewritten:
    """Return a Traditional text as the engine knows it, 軟體 as 软件; terms keep their own words."""
    return simplified(text, [hit.span for hit in hits])


def shown(draft: Draft, source: Rewritten) -> Draft:
    """Return the draft of a source that was simplified for the engine as the draft of the source as it is."""
    if source.before == source.after:
        return draft
    step = Step("script", source.before, source.after, "the engine reads Simplified characters")
    return replace(
        draft,
        source=source.before,
        steps=(step, *draft.steps),
        terms=tuple(replace(p, hit=replace(p.hit, span=source.back(p.hit.span))) for p in draft.terms),
        findings=tuple(replace(f, source_span=_span(f.source_span, source.back)) for f in draft.findings),
    )


def in_script(draft: Draft, script: Script) -> Draft:
    """Return a Chinese draft in Traditional characters and the words of a place; terms take their own forms."""
    names = {p.target_span: p.hit.term.zh_hant for p in draft.terms if p.target_span and p.hit.term.zh_hant}
    done = traditional(draft.text, script, names)
    step = Step("script", draft.text, done.after, f"written in Traditional characters ({script})")
    findings = [_moved(finding, done, script) for finding in draft.findings]
    findings += [_warning(draft.text, span, done) for span in changed_on_return(draft.text)]
    changed = done.after != draft.text
    return replace(
        draft,
        text=done.after,
        steps=(*draft.steps, step) if changed else draft.steps,
        terms=tuple(_placed(place, done, script) for place in draft.terms),
        findings=tuple(findings),
    )


def _placed(place: Placement, done: Rewritten, script: Script) -> Placement:
    span = _span(place.target_span, done.there)
    form = place.hit.term.zh_hant or traditional(place.target, script).after
    return replace(place, target=form, target_span=span)


def _moved(finding: Finding, done: Rewritten, script: Script) -> Finding:
    fix = None if finding.fix is None else traditional(finding.fix, script).after
    return replace(finding, target_span=_span(finding.target_span, done.there), fix=fix)


def _warning(text: str, span: Span, done: Rewritten) -> Finding:
    there = done.there(span)
    message = f"{span.of(text)} became {there.of(done.after)}, which would not become {span.of(text)} again"
    return Finding("script", Severity.WARNING, message, None, there)


def _span(span: Span | None, move: Callable[[Span], Span]) -> Span | None:
    return None if span is None else move(span)
