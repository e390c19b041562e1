"""Many documents as they stand, read together: a query for each of them would cost more than what it reads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from translator.model import Standing
from translator.store import documents, revisions


def read(connection: Connection, names: Sequence[str]) -> list[Standing]:
    """Return documents with the newest revisions and the beginnings of their sentences, in the order of ``names``."""
    latest, first = revisions.latest(connection, *names), revisions.beginnings(connection, *names)
    found = []
    for document in documents.wholes(connection, names):
        ids = [segment.id for segment in document.segments]
        mine = {name: latest[name] for name in ids if name in latest}
        found.append(Standing(document, mine, {name: first[name] for name in mine if name in first}))
    return found
