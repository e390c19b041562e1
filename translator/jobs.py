"""Long work in the background: documents wait in a queue, ``duizhao worker`` drafts them, here or on many machines.

Law: a job may run twice or die half-way without harm: drafts are saved piece by piece, and one that is there is not
made again. A job that fails for want of the database or the engine is tried again; whoever waits is told what failed.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from translator.config import Settings
from translator.desk import Desk, open_desk
from translator.desk.lazy import Once
from translator.errors import DuizhaoError, InputError, StoreError

#: a database that is locked or a server that restarts is back by then
RETRIES, RETRY_SECONDS = 3, 20
#: how often a worker beside the server looks for work, and for work that was left lying
LOOK_SECONDS, REVIVE_SECONDS = 0.5, 15.0


class Jobs:
    """The queue of one installation. Who adds jobs needs the database only; who works opens the engine.

    ``tell`` hears one line about each finished or failed job. Raises InputError where the address of the queue is wrong
    and StoreError where the queue does not answer.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        desk: Callable[[], Desk] | None = None,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._desk = Once(desk or (lambda: open_desk(settings)))
        self._tell = tell
        self._address = settings.jobs
        with self._said_once():
            self._queue = _queue(settings)
        self._task = self._queue.task(retries=RETRIES, retry_delay=RETRY_SECONDS, name="draft", context=True)(
            self._draft
        )
        self._queue.periodic_task(lambda _: True, name="revive")(self.revive)  # each minute, by any worker

    @property
    def place(self) -> str:
        """The address of the queue, without its password."""
        return _shown(self._address)

    def add(self, document: str, *, redo: bool = False) -> None:
        """Let a document be drafted in the background; raises NotFound where there is none of this id."""
        self._desk().later.ask(document, redo=redo)
        with self._said_once():
            self._task(document)

    def revive(self) -> None:
        """Put in the queue again what waits in the database but not there: its worker died, or the queue was lost."""
        with self._said_once():
            if not self._queue.pending_count():
                for document in self._desk().later.left():
                    self._task(document)

    def waiting(self) -> int:
        """Return how many jobs nobody has begun, those that wait to be tried again among them."""
        with self._said_once():
            return int(self._queue.pending_count() + self._queue.scheduled_count())

    def work(self, *, processes: int = 1) -> None:
        """Work until the process is told to stop (SIGINT, SIGTERM); what is under way is finished first.

        Each of several processes has an engine of its own.
        """
        with self._said_once():
            kind = "thread" if processes == 1 else "process"
            self._queue.create_consumer(workers=processes, worker_type=kind, periodic=True, backoff=1.0).run()

    def work_beside(self, stop: Event) -> None:
        """Work in this thread until ``stop`` is set, beside whatever the process does; trouble is told and outlived."""
        looked = 0.0
        while not stop.is_set():
            try:
                if time.monotonic() - looked >= REVIVE_SECONDS:
                    looked = time.monotonic()
                    self.revive()
                with self._said_once():
                    for task in self._queue.read_schedule():  # those that are to be tried again by now
                        self._queue.enqueue(task)
                self.work_off()
            except DuizhaoError as error:
                self._tell(str(error))
            stop.wait(LOOK_SECONDS)

    def work_off(self) -> int:
        """Work until nothing waits; return how many jobs were done. One that is to be tried again later stays."""
        done = 0
        with self._said_once():
            while self._queue.pending_count():
                try:
                    task = self._queue.dequeue()
                except ValueError:
                    self._tell("a job that was not signed with our secret is thrown away")
                    continue
                if task is not None:  # another worker was faster
                    self._queue.execute(task)
                    done += 1
        return done

    def _draft(self, document: str, *, task: Any) -> None:
        tried = task.retries < RETRIES  # a second copy of a job must not try again what the first has just failed at
        try:
            count = self._desk().later.work(document, failed=tried)
        except DuizhaoError as error:
            self._tell(f"{document}: {error}")
            if error.exit_code != InputError.exit_code:  # the document is gone: trying again would not help
                raise
        else:
            self._tell(f"{document}: {count} segments drafted")

    @contextmanager
    def _said_once(self) -> Iterator[None]:
        """Turn trouble of the queue into one StoreError."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{_shown(self._address)}: {error}", next_step="look at jobs in duizhao.toml") from error
        except Exception as error:
            if not type(error).__module__.startswith("redis"):
                raise
            hint = "start Redis, or look at jobs in duizhao.toml"
            raise StoreError(f"{_shown(self._address)}: the queue does not answer: {error}", next_step=hint) from error


def _queue(settings: Settings) -> Any:
    """Open the queue at an address: sqlite:/// for one machine, redis:// for many."""
    from huey import RedisHuey, SqliteHuey
    from huey.serializer import Serializer, SignedSerializer

    logging.getLogger("huey").addHandler(logging.NullHandler())
    logging.getLogger("huey").propagate = False  # what fails is told in one line by ``tell``
    kind = urlsplit(settings.jobs).scheme
    # jobs are pickled: without a signature, whoever can write to the queue could run programs here
    serializer = SignedSerializer(secret=settings.secret) if settings.secret else Serializer()
    if kind == "sqlite":
        path = Path(settings.jobs.removeprefix("sqlite:///"))
        path.parent.mkdir(exist_ok=True)
        return SqliteHuey("duizhao", filename=str(path), serializer=serializer, results=False)
    if kind in ("redis", "rediss", "unix"):
        if not settings.secret:
            hint = "set secret in duizhao.toml, the same for all"
            raise InputError("a queue on Redis needs a secret", next_step=hint)
        try:
            queue = RedisHuey("duizhao", url=settings.jobs, serializer=serializer, results=False, blocking=False)
        except ModuleNotFoundError as error:
            raise InputError(f"{_shown(settings.jobs)}: {error}", next_step="pip install 'duizhao[redis]'") from error
        queue.storage.conn.ping()
        return queue
    hint = "write it like sqlite:///var/jobs.db or redis://host:6379/0"
    raise InputError(f"{settings.jobs!r} is no address of a queue", next_step=hint)


def _shown(address: str) -> str:
    """Return an address without its password."""
    parts = urlsplit(address)
    return address.replace(f":{parts.password}@", ":***@") if parts.password else address
