"""Drafting a document piece by piece, so that finished pieces are kept and seen while the rest is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from translator.errors import InputError
from translator.model import ALIVE, Document, Draft, Glossary, Pair, Revision, Segment, State
from translator.ports import Engine, Memory, Progressed, Store

#: segments drafted and saved at once: enough to fill the engine's batches, little to lose in a crash
PIECE = 64


class Drafting(Protocol):
    """What the Desk needs of a Drafter."""

    def draft(self, segments: Sequence[Segment], pair: Pair, *, progress: Progressed | None = None) -> list[Draft]:
        """Return one draft per segment, in order."""


#: engine, glossary, memory, beam -> drafter
DrafterMaker = Callable[[Engine, Glossary, Memory | None, int], Drafting]


def make_drafter(engine: Engine, glossary: Glossary, memory: Memory | None, beam: int) -> Drafting:
    """Make the product's own drafter."""
    from translator.draft import Drafter

    return Drafter(engine, glossary, memory=memory, beam=beam)


def mentioning(drafter: Drafting, glossary: Glossary, document: Document, style: str) -> Drafting:
    """Let a drafter of one document write out first mentions; raises InputError for an unknown style."""
    if style == "off":
        return drafter
    from translator.draft import FirstMention, Mentioning
    from translator.glossary import Matcher

    if style not in list(FirstMention):
        known = ", ".join(FirstMention)
        raise InputError(f"first_mention = {style!r} is no way to mention a name", next_step=f"use one of {known}")
    return Mentioning(drafter, document, Matcher(glossary, document.lang), FirstMention(style))


def held(store: Store, document_id: str, now: datetime, *, but: str = "") -> frozenset[str]:
    """Return the segments somebody, ``but`` not this person, works on at this moment: a machine waits with those."""
    return frozenset(hold.segment for hold in store.held(document_id, since=now - ALIVE) if hold.by != but)


def wanting(
    store: Store,
    document: Document,
    *,
    redo: bool,
    held: frozenset[str] = frozenset(),
    asked: datetime | None = None,
) -> list[tuple[Segment, int]]:
    """Return the segments to draft with the revision each draft will follow; what a person touched is left alone.

    ``asked``: drafts made after that moment are not made again.
    """
    latest = store.latest(document.id)
    free = {State.MISSING, State.DRAFTED} if redo else {State.MISSING}
    found = [(segment, latest.get(segment.id)) for segment in document.segments]
    return [
        (segment, revision.number if revision else 0)
        for segment, revision in found
        if segment.id not in held and (revision is None or (revision.state in free and _old(revision, asked)))
    ]


def _old(revision: Revision, asked: datetime | None) -> bool:
    return asked is None or revision.state is State.MISSING or revision.at < asked


def draft_all(
    drafter: Drafting,
    store: Store,
    pair: Pair,
    wanted: Sequence[tuple[Segment, int]],
    clock: Callable[[], datetime],
    progress: Progressed | None,
    *,
    by: str = "",
) -> int:
    """Draft and save piece by piece; return how many drafts were saved (a person may have been faster).

    ``by``: who asks for it; what anybody else works on stays as it is.
    """
    saved = 0
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        drafts = drafter.draft([segment for segment, _ in piece], pair, progress=_shifted(progress, start, len(wanted)))
        saved += len(store.append_all(list(_revisions(piece, drafts, clock())), drafts, by=by))
        if progress:
            progress(start + len(piece), len(wanted))
    return saved


def _revisions(piece: Sequence[tuple[Segment, int]], drafts: Sequence[Draft], at: datetime) -> Iterator[Revision]:
    for (segment, parent), draft in zip(piece, drafts, strict=True):
        yield Revision(
            segment=segment.id,
            number=parent + 1,
            parent=parent,
            state=State.DRAFTED,
            text=draft.text,
            by=draft.origin.value,
            at=at,
            origin=draft.origin,
            signature=draft.signature,
        )


def _shifted(progress: Progressed | None, start: int, total: int) -> Progressed | None:
    """Tell progress of one piece as progress of the whole."""
    if progress is None:
        return None
    tell = progress
    return lambda done, _: tell(start + done, total)
