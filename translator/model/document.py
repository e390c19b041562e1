"""A source text: documents, blocks, segments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from translator.model.language import Lang


class BlockKind(StrEnum):
    """What a block is on the page; RAW is carried along untranslated (code, comments, front matter).

    META: words a page says of itself in its front matter (a picture in words), translated but no part of its text.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CELL = "cell"
    META = "meta"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence (or heading) to translate.

    ``id`` is unique in a store (``<document id>/<anchor>``); ``ordinal`` counts from 1 in the document;
    ``glue`` is what stood between this segment and the next one of its block; ``anchor`` is made from the
    text (hash + occurrence), so it survives edits elsewhere on the page.
    """

    id: str
    ordinal: int
    text: str
    glue: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or raw stretch: ``before`` + glued segments + ``after`` is its source text exactly."""

    kind: BlockKind
    level: int
    before: str
    after: str
    segments: tuple[Segment, ...] = ()

    @property
    def anchor(self) -> str:
        """The anchor a reader lands on: that of the first segment ('' for a raw block)."""
        return self.segments[0].anchor if self.segments else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text, cut into blocks and segments. The blocks glued together are the file, to the last character."""

    id: str
    title: str
    slug: str
    lang: Lang
    format: str
    blocks: tuple[Block, ...]
    digest: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the site; the words of the site itself are none."""
        return self.format != "words"

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in reading order."""
        return tuple(segment for block in self.blocks for segment in block.segments)
