"""What changed for readers from one edition to another: pages, and their sentences side by side.

Law: the sentences of both versions of a page occur in the comparison exactly once, in reading order of the newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from translator.model import Edition, Lang, PagePair, PinnedSegment

#: how alike (0..100) two source sentences in the same place must be to be one sentence that somebody changed
ALIKE = 50


class Change(StrEnum):
    """What happened to a page or a sentence between two editions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence before and after; the side that does not exist is None. MOVED: the same words in another place."""

    change: Change
    before: PinnedSegment | None
    after: PinnedSegment | None


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that readers see otherwise than before; all its sentences, changed or not, in reading order."""

    slug: str
    change: Change
    before: PagePair | None
    after: PagePair | None
    sentences: tuple[SentenceChange, ...]

    @property
    def page(self) -> PagePair:
        """The page as it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None, "a change has at least one side"
        return found

    @property
    def changed(self) -> tuple[SentenceChange, ...]:
        """The sentences that differ."""
        return tuple(each for each in self.sentences if each.change is not Change.SAME)

    def count(self, lang: Lang) -> int:
        """Return in how many sentences the text of one language differs."""
        return sum(self._text(each.before, lang) != self._text(each.after, lang) for each in self.sentences)

    def _text(self, segment: PinnedSegment | None, lang: Lang) -> str:
        if segment is None:
            return ""
        return segment.source if lang is self.page.document.lang else segment.target


def compare(old: Edition, new: Edition) -> list[PageChange]:
    """Return the pages that differ, in the order of ``new``; those that are gone come last."""
    marks = [{line.slug: line.digest for line in edition.lines} for edition in (old, new)]
    # pages of equal digest are equal: they are not read
    slugs = [slug for slug in dict.fromkeys([*marks[1], *marks[0]]) if marks[0].get(slug) != marks[1].get(slug)]
    before, after = (_pages(edition, slugs) for edition in (old, new))
    return [
        page_change(before.get(slug), after.get(slug)) for slug in slugs if _differ(before.get(slug), after.get(slug))
    ]


def _pages(edition: Edition, slugs: Iterable[str]) -> dict[str, PagePair]:
    wanted = set(slugs)
    return {page.slug: page for page in edition.contents.read([line for line in edition.lines if line.slug in wanted])}


def page_change(old: PagePair | None, new: PagePair | None) -> PageChange:
    """Return both versions of a page side by side; at least one is there."""
    change = Change.ADDED if old is None else Change.REMOVED if new is None else Change.CHANGED
    if old and new and not _differ(old, new):
        change = Change.SAME
    slug = (new or old or _nothing()).slug
    return PageChange(slug, change, old, new, tuple(_sentences(old, new)))


def _nothing() -> PagePair:
    raise ValueError("a page is compared with nothing at all")


def _differ(old: PagePair | None, new: PagePair | None) -> bool:
    """Say whether readers see something else: texts, titles, layout, what the page says of itself, a missing side."""
    if old is None or new is None:
        return True
    texts = [[(s.source, s.target) for s in page.segments] for page in (old, new)]
    heads = [
        (page.document.digest, page.document.title, page.target_title, page.sides, page.names) for page in (old, new)
    ]
    return texts[0] != texts[1] or heads[0] != heads[1]


def _sentences(old: PagePair | None, new: PagePair | None) -> Iterator[SentenceChange]:
    was, now = (list(page.segments) if page else [] for page in (old, new))
    moved = {s.anchor: s for s in was}.keys() & {s.anchor for s in now}
    steps = SequenceMatcher(None, [s.anchor for s in was], [s.anchor for s in now], autojunk=False).get_opcodes()
    kept = {s.anchor for tag, a, b, _, _ in steps if tag == "equal" for s in was[a:b]}
    moved -= kept
    places = {s.anchor: s for s in was}
    for tag, a, b, c, d in steps:
        if tag == "equal":
            yield from (_pair(one, other) for one, other in zip(was[a:b], now[c:d], strict=True))
        else:
            gone = [s for s in was[a:b] if s.anchor not in moved]
            for one, other in _matched(gone, now[c:d], moved):
                yield (
                    _pair(places[other.anchor], other, moved=True)
                    if other and other.anchor in moved
                    else _pair(one, other)
                )


def _pair(one: PinnedSegment | None, other: PinnedSegment | None, *, moved: bool = False) -> SentenceChange:
    if one is None or other is None:
        return SentenceChange(Change.ADDED if one is None else Change.REMOVED, one, other)
    if (one.source, one.target) != (other.source, other.target):
        return SentenceChange(Change.CHANGED, one, other)
    return SentenceChange(Change.MOVED if moved else Change.SAME, one, other)


def _matched(
    gone: Sequence[PinnedSegment], come: Sequence[PinnedSegment], moved: Iterable[str]
) -> Iterator[tuple[PinnedSegment | None, PinnedSegment | None]]:
    """Pair the sentences of one place that are alike, in order; the others stand alone."""
    from rapidfuzz.fuzz import ratio

    at, elsewhere = 0, set(moved)
    for other in come:
        scores = [] if other.anchor in elsewhere else [ratio(one.source, other.source) for one in gone[at:]]
        best = max(range(len(scores)), key=scores.__getitem__, default=0)
        if not scores or scores[best] < ALIKE:
            yield None, other
            continue
        yield from ((one, None) for one in gone[at : at + best])
        yield gone[at + best], other
        at += best + 1
    yield from ((one, None) for one in gone[at:])
