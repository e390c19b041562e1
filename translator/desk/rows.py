"""What the Desk shows: a line of the documents list, a line of the editor."""

from __future__ import annotations

from dataclasses import dataclass

from translator.model import Block, Document, Draft, Lang, Progress, Revision, Segment, State


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list. ``document`` comes without its blocks: a list loads no text."""

    document: Document
    progress: Progress
    target: Lang

    @property
    def waiting(self) -> int:
        """How many sentences have no translation at all."""
        p = self.progress
        return p.segments - p.drafted - p.edited - p.approved - p.rejected


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A sentence in the editor: where it stands, its newest text, and the draft that explains it."""

    segment: Segment
    block: Block
    revision: Revision | None = None
    draft: Draft | None = None

    @property
    def state(self) -> State:
        """State of the newest revision."""
        return self.revision.state if self.revision else State.MISSING

    @property
    def text(self) -> str:
        """The newest translation ('' before the first)."""
        return self.revision.text if self.revision else ""

    @property
    def base_revision(self) -> int:
        """The number to save on (0 before the first)."""
        return self.revision.number if self.revision else 0
