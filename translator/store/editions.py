"""Editions in their tables; a page pair that did not change is stored once, however many editions hold it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from translator.errors import Conflict, NotFound
from translator.model import Edition, EditionHead, PagePair, Site
from translator.store import codec
from translator.store.schema import edition_pages, edition_sites, editions, pages, releases


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
    rows = [at | {"position": i, "page": _put(connection, page)} for i, page in enumerate(edition.pages)]
    if rows:
        connection.execute(insert(edition_pages), rows)


def _put(connection: Connection, page: PagePair) -> str:
    body = codec.dump(page)
    digest = hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
    if connection.scalar(select(pages.c.digest).where(pages.c.digest == digest)) is None:
        connection.execute(insert(pages).values(digest=digest, body=body))
    return digest


def last_number(connection: Connection, site: str) -> int:
    """Return the number of the newest edition (0: none)."""
    return connection.scalar(select(func.coalesce(func.max(editions.c.number), 0)).where(editions.c.site == site)) or 0


def one(connection: Connection, site: str, number: int) -> Edition:
    """Return one edition."""
    found = _load(connection, (editions.c.site == site) & (editions.c.number == number))
    if not found:
        raise NotFound(f"there is no edition {number} of {site!r}", next_step="list them with: duizhao editions")
    return found[0]


def every(connection: Connection, site: str) -> list[Edition]:
    """Return all editions of a site, oldest first."""
    return _load(connection, editions.c.site == site)


def heads(connection: Connection, site: str) -> list[EditionHead]:
    """Return the editions of a site without their pages, oldest first."""
    same = (edition_pages.c.site == editions.c.site) & (edition_pages.c.number == editions.c.number)
    many = select(func.count()).select_from(edition_pages).where(same).scalar_subquery()
    query = select(editions, many.label("many")).where(editions.c.site == site).order_by(editions.c.number)
    rows = connection.execute(query)
    return [EditionHead(r.number, r.made_by, r.made_at, r.digest, r.note, r.many) for r in rows]


def _load(connection: Connection, condition: Any) -> list[Edition]:
    """Load editions; a page that several of them hold is read and made once."""
    rows = list(connection.execute(select(editions).where(condition).order_by(editions.c.number)))
    same = (edition_pages.c.site == editions.c.site) & (edition_pages.c.number == editions.c.number)
    held = select(edition_pages.c.number, edition_pages.c.page).select_from(edition_pages.join(editions, same))
    order: dict[int, list[str]] = {}
    for row in connection.execute(held.where(condition).order_by(edition_pages.c.number, edition_pages.c.position)):
        order.setdefault(row.number, []).append(row.page)
    wanted = select(edition_pages.c.page).select_from(edition_pages.join(editions, same)).where(condition)
    bodies = connection.execute(select(pages).where(pages.c.digest.in_(wanted)))
    made = {row.digest: codec.load(PagePair, row.body) for row in bodies}
    own = (edition_sites.c.site == editions.c.site) & (edition_sites.c.number == editions.c.number)
    query = select(edition_sites.c.number, edition_sites.c.body).select_from(edition_sites.join(editions, own))
    sites = {row.number: codec.load(Site, row.body) for row in connection.execute(query.where(condition))}
    return [
        _edition(row, tuple(made[digest] for digest in order.get(row.number, ())), sites.get(row.number, Site()))
        for row in rows
    ]


def _edition(row: Row[Any], held: tuple[PagePair, ...], site: Site) -> Edition:
    return Edition(row.site, row.number, held, row.made_by, row.made_at, row.digest, row.note, site)


def live_number(connection: Connection, site: str) -> int:
    """Return the number of the edition readers see (0: none)."""
    query = select(releases.c.number).where(releases.c.site == site).order_by(releases.c.step.desc()).limit(1)
    return connection.scalar(query) or 0


def set_live(connection: Connection, site: str, number: int, by: str, at: datetime) -> None:
    """Write down one more step: ``number`` is live from now on."""
    last = connection.scalar(select(func.coalesce(func.max(releases.c.step), 0)).where(releases.c.site == site)) or 0
    connection.execute(insert(releases).values(site=site, step=last + 1, number=number, by=by, at=at))
