"""Making an edition and showing it to readers: the order of the steps, so that nothing is ever half done."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from translator import edition
from translator.config import Settings
from translator.desk import sitefile, wording
from translator.desk.gatekeeping import GateKeeper
from translator.desk.looking import PageLook
from translator.desk.release import SiteFolder, find_writer
from translator.desk.sending import Sender
from translator.desk.sitefile import SiteFile
from translator.desk.wording import WordDesk
from translator.edition import Reason
from translator.errors import Forbidden
from translator.model import Edition, Event, PageFailure, Pages, Placing
from translator.ports import Progressed, SiteWriter, Store

log = logging.getLogger(__name__)


class Announcer(Protocol):
    """Lets others know that readers see another edition."""

    def __call__(self, made: Edition, event: Event, *, by: str) -> None:
        """Tell them; nothing that goes wrong is raised."""


class Publisher:
    """Publishes from a store into the site folder of the settings, one release at a time (``lock``)."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        lock: AbstractContextManager[object],
        look: Callable[[], PageLook],
        announce: Announcer,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._lock = lock
        self._announce = announce
        #: what decides which pages go out
        self.gate = GateKeeper(store, settings.site, clock, look)

    def publish(
        self,
        *,
        by: str,
        documents: Sequence[str] | None,
        unapproved: bool,
        note: str,
        writer: SiteWriter,
        progress: Progressed | None = None,
    ) -> Edition:
        """Make, write, store and show the next edition; raises Forbidden when no page may go out."""
        with self._lock, _without_collector():
            about, live = self.about(), self.live()
            verdicts = self.gate.judge(documents, about.policy, live, unapproved=unapproved)
            ready = [verdict.page for verdict in verdicts if verdict.page]
            if not any(verdict.goes_out for verdict in verdicts):
                held = [reason for verdict in verdicts for reason in verdict.reasons]
                raise Forbidden(_nothing(held), next_step="approve every sentence of a page, then publish again")
            for page in ready if documents is not None else ():
                self._bring_back(page.document.id, by)
            pages = self.gate.with_those_that_stay(live, verdicts, about.policy)
            made = self._release(pages, self.about(), by, note, writer, progress)
        self._announce(made, Event.PUBLISHED, by=by)  # out there it may take long: others may publish meanwhile
        return made

    def withdraw(self, names: Sequence[str], *, by: str, note: str, writer: SiteWriter) -> Edition:
        """Make and show an edition without these pages; they stay off until they are published by name."""
        with self._lock:
            for name in names:
                placing = self._placing(self._store.head(name).id)
                self._store.place(self._settings.site, replace(placing, withdrawn=True), by=by, at=self._clock())
            about, live = self.about(), self.live()
            pages = self.gate.with_those_that_stay(live, (), about.policy)
            made = self._release(pages, about, by, note, writer, None)
        self._announce(made, Event.WITHDRAWN, by=by)
        return made

    def _release(
        self,
        pages: Pages,
        about: SiteFile,
        by: str,
        note: str,
        writer: SiteWriter,
        progress: Progressed | None,
    ) -> Edition:
        number = self._store.last_number(self._settings.site) + 1
        made = edition.make(number, self._settings.site, pages, by, self._clock(), note, about.site)
        # the store gives the number to one of two who publish at once; the folder appears only after that
        with self.folder.staged(made, writer, about, progress) as failures:
            self._store.add_edition(made)
        self._tell(failures)
        self._show(made, by)
        self.folder.keep(about.policy.keep, made.slug)
        return made

    def rollback(self, number: int, *, by: str) -> Edition:
        """Show an earlier edition again; its folder is written anew if it is gone."""
        with self._lock:
            made = self._store.edition(self._settings.site, number)
            if not self.folder.path(made).is_dir():
                # what belongs to the edition is pinned in it; pictures and theme are those of today
                about = replace(self.about(), site=made.site)
                with self.folder.staged(made, find_writer(), about) as failures:
                    log.info("edition %s is written anew: its folder is gone", number)
                self._tell(failures)
            self._show(made, by)
        self._announce(made, Event.ROLLED_BACK, by=by)
        return made

    def recover(self) -> None:
        """Let readers have the edition the store says they have: whoever was to write it down may have been killed."""
        with self._lock:
            live = self.live()
            whole = self.folder.path(live).resolve() if live else None
            if live and whole and whole.is_dir() and whole != self.folder.shown:
                self.folder.switch(live)
                log.warning("a release was broken off; edition %s is live as before", live.number)

    def about(self) -> SiteFile:
        """Return the site as its file and the people who place pages describe it."""
        found = self.plain()
        words = WordDesk(lambda: self._store, lambda: found.site, self._clock, found.source)
        site = wording.spoken(found.site, words.approved())
        return replace(found, site=replace(site, placings=tuple(self._store.placings(self._settings.site))))

    def plain(self) -> SiteFile:
        """Return the site as its file alone describes it."""
        return sitefile.read(self._settings)

    def live(self) -> Edition | None:
        """Return the edition readers see."""
        number = self._store.live(self._settings.site)
        return self._store.edition(self._settings.site, number) if number else None

    @property
    def sender(self) -> Sender:
        """What sends the live edition to its targets."""
        return Sender(self.about, self._shown)

    def _shown(self) -> tuple[Edition, Path] | None:
        live, folder = self.live(), self.folder.shown
        return (live, folder) if live and folder else None

    @property
    def folder(self) -> SiteFolder:
        """The folder editions are written into."""
        return SiteFolder(Path(self._settings.site_folder))

    def _placing(self, name: str) -> Placing:
        found = self._store.placings(self._settings.site)
        return next((placing for placing in found if placing.document == name), Placing(name))

    def _bring_back(self, name: str, by: str) -> None:
        placing = self._placing(name)
        if placing.withdrawn:
            self._store.place(self._settings.site, replace(placing, withdrawn=False), by=by, at=self._clock())

    def _show(self, made: Edition, by: str) -> None:
        self.folder.switch(made)
        self._store.set_live(made.slug, made.number, by=by, at=self._clock())
        log.info("edition %s of %s is live (by %s)", made.number, made.slug, by)

    @staticmethod
    def _tell(failures: Iterable[PageFailure]) -> None:
        for failure in failures:
            log.error("not written: %s", failure)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the garbage collector rest: 10,000 lines and cards are no garbage, and it would walk them over and over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _nothing(held: Sequence[Reason]) -> str:
    """Say in one line why nothing goes out; the first reasons are enough to begin with."""
    shown = "; ".join(str(reason) for reason in held[:3])
    more = f"; and {len(held) - 3} more" if len(held) > 3 else ""
    return f"nothing can be published: {shown}{more}" if held else "nothing can be published: there are no documents"
