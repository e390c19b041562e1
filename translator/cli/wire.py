"""The nouns as JSON, for ``--json``: the one place that knows the key names. Spans are [start, end] in code points."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.model import Draft, Finding, Match, Placement, Severity, Span, Term

if TYPE_CHECKING:
    from translator.desk import Affected
    from translator.glossary import Problem

Json = dict[str, Any]


def span(value: Span | None) -> list[int] | None:
    """Return [start, end], or None."""
    return None if value is None else [value.start, value.end]


def finding(value: Finding) -> Json:
    """Return a finding as JSON."""
    return {
        "check": value.check,
        "severity": str(value.severity),
        "message": value.message,
        "source_span": span(value.source_span),
        "target_span": span(value.target_span),
        "fix": value.fix,
    }


def term(value: Placement, source: str) -> Json:
    """Return what became of a term: its words in the source, the form asked for, whether and how it got there."""
    return {
        "source": value.hit.span.of(source),
        "target": value.target,
        "placed": value.placed,
        "rung": str(value.rung),
    }


def segment(value: Draft) -> Json:
    """Return a drafted segment as JSON."""
    return {
        "source": value.source,
        "text": value.text,
        "origin": str(value.origin),
        "confidence": round(value.confidence, 4),
        "terms": [term(placement, value.source) for placement in value.terms],
        "findings": [finding(found) for found in value.findings],
    }


def totals(drafts: Sequence[Draft], seconds: float) -> Json:
    """Count a file: segments, terms, findings by severity, speed (None where nothing was drafted)."""
    worded = [draft for draft in drafts if draft.source]
    placements = [placement for draft in drafts for placement in draft.terms]
    severities = [found.severity for draft in drafts for found in draft.findings]
    return {
        "segments": len(worded),
        "characters": sum(len(draft.source) for draft in worded),
        "terms": len(placements),
        "terms_placed": sum(placement.placed for placement in placements),
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "notes": severities.count(Severity.NOTE),
        "seconds": round(seconds, 3),
        "segments_per_second": round(len(worded) / seconds, 2) if worded and seconds else None,
    }


def translation(file: str, target: str, engine: str, glossary: str, drafts: Sequence[Draft], seconds: float) -> Json:
    """Return the object that ``translate --json`` prints for one input."""
    return {
        "file": file,
        "to": target,
        "engine": engine,
        "glossary": glossary,
        "segments": [segment(draft) for draft in drafts],
        "totals": totals(drafts, seconds),
    }


def findings(values: Iterable[Finding]) -> Json:
    """Return ``{"findings": [...]}``."""
    return {"findings": [finding(value) for value in values]}


def match(value: Match) -> Json:
    """Return a memory match as JSON; ``edits``: spans in the sentence asked for (ours) and in ``source`` (theirs)."""
    unit = value.unit
    return {
        "source": value.source,
        "target": value.target,
        "score": value.score,
        "kind": str(value.kind),
        "origin": value.origin,
        "document": unit.document if unit else "",
        "by": unit.by if unit else "",
        "at": unit.at.isoformat() if unit and unit.at else None,
        "reviewed": unit.reviewed if unit else None,
        "edits": [{"ours": span(edit.ours), "theirs": span(edit.theirs)} for edit in value.edits],
        "steps": [{"name": s.name, "before": s.before, "after": s.after, "why": s.why} for s in value.steps],
    }


def name(path: Path) -> str:
    """Return a path as printable text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def entry(value: Term) -> Json:
    """Return a term of a glossary: every column that says something, and where it stands."""
    return {"zh": value.zh, "en": value.en} | {key: item for key, item in asdict(value).items() if item not in ("", ())}


def problem(value: Problem) -> Json:
    """Return what is wrong with a glossary row."""
    told = {"file": value.file, "line": value.line, "rule": value.rule}
    return {**told, "message": value.message, "next_step": value.next_step}


def affected(value: Affected) -> Json:
    """Return a sentence a changed glossary concerns."""
    told = {"document": value.document, "segment": value.segment, "source": value.source, "state": str(value.state)}
    return {**told, "gone": list(value.gone), "come": list(value.come), "redrafts": value.redrafts}
