"""Every seam of the house on one page (the flow of a review: ``flow``, workers: ``tasks``, what people hear: ``news``).

Rooms depend on these Protocols, never on each other's classes: a test gives a fake, a plug-in gives its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from translator.model import (
    Block,
    Dismissal,
    Document,
    Draft,
    Edition,
    EditionHead,
    EntryState,
    FileChange,
    Finding,
    Finished,
    Found,
    Glossary,
    Ground,
    Hold,
    Holding,
    Hypothesis,
    Lang,
    Match,
    Onward,
    Outlook,
    PageFailure,
    Pair,
    Person,
    Placement,
    Placing,
    Progress,
    Queue,
    QueueRow,
    Remark,
    Request,
    Revision,
    Schedule,
    Search,
    Sentence,
    Signature,
    Standing,
    State,
    Term,
    TermEntry,
    Trace,
    Twin,
    Unit,
    Wanted,
)
from translator.ports.deliveries import DeliveryStore
from translator.ports.flow import FlowStore
from translator.ports.news import NewsStore
from translator.ports.tasks import TaskStore


class Engine(Protocol):
    """A machine that translates sentences."""

    @property
    def signature(self) -> Signature:
        """Name, version and digest of the weights."""

    def translate(self, requests: Sequence[Request], *, beam: int = 4, alternatives: int = 1) -> list[list[Hypothesis]]:
        """Return for each request, in order, 1..alternatives hypotheses, best first.

        Never raises for odd text (empty, emoji, 2,000 characters without punctuation): it returns something sensible.
        Raises EngineError when the machine itself fails.
        """


@runtime_checkable
class Branching(Protocol):
    """What an engine may offer besides: the ways a translation can go on from a given beginning."""

    def branches(self, request: Request, *, most: int = 8) -> list[Hypothesis]:
        """Return translations that start with the prefix and differ in what comes right after it, likeliest first.

        Raises EngineError when the machine itself fails.
        """


class Format(Protocol):
    """Reads and writes one kind of file, losing no character."""

    suffixes: tuple[str, ...]

    def read(self, text: str, *, name: str, lang: Lang | None = None) -> Document:
        """Cut ``text`` into a Document; ``name`` gives slug and fallback title. ``lang`` None: detect it."""


class Check(Protocol):
    """Looks at one translated segment."""

    @property
    def name(self) -> str:
        """What its findings are called."""

    def __call__(self, source: str, target: str, pair: Pair, terms: Sequence[Placement]) -> Iterable[Finding]:
        """Yield findings, in reading order of the target."""


class Memory(Protocol):
    """Translation memory as the draft sees it."""

    def matches(
        self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 5, least: int = 70
    ) -> list[Match]:
        """Return matches of at least ``least``, best first; ``before``/``after`` are the neighbouring source segments.

        101: the same text between the same neighbours; 100: the same text; below: see translator.memory.
        """


class ReviewStore(Protocol):
    """What a Store keeps for reviewers. Each call is all or nothing."""

    def queue(self, document_id: str, wanted: Wanted, *, start: int = 0, count: int = 100) -> Queue:
        """Return the wanted lines of a document from ``start`` on; loads no draft and no other line."""

    def queue_place(self, document_id: str, wanted: Wanted, segment_id: str) -> int | None:
        """Return where in the queue a segment stands (from 0), None when it is not wanted."""

    def following(self, document_id: str, ordinal: int) -> QueueRow | None:
        """Return the next segment that waits for a reviewer, going round at the end; None when there is no other."""

    def ground(self, segment_id: str) -> Ground:
        """Return what a save of a segment stands on, as of one moment, or raise NotFound."""

    def twins(self, segment_id: str, text: str, *, most: int = 100) -> list[Twin]:
        """Return the other segments of the document with the same source or with ``text``, in reading order.

        The same: but for spaces at the ends and the end mark. Only those a person has written or approved: a draft
        nobody has touched says nothing about how a sentence is to be translated.
        """

    def onward(self, segment_id: str) -> Onward:
        """Return where a save of a segment leads: the next that waits, going round at the end, and the counts."""

    def traces(self, *, since: datetime | None = None, until: datetime | None = None, by: str = "") -> Sequence[Trace]:
        """Return the revisions people made from ``since`` until before ``until``, in order of time; loads no text."""

    def finished(
        self, *, since: datetime | None = None, until: datetime | None = None, document: str = "", by: str = ""
    ) -> Sequence[Finished]:
        """Return the segments that are approved since then and began as a draft, in reading order."""

    def workers(self) -> Sequence[str]:
        """Return everybody who ever made a revision, by name."""

    def tally(self, document_id: str) -> dict[State, int]:
        """Count the segments of one document by state."""

    def find(self, wanted: Search, *, start: int = 0, count: int = 50) -> Found:
        """Return titles, sentences, drafts and comments that hold the words; sentences from ``start`` on."""

    def put_outlook(self, outlook: Outlook) -> None:
        """Keep what is known of a segment's newest text."""

    def add_person(self, person: Person, secret: str, *, at: datetime) -> None:
        """Make an account with the hash of its password; raises InputError when the name is taken."""

    def change_person(self, person: Person, secret: str | None) -> None:
        """Store a person's role, activity, stamp and, when given, password hash; raises NotFound."""

    def people(self) -> list[tuple[Person, str]]:
        """Return everybody with the hash of the password, in the order they came."""

    def remark(self, said: Remark) -> Remark:
        """Keep a remark; its number is given here. Raises NotFound for an unknown segment."""

    def amend(self, said: Remark) -> Remark:
        """Store a remark's words, category and gravity anew; raises NotFound."""

    def resolve(self, number: int, *, by: str, at: datetime | None) -> Remark:
        """Mark a remark resolved (``at`` None: open again); raises NotFound."""

    def remarks(self, segment_id: str) -> list[Remark]:
        """Return the remarks on a segment, oldest first."""

    def dismiss(self, done: Dismissal) -> None:
        """Keep that somebody let a finding stand."""

    def dismissed(self, segment_id: str, text: str) -> list[Dismissal]:
        """Return what was dismissed about this very text of a segment."""

    def hold(self, wanted: Hold, *, since: datetime, take: bool = False) -> Hold:
        """Hold a segment unless somebody else has shown life after ``since``; return the hold that stands."""

    def release(self, segment_id: str, *, by: str) -> None:
        """Let go of a segment."""

    def held(self, document_id: str, *, since: datetime) -> Sequence[Hold]:
        """Return the holds in a document with a sign of life after ``since``."""


class Store(ReviewStore, NewsStore, FlowStore, TaskStore, DeliveryStore, Protocol):
    """Keeps documents, drafts, revisions, memory and editions. Each call is all or nothing.

    Raises StoreError, NotFound, Conflict. Safe to call from several threads.
    """

    def add_document(self, document: Document, *, origin: str = "", at: datetime | None = None) -> None:
        """Store a document; replaces an older version of the same id, keeping revisions of segments that remain.

        ``origin`` is where it came from (a path, the name of an upload); ``at`` is kept where its text is another one.
        """

    def document(self, document_id: str) -> Document:
        """Return a document or raise NotFound."""

    def head(self, document_id: str) -> Document:
        """Return a document without its blocks, or raise NotFound."""

    def documents(self) -> list[Document]:
        """Return all documents without their blocks, oldest first."""

    def origins(self) -> dict[str, str]:
        """Return where each document came from, by document id."""

    def changed(self) -> dict[str, datetime]:
        """Return when the text of each document last became another one, by id; older rows do not know."""

    def marks(self) -> dict[str, str]:
        """Return a mark of each document, by id, oldest first: after any new text or revision of it, it is another."""

    def progress(self) -> dict[str, Progress]:
        """Count the segments of every document by state, in one query."""

    def block(self, segment_id: str) -> Block:
        """Return the block a segment stands in, or raise NotFound."""

    def sentence(self, segment_id: str) -> Sentence:
        """Return the text of a segment with its neighbours, or raise NotFound."""

    def drafts(self, document_id: str) -> dict[str, Draft]:
        """Return the newest draft by segment id."""

    def draft(self, segment_id: str) -> Draft | None:
        """Return the newest draft of one segment (what the editor explains)."""

    def append(self, revision: Revision, *then: Revision, outlook: Outlook | None = None) -> Revision:
        """Append a revision, and those that follow it at once; return the last one.

        Raises Conflict when ``revision.parent`` is not the newest number. ``outlook``: what is known of the last
        text, kept in the same step.
        An approved one becomes memory; an edited one puts it in doubt, a rejected one takes it out.
        """

    def append_all(
        self, many: Sequence[Revision], drafts: Sequence[Draft] = (), *, outlooks: Sequence[Outlook] = (), by: str = ""
    ) -> list[Revision]:
        """Append many revisions, with drafts and outlooks that explain them, in one transaction; return those appended.

        Made for batches: left out is what a person changed faster, has locked, or works on (unless that is ``by``).
        """

    def latest(self, document_id: str) -> dict[str, Revision]:
        """Return the newest revision by segment id."""

    def standings(self, names: Sequence[str]) -> list[Standing]:
        """Return some hundred documents as they stand, in this order; raises NotFound for an unknown id."""

    def newest(self, segment_id: str) -> Revision | None:
        """Return the newest revision of one segment."""

    def history(self, segment_id: str) -> list[Revision]:
        """Return all revisions of a segment, oldest first."""

    def add_edition(self, edition: Edition) -> None:
        """Store an edition; its number must be new, else Conflict."""

    def editions(self, slug: str) -> list[Edition]:
        """Return the editions of a site, oldest first."""

    def edition_heads(self, slug: str) -> list[EditionHead]:
        """Return the editions of a site without their pages, oldest first; fast however many pages they hold."""

    def edition(self, slug: str, number: int) -> Edition:
        """Return one edition or raise NotFound; a page of it is read when somebody looks at it."""

    def last_number(self, slug: str) -> int:
        """Return the number of the newest edition of a site (0: none)."""

    def live(self, slug: str) -> int:
        """Return the number of the edition readers see (0: none)."""

    def set_live(self, slug: str, number: int, *, by: str, at: datetime) -> None:
        """Remember which edition readers see from now on, who decided it and when."""

    def placings(self, slug: str) -> list[Placing]:
        """Return where people put pages of a site."""

    def place(self, slug: str, placing: Placing, *, by: str, at: datetime) -> None:
        """Put a page of a site somewhere; replaces what was said of it before."""

    def add_schedule(self, slug: str, schedule: Schedule) -> Schedule:
        """Keep a release to come; returns it with its number."""

    def schedules(self, slug: str) -> list[Schedule]:
        """Return the releases to come and those that were, by the time they are due."""

    def claim(self, number: int, *, at: datetime) -> bool:
        """Take a release for oneself; False when somebody else has it or it was cancelled."""

    def settle(self, number: int, outcome: str) -> None:
        """Write down what came of a release."""

    def add_units(self, many: Iterable[Unit]) -> int:
        """Put pairs from elsewhere into the memory, all or none; return how many were new."""

    def remove_units(self, origin: str) -> int:
        """Take pairs that were put in under ``origin`` out of the memory; return how many."""

    def units(self) -> Iterator[Unit]:
        """Yield the whole memory, oldest first, as it was when the first one was taken."""

    def holding(self, *, most: int = 50) -> Holding:
        """Count what the memory holds, with the ``most`` largest origins from elsewhere."""

    def candidates(self, source: str, pair: Pair, *, before: str = "", after: str = "", most: int = 40) -> list[Unit]:
        """Return units worth scoring against ``source``, in either direction: equal ones first, then likely ones.

        ``before`` and ``after``: equal ones between the same neighbours come first. ``most`` 0: equal ones only.
        """

    def concordance(self, words: str, *, most: int = 20) -> list[Unit]:
        """Return units that contain ``words`` on either side, newest first; finds words of one character, too."""

    def add_terms(
        self, many: Sequence[Term], state: EntryState, *, by: str, at: datetime, replacing: Sequence[int] = ()
    ) -> list[TermEntry]:
        """Keep terms; the entries they replace are removed in the same step."""

    def judge_term(self, number: int, state: EntryState, *, by: str, at: datetime) -> TermEntry:
        """Accept or remove a term; raises NotFound."""

    def terms(self) -> list[TermEntry]:
        """Return all terms ever brought, removed ones too, oldest first."""

    def terms_stamp(self) -> int:
        """Return a number that goes up with every decision about a term (0: there is none)."""

    def close(self) -> None:
        """Release files and connections."""


class SiteWriter(Protocol):
    """Writes an edition as a static folder (found through the entry-point group ``duizhao.sites``)."""

    def __call__(
        self,
        edition: Edition,
        folder: Path,
        *,
        base_url: str = "",
        media: Path | None = None,
        theme: Path | None = None,
        earlier: Path | None = None,
        progress: Progressed | None = None,
    ) -> list[PageFailure]:
        """Write both language versions below ``folder``, which is empty and which nobody sees yet.

        ``media``: folder of pictures; ``theme``: folder of templates that go before the built-in ones; ``earlier``:
        what the same writer wrote for the edition before, whose unchanged files may be taken over, never changed.
        Returns the pages that could not be written; the others are.
        """


class Target(Protocol):
    """A place an edition is sent to (found through the entry-point group ``duizhao.targets``)."""

    def plan(self, edition: Path) -> list[FileChange]:
        """Return what would change there; changes nothing. ``edition``: the folder of the edition."""

    def send(self, edition: Path, plan: Sequence[FileChange], note: str) -> None:
        """Make the changes of a plan; raises StoreError. ``note`` says which release it is."""


class Progressed(Protocol):
    """Told after each finished piece of long work."""

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` pieces are finished."""


#: opens something slow when it is first needed
Opener = Callable[[], Engine]
GlossaryOpener = Callable[[], Glossary]
Lock = AbstractContextManager[None]
