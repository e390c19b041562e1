"""Duizhao 对照: drafts, review and publishing of Chinese<->English page pairs. Importing this loads nothing slow."""

from translator.model import Document, Draft, Edition, Finding, Glossary, Lang, Pair, Revision, Segment, State, Term

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Draft",
    "Edition",
    "Finding",
    "Glossary",
    "Lang",
    "Pair",
    "Revision",
    "Segment",
    "State",
    "Term",
]
