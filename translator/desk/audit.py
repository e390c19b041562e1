"""The audit file of an edition: who made and who approved each sentence readers see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from translator.model import Edition, Lang, Made, State


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A published sentence. ``made`` is None in editions that did not pin it; ``at`` is UTC."""

    edition: int
    digest: str
    page: str
    anchor: str
    source_lang: Lang
    made: Made | None
    state: State
    revision: int
    by: str
    at: datetime | None
    source: str
    target: str


def lines(edition: Edition) -> Iterator[AuditLine]:
    """Yield the sentences of an edition in reading order."""
    for page in edition.pages:
        for s in page.segments:
            yield AuditLine(
                edition.number,
                edition.digest,
                page.slug,
                s.anchor,
                page.document.lang,
                s.made,
                s.state,
                s.revision,
                s.by,
                s.at,
                s.source,
                s.target,
            )
