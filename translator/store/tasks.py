"""Documents that are to be drafted in the background, and how far that is.

Law: there is one task at most for a document, and one worker at most on it as long as that one shows life.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, and_, delete, insert, or_, select, update

from translator.model import Task, TaskState
from translator.store.connect import reading, writing
from translator.store.schema import tasks


class Tasks:
    """The part of SqlStore that background work uses: the calls of the TaskStore protocol."""

    _engine: Engine

    def ask_task(self, document_id: str, *, redo: bool, at: datetime) -> None:
        """Let a document be drafted; what is under way already goes on, and then once more."""
        with writing(self._engine) as connection:
            known = connection.execute(select(tasks).where(tasks.c.document == document_id)).one_or_none()
            fresh = {"redo": redo, "asked": at, "at": at, "state": TaskState.WAITING.value, "again": False}
            if known is None:
                connection.execute(insert(tasks).values(document=document_id, done=0, total=0, reason="", **fresh))
            elif known.state == TaskState.WORKING.value:
                _change(connection, document_id, again=True, redo=redo or known.redo)
            else:
                _change(connection, document_id, **fresh | {"redo": redo or known.redo, "reason": ""})

    def claim_task(self, document_id: str, *, at: datetime, since: datetime, failed: bool = False) -> Task | None:
        """Take a task for oneself, unless somebody who works on it has shown life after ``since``.

        ``failed``: one that failed too.
        """
        states = [TaskState.WAITING.value, *([TaskState.FAILED.value] if failed else [])]
        gone = and_(tasks.c.state == TaskState.WORKING.value, tasks.c.at < since)
        free = or_(tasks.c.state.in_(states), gone)
        with writing(self._engine) as connection:
            mine = update(tasks).where(tasks.c.document == document_id, free)
            working = mine.values(state=TaskState.WORKING.value, at=at, done=0, total=0, reason="")
            if not connection.execute(working).rowcount:
                return None
            return next(task for task in _every(connection) if task.document == document_id)

    def advance_task(self, document_id: str, *, done: int, total: int, at: datetime) -> None:
        """Write down how far a task is: a sign of life."""
        with writing(self._engine) as connection:
            _change(connection, document_id, done=done, total=total, at=at)

    def finish_task(self, document_id: str, *, at: datetime) -> bool:
        """Take a task away; False when it was asked for once more meanwhile: it waits again."""
        with writing(self._engine) as connection:
            gone = delete(tasks).where(tasks.c.document == document_id, tasks.c.again.is_(False))
            if connection.execute(gone).rowcount:
                return True
            _change(connection, document_id, again=False, state=TaskState.WAITING.value, asked=at, at=at)
            return False

    def fail_task(self, document_id: str, reason: str, *, at: datetime) -> None:
        """Write down why a task failed."""
        with writing(self._engine) as connection:
            _change(connection, document_id, state=TaskState.FAILED.value, reason=reason, at=at)

    def tasks(self) -> list[Task]:
        """Return all tasks, the one asked for first before."""
        with reading(self._engine) as connection:
            return _every(connection)


def _change(connection: Connection, document_id: str, **values: object) -> None:
    connection.execute(update(tasks).where(tasks.c.document == document_id).values(**values))


def _every(connection: Connection) -> list[Task]:
    return [
        Task(row.document, row.redo, TaskState(row.state), row.asked, row.at, row.done, row.total, row.reason)
        for row in connection.execute(select(tasks).order_by(tasks.c.asked, tasks.c.document))
    ]
