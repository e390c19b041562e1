"""SqlStore: every call of the Store protocol is one transaction over the functions of this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from translator.model import (
    Block,
    Document,
    Draft,
    Edition,
    EditionHead,
    EntryState,
    Holding,
    Outlook,
    PageLine,
    PagePair,
    Pair,
    Placing,
    Progress,
    Revision,
    Schedule,
    Sentence,
    Standing,
    Term,
    TermEntry,
    Unit,
)
from translator.store import documents, editions, recall, revisions, sites, standings, terms, units
from translator.store.connect import open_engine, reading, roomy, writing
from translator.store.deliveries import Deliveries
from translator.store.flows import Flows
from translator.store.likely import Counts
from translator.store.reviews import Reviews
from translator.store.tasks import Tasks


class SqlStore(Reviews, Flows, Tasks, Deliveries):
    """The Store on SQLAlchemy. Threads may share it: each call takes its own connection."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._counts = Counts()

    def add_document(self, document: Document, *, origin: str = "", at: datetime | None = None) -> None:
        """Store a document, replacing an older version."""
        with writing(self._engine) as connection:
            documents.put(connection, document, origin, at)

    def document(self, document_id: str) -> Document:
        """Return a document."""
        with reading(self._engine) as connection:
            return documents.whole(connection, document_id)

    def head(self, document_id: str) -> Document:
        """Return a document without its blocks."""
        with reading(self._engine) as connection:
            return documents.head(connection, document_id)

    def documents(self) -> list[Document]:
        """Return all documents without their blocks, oldest first."""
        with reading(self._engine) as connection:
            return documents.heads(connection)

    def origins(self) -> dict[str, str]:
        """Return where each document came from."""
        with reading(self._engine) as connection:
            return documents.origins(connection)

    def changed(self) -> dict[str, datetime]:
        """Return when the text of each document last became another one."""
        with reading(self._engine) as connection:
            return documents.changed(connection)

    def marks(self) -> dict[str, str]:
        """Return a mark of each document."""
        with reading(self._engine) as connection:
            return documents.marks(connection)

    def progress(self) -> dict[str, Progress]:
        """Count the segments of every document by state."""
        with reading(self._engine) as connection:
            return documents.progress(connection)

    def block(self, segment_id: str) -> Block:
        """Return the block a segment stands in."""
        with reading(self._engine) as connection:
            return documents.block(connection, segment_id)

    def sentence(self, segment_id: str) -> Sentence:
        """Return the text of a segment and its neighbours."""
        with reading(self._engine) as connection:
            return documents.sentence(connection, segment_id)

    def drafts(self, document_id: str) -> dict[str, Draft]:
        """Return the newest draft by segment id."""
        with reading(self._engine) as connection:
            return revisions.drafts_of(connection, document_id)

    def draft(self, segment_id: str) -> Draft | None:
        """Return the newest draft of one segment."""
        with reading(self._engine) as connection:
            return revisions.draft_of(connection, segment_id)

    def append(self, revision: Revision, *then: Revision, outlook: Outlook | None = None) -> Revision:
        """Append revisions of one segment; raises Conflict when the first one's parent is stale."""
        with writing(self._engine) as connection:
            return revisions.append(connection, revision, then, outlook)

    def append_all(
        self, many: Sequence[Revision], drafts: Sequence[Draft] = (), *, outlooks: Sequence[Outlook] = (), by: str = ""
    ) -> list[Revision]:
        """Append those revisions that are not stale, with their drafts."""
        with writing(self._engine) as connection:
            return revisions.append_all(connection, many, drafts, outlooks, by)

    def latest(self, document_id: str) -> dict[str, Revision]:
        """Return the newest revision by segment id."""
        with reading(self._engine) as connection:
            return revisions.latest(connection, document_id)

    def standings(self, names: Sequence[str]) -> list[Standing]:
        """Return documents with the newest revisions and the beginnings of their sentences."""
        with reading(self._engine) as connection:
            return standings.read(connection, names)

    def newest(self, segment_id: str) -> Revision | None:
        """Return the newest revision of one segment."""
        with reading(self._engine) as connection:
            return revisions.newest(connection, segment_id)

    def history(self, segment_id: str) -> list[Revision]:
        """Return all revisions of a segment, oldest first."""
        with reading(self._engine) as connection:
            return revisions.history(connection, segment_id)

    def add_edition(self, edition: Edition) -> None:
        """Store an edition; its number must be new."""
        with writing(self._engine) as connection:
            editions.add(connection, edition)

    def editions(self, slug: str) -> list[Edition]:
        """Return the editions of a site, oldest first."""
        with reading(self._engine) as connection:
            return editions.every(connection, slug, self._pages)

    def edition_heads(self, slug: str) -> list[EditionHead]:
        """Return the editions of a site without their pages, oldest first."""
        with reading(self._engine) as connection:
            return editions.heads(connection, slug)

    def edition(self, slug: str, number: int) -> Edition:
        """Return one edition."""
        with reading(self._engine) as connection:
            return editions.one(connection, slug, number, self._pages)

    def _pages(self, lines: Sequence[PageLine]) -> list[PagePair]:
        """Read pages of an edition when somebody looks at them."""
        with reading(self._engine) as connection:
            return editions.bodies(connection, lines)

    def last_number(self, slug: str) -> int:
        """Return the number of the newest edition."""
        with reading(self._engine) as connection:
            return editions.last_number(connection, slug)

    def live(self, slug: str) -> int:
        """Return the number of the edition readers see."""
        with reading(self._engine) as connection:
            return editions.live_number(connection, slug)

    def set_live(self, slug: str, number: int, *, by: str, at: datetime) -> None:
        """Remember which edition readers see from now on."""
        with writing(self._engine) as connection:
            editions.set_live(connection, slug, number, by, at)

    def placings(self, slug: str) -> list[Placing]:
        """Return where people put pages of a site."""
        with reading(self._engine) as connection:
            return sites.every(connection, slug)

    def place(self, slug: str, placing: Placing, *, by: str, at: datetime) -> None:
        """Put a page of a site somewhere."""
        with writing(self._engine) as connection:
            sites.place(connection, slug, placing, by, at)

    def add_schedule(self, slug: str, schedule: Schedule) -> Schedule:
        """Keep a release to come."""
        with writing(self._engine) as connection:
            return sites.add_schedule(connection, slug, schedule)

    def schedules(self, slug: str) -> list[Schedule]:
        """Return the releases to come and those that were."""
        with reading(self._engine) as connection:
            return sites.every_schedule(connection, slug)

    def claim(self, number: int, *, at: datetime) -> bool:
        """Take a release for oneself."""
        with writing(self._engine) as connection:
            return sites.claim(connection, number, at)

    def settle(self, number: int, outcome: str) -> None:
        """Write down what came of a release."""
        with writing(self._engine) as connection:
            sites.settle(connection, number, outcome)

    def add_units(self, many: Iterable[Unit]) -> int:
        """Put pairs from elsewhere into the memory."""
        with writing(self._engine) as connection, roomy(connection):
            return units.add(connection, many)

    def remove_units(self, origin: str) -> int:
        """Take pairs from elsewhere out of the memory."""
        with writing(self._engine) as connection:
            return units.remove(connection, origin)

    def units(self) -> Iterator[Unit]:
        """Yield the whole memory, oldest first."""
        with reading(self._engine) as connection:
            yield from units.every(connection)

    def holding(self, *, most: int = 50) -> Holding:
        """Count what the memory holds."""
        with reading(self._engine) as connection:
            return units.holding(connection, most)

    def candidates(self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 40) -> list[Unit]:
        """Return units worth scoring."""
        with reading(self._engine) as connection:
            return recall.candidates(connection, self._counts, source, pair, (before, after), most)

    def concordance(self, words: str, *, most: int = 20) -> list[Unit]:
        """Return units that contain ``words``, newest first."""
        with reading(self._engine) as connection:
            return recall.concordance(connection, words, most)

    def add_terms(
        self, many: Sequence[Term], state: EntryState, *, by: str, at: datetime, replacing: Sequence[int] = ()
    ) -> list[TermEntry]:
        """Keep terms, removing the entries they replace."""
        with writing(self._engine) as connection:
            return terms.add(connection, many, state, by, at, replacing)

    def judge_term(self, number: int, state: EntryState, *, by: str, at: datetime) -> TermEntry:
        """Accept or remove a term."""
        with writing(self._engine) as connection:
            return terms.judge(connection, number, state, by, at)

    def terms(self) -> list[TermEntry]:
        """Return all terms ever brought, oldest first."""
        with reading(self._engine) as connection:
            return terms.every(connection)

    def terms_stamp(self) -> int:
        """Return a number that goes up with every decision about a term."""
        with reading(self._engine) as connection:
            return terms.stamp(connection)

    def close(self) -> None:
        """Release files and connections."""
        self._engine.dispose()
