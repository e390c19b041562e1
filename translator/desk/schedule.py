"""Releases to come: publishing and withdrawing at a time, by whichever process looks first.

Law: a release runs once; what came of it is written down, also when it was refused or the machine stopped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from translator.desk.publishing import Publisher
from translator.desk.release import find_writer
from translator.errors import DuizhaoError, InputError, NotFound
from translator.model import Deed, Schedule
from translator.ports import SiteWriter, Store

log = logging.getLogger(__name__)
#: how an outcome begins, for whoever says it in another language
CANCELLED, DONE, REFUSED, STOPPED = "cancelled by ", "edition ", "not done: ", "stopped in the middle"
#: nobody plans that far; calendars of other zones may end with the year 9999
FAR = 3000
#: a release that was begun this long ago and says nothing was stopped: the largest site takes minutes
STALLED = timedelta(minutes=30)


class ScheduleDesk:
    """The verbs around releases to come, at ``desk.site.schedule``."""

    def __init__(
        self, store: Callable[[], Store], publisher: Callable[[], Publisher], slug: str, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._publisher, self._slug, self._clock = store, publisher, slug, clock

    def add(self, deed: Deed, documents: Sequence[str], due: datetime, *, by: str, note: str = "") -> Schedule:
        """Keep a release for ``due`` (with a zone); raises InputError for a time that is past, NotFound for a page."""
        now = self._clock()
        if due.year >= FAR:
            raise InputError(f"{due.year} is too far away", next_step=f"give a time before {FAR}")
        if due.year < now.year or due <= now:
            raise InputError(f"{due:%Y-%m-%d %H:%M} is past", next_step="give a time to come, or publish at once")
        if due.astimezone(UTC).astimezone(due.tzinfo).replace(tzinfo=None) != due.replace(tzinfo=None):
            hint = "the clocks go forward there; give a time before or after"
            raise InputError(f"{due:%Y-%m-%d %H:%M} does not exist in {due.tzinfo}", next_step=hint)
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
        self._store().settle(number, CANCELLED + by)

    def run_due(self, *, writer: SiteWriter | None = None) -> list[Schedule]:
        """Run what is due and nobody has run, one after the other by their time; returns those that ran here."""
        now = self._clock()
        mine = []
        for schedule in self.every():
            if schedule.done and not schedule.outcome and now - schedule.done > STALLED:
                self._store().settle(schedule.number, STOPPED)
            # each is taken just before it runs: what a stop leaves behind runs after the next start
            if schedule.done is None and schedule.due <= now and self._store().claim(schedule.number, at=now):
                mine.append(schedule.number)
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
            return f"{REFUSED}{error}"
        return f"{DONE}{made.number}"
