"""Releases to come: publishing and withdrawing at a time, by whichever process looks first.

Law: a release runs once; what came of it is written down, also when it was refused.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from translator.desk.publishing import Publisher
from translator.desk.release import find_writer
from translator.errors import DuizhaoError, InputError, NotFound
from translator.model import Deed, Schedule
from translator.ports import SiteWriter, Store

log = logging.getLogger(__name__)
CANCELLED = "cancelled"


class ScheduleDesk:
    """The verbs around releases to come, at ``desk.site.schedule``."""

    def __init__(
        self, store: Callable[[], Store], publisher: Callable[[], Publisher], slug: str, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._publisher, self._slug, self._clock = store, publisher, slug, clock

    def add(self, deed: Deed, documents: Sequence[str], due: datetime, *, by: str, note: str = "") -> Schedule:
        """Keep a release for ``due`` (UTC-aware); raises InputError for a time that is past, NotFound for a page."""
        now = self._clock()
        if due <= now:
            raise InputError(f"{due:%Y-%m-%d %H:%M} is past", next_step="give a time to come, or publish at once")
        if deed is Deed.WITHDRAW and not documents:
            raise InputError("no page to withdraw was named", next_step="name one or more pages")
        ids = tuple(self._store().head(name).id for name in documents)
        return self._store().add_schedule(self._slug, Schedule(0, deed, ids, due.astimezone(UTC), by, now, note))

    def every(self) -> list[Schedule]:
        """Return the releases to come and those that were, by the time they are due."""
        return self._store().schedules(self._slug)

    def cancel(self, number: int, *, by: str) -> None:
        """Take back a release to come; raises NotFound when it is gone, ran or was cancelled."""
        known = {schedule.number for schedule in self.every() if schedule.done is None}
        if number not in known or not self._store().claim(number, at=self._clock()):
            raise NotFound(f"there is no release {number} to come", next_step="reload the page")
        self._store().settle(number, f"{CANCELLED} by {by}")

    def run_due(self, *, writer: SiteWriter | None = None) -> list[Schedule]:
        """Run what is due and nobody has run; returns those that ran here, with what came of them."""
        now = self._clock()
        due = [s for s in self.every() if s.done is None and s.due <= now]
        mine = [schedule.number for schedule in due if self._store().claim(schedule.number, at=now)]
        for schedule in due:
            if schedule.number in mine:
                self._store().settle(schedule.number, self._run(schedule, writer or find_writer()))
        return [schedule for schedule in self.every() if schedule.number in mine]

    def _run(self, schedule: Schedule, writer: SiteWriter) -> str:
        names, by = schedule.documents, f"{schedule.by} (scheduled)"
        try:
            if schedule.deed is Deed.WITHDRAW:
                made = self._publisher().withdraw(names, by=by, note=schedule.note, writer=writer)
            else:
                made = self._publisher().publish(
                    by=by, documents=names or None, unapproved=False, note=schedule.note, writer=writer
                )
        except DuizhaoError as error:  # the gate is closed, the disk is full: the editors must see it
            log.error("release %s did not run: %s", schedule.number, error)
            return f"not done: {error}"
        return f"edition {made.number}"
