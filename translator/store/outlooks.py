"""What is known of each segment's newest text, kept beside it so that a queue of 10,000 lines loads no draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert

from translator.model import Draft, Outlook, Severity
from translator.store.schema import outlooks

#: ids in one IN (...): under the limit of variables of every SQLite
CHUNK = 500
WEIGHT = {None: 0, Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}


def put(connection: Connection, many: Iterable[Outlook]) -> None:
    """Keep outlooks in place of the older ones."""
    rows = [_values(outlook) for outlook in many]
    for start in range(0, len(rows), CHUNK):
        names = [row["segment"] for row in rows[start : start + CHUNK]]
        connection.execute(delete(outlooks).where(outlooks.c.segment.in_(names)))
    if rows:
        connection.execute(insert(outlooks), rows)


def of_draft(draft: Draft) -> Outlook:
    """Return what a draft says about itself."""
    severity = max((finding.severity for finding in draft.findings), key=lambda each: WEIGHT[each], default=None)
    checks = tuple(sorted({finding.check for finding in draft.findings}))
    terms = tuple(sorted({placement.hit.term.zh for placement in draft.terms}))
    return Outlook(draft.segment, draft.confidence, severity, checks, terms)


def load(segment: str, row: Any) -> Outlook:
    """Return the outlook in a joined row; one without findings where nothing is known."""
    if row.severity is None:
        return Outlook(segment, None, None)
    severity = next(each for each, weight in WEIGHT.items() if weight == row.severity)
    return Outlook(segment, row.confidence, severity, _split(row.checks), _split(row.terms))


def _values(outlook: Outlook) -> dict[str, Any]:
    return {
        "segment": outlook.segment,
        "confidence": outlook.confidence,
        "severity": WEIGHT[outlook.severity],
        "checks": _join(outlook.checks),
        "terms": _join(outlook.terms),
    }


def _join(names: Iterable[str]) -> str:
    """Put line breaks around every name, so that one LIKE finds it whole."""
    return "".join(f"\n{name}" for name in names) + "\n"


def _split(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.split("\n") if name)
