"""Reviewing sentence by sentence: the queue, safe saving, approving past findings.

Law: a save that is sent twice is saved once; a text that lost a race is never lost; an error blocks approval, a
warning asks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from translator.desk.folding import Fold, fold
from translator.desk.notes import may_change
from translator.errors import Conflict, Forbidden, InputError, NotFound
from translator.model import (
    ALIVE,
    Category,
    Dismissal,
    Draft,
    Finding,
    Gravity,
    Ground,
    Hold,
    Onward,
    Outlook,
    Person,
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
#: states whose text may differ from the draft
_BY_PEOPLE = (State.EDITED, State.APPROVED, State.REJECTED)
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

    def drafted(self, rows: Sequence[QueueRow]) -> dict[str, str]:
        """Return what the machine wrote, by segment, where somebody has changed it since."""
        drafts = self._desk.store.drafted([row.segment for row in rows if row.state in _BY_PEOPLE])
        return {row.segment: drafts[row.segment] for row in rows if drafts.get(row.segment, row.text) != row.text}

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

    def sizes(self, document_id: str) -> dict[State, int]:
        """Sum the sizes of a document's sources by state: characters of Chinese, words of English."""
        return self._desk.store.sizes(document_id)

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
        ground, fresh = self._desk.store.ground(segment_id), self._edited(segment_id, text, base_revision, by)
        if there := _already(ground, fresh):
            return there
        return self._desk.store.append(fresh, outlook=_outlook(segment_id, self._findings(ground, fresh.text)))

    def approve(self, segment_id: str, text: str, *, base_revision: int, by: str, sure: bool = False) -> Outcome:
        """Save a text if it changed and approve it; ``sure``: whoever approves has seen the warnings.

        Raises Conflict with both texts.
        """
        ground, fresh = self._desk.store.ground(segment_id), self._edited(segment_id, text, base_revision, by)
        there = _already(ground, fresh)
        if there and there.state is State.APPROVED and there.by == by:  # the answer to the first time was lost
            return Outcome(there)
        findings = self._findings(ground, fresh.text)
        blocking = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        asking = tuple(finding for finding in findings if finding.severity is Severity.WARNING)
        if blocking or (asking and not sure):
            return Outcome(None, blocking, asking)
        last = there or fresh
        seen = replace(last, number=last.number + 1, parent=last.number, note="")
        judged = replace(seen, state=State.APPROVED, by=by, at=fresh.at)
        steps = [judged] if there else [fresh, judged]
        return Outcome(self._desk.store.append(*steps, outlook=_outlook(segment_id, findings)))

    def submit(self, segment_id: str, text: str, *, base_revision: int, by: str) -> Revision:
        """Hand a text to the reviewer: a revision that says so. Raises Conflict with both texts."""
        saved = self.save(segment_id, text, base_revision=base_revision, by=by)
        if saved.note == SUBMITTED:
            return saved
        return self._desk.revise(segment_id, saved.text, base_revision=saved.number, by=by, note=SUBMITTED)

    def findings(self, segment_id: str, text: str) -> list[Finding]:
        """Return what is suspicious about a text and was not dismissed for it."""
        return self._findings(self._desk.store.ground(segment_id), stored(text))

    def onward(self, segment_id: str) -> Onward:
        """Return where to go from a sentence, and how far its document is."""
        return self._desk.store.onward(segment_id)

    def dismiss(self, segment_id: str, text: str, check: str, message: str, *, reason: str, by: str) -> None:
        """Let a finding stand for this text; raises InputError without a reason or without such a finding."""
        if not reason.strip():
            raise InputError("a finding is dismissed with a reason", next_step="say why the text is right")
        if not any((f.check, f.message) == (check, message) for f in self._desk.check(segment_id, text)):
            raise InputError(f"there is no finding {check!r} about this text", next_step="check the text again")
        done = Dismissal(segment_id, check, message, stored(text), reason.strip(), by, self._clock())
        self._desk.store.dismiss(done)
        self._desk.store.put_outlook(self.outlook(segment_id, text))

    def outlook(self, segment_id: str, text: str) -> Outlook:
        """Return what the queue shows of a text."""
        return _outlook(segment_id, self.findings(segment_id, text))

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
        start: int | None = None,
        category: Category | None = None,
        gravity: Gravity | None = None,
        on_source: bool = False,
    ) -> Remark:
        """Say something about a sentence as it is now, and tell those it concerns; with a category it is an issue.

        ``quote``: words of the text, or of the source (``on_source``); ``start``: where they stand, needed only where
        they stand there twice.
        """
        newest = self._desk.store.newest(segment_id)
        number = newest.number if newest else 0
        there = self._desk.store.sentence(segment_id).text if on_source else newest.text if newest else ""
        if start is None or there[start : start + len(quote)] != quote:
            start = there.find(quote)
        gravity = (gravity or Gravity.MINOR) if category else None
        place = start if quote and start >= 0 else None
        made = Remark(
            0, segment_id, number, text, by, self._clock(), quote, category, gravity, start=place, on_source=on_source
        )
        said = self._desk.store.remark(made)
        self._desk.news.said(said)
        return said

    def amend(
        self, segment_id: str, number: int, text: str, *, by: Person, category: Category | None, gravity: Gravity | None
    ) -> Remark:
        """Say something else in a remark, or call it worse or better; its author may, and whoever reviews."""
        said = next((said for said in self.remarks(segment_id) if said.number == number), None)
        if said is None:
            raise NotFound(f"there is no remark {number}", next_step="reload the page")
        if not may_change(said, by):
            raise Forbidden("only its author or a reviewer changes a comment", next_step="answer it instead")
        return self._desk.store.amend(replace(said, text=text, category=category, gravity=gravity))

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

    def held(self, document_id: str) -> Sequence[Hold]:
        """Return who works on which sentence of a document just now."""
        return self._desk.store.held(document_id, since=self._clock() - ALIVE)

    def release(self, segment_id: str, *, by: str) -> None:
        """Let go of a sentence."""
        self._desk.store.release(segment_id, by=by)

    def lock(self, segment_id: str, *, by: str) -> None:
        """Keep a sentence as it is: nobody and no batch changes it until it is unlocked (``by`` empty)."""
        self._desk.store.lock(segment_id, by=by)

    def skip(self, segment_id: str, put_off: bool = True) -> None:
        """Put a sentence off until the others are done, or take it back; a new text takes it back, too."""
        self._desk.store.skip(segment_id, at=self._clock() if put_off else None)

    def merged(self, segment_id: str, clash: Conflict, base_revision: int) -> Merge:
        """Put both texts of a clash into one, going by the revision both started from."""
        history = self._desk.store.history(segment_id)
        base = next((revision.text for revision in history if revision.number == base_revision), "")
        return merge(base, clash.yours, clash.theirs)

    def history(self, segment_id: str) -> Sequence[Fold]:
        """Return the history of a sentence, oldest first; what was saved while somebody typed is one line."""
        return fold(self._desk.store.history(segment_id))

    def draft_text(self, draft: Draft | None, newest: Revision | None) -> str:
        """Return what the machine wrote, '' when nothing is known of it or the text is still that."""
        return draft.text if draft and newest and newest.text != draft.text else ""

    def _edited(self, segment_id: str, text: str, base: int, by: str) -> Revision:
        return Revision(segment_id, base + 1, base, State.EDITED, stored(text), by, self._clock())

    def _findings(self, ground: Ground, text: str) -> list[Finding]:
        gone = {(done.check, done.message) for done in ground.dismissed if done.text == text}
        found = self._desk.checking.segment(ground, text)
        return [finding for finding in found if (finding.check, finding.message) not in gone]


def _already(ground: Ground, fresh: Revision) -> Revision | None:
    """Return the newest revision where a save would change nothing: the same text again, or sent a second time."""
    newest = ground.newest
    same = newest is not None and newest.text == fresh.text
    return newest if newest and same and (newest.number == fresh.parent or newest.by == fresh.by) else None


def _outlook(segment_id: str, findings: Sequence[Finding]) -> Outlook:
    """Return what the queue shows of a person's text: it has no confidence."""
    severity = max((finding.severity for finding in findings), key=lambda each: _WEIGHT[each], default=None)
    return Outlook(segment_id, None, severity, tuple(sorted({finding.check for finding in findings})))


def stored(text: str) -> str:
    """Return a text as the store keeps it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def document_of(segment_id: str) -> str:
    """Return the id of the document a segment belongs to."""
    return segment_id.rsplit("/", 1)[0]
