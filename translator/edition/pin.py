"""Pinning a page: both languages as they stand now, with who made each sentence and who judged it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from translator.formats import front
from translator.model import BlockKind, Document, Made, Origin, PagePair, PinnedSegment, Revision, Segment, State

#: how the line of front matter begins that names the page
_TITLE = re.compile(r"^title[ \t]*:[ \t]*[\"']?$", re.MULTILINE | re.IGNORECASE)


def pin(
    document: Document, latest: Mapping[str, Revision], *, beginnings: Mapping[str, Origin] | None = None
) -> PagePair:
    """Pair a document with the newest text of each segment, whatever its state; '' where there is none.

    ``beginnings``: what each segment's first revision came from; with it the page says who made each sentence.
    """
    segments = tuple(_pinned(segment, latest.get(segment.id), beginnings) for segment in document.segments)
    # a page with a sentence missing is no page of its language: only its own side goes out
    one_sided = not all(segment.target.strip() for segment in segments)
    return PagePair(document, _title(document, latest), segments, one_sided)


def alone(page: PagePair, live: PagePair | None, now: datetime) -> PagePair:
    """Return the page in its own language only, since when readers have had it that way."""
    since = live.alone_since if live and live.one_sided and live.alone_since else now
    return replace(page, one_sided=True, alone_since=since)


def _pinned(segment: Segment, revision: Revision | None, beginnings: Mapping[str, Origin] | None) -> PinnedSegment:
    if revision is None:
        return PinnedSegment(segment.anchor, segment.text, "", 0, State.MISSING, Origin.HUMAN)
    r = revision
    if beginnings is None:
        return PinnedSegment(segment.anchor, segment.text, r.text, r.number, r.state, r.origin)
    made = made_by(r, beginnings.get(segment.id, r.origin))
    return PinnedSegment(segment.anchor, segment.text, r.text, r.number, r.state, r.origin, made, r.by, r.at)


def made_by(revision: Revision, beginning: Origin) -> Made:
    """Say who made a text: a revision keeps the origin of its words when it is approved, a person's words are human.

    >>> from translator.model import Made
    >>> [member.value for member in Made]
    ['machine', 'edited', 'human', 'reused']
    """
    if revision.origin is Origin.HUMAN:
        return Made.HUMAN if beginning is Origin.HUMAN else Made.EDITED
    return Made.MACHINE if revision.origin is Origin.ENGINE else Made.REUSED


def _title(document: Document, latest: Mapping[str, Revision]) -> str:
    """Return what the page gives as title in the other language, or a translation: of its title, of its first heading.

    Without any of these it is the title as it is.
    """
    if given := front.values(front.of(document)).get(f"title_{document.lang.other}"):
        return given
    for block in document.blocks:
        if block.segments and (block.kind is BlockKind.HEADING or _TITLE.search(block.before)):
            texts = [latest[segment.id].text for segment in block.segments if segment.id in latest]
            return " ".join(texts).strip() if len(texts) == len(block.segments) else document.title
    return document.title
