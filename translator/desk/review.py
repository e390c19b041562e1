"""Reviewing sentence by sentence: the queue, safe saving, approving past findings.

Law: a save that is sent twice is saved once; a text that lost a race is never lost; an error blocks approval, a
warning asks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from translator.desk.drafting import ALIVE
from translator.errors import Conflict, InputError
from translator.model import (
    Category,
    Dismissal,
    Draft,
    Finding,
    Gravity,
    Hold,
    Outlook,
    Queue,
    QueueRow,
    Remark,
    Revision,
    Segment,
    Severity,
    State,
    Wanted,
)
from translator.text.compare import Merge, merge

if TYPE_CHECKING:
    from translator.desk.desk import Desk

#: the note of a revision that a translator hands to the reviewer
SUBMITTED = "submitted"
#: sentences shown before and after the one in work
AROUND = 3
_WEIGHT = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an approval: the revision, or the findings that block it, or those it asks about."""

    revision: Revision | None
    blocking: tuple[Finding, ...] = ()
    asking: tuple[Finding, ...] = ()


class Reviewing:
    """The verbs of review, at ``desk.review``. Threads may share it."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock

    def queue(self, document_id: str, wanted: Wanted | None = None, *, start: int = 0, count: int = 100) -> Queue:
        """Return a stretch of the queue; raises NotFound for an unknown document."""
        self._desk.store.head(document_id)
        return self._desk.store.queue(document_id, wanted or Wanted(), start=start, count=count)

    def place(self, segment_id: str, wanted: Wanted | None = None) -> int | None:
        """Return where in the queue a sentence stands, None when it is not in it."""
        return self._desk.store.queue_place(document_of(segment_id), wanted or Wanted(), segment_id)

    def around(self, segment: Segment) -> Sequence[QueueRow]:
        """Return the sentences before and after one, itself included, in reading order."""
        first = max(segment.ordinal - 1 - AROUND, 0)
        count = segment.ordinal + AROUND - first
        return self._desk.store.queue(document_of(segment.id), Wanted(), start=first, count=count).rows

    def tally(self, document_id: str) -> dict[State, int]:
        """Count the sentences of a document by state."""
        return self._desk.store.tally(document_id)

    def first_open(self, document_id: str) -> QueueRow | None:
        """Return the first sentence that waits for a reviewer."""
        return self._desk.store.following(document_id, 0)

    def next_open(self, segment: Segment) -> QueueRow | None:
        """Return the next sentence that waits for a reviewer, going round at the end; None: this was the last."""
        return self._desk.store.following(document_of(segment.id), segment.ordinal)

    def save(self, segment_id: str, text: str, *, base_revision: int, by: str) -> Revision:
        """Save a text like ``Desk.revise``; an unchanged text and a save sent again are no new revision.

        Raises Conflict with both texts.
        """
        newest = self._desk.store.newest(segment_id)
        same = newest is not None and newest.text == stored(text)
        if newest and same and (newest.number == base_revision or newest.by == by):
            return newest
        saved = self._desk.revise(segment_id, text, base_revision=base_revision, by=by)
        self._look(segment_id, saved.text)
        return saved

    def approve(self, segment_id: str, text: str, *, base_revision: int, by: str, sure: bool = False) -> Outcome:
        """Save a text if it changed and approve it; ``sure``: whoever approves has seen the warnings.

        Raises Conflict with both texts.
        """
        newest = self._desk.store.newest(segment_id)
        again = newest and newest.state is State.APPROVED and newest.by == by and newest.text == stored(text)
        if newest and again:  # the answer to the first time was lost on the way
            return Outcome(newest)
        findings = self.findings(segment_id, stored(text))
        blocking = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        asking = tuple(finding for finding in findings if finding.severity is Severity.WARNING)
        if blocking or (asking and not sure):
            return Outcome(None, blocking, asking)
        saved = self.save(segment_id, text, base_revision=base_revision, by=by)
        return Outcome(self._desk.approve(segment_id, base_revision=saved.number, by=by))

    def submit(self, segment_id: str, text: str, *, base_revision: int, by: str) -> Revision:
        """Hand a text to the reviewer: a revision that says so. Raises Conflict with both texts."""
        saved = self.save(segment_id, text, base_revision=base_revision, by=by)
        if saved.note == SUBMITTED:
            return saved
        return self._desk.revise(segment_id, saved.text, base_revision=saved.number, by=by, note=SUBMITTED)

    def findings(self, segment_id: str, text: str) -> list[Finding]:
        """Return what is suspicious about a text and was not dismissed for it."""
        gone = {(done.check, done.message) for done in self._desk.store.dismissed(segment_id, stored(text))}
        return [f for f in self._desk.check(segment_id, text) if (f.check, f.message) not in gone]

    def dismiss(self, segment_id: str, text: str, check: str, message: str, *, reason: str, by: str) -> None:
        """Let a finding stand for this text; raises InputError without a reason or without such a finding."""
        if not reason.strip():
            raise InputError("a finding is dismissed with a reason", next_step="say why the text is right")
        if not any((f.check, f.message) == (check, message) for f in self._desk.check(segment_id, text)):
            raise InputError(f"there is no finding {check!r} about this text", next_step="check the text again")
        done = Dismissal(segment_id, check, message, stored(text), reason.strip(), by, self._clock())
        self._desk.store.dismiss(done)
        self._look(segment_id, text)

    def dismissed(self, segment_id: str, text: str) -> Sequence[Dismissal]:
        """Return what was dismissed about a text."""
        return self._desk.store.dismissed(segment_id, stored(text))

    def remark(
        self,
        segment_id: str,
        text: str,
        *,
        by: str,
        quote: str = "",
        category: Category | None = None,
        gravity: Gravity | None = None,
    ) -> Remark:
        """Say something about a sentence as it is now; with a category it is an issue. ``quote``: words of the text."""
        newest = self._desk.store.newest(segment_id)
        number = newest.number if newest else 0
        said = Remark(0, segment_id, number, text, by, self._clock(), quote, category, gravity)
        return self._desk.store.remark(said)

    def resolve(self, number: int, *, by: str, done: bool = True) -> Remark:
        """Mark a remark resolved, or open again; raises NotFound."""
        return self._desk.store.resolve(number, by=by, at=self._clock() if done else None)

    def remarks(self, segment_id: str) -> Sequence[Remark]:
        """Return the remarks on a sentence, oldest first."""
        return self._desk.store.remarks(segment_id)

    def hold(self, segment_id: str, *, by: str, take: bool = False) -> Hold:
        """Show that somebody works on a sentence; return whose it is now. ``take``: take it over."""
        now = self._clock()
        return self._desk.store.hold(Hold(segment_id, by, now), since=now - ALIVE, take=take)

    def release(self, segment_id: str, *, by: str) -> None:
        """Let go of a sentence."""
        self._desk.store.release(segment_id, by=by)

    def merged(self, segment_id: str, clash: Conflict, base_revision: int) -> Merge:
        """Put both texts of a clash into one, going by the revision both started from."""
        history = self._desk.store.history(segment_id)
        base = next((revision.text for revision in history if revision.number == base_revision), "")
        return merge(base, clash.yours, clash.theirs)

    def draft_text(self, draft: Draft | None, newest: Revision | None) -> str:
        """Return what the machine wrote, '' when nothing is known of it or the text is still that."""
        return draft.text if draft and newest and newest.text != draft.text else ""

    def _look(self, segment_id: str, text: str) -> None:
        """Keep what is found in a new text for the queue; a person's text has no confidence."""
        findings = self.findings(segment_id, text)
        severity = max((finding.severity for finding in findings), key=lambda each: _WEIGHT[each], default=None)
        checks = tuple(sorted({finding.check for finding in findings}))
        self._desk.store.put_outlook(Outlook(segment_id, None, severity, checks))


def stored(text: str) -> str:
    """Return a text as the store keeps it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def document_of(segment_id: str) -> str:
    """Return the id of the document a segment belongs to."""
    return segment_id.rsplit("/", 1)[0]
