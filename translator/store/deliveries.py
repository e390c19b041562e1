"""Deliveries after a release, and what came of them.

Law: of two servers one tries a delivery; a target is only ever sent what readers see, so an older one to it is moot.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, Update, delete, insert, select, update

from translator.model import Address, Delivery, Event
from translator.store.connect import reading, writing
from translator.store.schema import deliveries as table

#: deliveries that arrived are kept to be looked at, but not for ever
KEPT = 500


class Deliveries:
    """The part of SqlStore that deliveries use: the calls of the DeliveryStore protocol."""

    _engine: Engine

    def add_deliveries(self, slug: str, many: Iterable[Delivery]) -> None:
        """Keep deliveries; one to a target takes the place of older ones to it that have not arrived."""
        with writing(self._engine) as connection:
            for each in many:
                if each.kind is Address.TARGET:
                    older = (table.c.site == slug) & (table.c.kind == each.kind.value) & (table.c.to == each.to)
                    connection.execute(delete(table).where(older, table.c.done.is_(None)))
                values: dict[str, object] = {
                    "site": slug,
                    "kind": each.kind.value,
                    "to": each.to,
                    "event": each.event.value,
                }
                values |= {"edition": each.edition, "by": each.by, "at": each.at}
                connection.execute(insert(table).values(**values, **_state(each), tries=each.tries))
            _forget(connection, slug)

    def deliveries(self, slug: str, *, most: int) -> list[Delivery]:
        """Return the newest deliveries of a site, newest first."""
        with reading(self._engine) as connection:
            here = select(table).where(table.c.site == slug)
            return _read(connection, here.order_by(table.c.number.desc()).limit(most))

    def due_deliveries(self, slug: str, *, at: datetime) -> list[Delivery]:
        """Return the deliveries to be tried by now, oldest first."""
        with reading(self._engine) as connection:
            due = select(table).where(table.c.site == slug, table.c.done.is_(None), table.c.due <= at)
            return _read(connection, due.order_by(table.c.number))

    def claim_delivery(self, delivery: Delivery, *, until: datetime) -> bool:
        """Take a delivery for oneself and count a try."""
        with writing(self._engine) as connection:
            mine = _one(delivery.number).where(table.c.tries == delivery.tries, table.c.done.is_(None))
            return connection.execute(mine.values(tries=delivery.tries + 1, due=until)).rowcount == 1

    def settle_delivery(self, delivery: Delivery) -> None:
        """Write down what came of a try."""
        with writing(self._engine) as connection:
            connection.execute(_one(delivery.number).values(**_state(delivery)))


def _one(number: int) -> Update:
    return update(table).where(table.c.number == number)


def _state(each: Delivery) -> dict[str, object]:
    return {"due": each.due, "done": each.done, "trouble": each.trouble, "changed": each.changed}


def _read(connection: Connection, query: Select[Any]) -> list[Delivery]:
    return [
        Delivery(
            row.number, Address(row.kind), row.to, Event(row.event), row.edition, row.by, row.at,
            row.tries, row.due, row.done, row.trouble, row.changed,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def _forget(connection: Connection, slug: str) -> None:
    """Remove what arrived long ago."""
    here = select(table.c.number).where(table.c.site == slug).order_by(table.c.number.desc())
    oldest = connection.scalar(here.offset(KEPT).limit(1))
    if oldest is not None:
        connection.execute(
            delete(table).where(table.c.site == slug, table.c.number <= oldest, table.c.done.is_not(None))
        )
