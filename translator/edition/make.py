"""Making an edition of pages, and its digest.

Law: an edition is a value; its digest covers every text a reader sees and never changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from translator.errors import InputError
from translator.model import Edition, PagePair, PinnedSegment, Site, State


def is_approved(page: PagePair) -> bool:
    """Say whether every sentence of a pinned page was approved."""
    return all(segment.state is State.APPROVED for segment in page.segments)


def carried(
    live: Edition | None,
    ready: Iterable[PagePair],
    known: Iterable[str],
    *,
    stays: Callable[[PagePair], bool] = is_approved,
) -> list[PagePair]:
    """Return the pages of the next edition: those ready now, and those readers have that may stay.

    A page that is being worked on stays on the site as it was approved; ``known`` are the ids of documents that
    still exist. Pages that went out unapproved do not stay that way by themselves.
    """
    fresh = {page.document.id: page for page in ready}
    still = set(known)
    old = [] if live is None else [page for page in live.pages if page.document.id in still and stays(page)]
    kept = [page for page in old if page.document.id not in fresh and page.slug not in {p.slug for p in fresh.values()}]
    order = {name: place for place, name in enumerate(known)}
    return sorted([*fresh.values(), *kept], key=lambda page: order.get(page.document.id, len(order)))


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
    for page in pages:
        if page.slug in seen:
            raise InputError(f"two pages have the address {page.slug!r}", next_step="rename one of the documents")
        seen.add(page.slug)
    return Edition(slug, number, tuple(pages), by, at, digest(pages, site), note, site or Site())


def digest(pages: Iterable[PagePair], site: Site | None = None) -> str:
    """Return 32 hex digits over all that readers see, in order: addresses, titles, layout, texts, revisions, states.

    The names, sections and order of the site count where they are not the built-in ones.
    """
    running = hashlib.blake2b(digest_size=16)
    for page in pages:
        line = json.dumps(_contents(page), ensure_ascii=False, separators=(",", ":"))
        running.update(line.encode("utf-8", "surrogatepass") + b"\n")
    if site is not None and site != Site():
        running.update(json.dumps(asdict(site), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return running.hexdigest()


def _contents(page: PagePair) -> list[object]:
    """List what the digest covers. Spelled out: a field that nouns get later must not change old digests."""
    document = page.document
    top = [document.id, document.slug, document.title, page.target_title, document.lang, document.format]
    blocks = [
        [b.kind, b.level, b.before, b.after, [[s.id, s.anchor, s.text, s.glue] for s in b.segments]]
        for b in document.blocks
    ]
    texts = [_text(segment) for segment in page.segments]
    more: list[object] = ["one-sided"] if page.one_sided else []
    more += [[[name.zh, name.en] for name in page.names]] if page.names else []
    return [top, blocks, texts, *more]


def _text(s: PinnedSegment) -> list[object]:
    """List what the digest covers of a sentence; who made it counts where that was pinned."""
    made = [s.made, s.by, s.at.isoformat() if s.at else ""] if s.made else []
    return [s.anchor, s.source, s.target, s.revision, s.state, s.origin, *made]
