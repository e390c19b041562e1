"""Drafting that nobody waits for: what is asked for, how far it is, what failed.

Law: work that dies half-way is begun again where it was; no draft is lost and none is made twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from translator.desk.lazy import Once
from translator.errors import DuizhaoError
from translator.model import Task, TaskState
from translator.ports import Progressed, Store

#: a worker without a sign of life for so long is gone; a wrong guess costs time and nothing else
ALIVE = timedelta(seconds=60)
#: what was asked for just now is only on its way into the queue: taken for left, it would be begun twice
ON_ITS_WAY = timedelta(seconds=10)
#: how often a worker writes down how far it is
TOLD_EVERY = 1.0


class Drafts(Protocol):
    """Drafts a document: ``Desk.draft``."""

    def __call__(
        self, document_id: str, *, progress: Progressed | None = None, redo: bool = False, asked: datetime | None = None
    ) -> int:
        """Return how many sentences were drafted."""


class Later:
    """The verbs around background work, at ``desk.later``; ``translator.jobs`` brings it to the workers."""

    def __init__(self, store: Once[Store], draft: Drafts, clock: Callable[[], datetime]) -> None:
        self._store, self._draft, self._clock = store, draft, clock

    def ask(self, document_id: str, *, redo: bool = False) -> None:
        """Write down that a document is to be drafted; raises NotFound."""
        self._store().head(document_id)
        self._store().ask_task(document_id, redo=redo, at=self._clock())

    def tasks(self) -> dict[str, Task]:
        """Return what waits, is under way or failed, by document."""
        return {task.document: task for task in self._store().tasks()}

    def left(self) -> list[str]:
        """Return the documents that have waited for a while, and those whose worker is gone."""
        patience, now = {TaskState.WAITING: ON_ITS_WAY, TaskState.WORKING: ALIVE}, self._clock()
        return [
            task.document
            for task in self._store().tasks()
            if task.state in patience and task.at < now - patience[task.state]
        ]

    def work(self, document_id: str, *, failed: bool = False) -> int:
        """Draft a document that was asked for; return how many sentences. 0 where another worker is at it.

        What fails is written down and raised; it stays as it is until somebody asks again, or ``failed`` says to try.
        """
        self._store().head(document_id)
        count = 0
        claim = partial(self._store().claim_task, document_id, failed=failed)
        while task := claim(at=self._clock(), since=self._clock() - ALIVE):
            try:
                count += self._draft(document_id, progress=self._told(document_id), redo=task.redo, asked=task.asked)
            except Exception as error:
                reason = str(error) if isinstance(error, DuizhaoError) else f"{type(error).__name__}: {error}"
                self._store().fail_task(document_id, reason, at=self._clock())
                raise
            if self._store().finish_task(document_id, at=self._clock()):
                break
        return count

    def _told(self, document_id: str) -> Progressed:
        last = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal last
            if done == total or time.monotonic() - last >= TOLD_EVERY:
                last = time.monotonic()
                self._store().advance_task(document_id, done=done, total=total, at=self._clock())

        return tell
