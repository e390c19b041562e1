"""Work that waits or is under way: a document to be drafted in the background."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskState(StrEnum):
    """waiting for a worker, being worked on, failed."""

    WAITING = "waiting"
    WORKING = "working"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be drafted; there is one at most for each, and none when the work is done.

    ``done`` of ``total`` sentences are drafted; ``asked``: drafts made after that count as done, also when the work
    begins again; ``at``: the last sign of life; ``reason``: why it failed.
    """

    document: str
    redo: bool
    state: TaskState
    asked: datetime
    at: datetime
    done: int = 0
    total: int = 0
    reason: str = ""
