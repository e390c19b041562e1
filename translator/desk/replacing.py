"""Replacing words in the translations of a whole document: every hit shown first, one batch that can be taken back.

Law: nothing is replaced that was not seen and chosen; a text that changed since is left alone and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from translator.desk.repeats import holders
from translator.errors import InputError
from translator.model import Bar, Batch, Left, QueueRow, Revision, State, Wanted
from translator.text.replacing import Exchange, Found, find, replaced

if TYPE_CHECKING:
    from translator.desk.desk import Desk

#: sentences changed in one call: a browser sends the next piece when this one is answered
MOST = 200
#: lines of a document looked through; more than any document has
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with hits; ``bar``: it is left out unless somebody asks for it (approved), or always (locked)."""

    row: QueueRow
    hits: tuple[Found, ...]
    bar: Bar | None


class Replacing:
    """The verbs of replacing, at ``desk.replacing``; ``desk.ranges.undo`` takes a batch back."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock

    def find(self, document_id: str, exchange: Exchange) -> list[Place]:
        """Return the sentences of a document whose translation has hits, in reading order.

        Raises NotFound, and InputError for an expression that is none or takes too long.
        """
        find("", exchange)  # an expression that is none is told even where there is no text
        rows = self._desk.review.queue(document_id, Wanted(), count=_ALL).rows
        places = ((row, find(row.text, exchange)) for row in rows if row.text)
        return [Place(row, tuple(hits), _bar(row)) for row, hits in places if hits]

    def replace(
        self, exchange: Exchange, chosen: Mapping[str, tuple[int, Sequence[int]]], *, by: str, approved: bool = False
    ) -> Batch:
        """Replace chosen hits: by segment id, the number of the revision that was seen and the numbers of its hits.

        ``approved``: approved texts as well; they wait for approval again. Raises InputError for too many at once.
        """
        if len(chosen) > MOST:
            raise InputError(f"{len(chosen)} sentences are too many at once", next_step=f"send {MOST} at a time")
        rows = self._desk.store.queue_rows(list(chosen))
        held = holders(self._desk, rows, self._clock())
        left = [Left(name, 0, Bar.GONE) for name in chosen.keys() - {row.segment for row in rows}]
        made: list[Revision] = []
        for row in rows:
            seen, numbers = chosen[row.segment]
            bar = _barred(row, seen, held.get(row.segment, by), by, approved)
            text = "" if bar else replaced(row.text, find(row.text, exchange), numbers)
            if bar or text == row.text:
                left.append(bar or Left(row.segment, row.ordinal, Bar.SAME))
            else:
                made.append(self._revision(row, text, by, exchange))
        known = [self._desk.review.outlook(each.segment, each.text) for each in made]
        done = self._desk.store.append_all(made, outlooks=known, by=by)
        return Batch(tuple(done), (*left, *_faster(rows, made, done)))

    def _revision(self, row: QueueRow, text: str, by: str, exchange: Exchange) -> Revision:
        note = f"{exchange.words} → {exchange.instead}"[:200]
        return Revision(row.segment, row.number + 1, row.number, State.EDITED, text, by, self._clock(), note)


def _bar(row: QueueRow) -> Bar | None:
    if row.locked:
        return Bar.LOCKED
    return Bar.REVIEWED if row.state is State.APPROVED else None


def _barred(row: QueueRow, seen: int, holder: str, by: str, approved: bool) -> Left | None:
    bar = _bar(row)
    if bar is Bar.LOCKED or (bar is Bar.REVIEWED and not approved):
        return Left(row.segment, row.ordinal, bar, row.locked)
    if holder != by:
        return Left(row.segment, row.ordinal, Bar.HELD, holder)
    return Left(row.segment, row.ordinal, Bar.CHANGED, row.by) if row.number != seen else None


def _faster(rows: Sequence[QueueRow], made: Sequence[Revision], done: Sequence[Revision]) -> Iterator[Left]:
    """Yield the sentences somebody saved while this batch was made."""
    lost = {revision.segment for revision in made} - {revision.segment for revision in done}
    return (Left(row.segment, row.ordinal, Bar.CHANGED) for row in rows if row.segment in lost)
