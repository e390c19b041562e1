"""What a site builder needs of a page pair: its parts in either language, and what the page says about itself.

Law: a part's text is what ``formats.write`` would put there, so site and downloaded file never differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from translator.formats import front
from translator.model import BlockKind, Both, Document, Lang, Made, PageFacts, PagePair

#: a text without any of these has no markup in any format
_MARKS = re.compile(r"[\[\]*_`~<>&\\{}%@:/\n\r\t]|  |www")


#: the most mechanical first
_MECHANICAL = (Made.MACHINE, Made.EDITED, Made.REUSED, Made.HUMAN)


@dataclass(frozen=True, slots=True)
class Part:
    """A block in one language. ``lang`` is that of its words: the source language where a translation is missing.

    ``made``: who made the translation, the most mechanical that occurs in the block; None on the source side.
    """

    kind: BlockKind
    level: int
    before: str
    text: str
    after: str
    anchor: str
    lang: Lang
    made: Made | None = None


def parts(page: PagePair, lang: Lang) -> list[Part]:
    """Return the blocks of a page in ``lang``, without its front matter."""
    from translator.formats import bodies

    document = page.document
    given = {s.id: pinned.target for s, pinned in zip(document.segments, page.segments, strict=True) if pinned.target}
    texts = given if lang is not document.lang else {}
    makers = {s.id: pinned.made for s, pinned in zip(document.segments, page.segments, strict=True)}
    found: list[Part] = []
    for block, body in zip(document.blocks, bodies(document, texts, lang), strict=True):
        spoken = lang if all(segment.id in texts for segment in block.segments) else document.lang
        kinds = {makers.get(segment.id) for segment in block.segments} if texts else set()
        made = next((kind for kind in _MECHANICAL if kind in kinds), None)
        found.append(Part(block.kind, block.level, block.before, body, block.after, block.anchor, spoken, made))
    head = _head(document, [part.text for part in found])
    if head:
        found = [replace(found[head.block], before=head.rest), *found[head.block + 1 :]]
    return found


def plain(text: str, page: PagePair) -> str:
    """Return what a reader sees of a text of this page, without markup, on one line."""
    if not _MARKS.search(text):
        return text.strip()
    from translator.formats import plain_text

    return plain_text(text, page.document.format)


@dataclass(frozen=True, slots=True)
class _Head:
    """The front matter of a page: its lines, the block it ends in, and what follows it before that block's text."""

    lines: str
    block: int
    rest: str


def _head(document: Document, texts: Sequence[str]) -> _Head | None:
    """Find the front matter; ``texts`` are those of the blocks in one language."""
    if document.format != "markdown":
        return None
    whole = ""
    for place, (block, text) in enumerate(zip(document.blocks, texts, strict=True)):
        whole += block.before
        if found := front.head(whole):
            return _Head(found, place, whole[len(found) :])
        if block.kind is not BlockKind.META:
            return None
        whole += text + block.after
    return None


def facts(page: PagePair) -> PageFacts:
    """Read the front matter of a page: ``key: value`` lines; a key ending in _zh or _en speaks for that side.

    A line that says nothing known, or a date that is none, is passed over: a page never fails for its front matter.
    """
    document = page.document
    own = front.of(document)
    if not own:
        return PageFacts()
    if all(block.kind is not BlockKind.META for block in document.blocks):
        return _facts(own, document.lang)
    from translator.formats import bodies

    given = {s.id: pinned.target for s, pinned in zip(document.segments, page.segments, strict=True) if pinned.target}
    needed = {segment.id for block in document.blocks if block.kind is BlockKind.META for segment in block.segments}
    other = _head(document, bodies(document, given, document.lang.other)) if needed <= given.keys() else None
    return _facts(own, document.lang, other.lines if other else "")


@lru_cache(maxsize=1000)
def _facts(lines: str, source: Lang, translated: str = "") -> PageFacts:
    values = dict(front.values(lines))
    other = front.values(translated)
    for key in front.WORDS:
        if other.get(key):
            values.setdefault(f"{key}_{source.other}", other[key])
    order = values.get("order", "")
    return PageFacts(
        section=values.get("section", "").lower(),
        date=_date(values.get("date", "")),
        author=_both(values, "author", source),
        tags_zh=_tags(values, Lang.ZH, source),
        tags_en=_tags(values, Lang.EN, source),
        image=values.get("image", ""),
        alt=_both(values, "image_alt", source),
        caption=_both(values, "caption", source),
        slot=values.get("slot", "").lower(),
        order=int(order) if re.fullmatch(r"-?\d{1,6}", order, re.ASCII) else 0,
        summary=_both(values, "description", source).over(_both(values, "summary", source)),
    )


def _both(values: dict[str, str], key: str, source: Lang) -> Both:
    sides = {lang: values.get(f"{key}_{lang}", "") for lang in Lang}
    sides[source] = sides[source] or values.get(key, "")
    return Both(sides[Lang.ZH], sides[Lang.EN])


def _tags(values: dict[str, str], lang: Lang, source: Lang) -> tuple[str, ...]:
    words = values.get(f"tags_{lang}", "") or (values.get("tags", "") if lang is source else "")
    return tuple(tag for tag in (part.strip().strip("\"'") for part in re.split("[,，、]", words.strip("[]"))) if tag)


def _date(words: str) -> date | None:
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None
