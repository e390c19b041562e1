"""Approving and returning many sentences at once, and taking a batch back.

Law: a batch does what single steps would do, and says of each sentence it left alone why. Errors block, warnings ask;
a text that changed since it was seen, a locked sentence and one somebody works on stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from translator.desk.repeats import holders
from translator.errors import InputError
from translator.model import Bar, Batch, Left, QueueRow, Revision, Severity, State

if TYPE_CHECKING:
    from translator.desk.desk import Desk

#: sentences judged in one call: a browser sends the next piece when this one is answered
MOST = 500


class Ranges:
    """The verbs about many sentences, at ``desk.ranges``. Threads may share it.

    ``seen``: the number of the revision the person saw, by segment id.
    """

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock

    def approve(self, seen: Mapping[str, int], *, by: str, sure: bool = False) -> Batch:
        """Approve what has no errors; ``sure``: what has warnings as well. Raises InputError for too many."""
        drafts: dict[str, str] = {}  # they do not count in the findings, but here they are about to

        def complaint(row: QueueRow) -> Left | None:
            found = self._complaint(row, sure)
            if found or sure or row.state is not State.DRAFTED:
                return found
            same = drafts.setdefault(row.source, row.text) == row.text
            return None if same else Left(row.segment, row.ordinal, Bar.WARNINGS, "inconsistent")

        return self._judge(seen, by, State.APPROVED, "", complaint)

    def reject(self, seen: Mapping[str, int], *, by: str, note: str) -> Batch:
        """Return sentences to the translators with a reason; raises InputError without one, and for too many."""
        if not note.strip():
            raise InputError("a return needs a reason", next_step="say what is wrong with these sentences")
        batch = self._judge(seen, by, State.REJECTED, note.strip(), lambda _: None)
        self._desk.news.returned(batch.done)
        return batch

    def _judge(
        self, seen: Mapping[str, int], by: str, state: State, note: str, complaint: Callable[[QueueRow], Left | None]
    ) -> Batch:
        if len(seen) > MOST:
            raise InputError(f"{len(seen)} sentences are too many at once", next_step=f"send {MOST} at a time")
        rows = self._desk.store.queue_rows(list(seen))
        held = holders(self._desk, rows, self._clock())
        left = [Left(name, 0, Bar.GONE) for name in seen.keys() - {row.segment for row in rows}]
        made: list[Revision] = []
        for row in rows:
            barred = _bar(row, seen[row.segment], state, held.get(row.segment, by), by) or complaint(row)
            if barred:
                left.append(barred)
            else:
                made.append(self._judged(row, state, by, note))
        done = self._desk.store.append_all(made)
        faster = {revision.segment for revision in made} - {revision.segment for revision in done}
        left += [Left(row.segment, row.ordinal, Bar.CHANGED) for row in rows if row.segment in faster]
        return Batch(tuple(done), tuple(left))

    def _complaint(self, row: QueueRow, sure: bool) -> Left | None:
        findings = self._desk.review.findings(row.segment, row.text)
        for severity, bar in ((Severity.ERROR, Bar.ERRORS), (Severity.WARNING, Bar.WARNINGS)):
            checks = sorted({finding.check for finding in findings if finding.severity is severity})
            if checks and not (sure and bar is Bar.WARNINGS):
                return Left(row.segment, row.ordinal, bar, ", ".join(checks))
        return None

    def _judged(self, row: QueueRow, state: State, by: str, note: str) -> Revision:
        newest = self._desk.store.newest(row.segment)
        assert newest is not None, "a row with a number has a revision"
        number = row.number + 1
        return replace(newest, number=number, parent=row.number, state=state, by=by, at=self._clock(), note=note)

    def undo(self, made: Mapping[str, int], *, by: str) -> Batch:
        """Take back what a batch did: ``made`` names its revisions. What was changed since is left alone."""
        if len(made) > MOST:
            raise InputError(f"{len(made)} sentences are too many at once", next_step=f"send {MOST} at a time")
        rows = {row.segment: row for row in self._desk.store.queue_rows(list(made))}
        back = [self._before(row, made[name], by) for name, row in rows.items() if row.number == made[name]]
        revisions = [revision for revision in back if revision]
        known = [self._desk.review.outlook(each.segment, each.text) for each in revisions]
        done = self._desk.store.append_all(revisions, outlooks=known, by=by)
        gone = made.keys() - {revision.segment for revision in done}
        return Batch(
            tuple(done), tuple(Left(name, rows[name].ordinal, Bar.CHANGED) for name in sorted(gone) if name in rows)
        )

    def _before(self, row: QueueRow, number: int, by: str) -> Revision | None:
        """Return what stood before revision ``number`` as the next one; None where that is not the person's."""
        history = self._desk.store.history(row.segment)
        last = next((each for each in history if each.number == number and each.by == by), None)
        if last is None:
            return None
        was = next((each for each in history if each.number == last.parent), None)
        was = was or replace(last, state=State.MISSING, text="")
        note = f"{by} took revision {number} back"
        return replace(was, number=number + 1, parent=number, at=self._clock(), note=note)


def _bar(row: QueueRow, seen: int, state: State, holder: str, by: str) -> Left | None:
    if row.locked:
        return Left(row.segment, row.ordinal, Bar.LOCKED, row.locked)
    if holder != by:
        return Left(row.segment, row.ordinal, Bar.HELD, holder)
    if row.number != seen:
        return Left(row.segment, row.ordinal, Bar.CHANGED, row.by)
    if not row.number or not row.text.strip():
        return Left(row.segment, row.ordinal, Bar.EMPTY)
    return Left(row.segment, row.ordinal, Bar.SAME) if row.state is state else None
