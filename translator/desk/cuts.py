"""Dividing and joining sentences by hand, and taking that back.

Law: the page keeps every character; what is put back brings its history and state along. A sentence that was approved
waits for review again, because nobody has approved its parts; the memory keeps the approved pair and learns no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from translator.desk.recut import again
from translator.errors import Forbidden, InputError, NotFound
from translator.model import ALIVE, Cut, CutPiece, Document, Remark, Revision, Segment, State
from translator.text.divide import divide, likely
from translator.text.segment import glue_for

if TYPE_CHECKING:
    from translator.desk.desk import Desk

#: how the notes of revisions begin that a cut makes
DIVIDED, JOINED = "divided from", "joined from"
_REASON = {State.APPROVED: ", which was approved", State.REJECTED: ", which was returned"}


class Cuts:
    """The verbs around dividing and joining, at ``desk.cuts``. Threads may share it."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock

    def proposal(self, segment_id: str, at: int) -> tuple[str, str, str, str]:
        """Return both parts of the source, divided before code point ``at``, and of the text; raises InputError."""
        segment, newest = self._segment(segment_id), self._desk.store.newest(segment_id)
        one, _, other = _divided(segment.text, at)
        lang = self._desk.store.head(_document(segment_id)).lang.other
        return one, other, *likely(newest.text if newest else "", lang, at / len(segment.text))

    def divide(self, segment_id: str, at: int, texts: tuple[str, str], *, by: str) -> Cut:
        """Make two sentences of one, before code point ``at`` of the source; ``texts``: their translations.

        Raises InputError where the source cannot be divided, Forbidden when it is locked or somebody works on it.
        """
        segment, newest = self._segment(segment_id), self._desk.store.newest(segment_id)
        one, glue, other = _divided(segment.text, at)
        sources = ((one, glue), (other, segment.glue))
        made = [(text.strip(), newest, DIVIDED) for text in texts]
        return self._cut([segment], sources, made, by)

    def join(self, segment_id: str, *, by: str) -> Cut:
        """Make one sentence of this and the next one of its paragraph; raises InputError when it is the last there."""
        inside = self._desk.store.block(segment_id).segments
        at = next(index for index, each in enumerate(inside) if each.id == segment_id)
        if at + 1 == len(inside):
            hint = "sentences of one paragraph can be joined; join paragraphs in the file"
            raise InputError("this is the last sentence of its paragraph", next_step=hint)
        pair = inside[at : at + 2]
        newest = [self._desk.store.newest(each.id) for each in pair]
        text = self._joined(segment_id, [(each.text if each else "") for each in newest], pair[0].glue)
        # the one nearest to the beginning of the work decides: two drafts make a draft, anything else waits for review
        decides = next((each for each in newest if each and each.state is not State.DRAFTED), newest[0] or newest[1])
        source = pair[0].text + pair[0].glue + pair[1].text
        return self._cut(pair, [(source, pair[1].glue)], [(text, decides, JOINED)], by)

    def undo(self, document_id: str, number: int, *, by: str) -> Cut:
        """Take a cut back; what was written since goes along. Raises InputError when its sentences are gone."""
        done = next((each for each in self._desk.store.cuts(document_id) if each.number == number), None)
        if done is None:
            raise NotFound(f"there is no cut {number}", next_step="reload the page")
        rows = {row.anchor: row for row in self._desk.store.queue_rows(_ids(document_id, done.new))}
        if len(rows) < len(done.new):
            raise InputError("these sentences were divided or joined again since", next_step="take that back first")
        untouched = all(rows[piece.anchor].number == piece.number for piece in done.new)
        now = tuple(replace(piece, number=rows[piece.anchor].number) for piece in done.new)
        made = [] if untouched else self._carried(document_id, done, by)
        back = Cut(0, document_id, now, done.old, by, self._clock())
        return self._keep(back, made)

    def before(self, segment_id: str) -> Sequence[Revision]:
        """Return what was written in the sentences this one was made of, oldest first."""
        document, anchor = segment_id.rsplit("/", 1)
        made = [cut for cut in self._desk.store.cuts(document) if anchor in {piece.anchor for piece in cut.new}]
        names = _ids(document, made[-1].old) if made else []
        found = [each for name in names for each in self._desk.store.history(name)]
        return sorted(found, key=lambda revision: revision.at)

    def again(self, document: Document) -> Document:
        """Cut a next version of a document as its sentences were cut by hand before."""
        return again(document, self._desk.store.cuts(document.id))

    # inside

    def _segment(self, segment_id: str) -> Segment:
        return next(each for each in self._desk.store.block(segment_id).segments if each.id == segment_id)

    def _joined(self, segment_id: str, texts: Sequence[str], glue: str) -> str:
        if not all(texts):
            return "".join(texts)
        return texts[0] + glue_for(self._desk.store.head(_document(segment_id)).lang.other, glue, *texts) + texts[1]

    def _cut(
        self,
        old: Sequence[Segment],
        sources: Sequence[tuple[str, str]],
        made: Sequence[tuple[str, Revision | None, str]],
        by: str,
    ) -> Cut:
        document = _document(old[0].id)
        taken = {each.anchor for each in self._desk.document(document).segments} - {each.anchor for each in old}
        new = tuple(CutPiece(_free(text, taken), text, glue) for text, glue in sources)
        numbers = {row.segment: row.number for row in self._desk.store.queue_rows([each.id for each in old])}
        was = tuple(CutPiece(each.anchor, each.text, each.glue, numbers[each.id]) for each in old)
        first = [
            self._first(f"{document}/{piece.anchor}", text, newest, f"{how} {old[0].anchor}", by)
            for piece, (text, newest, how) in zip(new, made, strict=True)
        ]
        return self._keep(Cut(0, document, was, new, by, self._clock()), [each for each in first if each])

    def _first(self, name: str, text: str, newest: Revision | None, note: str, by: str) -> Revision | None:
        """Return the first text of a new sentence: a draft stays one, everything else waits for review."""
        if newest is None or not text:
            return None
        there = self._desk.store.newest(name)
        number = there.number if there else 0
        state = State.DRAFTED if newest.state is State.DRAFTED else State.EDITED
        why = note + _REASON.get(newest.state, "")
        return Revision(name, number + 1, number, state, text, by, self._clock(), why, newest.origin, newest.signature)

    def _carried(self, document: str, done: Cut, by: str) -> list[Revision]:
        """Return the texts that go back with a cut: parts joined, or a whole divided where it is likely."""
        newest = [self._desk.store.newest(name) for name in _ids(document, done.new)]
        texts = [each.text if each else "" for each in newest]
        if len(done.old) == 1:
            texts = [self._joined(f"{document}/", texts, done.new[0].glue)]
        else:
            share = len(done.old[0].text) / len(done.new[0].text)
            texts = list(likely(texts[0], self._desk.store.head(document).lang.other, share))
        decides, note = next((each for each in newest if each), None), f"{JOINED} {done.new[0].anchor}"
        names = _ids(document, done.old)
        made = [self._first(name, text, decides, note, by) for name, text in zip(names, texts, strict=True)]
        return [each for each in made if each]

    def _keep(self, cut: Cut, made: Sequence[Revision]) -> Cut:
        self._nobody_else(cut)
        old, new = _ids(cut.document, cut.old), _ids(cut.document, cut.new)
        if {row.segment for row in self._desk.store.queue_rows(new)} - set(old):
            hint = "divide or join the other one first"
            raise InputError("the same sentence stands elsewhere on the page by now", next_step=hint)
        remarks = [said for name in old for said in self._desk.review.remarks(name)]
        kept = self._desk.store.cut(cut, made, {said.number: _home(said, new, made) for said in remarks})
        for revision in made:
            self._desk.store.put_outlook(self._desk.review.outlook(revision.segment, revision.text))
        return kept

    def _nobody_else(self, cut: Cut) -> None:
        holds = self._desk.store.held(cut.document, since=self._clock() - ALIVE)
        names = set(_ids(cut.document, cut.old))
        other = next((hold.by for hold in holds if hold.segment in names and hold.by != cut.by), "")
        if other:
            raise Forbidden(f"{other} is working on this sentence", next_step="take it over first, or wait")


def _divided(text: str, at: int) -> tuple[str, str, str]:
    found = divide(text, at)
    if found is None:
        hint = "choose a place between words, outside of links and markup"
        raise InputError("the sentence cannot be divided here", next_step=hint)
    return found


def _home(said: Remark, new: Sequence[str], made: Sequence[Revision]) -> str:
    """Return to which new sentence a remark goes: the one that has the words it is about, else the first."""
    return next((each.segment for each in made if said.quote and said.quote in each.text), new[0])


def _free(text: str, taken: set[str]) -> str:
    """Return the first anchor for a text that no other sentence on the page has, and take it."""
    from translator.formats import anchor_of

    anchor = next(each for each in _numbered(anchor_of(text)) if each not in taken)
    taken.add(anchor)
    return anchor


def _numbered(anchor: str) -> Iterator[str]:
    yield anchor
    yield from (f"{anchor}-{number}" for number in count(2))


def _document(segment_id: str) -> str:
    return segment_id.rsplit("/", 1)[0]


def _ids(document: str, pieces: Sequence[CutPiece]) -> list[str]:
    return [f"{document}/{piece.anchor}" for piece in pieces]
