"""What a Store keeps for background work."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from translator.model import Task


class TaskStore(Protocol):
    """What a Store keeps for background work: one task at most for a document. Each call is all or nothing."""

    def ask_task(self, document_id: str, *, redo: bool, at: datetime) -> None:
        """Let a document be drafted; what is under way already goes on, and then once more."""

    def claim_task(self, document_id: str, *, at: datetime, since: datetime, failed: bool = False) -> Task | None:
        """Take a task for oneself, unless somebody who works on it has shown life after ``since``.

        ``failed``: one that failed too.
        """

    def advance_task(self, document_id: str, *, done: int, total: int, at: datetime) -> None:
        """Write down how far a task is: a sign of life."""

    def finish_task(self, document_id: str, *, at: datetime) -> bool:
        """Take a task away; False when it was asked for once more meanwhile: it waits again."""

    def fail_task(self, document_id: str, reason: str, *, at: datetime) -> None:
        """Write down why a task failed."""

    def tasks(self) -> list[Task]:
        """Return all tasks, the one asked for first before."""
