"""Where people put pages of a site; the last word counts, and who said it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from translator.model import Placing
from translator.store import codec
from translator.store.schema import placings


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
