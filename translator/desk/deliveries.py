"""What goes out after a release: the edition to targets that follow, news of it to webhooks.

Law: what goes wrong out there never undoes a release; it is tried again, kept, and shown until it arrives.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from translator.desk import webhooks
from translator.desk.sending import Sender
from translator.desk.sitefile import SiteFile
from translator.errors import DuizhaoError, NotFound
from translator.model import Address, Delivery, Edition, Event
from translator.ports import Store

log = logging.getLogger(__name__)
#: how long after each failure the next try comes; after the last one a person must ask for it
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
#: a try that says nothing for so long was stopped: a first upload over a slow line takes an hour
LEASE = timedelta(hours=2)


class DeliveryDesk:
    """The verbs around deliveries, at ``desk.site.deliveries``. Threads may share it."""

    def __init__(
        self,
        store: Callable[[], Store],
        sender: Callable[[], Sender],
        about: Callable[[], SiteFile],
        slug: str,
        clock: Callable[[], datetime],
        secret: str,
    ) -> None:
        self._store, self._sender, self._about, self._slug = store, sender, about, slug
        self._clock, self._secret = clock, secret
        #: what is called when something is due: a server that works by itself puts its bell here
        self.ring: Callable[[], object] = self.run_due

    def announce(self, made: Edition, event: Event, *, by: str) -> None:
        """Let an edition go to every target that follows and every webhook be told; nothing that fails is raised."""
        now = self._clock()
        try:
            targets = [Delivery(0, Address.TARGET, spec.name, event, made.number, by, now, due=now)
                       for spec in self._about().targets if spec.follows]  # fmt: skip
            hooks = [replace(each, event=event, edition=made.number, by=by, at=now, due=now) for each in self.hooks()]
            if targets or hooks:
                self._store().add_deliveries(self._slug, [*targets, *hooks])
                self.ring()
        except DuizhaoError as error:  # the edition is live all the same
            log.error("edition %s was not announced: %s", made.number, error)

    def hooks(self) -> list[Delivery]:
        """Return a blank for each webhook of the site."""
        now = self._clock()
        return [Delivery(0, Address.WEBHOOK, hook, Event.PUBLISHED, 0, "", now) for hook in self._about().webhooks]

    def send(self, name: str, *, by: str) -> None:
        """Let the edition readers see go to a target now; raises NotFound without one, or for an unknown target."""
        sender, now = self._sender(), self._clock()
        sender.spec(name)
        number = sender.shown()[0].number
        one = Delivery(0, Address.TARGET, name, Event.SENT, number, by, now, due=now)
        self._store().add_deliveries(self._slug, [one])
        self.ring()

    def every(self, *, most: int = 30) -> list[Delivery]:
        """Return the newest deliveries, newest first."""
        return self._store().deliveries(self._slug, most=most)

    def failing(self, edition: int | None = None) -> list[Delivery]:
        """Return the deliveries that failed and have not arrived since, newest first: of one edition, or all."""
        found = [each for each in self.every(most=1000) if each.trouble and not each.done]
        return [each for each in found if edition in (None, each.edition)]

    def again(self, number: int) -> None:
        """Try a delivery again now; raises NotFound when it has arrived or is gone."""
        found = next((each for each in self.every(most=1000) if each.number == number and not each.done), None)
        if found is None:
            raise NotFound(f"there is no delivery {number} to try again", next_step="reload the page")
        self._store().settle_delivery(replace(found, due=self._clock()))
        self.ring()

    def retry(self) -> list[Delivery]:
        """Try everything that failed once more, now; returns what came of it."""
        for each in reversed(self.failing()):
            self._store().settle_delivery(replace(each, due=self._clock()))
        return self.run_due()

    def run_due(self) -> list[Delivery]:
        """Try what is due and nobody else tries, oldest first; returns those tried here with what came of them."""
        tried = []
        for each in self._store().due_deliveries(self._slug, at=self._clock()):
            if self._store().claim_delivery(each, until=self._clock() + LEASE):
                done = self._tried(replace(each, tries=each.tries + 1))
                self._store().settle_delivery(done)
                tried.append(done)
        return tried

    def _tried(self, each: Delivery) -> Delivery:
        try:
            changed = self._told(each) if each.kind is Address.WEBHOOK else len(self._sender().send(each.to).changes)
        except DuizhaoError as error:
            log.error("%s %s, edition %s, try %s: %s", each.kind, each.name, each.edition, each.tries, error)
            wait = WAITS[each.tries - 1] if each.tries <= len(WAITS) else None
            return replace(each, trouble=str(error), due=self._clock() + wait if wait else None)
        log.info("%s %s has edition %s", each.kind, each.name, each.edition)
        return replace(each, done=self._clock(), due=None, trouble="", changed=changed)

    def _told(self, each: Delivery) -> int:
        body = webhooks.message(self._store().edition(self._slug, each.edition), each)
        given = webhooks.headers(body, f"{self._slug}-{each.edition}-{each.number}", self._clock(), self._secret)
        webhooks.post(each.to, body, given)
        return 0
