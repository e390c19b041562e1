"""Making an edition and showing it to readers: the order of the steps, so that nothing is ever half done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from translator import edition
from translator.config import Settings
from translator.desk import sitefile
from translator.desk.release import SiteFolder, find_writer
from translator.edition import Reason
from translator.errors import Forbidden
from translator.model import Edition, PagePair
from translator.ports import SiteWriter, Store

log = logging.getLogger(__name__)


class Publisher:
    """Publishes from a store into the site folder of the settings, one release at a time (``lock``)."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        lock: AbstractContextManager[object],
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._lock = lock

    def publish(
        self, *, by: str, documents: Sequence[str] | None, unapproved: bool, note: str, writer: SiteWriter
    ) -> Edition:
        """Make, write, store and show the next edition; raises Forbidden when no page may go out."""
        site = self._settings.site
        with self._lock:
            ready, held = self.sort_out(documents, unapproved=unapproved)
            if not ready:
                raise Forbidden(_nothing(held), next_step="approve every sentence of a page, then publish again")
            known = [head.id for head in self._store.documents()]
            pages = edition.carried(self._live(), ready, known)
            about = sitefile.read(self._settings)
            made = edition.make(self._store.last_number(site) + 1, site, pages, by, self._clock(), note, about.site)
            # the store gives the number to one of two who publish at once; the folder appears only after that
            with self._folder.staged(made, writer, about):
                self._store.add_edition(made)
            self._show(made, by)
        return made

    def sort_out(self, names: Sequence[str] | None, *, unapproved: bool) -> tuple[list[PagePair], list[Reason]]:
        """Return the pages that may go out and why the others may not."""
        ready: list[PagePair] = []
        held: list[Reason] = []
        for name in [head.id for head in self._store.documents()] if names is None else names:
            document, latest = self._store.document(name), self._store.latest(name)
            reasons = [] if unapproved else edition.gate(document, latest)
            held.extend(reasons)
            if not reasons:
                ready.append(edition.pin(document, latest))
        return ready, held

    def rollback(self, number: int, *, by: str) -> Edition:
        """Show an earlier edition again; its folder is written anew if it is gone."""
        with self._lock:
            made = self._store.edition(self._settings.site, number)
            if not self._folder.path(made).is_dir():
                with self._folder.staged(made, find_writer(), sitefile.read(self._settings)):
                    log.info("edition %s is written anew: its folder is gone", number)
            self._show(made, by)
        return made

    @property
    def _folder(self) -> SiteFolder:
        return SiteFolder(Path(self._settings.site_folder))

    def _live(self) -> Edition | None:
        number = self._store.live(self._settings.site)
        return self._store.edition(self._settings.site, number) if number else None

    def _show(self, made: Edition, by: str) -> None:
        self._folder.switch(made)
        self._store.set_live(made.slug, made.number, by=by, at=self._clock())
        log.info("edition %s of %s is live (by %s)", made.number, made.slug, by)


def _nothing(held: Sequence[Reason]) -> str:
    """Say in one line why nothing goes out; the first reasons are enough to begin with."""
    shown = "; ".join(str(reason) for reason in held[:3])
    more = f"; and {len(held) - 3} more" if len(held) > 3 else ""
    return f"nothing can be published: {shown}{more}" if held else "nothing can be published: there are no documents"
