"""A proposed translation and everything that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.model.language import Span
from translator.model.term import Placement


class Severity(StrEnum):
    """error blocks approval, warning asks, note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Trouble in a text. ``fix`` is the whole corrected target text, or None where no safe fix is known."""

    check: str
    severity: Severity
    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One explained change of a text on its way from source to draft."""

    name: str
    before: str
    after: str
    why: str


class Origin(StrEnum):
    """Who or what made a text."""

    MEMORY = "memory"
    ENGINE = "engine"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed translation of one segment with everything that explains it. ``confidence`` in 0..1."""

    segment: str
    source: str
    text: str
    origin: Origin
    signature: str
    glossary: str
    confidence: float
    steps: tuple[Step, ...] = ()
    terms: tuple[Placement, ...] = ()
    findings: tuple[Finding, ...] = ()
