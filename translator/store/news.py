"""What concerns a person, in its table; each function works inside a transaction it is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from translator.model import FoundNews, Lang, News, NewsKind
from translator.store.schema import documents, news, segments


def tell(connection: Connection, many: Sequence[News]) -> None:
    """Insert what people should hear."""
    rows = [
        {
            "to": each.to,
            "kind": each.kind.value,
            "segment": each.segment,
            "by": each.by,
            "at": each.at,
            "words": each.words,
        }
        for each in many
    ]
    if rows:
        connection.execute(insert(news), rows)


def of(connection: Connection, to: str, most: int) -> list[FoundNews]:
    """Return what somebody was told, the newest first."""
    named = (documents.c.title, documents.c.lang, segments.c.ordinal, segments.c.text.label("source"))
    joined = news.join(segments, segments.c.id == news.c.segment).join(documents, documents.c.id == segments.c.document)
    query = select(news, *named).select_from(joined).where(news.c.to == to)
    return [_found(row) for row in connection.execute(query.order_by(news.c.number.desc()).limit(most))]


def _found(row: Row[Any]) -> FoundNews:
    told = News(row.number, row.to, NewsKind(row.kind), row.segment, row.by, row.at, row.words, row.seen is not None)
    return FoundNews(told, row.title, Lang(row.lang), row.ordinal, row.source)


def unseen(connection: Connection, to: str) -> int:
    """Count what somebody has not seen yet."""
    return connection.scalar(select(func.count()).where(news.c.to == to, news.c.seen.is_(None))) or 0


def see(connection: Connection, to: str, last: int, at: datetime) -> None:
    """Mark what somebody was told, up to number ``last``, as seen."""
    here = (news.c.to == to) & news.c.seen.is_(None) & (news.c.number <= last)
    connection.execute(update(news).where(here).values(seen=at))
