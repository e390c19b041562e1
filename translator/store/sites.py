"""Where people put pages of a site (the last word counts, and who said it), and releases to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from translator.model import Placing, Schedule
from translator.store import codec
from translator.store.schema import placings, schedules


def every(connection: Connection, site: str) -> list[Placing]:
    """Return the placings of a site, by document."""
    query = select(placings.c.body).where(placings.c.site == site).order_by(placings.c.document)
    return [codec.load(Placing, body) for body in connection.scalars(query)]


def place(connection: Connection, site: str, placing: Placing, by: str, at: datetime) -> None:
    """Put a placing in the place of the older one."""
    here = (placings.c.site == site) & (placings.c.document == placing.document)
    connection.execute(delete(placings).where(here))
    values = {"site": site, "document": placing.document, "body": codec.dump(placing), "by": by, "at": at}
    connection.execute(insert(placings).values(**values))


def add_schedule(connection: Connection, site: str, schedule: Schedule) -> Schedule:
    """Insert a release to come; returns it with its number."""
    values = {"site": site, "due": schedule.due, "by": schedule.by, "at": schedule.at, "outcome": ""}
    key = connection.execute(insert(schedules).values(**values, body=codec.dump(schedule))).inserted_primary_key
    return replace(schedule, number=key[0] if key else 0)


def every_schedule(connection: Connection, site: str) -> list[Schedule]:
    """Return the releases to come and those that were, by the time they are due."""
    query = select(schedules).where(schedules.c.site == site).order_by(schedules.c.due, schedules.c.number)
    return [
        replace(codec.load(Schedule, row.body), number=row.number, done=row.done, outcome=row.outcome)
        for row in connection.execute(query)
    ]


def claim(connection: Connection, number: int, at: datetime) -> bool:
    """Take a release for oneself; False when somebody else has it, so that of two servers one runs it."""
    change = update(schedules).where(schedules.c.number == number, schedules.c.done.is_(None)).values(done=at)
    return connection.execute(change).rowcount == 1


def settle(connection: Connection, number: int, outcome: str) -> None:
    """Write down what came of a release."""
    connection.execute(update(schedules).where(schedules.c.number == number).values(outcome=outcome))
