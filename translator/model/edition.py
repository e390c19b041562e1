"""Releases: an edition, and its table of contents, which tells of each page without its text.

Law: a page nobody looks at is not read: an edition of 10,000 pages costs what is done with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

from translator.model.review import PagePair, PinnedSegment, State
from translator.model.site import Site

#: pages read at once when an edition is read from one end to the other
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line in the table of contents of an edition: a page pair without its text.

    ``digest``: 32 hex digits over all that readers see of it; ``settled``: out in both languages, every sentence
    approved; ``mark``: what of the desk it was pinned from: as long as that is the same, so is the page ('': unknown).
    ``place``: where the store keeps it ('': not there yet).
    """

    document: str
    slug: str
    digest: str
    settled: bool
    mark: str = ""
    place: str = ""


#: reads the pages of these lines
Reader = Callable[[Sequence[PageLine]], Sequence[PagePair]]


class Pages(Sequence[PagePair]):
    """The pages of an edition in order, each read when somebody looks at it; ``lines`` tell of them before that."""

    def __init__(self, lines: Iterable[PageLine], read: Reader, made: Iterable[PagePair] = ()) -> None:
        """``made``: pages that are there already, by the addresses of their lines."""
        self.lines = tuple(lines)
        self._read = read
        self._known = {page.slug: page for page in made}

    @classmethod
    def of(cls, pages: Iterable[PagePair], marks: Mapping[str, str] | None = None) -> Pages:
        """Return pages that are all there; ``marks`` by document."""
        found = tuple(pages)
        return cls((_line(page, (marks or {}).get(page.document.id, "")) for page in found), _nothing, found)

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> PagePair: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[PagePair]: ...
    def __getitem__(self, place: int | slice) -> PagePair | Sequence[PagePair]:
        return self.read(self.lines[place]) if isinstance(place, slice) else self.one(self.lines[place])

    def __iter__(self) -> Iterator[PagePair]:
        for at in range(0, len(self.lines), _CHUNK):
            yield from self[at : at + _CHUNK]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(each.digest for each in self.lines))

    def read(self, lines: Sequence[PageLine]) -> list[PagePair]:
        """Return the pages of some of the lines."""
        self._fetch(lines)
        return [self._known[each.slug] for each in lines]

    def one(self, line: PageLine) -> PagePair:
        """Return the page of a line."""
        return self.read([line])[0]

    def named(self, slug: str) -> PagePair | None:
        """Return the page of that address, None where there is none."""
        return next((self.one(line) for line in self.lines if line.slug == slug), None)

    def _fetch(self, lines: Sequence[PageLine]) -> None:
        wanted = [each for each in lines if each.slug not in self._known]
        if wanted:
            self._known |= {page.slug: page for page in self._read(wanted)}


def _nothing(lines: Sequence[PageLine]) -> Sequence[PagePair]:
    raise LookupError(f"{lines[0].slug} was never read")


def _line(page: PagePair, mark: str) -> PageLine:
    settled = not page.one_sided and all(segment.state is State.APPROVED for segment in page.segments)
    return PageLine(page.document.id, page.slug, page_digest(page), settled, mark)


def page_digest(page: PagePair) -> str:
    """Return 32 hex digits over all that readers see of a page: address, titles, layout, texts, revisions, states."""
    text = json.dumps(_contents(page), ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


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


@dataclass(frozen=True, slots=True)
class EditionHead:
    """A line in the list of editions: everything but the pages, of which there are ``pages``."""

    number: int
    made_by: str
    made_at: datetime
    digest: str
    note: str
    pages: int


@dataclass(frozen=True, slots=True)
class Edition:
    """An immutable release of a site: ``digest`` covers every page pair and never changes."""

    slug: str
    number: int
    pages: Sequence[PagePair]
    made_by: str
    made_at: datetime
    digest: str
    note: str = ""
    site: Site = field(default_factory=Site)

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """The table of contents, in the order of the pages."""
        return self.contents.lines

    @property
    def contents(self) -> Pages:
        """The pages with their table of contents."""
        return self.pages if isinstance(self.pages, Pages) else Pages.of(self.pages)
