"""Editions: pin both languages of every page pair, digest them, compare two of them, say what is not ready."""

from __future__ import annotations

from translator.edition.compare import Change, PageChange, SentenceChange, compare, page_change
from translator.edition.gate import Candidate, Hold, Reason, Verdict, gate, judge
from translator.edition.make import carried, digest, is_approved, make
from translator.edition.pin import alone, pin

__all__ = [
    "Candidate",
    "Change",
    "Hold",
    "PageChange",
    "Reason",
    "SentenceChange",
    "Verdict",
    "alone",
    "carried",
    "compare",
    "digest",
    "gate",
    "is_approved",
    "judge",
    "make",
    "page_change",
    "pin",
]
