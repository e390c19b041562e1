"""What the server does by itself while it runs: releases whose time has come."""

from __future__ import annotations

import logging
from threading import Event, Thread

from translator.desk import Desk
from translator.errors import DuizhaoError

log = logging.getLogger(__name__)

#: a release is at most this late
SECONDS = 15.0


def start(desk: Desk, *, every: float = SECONDS) -> Event:
    """Look for releases that are due, from a thread of its own, until the returned event is set."""
    stop = Event()

    def look() -> None:
        while not stop.wait(every):
            try:
                desk.site.schedule.run_due()
            except DuizhaoError as error:  # a locked database is tried again the next time
                log.error("releases to come were not looked at: %s", error)

    Thread(target=look, name="duizhao-clockwork", daemon=True).start()
    return stop
