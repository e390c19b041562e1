"""The site as people work with it: what is ready and why not, what would change, where pages stand.

Law: nothing here changes what readers see except through an edition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from translator import edition
from translator.config import Settings
from translator.desk import audit
from translator.desk.audit import AuditLine
from translator.desk.deliveries import DeliveryDesk
from translator.desk.differing import DifferenceDesk
from translator.desk.publishing import Publisher
from translator.desk.release import find_writer
from translator.desk.schedule import ScheduleDesk
from translator.desk.sending import Sender
from translator.desk.sitefile import SiteFile
from translator.desk.wording import WordDesk
from translator.edition import Reason, Verdict
from translator.errors import InputError
from translator.model import Document, Edition, EditionHead, PageFailure, PagePair, Placing, page_digest
from translator.ports import Progressed, SiteWriter, Store

#: places on the home page; '' is what the page says of itself
SLOTS = ("", "lead", "feature", "none")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the next edition would do with a document. ``document`` comes without its blocks.

    ``goes_out``: the gate is open; ``live``: readers have it; ``changed``: they would see something new.
    """

    document: Document
    goes_out: bool
    live: bool
    changed: bool
    reasons: tuple[Reason, ...] = ()


class SiteDesk:
    """The verbs around the site, at ``desk.site``. Threads may share it."""

    def __init__(
        self,
        store: Callable[[], Store],
        publisher: Callable[[], Publisher],
        settings: Settings,
        clock: Callable[[], datetime],
    ) -> None:
        slug = settings.site
        self._store, self._publisher, self._slug, self._clock = store, publisher, slug, clock
        self.schedule = ScheduleDesk(store, publisher, slug, clock)
        self.deliveries = DeliveryDesk(
            store, lambda: self.targets, lambda: publisher().plain(), slug, clock, settings.webhook_secret
        )
        self.differences = DifferenceDesk(store, publisher, slug, clock, self.draft)

    def about(self) -> SiteFile:
        """Return names, sections, address, policy and placings of the site; raises InputError for a broken file."""
        return self._publisher().about()

    @property
    def words(self) -> WordDesk:
        """The verbs around the words of the site itself."""
        plain = self._publisher().plain()
        return WordDesk(self._store, lambda: plain.site, self._clock, plain.source)

    def outlook(self) -> list[Outlook]:
        """Return what the next edition would do with each document, oldest first."""
        publisher = self._publisher()
        live = publisher.live()
        shown = {line.document: line.digest for line in live.lines} if live else {}
        heads = [head for head in self._store().documents() if head.is_page]
        verdicts = publisher.gate.judge([h.id for h in heads], publisher.about().policy, live, named=False)
        return [
            Outlook(head, v.goes_out, head.id in shown, _differs(v, shown.get(head.id)), v.reasons)
            for head, v in zip(heads, verdicts, strict=True)
        ]

    def draft(self) -> Edition:
        """Return the whole site as it would be with every newest text, approved or not: what the preview shows."""
        store = self._store()
        pages = self._publisher().gate.pages([head.id for head in store.documents() if head.is_page])
        seen = {page.slug: replace(page, one_sided=False) for page in pages if page.document.segments}
        number = store.last_number(self._slug) + 1
        return edition.make(number, self._slug, list(seen.values()), "", self._clock(), "", self.about().site)

    def page(self, document_id: str) -> PagePair:
        """Return a page in both languages as it stands; a sentence without translation shows its source."""
        return replace(self._publisher().gate.page(document_id), one_sided=False)

    def place(self, document_id: str, *, section: str, slot: str, order: int, by: str) -> Placing:
        """Put a page into a section and a slot of the home page, from the next edition on.

        '' leaves what the page says of itself, 'none' takes it out of any. Raises InputError for a section or slot
        that the site does not have.
        """
        sections = {known.key for known in self.about().site.sections}
        if section not in sections | {"", "none"}:
            raise InputError(
                f"the site has no section {section!r}", next_step=f"use one of {', '.join(sorted(sections))}"
            )
        if slot not in SLOTS:
            raise InputError(f"the home page has no slot {slot!r}", next_step=f"use one of {', '.join(SLOTS[1:])}")
        store = self._store()
        head = store.head(document_id)
        old = next((p for p in store.placings(self._slug) if p.document == head.id), Placing(head.id))
        placing = replace(old, section=section, slot=slot, order=order)
        store.place(self._slug, placing, by=by, at=self._clock())
        return placing

    def describe(self, placing: Placing, *, by: str) -> Placing:
        """Keep what people say of a page (date, author, tags, picture in words, place), from the next edition on.

        Whether it is withdrawn stays as it was. Raises InputError for a section, slot or date that is none.
        """
        if placing.day:
            try:
                date.fromisoformat(placing.day)
            except ValueError as error:
                raise InputError(f"{placing.day!r} is no date", next_step="write it like 2026-10-18") from error
        old = self.place(placing.document, section=placing.section, slot=placing.slot, order=placing.order, by=by)
        kept = replace(placing, document=old.document, withdrawn=old.withdrawn)
        self._store().place(self._slug, kept, by=by, at=self._clock())
        return kept

    def withdraw(
        self, documents: Sequence[str], *, by: str, note: str = "", writer: SiteWriter | None = None
    ) -> Edition:
        """Take pages off the site in a new edition; raises NotFound for an unknown one."""
        return self._publisher().withdraw(documents, by=by, note=note, writer=writer or find_writer())

    def recover(self) -> None:
        """Undo what a release left that was killed between showing its edition and saying so."""
        self._publisher().recover()

    @property
    def targets(self) -> Sender:
        """The verbs around targets."""
        return self._publisher().sender

    def editions(self) -> list[EditionHead]:
        """Return the editions, oldest first, without their pages."""
        return self._store().edition_heads(self._slug)

    def audit(self, number: int) -> list[AuditLine]:
        """Return who made and who approved each sentence of an edition; raises NotFound."""
        return list(audit.lines(self._store().edition(self._slug, number)))

    def failures(self, number: int) -> list[PageFailure]:
        """Return the pages of an edition that could not be written."""
        return self._publisher().folder.failures(self._store().edition(self._slug, number))

    def publish(self, *, by: str, progress: Progressed | None = None, note: str = "") -> Edition:
        """Publish everything that is ready, telling how far the writing is."""
        return self._publisher().publish(
            by=by, documents=None, unapproved=False, note=note, writer=find_writer(), progress=progress
        )


def _differs(verdict: Verdict, shown: str | None) -> bool:
    """Say whether readers, who have the page of that digest, would see something new."""
    return verdict.page is not None and page_digest(verdict.page) != shown
