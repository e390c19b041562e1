"""A worker beside the server: what people ask for is drafted without a second program."""

from __future__ import annotations

import logging
from threading import Event, Thread

from flask import Flask

from translator.errors import DuizhaoError

log = logging.getLogger(__name__)

#: a queue that does not answer when the server starts is asked again
SECONDS = 10.0


def start(app: Flask) -> Event:
    """Work on what waits, from a thread of its own, until the returned event is set."""
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            try:
                app.extensions["jobs"]().work_beside(stop)
            except DuizhaoError as error:
                log.error("nothing is drafted: %s", error)
                stop.wait(SECONDS)

    Thread(target=work, name="duizhao-worker", daemon=True).start()
    return stop
