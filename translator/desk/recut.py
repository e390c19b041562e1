"""A next version of a document, cut by hand where the version before was.

Law: only where the very sentences stand side by side again; the document keeps every character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from translator.model import Block, Cut, Document, Segment


def again(document: Document, cuts: Iterable[Cut]) -> Document:
    """Return the document with the cuts made again, oldest first; ordinals count anew.

    A cut whose new sentences stand elsewhere on the page by now is left out.
    """
    blocks = list(document.blocks)
    for cut in cuts:
        old, new = ({piece.anchor for piece in pieces} for pieces in (cut.old, cut.new))
        taken = {segment.anchor for block in blocks for segment in block.segments} - old
        places = ((at, _place(block, cut)) for at, block in enumerate(blocks))
        for at, place in places if not taken & new else ():
            if place is not None:
                blocks[at] = _recut(document.id, blocks[at], place, cut)
                break
    return replace(document, blocks=tuple(_counted(blocks)))


def _place(block: Block, cut: Cut) -> int | None:
    """Return where in the block the old segments of a cut stand, with what is glued between them."""
    wanted = [piece.anchor for piece in cut.old]
    anchors = [segment.anchor for segment in block.segments]
    glues = [piece.glue for piece in cut.old[:-1]]
    for at in range(len(anchors) - len(wanted) + 1):
        same = anchors[at : at + len(wanted)] == wanted
        if same and [segment.glue for segment in block.segments[at : at + len(glues)]] == glues:
            return at
    return None


def _recut(document: str, block: Block, at: int, cut: Cut) -> Block:
    last = block.segments[at + len(cut.old) - 1]
    new = [Segment(f"{document}/{piece.anchor}", 0, piece.text, piece.glue, piece.anchor) for piece in cut.new]
    new[-1] = replace(new[-1], glue=last.glue)
    return replace(block, segments=(*block.segments[:at], *new, *block.segments[at + len(cut.old) :]))


def _counted(blocks: Sequence[Block]) -> Iterable[Block]:
    ordinal = 0
    for block in blocks:
        counted = tuple(replace(segment, ordinal=ordinal + at) for at, segment in enumerate(block.segments, 1))
        ordinal += len(counted)
        yield replace(block, segments=counted)
