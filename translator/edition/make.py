"""Making an edition of pages, and its digest.

Law: an edition is a value; its digest covers every text a reader sees and never changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import datetime

from translator.errors import InputError
from translator.model import Edition, PageLine, PagePair, Pages, Site, State


def is_approved(page: PagePair) -> bool:
    """Say whether every sentence of a pinned page was approved."""
    return all(segment.state is State.APPROVED for segment in page.segments)


def carried(
    live: Edition | None,
    ready: Iterable[PagePair],
    known: Iterable[str],
    *,
    off: AbstractSet[str] = frozenset(),
    stays: Callable[[PagePair], bool] = is_approved,
) -> Pages:
    """Return the pages of the next edition: those ready now, and those readers have that may stay.

    A page that is being worked on stays on the site as it was approved; ``known`` are the ids of documents that
    still exist, ``off`` of those that leave. Pages that went out unapproved do not stay that way by themselves:
    ``stays`` is asked about every page that is not settled.
    """
    fresh = ready if isinstance(ready, Pages) else Pages.of(ready)
    order = {name: place for place, name in enumerate(known)}
    mine, taken = {line.document for line in fresh.lines}, {line.slug for line in fresh.lines}
    old = Pages.of(()) if live is None else live.contents

    def is_kept(line: PageLine) -> bool:
        gone = line.document in off or line.document not in order or line.document in mine or line.slug in taken
        return not gone and (line.settled or stays(old.one(line)))

    lines = [*fresh.lines, *(line for line in old.lines if is_kept(line))]
    return Pages(sorted(lines, key=lambda line: order.get(line.document, len(order))), old.read, fresh)


def make(
    number: int,
    slug: str,
    pages: Sequence[PagePair],
    by: str,
    at: datetime,
    note: str = "",
    site: Site | None = None,
) -> Edition:
    """Make an edition of these pages; raises InputError when two of them want the same address."""
    seen: set[str] = set()
    contents = pages if isinstance(pages, Pages) else Pages.of(pages)
    for line in contents.lines:
        if line.slug in seen:
            raise InputError(f"two pages have the address {line.slug!r}", next_step="rename one of the documents")
        seen.add(line.slug)
    return Edition(slug, number, contents, by, at, _digest(contents.lines, site), note, site or Site())


def digest(pages: Iterable[PagePair], site: Site | None = None) -> str:
    """Return 32 hex digits over all that readers see, in order: the digests of the pages, and the site around them.

    The names, sections and order of the site count where they are not the built-in ones.
    """
    return _digest(pages.lines if isinstance(pages, Pages) else Pages.of(pages).lines, site)


def _digest(lines: Iterable[PageLine], site: Site | None) -> str:
    running = hashlib.blake2b(digest_size=16)
    for line in lines:
        running.update(line.digest.encode() + b"\n")
    if site is not None and site != Site():
        running.update(
            json.dumps(asdict(site), ensure_ascii=False, separators=(",", ":"), default=str).encode() + b"\n"
        )
    return running.hexdigest()
