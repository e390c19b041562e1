"""Desk: every verb of the product, for the command line and the web alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType

from translator import config
from translator.config import Settings
from translator.desk import drafting, identity
from translator.desk.checking import Checking
from translator.desk.choices import Choices
from translator.desk.cuts import Cuts
from translator.desk.figures import FigureDesk
from translator.desk.later import Later
from translator.desk.lazy import Once
from translator.desk.looking import PageLook
from translator.desk.memory import MemoryDesk
from translator.desk.naming import NameDesk
from translator.desk.news import NewsDesk
from translator.desk.notes import Notes
from translator.desk.people import PeopleDesk
from translator.desk.publishing import Publisher
from translator.desk.ranges import Ranges
from translator.desk.recall import FileMemory, UnitIndex
from translator.desk.release import find_writer
from translator.desk.repeats import Repeats
from translator.desk.replacing import Replacing
from translator.desk.review import Reviewing
from translator.desk.rewording import Rewording
from translator.desk.rows import DocumentRow, SegmentRow
from translator.desk.searching import SearchDesk
from translator.desk.site import SiteDesk
from translator.desk.terms import TermDesk, hits_of
from translator.edition import PageChange, Reason
from translator.errors import InputError
from translator.model import (
    Document,
    Draft,
    Edition,
    Finding,
    Glossary,
    Hit,
    Lang,
    Match,
    PagePair,
    Pair,
    Progress,
    Revision,
    Segment,
    State,
)
from translator.ports import Engine, GlossaryOpener, Opener, Progressed, SiteWriter, Store
from translator.text.hant import Script

EMPTY = Progress(0, 0, 0, 0, 0, 0)


def utcnow() -> datetime:
    """Return the time, UTC-aware."""
    return datetime.now(UTC)


def open_desk(settings: Settings | None = None, *, clock: Callable[[], datetime] = utcnow) -> Desk:
    """Open the Desk of these settings (those of duizhao.toml when None).

    Database, engine and glossary are opened when a verb first needs them.
    """
    chosen = config.load() if settings is None else settings

    def store() -> Store:
        from translator.store import open_store

        return open_store(chosen.database)

    def engine() -> Engine:
        from translator.engines import open_engine

        return open_engine(chosen.engine)

    def glossary() -> Glossary:
        from translator.glossary import open_glossary

        return open_glossary(chosen.glossaries)

    return Desk(store, chosen, engine=engine, glossary=glossary, clock=clock)


class Desk:
    """The one object behind command line and web. Threads may share it.

    ``store``: a Store, or what opens one. Verbs raise NotFound for unknown ids and StoreError when the database fails.
    """

    def __init__(
        self,
        store: Store | Callable[[], Store],
        settings: Settings,
        *,
        engine: Opener,
        glossary: GlossaryOpener,
        clock: Callable[[], datetime] = utcnow,
        drafter: drafting.DrafterMaker = drafting.make_drafter,
    ) -> None:
        self.settings = settings
        self._store: Once[Store] = Once(store if callable(store) else lambda: store)
        self._engine = Once(engine)
        self._glossary = Once(glossary)
        self._clock = clock
        self._make_drafter = drafter
        self._drafting = RLock()  # one draft at a time: two would share the processor and slow each other down
        self.terms = TermDesk(self._store, self._glossary, self._drafter, clock)
        self.memory = MemoryDesk(self._store, settings.memories, self.terms.hits, clock)
        self.names = NameDesk(self._store, self.terms)
        self.rewording = Rewording(self._store, self._engine, self.terms)
        self.site = SiteDesk(self._store, lambda: self._publisher, settings, clock)
        self.review = Reviewing(self, clock)
        self.repeats = Repeats(self, clock)
        self.ranges = Ranges(self, clock)
        self.replacing = Replacing(self, clock)
        self.notes = Notes(self._store, clock)
        self.cuts = Cuts(self, clock)
        self.people = PeopleDesk(self._store, clock)
        self.choices = Choices(self._store)
        self.news = NewsDesk(self._store, self.people, clock)
        self.search = SearchDesk(self._store, self.terms)
        self.figures = FigureDesk(self._store, self.terms.hits, lambda: self.site.about().zone)
        self.later = Later(self._store, self.draft, clock)
        self._arranging = RLock()  # documents and editions get their names and numbers one after the other

    @property
    def store(self) -> Store:
        """The store, opened at the first use."""
        return self._store()

    @property
    def engine(self) -> Engine:
        """The engine of the settings, opened at the first use; raises EngineError."""
        return self._engine()

    @property
    def glossary(self) -> Glossary:
        """The glossary files of the settings, loaded at the first use; raises InputError naming file and line.

        Documents on the desk are drafted with ``terms.glossary``: these files, and the terms people added.
        """
        return self._glossary()

    def close(self) -> None:
        """Close the store."""
        if self._store.made is not None:
            self._store.made.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # documents

    def add(self, path: Path, *, lang: Lang | None = None) -> Document:
        """Read a file and put it on the desk; the same file again is its next version."""
        from translator import formats

        return self._put(formats.read(path, lang=lang), str(path.resolve()))

    def add_text(self, text: str, *, name: str, format: str, lang: Lang | None = None) -> Document:
        """Put a text on the desk under a file name; the same name again is its next version."""
        from translator import formats

        return self._put(formats.read_text(text, name=name, format=format, lang=lang), name)

    def add_upload(self, data: bytes, *, name: str, lang: Lang | None = None) -> Document:
        """Put the bytes of a file on the desk under its name; raises InputError like ``add``."""
        from translator import formats

        text = formats.decode(data, name)
        return self._put(formats.read_text(text, name=name, format=Path(name).suffix, lang=lang), name)

    def _put(self, document: Document, origin: str) -> Document:
        with self._arranging:
            placed = self.cuts.again(identity.place(document, origin, self.store))
            self.store.add_document(placed, origin=origin, at=self._clock())
        return placed

    def documents(self) -> list[DocumentRow]:
        """Return the list of documents, oldest first, without their text."""
        progress = self.store.progress()
        return [DocumentRow(head, progress.get(head.id, EMPTY), head.lang.other) for head in self.store.documents()]

    def document(self, document_id: str) -> Document:
        """Return a document."""
        return self.store.document(document_id)

    # drafts

    def draft(
        self, document_id: str, *, progress: Progressed | None = None, redo: bool = False, asked: datetime | None = None
    ) -> int:
        """Draft the segments without a translation and without a reviewer at work; return how many.

        ``redo``: machine drafts nobody touched as well (those made before ``asked``). Edited, approved and rejected
        text stays.
        """
        document = self.store.document(document_id)
        with self._drafting:
            held = drafting.held(self.store, document_id, self._clock())
            wanted = drafting.wanting(self.store, document, redo=redo, held=held, asked=asked)
            if not wanted:
                return 0
            made, pair = self._drafter(self.terms.glossary, document), Pair.to(document.lang.other)
            return drafting.draft_all(made, self.store, pair, wanted, self._clock, progress)

    def _drafter(self, glossary: Glossary, document: Document) -> drafting.Drafting:
        made = self._make_drafter(self.engine, glossary, self.memory.recall, self.settings.beam)
        return drafting.mentioning(made, glossary, document, self.settings.first_mention)

    def translate_document(
        self,
        document: Document,
        target: Lang,
        *,
        engine: Engine | None = None,
        glossary: Glossary | None = None,
        index: UnitIndex | None = None,
        beam: int | None = None,
        script: Script | None = None,
        progress: Progressed | None = None,
    ) -> list[Draft]:
        """Draft a document without keeping it; opens no database. One draft per segment, in order.

        ``index``: the memory, in place of the memory files of the settings. ``script``: write Chinese in Traditional
        characters.
        """
        pair = Pair(document.lang, target)
        terms = self.glossary if glossary is None else glossary
        recall = FileMemory(self.memory.index if index is None else index, hits_of(terms))
        made = self._make_drafter(engine or self.engine, terms, recall, beam or self.settings.beam)
        drafter = drafting.mentioning(made, terms, document, self.settings.first_mention)
        drafts = drafter.draft(document.segments, pair, progress=progress)
        if script is None:
            return drafts
        from translator.draft import in_script

        return [in_script(draft, script) for draft in drafts]

    # review

    def rows(self, document_id: str) -> list[SegmentRow]:
        """Return every sentence of a document in reading order, with newest revision and draft."""
        document = self.store.document(document_id)
        latest, drafts = self.store.latest(document_id), self.store.drafts(document_id)
        return [
            SegmentRow(segment, block, latest.get(segment.id), drafts.get(segment.id))
            for block in document.blocks
            for segment in block.segments
        ]

    def row(self, segment_id: str) -> SegmentRow:
        """Return one sentence."""
        block = self.store.block(segment_id)
        segment = next(segment for segment in block.segments if segment.id == segment_id)
        return SegmentRow(segment, block, self.store.newest(segment_id), self.store.draft(segment_id))

    def revise(
        self, segment_id: str, text: str, *, base_revision: int, by: str, state: State = State.EDITED, note: str = ""
    ) -> Revision:
        """Save a text on top of revision ``base_revision`` (0: the first).

        Raises Conflict, holding both texts, when somebody saved in between.
        """
        stored = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        number = base_revision + 1
        return self.store.append(Revision(segment_id, number, base_revision, state, stored, by, self._clock(), note))

    def approve(self, segment_id: str, *, base_revision: int, by: str) -> Revision:
        """Approve the text of revision ``base_revision`` as it is; its maker stays named."""
        return self._judge(segment_id, base_revision, State.APPROVED, by, "")

    def reject(self, segment_id: str, *, base_revision: int, by: str, note: str = "") -> Revision:
        """Reject the text of revision ``base_revision``; ``note`` tells the translator why."""
        judged = self._judge(segment_id, base_revision, State.REJECTED, by, note)
        self.news.returned([judged])
        return judged

    def _judge(self, segment_id: str, base: int, state: State, by: str, note: str) -> Revision:
        history = self.store.history(segment_id)
        seen = next((revision for revision in history if revision.number == base), None)
        if seen is None:
            self.store.block(segment_id)  # NotFound says more when the segment does not exist either
            raise InputError(f"{segment_id}: there is no revision {base} to judge", next_step="save a text first")
        number = base + 1
        return self.store.append(
            replace(seen, number=number, parent=base, state=state, by=by, at=self._clock(), note=note)
        )

    def history(self, segment_id: str) -> list[Revision]:
        """Return all revisions of a sentence, oldest first."""
        return self.store.history(segment_id)

    # help while reviewing

    def check(self, segment_id: str, text: str) -> list[Finding]:
        """Return what is suspicious about ``text`` as translation of a segment."""
        return self.checking.segment(self.store.ground(segment_id), text)

    @property
    def checking(self) -> Checking:
        """The checks of one text, beside its document where it has one."""
        return Checking(self.store, self.terms.wanted)

    def hits(self, segment_id: str) -> list[Hit]:
        """Return the glossary terms in a segment's source."""
        return self._hits(*self._segment(segment_id))

    def _hits(self, segment: Segment, pair: Pair) -> list[Hit]:
        return list(self.terms.hits(segment.text, pair.source))

    def _segment(self, segment_id: str) -> tuple[Segment, Pair]:
        block = self.store.block(segment_id)
        segment = next(segment for segment in block.segments if segment.id == segment_id)
        return segment, Pair.to(self.store.head(segment_id.rsplit("/", 1)[0]).lang.other)

    def matches(self, segment_id: str) -> list[Match]:
        """Return translation-memory matches for a segment, best first."""
        return self.memory.for_segment(segment_id)

    def concordance(self, words: str) -> list[Match]:
        """Return approved pairs that contain ``words`` in either language, newest first."""
        return self.memory.search(words)

    # publishing

    def preview(self, document_id: str) -> PagePair:
        """Return a page in both languages with the newest texts, whatever their state."""
        return self.site.page(document_id)

    def publish(
        self,
        *,
        by: str,
        documents: Sequence[str] | None = None,
        unapproved: bool = False,
        note: str = "",
        writer: SiteWriter | None = None,
        progress: Progressed | None = None,
    ) -> Edition:
        """Make a new edition of every approved page pair (or of those named by id), write it and show it to readers.

        Approved pages that readers already have stay on the site. ``unapproved``: let every named page go out.
        Raises Forbidden, saying what is missing, when no page may go out.
        """
        return self._publisher.publish(
            by=by,
            documents=documents,
            unapproved=unapproved,
            note=note,
            writer=writer or find_writer(),
            progress=progress,
        )

    def held_back(self) -> list[Reason]:
        """Return why pages are not in the next edition."""
        return [reason for outlook in self.site.outlook() if not outlook.goes_out for reason in outlook.reasons]

    def live(self) -> int:
        """Return the number of the edition readers see (0: none)."""
        return self.store.live(self.settings.site)

    @property
    def _publisher(self) -> Publisher:
        def look() -> PageLook:
            return PageLook(self.terms.as_now(), self.store.dismissed)

        return Publisher(self.store, self.settings, self._clock, self._arranging, look, self.site.deliveries.announce)

    def editions(self) -> list[Edition]:
        """Return the editions of the site, oldest first."""
        return self.store.editions(self.settings.site)

    def rollback(self, number: int, *, by: str) -> Edition:
        """Show readers edition ``number`` again; its folder is written anew if it is gone."""
        return self._publisher.rollback(number, by=by)

    def compare(self, old: int, new: int) -> Sequence[PageChange]:
        """Return the pages that changed for readers between two editions."""
        return self.site.differences.between(old, new).pages
