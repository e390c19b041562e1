"""Editions: pin both languages of every page pair, digest them, compare two of them, say what is not ready.

Law: an edition is a value; its digest covers every text a reader sees and never changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from translator.errors import InputError
from translator.model import (
    BlockKind,
    Document,
    Edition,
    Origin,
    PagePair,
    PinnedSegment,
    Revision,
    Segment,
    Site,
    State,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page is not in the next edition. ``segments``: ids of the sentences that hold it back, in reading order."""

    document: str
    title: str
    message: str
    segments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.document}: {self.message}"


class Change(StrEnum):
    """What happened to a page or a sentence between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A page (``anchor`` is '') or a sentence that differs; a side that does not exist is ''."""

    slug: str
    change: Change
    anchor: str = ""
    source_before: str = ""
    source_after: str = ""
    target_before: str = ""
    target_after: str = ""


def pin(document: Document, latest: Mapping[str, Revision]) -> PagePair:
    """Pair a document with the newest text of each segment, whatever its state; '' where there is none."""
    segments = tuple(_pinned(segment, latest.get(segment.id)) for segment in document.segments)
    # a page with a sentence missing is no page of its language: only its own side goes out
    one_sided = not all(segment.target.strip() for segment in segments)
    return PagePair(document, _title(document, latest), segments, one_sided)


def _pinned(segment: Segment, revision: Revision | None) -> PinnedSegment:
    if revision is None:
        return PinnedSegment(segment.anchor, segment.text, "", 0, State.MISSING, Origin.HUMAN)
    return PinnedSegment(segment.anchor, segment.text, revision.text, revision.number, revision.state, revision.origin)


def _title(document: Document, latest: Mapping[str, Revision]) -> str:
    """Return the translation of the first heading, or the title as it is."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.segments:
            texts = [latest[segment.id].text for segment in block.segments if segment.id in latest]
            return " ".join(texts).strip() if len(texts) == len(block.segments) else document.title
    return document.title


def gate(document: Document, latest: Mapping[str, Revision]) -> list[Reason]:
    """Return why a page may not go out: sentences without an approved translation; [] when it may."""
    if not document.segments:
        return [Reason(document.id, document.title, "there is no text to translate")]
    held: dict[State, list[str]] = {}
    for segment in document.segments:
        state = latest[segment.id].state if segment.id in latest else State.MISSING
        if state is not State.APPROVED:
            held.setdefault(state, []).append(segment.id)
    total = len(document.segments)
    return [
        Reason(document.id, document.title, f"{len(ids)} of {total} sentences {_WORDS[state]}", tuple(ids))
        for state, ids in held.items()
    ]


_WORDS = {
    State.MISSING: "have no translation",
    State.DRAFTED: "are drafted but not approved",
    State.EDITED: "are edited but not approved",
    State.REJECTED: "are rejected",
}


def carried(live: Edition | None, ready: Iterable[PagePair], known: Iterable[str]) -> list[PagePair]:
    """Return the pages of the next edition: those ready now, and approved ones readers already have.

    A page that is being worked on stays on the site as it was approved; ``known`` are the ids of documents that
    still exist. Pages that went out unapproved do not stay that way by themselves.
    """
    fresh = {page.document.id: page for page in ready}
    still = set(known)
    old = [] if live is None else [page for page in live.pages if page.document.id in still and _approved(page)]
    kept = [page for page in old if page.document.id not in fresh and page.slug not in {p.slug for p in fresh.values()}]
    order = {name: place for place, name in enumerate(known)}
    return sorted([*fresh.values(), *kept], key=lambda page: order.get(page.document.id, len(order)))


def _approved(page: PagePair) -> bool:
    return all(segment.state is State.APPROVED for segment in page.segments)


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
    texts = [[s.anchor, s.source, s.target, s.revision, s.state, s.origin] for s in page.segments]
    return [top, blocks, texts, "one-sided"] if page.one_sided else [top, blocks, texts]


def compare(old: Edition, new: Edition) -> list[Difference]:
    """Return what changed for readers from ``old`` to ``new``: pages, then their sentences in reading order."""
    before, after = ({page.slug: page for page in edition.pages} for edition in (old, new))
    found: list[Difference] = []
    for slug in dict.fromkeys([*after, *before]):
        if slug not in before:
            found.append(Difference(slug, Change.ADDED, target_after=after[slug].target_title))
        elif slug not in after:
            found.append(Difference(slug, Change.REMOVED, target_before=before[slug].target_title))
        else:
            found.extend(_sentences(slug, before[slug], after[slug]))
    return found


def _sentences(slug: str, old: PagePair, new: PagePair) -> Iterable[Difference]:
    before, after = ({segment.anchor: segment for segment in page.segments} for page in (old, new))
    for anchor in dict.fromkeys([*after, *before]):
        was, now = before.get(anchor), after.get(anchor)
        if was and now and (was.source, was.target) == (now.source, now.target):
            continue
        change = Change.CHANGED if was and now else Change.ADDED if now else Change.REMOVED
        yield Difference(
            slug,
            change,
            anchor,
            was.source if was else "",
            now.source if now else "",
            was.target if was else "",
            now.target if now else "",
        )
