"""What the server does by itself while it runs: releases whose time has come, and what goes out after a release."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from translator.desk import Desk
from translator.errors import DuizhaoError

log = logging.getLogger(__name__)

#: a release is at most this late
SECONDS = 15.0


def start(desk: Desk, *, every: float = SECONDS) -> Event:
    """Look for what is due, from threads of their own, until the returned event is set.

    Targets and webhooks may take long: they have a thread to themselves, which a release wakes.
    """
    stop, bell = Event(), Event()
    try:
        desk.site.recover()
    except DuizhaoError as error:  # the pages will tell what is wrong
        log.error("a release that was broken off was not looked for: %s", error)
    desk.site.deliveries.ring = bell.set
    _keep(desk.site.schedule.run_due, stop, stop, every)
    _keep(desk.site.deliveries.run_due, bell, stop, every)
    return stop


def _keep(look: Callable[[], object], bell: Event, stop: Event, every: float) -> None:
    """Look at once when the bell rings, and now and then without it."""

    def work() -> None:
        while not stop.is_set():
            bell.wait(every)
            if stop.is_set():
                return
            bell.clear()
            try:
                look()
            except DuizhaoError as error:  # a locked database is tried again the next time
                log.error("what is due was not looked at: %s", error)

    Thread(target=work, name="duizhao-clockwork", daemon=True).start()
