"""Editions in their tables; a page pair that did not change is stored once, however many editions hold it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from translator.errors import Conflict, NotFound
from translator.model import Edition, EditionHead, PageLine, PagePair, Pages, Reader, Site
from translator.store import codec
from translator.store.schema import edition_pages, edition_sites, editions, releases
from translator.store.schema import pages as store_pages

#: pages handled at once: under the limit of variables of every SQLite
CHUNK = 500


def add(connection: Connection, edition: Edition) -> None:
    """Store an edition under a number that must be new."""
    if edition.number <= last_number(connection, edition.slug):
        text = f"edition {edition.number}"
        hint = "publish again: the next number will be taken"
        raise Conflict(
            f"{text} was made by somebody else meanwhile", yours=text, theirs=text, current=0, next_step=hint
        )
    values = {"site": edition.slug, "number": edition.number, "made_by": edition.made_by, "made_at": edition.made_at}
    connection.execute(insert(editions).values(**values, digest=edition.digest, note=edition.note))
    body = codec.dump(edition.site)
    connection.execute(insert(edition_sites).values(site=edition.slug, number=edition.number, body=body))
    at = {"site": edition.slug, "number": edition.number}
    rows = [at | {"position": i} | _row(line) for i, line in enumerate(_placed(connection, edition.contents))]
    if rows:
        connection.execute(insert(edition_pages), rows)


def _row(line: PageLine) -> dict[str, object]:
    known = {"document": line.document, "slug": line.slug, "digest": line.digest}
    return known | {"settled": line.settled, "mark": line.mark, "page": line.place}


def _placed(connection: Connection, pages: Pages) -> Iterator[PageLine]:
    """Yield the lines, each page among the pages of the store; those that are there already are not read."""
    for at in range(0, len(pages), CHUNK):
        lines = pages.lines[at : at + CHUNK]
        fresh = [line for line in lines if not line.place]
        places = _put(connection, [codec.dump(page) for page in pages.read(fresh)]) if fresh else []
        given = iter(places)
        yield from (line if line.place else replace(line, place=next(given)) for line in lines)


def _put(connection: Connection, bodies: Sequence[str]) -> list[str]:
    """Keep those bodies that are new; return where each is kept."""
    found = [hashlib.blake2b(body.encode(), digest_size=16).hexdigest() for body in bodies]
    known = set(connection.scalars(select(store_pages.c.digest).where(store_pages.c.digest.in_(found))))
    new = {place: body for place, body in zip(found, bodies, strict=True) if place not in known}
    if new:
        connection.execute(insert(store_pages), [{"digest": place, "body": body} for place, body in new.items()])
    return found


def last_number(connection: Connection, site: str) -> int:
    """Return the number of the newest edition (0: none)."""
    return connection.scalar(select(func.coalesce(func.max(editions.c.number), 0)).where(editions.c.site == site)) or 0


def one(connection: Connection, site: str, number: int, read: Reader) -> Edition:
    """Return one edition; ``read`` reads its pages when somebody looks at them."""
    found = _load(connection, (editions.c.site == site) & (editions.c.number == number), read)
    if not found:
        raise NotFound(f"there is no edition {number} of {site!r}", next_step="list them with: duizhao editions")
    return found[0]


def every(connection: Connection, site: str, read: Reader) -> list[Edition]:
    """Return all editions of a site, oldest first; ``read`` reads their pages when somebody looks at them."""
    return _load(connection, editions.c.site == site, read)


def bodies(connection: Connection, lines: Sequence[PageLine]) -> list[PagePair]:
    """Read the pages of these lines."""
    made: dict[str, PagePair] = {}
    for at in range(0, len(lines), CHUNK):
        places = [line.place for line in lines[at : at + CHUNK]]
        rows = connection.execute(select(store_pages).where(store_pages.c.digest.in_(places)))
        made |= {row.digest: codec.load(PagePair, row.body) for row in rows}
    return [made[line.place] for line in lines]


def heads(connection: Connection, site: str) -> list[EditionHead]:
    """Return the editions of a site without their pages, oldest first."""
    same = (edition_pages.c.site == editions.c.site) & (edition_pages.c.number == editions.c.number)
    many = select(func.count()).select_from(edition_pages).where(same).scalar_subquery()
    query = select(editions, many.label("many")).where(editions.c.site == site).order_by(editions.c.number)
    rows = connection.execute(query)
    return [EditionHead(r.number, r.made_by, r.made_at, r.digest, r.note, r.many) for r in rows]


def _load(connection: Connection, condition: Any, read: Reader) -> list[Edition]:
    rows = list(connection.execute(select(editions).where(condition).order_by(editions.c.number)))
    same = (edition_pages.c.site == editions.c.site) & (edition_pages.c.number == editions.c.number)
    held = select(edition_pages).select_from(edition_pages.join(editions, same)).where(condition)
    contents: dict[int, list[PageLine]] = {}
    for row in connection.execute(held.order_by(edition_pages.c.number, edition_pages.c.position)):
        line = PageLine(row.document, row.slug, row.digest, row.settled, row.mark, row.page)
        contents.setdefault(row.number, []).append(line)
    own = (edition_sites.c.site == editions.c.site) & (edition_sites.c.number == editions.c.number)
    query = select(edition_sites.c.number, edition_sites.c.body).select_from(edition_sites.join(editions, own))
    sites = {row.number: codec.load(Site, row.body) for row in connection.execute(query.where(condition))}
    return [
        _edition(connection, row, contents.get(row.number, []), sites.get(row.number, Site()), read) for row in rows
    ]


def _edition(connection: Connection, row: Row[Any], lines: list[PageLine], site: Site, read: Reader) -> Edition:
    if any(not line.digest for line in lines):  # an older version kept no table of contents: its pages tell
        found = bodies(connection, lines)
        told = zip(Pages.of(found).lines, lines, strict=True)
        pages = Pages((replace(line, place=old.place) for line, old in told), read, found)
    else:
        pages = Pages(lines, read)
    return Edition(row.site, row.number, pages, row.made_by, row.made_at, row.digest, row.note, site)


def live_number(connection: Connection, site: str) -> int:
    """Return the number of the edition readers see (0: none)."""
    query = select(releases.c.number).where(releases.c.site == site).order_by(releases.c.step.desc()).limit(1)
    return connection.scalar(query) or 0


def set_live(connection: Connection, site: str, number: int, by: str, at: datetime) -> None:
    """Write down one more step: ``number`` is live from now on."""
    last = connection.scalar(select(func.coalesce(func.max(releases.c.step), 0)).where(releases.c.site == site)) or 0
    connection.execute(insert(releases).values(site=site, step=last + 1, number=number, by=by, at=at))
