"""Figures of the work on the desk, at ``desk.figures``.

Law: who may not look after others sees what was done, and of people only themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from translator import figures
from translator.desk.lazy import Once
from translator.errors import Forbidden, InputError
from translator.figures.terms import Hits
from translator.model import Asked, Figures, Person, Role, Work
from translator.ports import Store

#: what sees other people's figures
NEEDED = Role.EDITOR
#: s a page waits for the effort to be measured; what is measured once is quick the next time
PATIENCE = 2.0


class FigureDesk:
    """The verbs around figures. Threads may share it."""

    def __init__(self, store: Once[Store], hits: Hits, zone: Callable[[], ZoneInfo]) -> None:
        self._store, self._hits, self._zone = store, hits, zone

    def count(
        self, asked: Asked | None = None, *, viewer: Person | None = None, patience: float | None = None
    ) -> Figures:
        """Count what was done; ``viewer`` None: somebody at the machine, who may see everything.

        ``patience``: s after which the rest of the effort is not measured this time. Raises InputError where the days
        are the wrong way round, Forbidden where the viewer asks about somebody else.
        """
        asked = asked or Asked()
        everything = viewer is None or viewer.role.covers(NEEDED)
        if viewer is not None and not everything and asked.person not in ("", viewer.name):
            raise Forbidden("figures of other people are for editors", next_step="ask an editor")
        found = self._count(asked, patience)
        return found if viewer is None or everything or asked.person else _discreet(found, viewer)

    def sheet(self, found: Figures, table: str, *, bom: bool = False) -> str:
        """Return a table of the figures as CSV; raises InputError for an unknown one."""
        if table not in figures.TABLES:
            raise InputError(f"there is no table {table!r}", next_step=f"use one of {', '.join(figures.TABLES)}")
        return figures.sheet(found, table, bom=bom)

    @property
    def people(self) -> Sequence[str]:
        """Everybody who has ever worked on a text, by name."""
        return self._store().workers()

    def _count(self, asked: Asked, patience: float | None) -> Figures:
        zone = self._zone()
        since, until = _moments(asked, zone)
        steps = figures.paced(self._store().traces(since=since, until=until, by=asked.person))
        if asked.document:
            steps = [step for step in steps if step.trace.document == asked.document]
        finished = self._store().finished(since=since, until=until, document=asked.document, by=asked.person)
        efforts = figures.efforts(finished, patience=patience)
        documents = figures.summed([one.document for one in finished], efforts)
        people = figures.summed([one.by for one in finished], efforts)
        return Figures(
            asked=asked,
            documents=figures.works(steps, lambda trace: trace.document, documents),
            people=figures.works(steps, lambda trace: trace.by, people),
            days=figures.days(steps, zone),
            terms=figures.corrected((one for one in finished if one.draft != one.text), self._hits),
            hasty=tuple(sorted(figures.hasty(steps), key=lambda each: each.at, reverse=True)),
        )


def _moments(asked: Asked, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """Return the first moment that counts and the first that does not any more."""
    if asked.since and asked.until and asked.until < asked.since:
        raise InputError("the last day is before the first", next_step="give the earlier day first")
    return _midnight(asked.since, zone), _midnight(asked.until, zone, later=1)


def _midnight(day: date | None, zone: ZoneInfo, later: int = 0) -> datetime | None:
    try:
        return None if day is None else datetime.combine(day + timedelta(days=later), time(), zone).astimezone(UTC)
    except OverflowError:  # the first or the last day there is: all that was is after, or before it
        return None


def _discreet(found: Figures, viewer: Person) -> Figures:
    """Leave out what tells about other people: their rows, and the times on documents, where one works alone."""
    return replace(
        found,
        documents=tuple(_impersonal(work) for work in found.documents),
        people=tuple(work for work in found.people if work.name == viewer.name),
        hasty=tuple(each for each in found.hasty if each.by == viewer.name),
    )


def _impersonal(work: Work) -> Work:
    return replace(work, seconds=None, untouched=None, hasty=None)
