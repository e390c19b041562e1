"""The history of a sentence as a person reads it: what was saved while somebody typed is one line.

Law: nothing is taken out. A fold holds every revision it stands for; what was drafted, submitted, approved or returned
is never inside one, nor is the work of two people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from translator.model import Revision, State

#: a longer pause between two saves begins a new line
PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Fold:
    """One line of the history: ``steps`` are its revisions, oldest first."""

    steps: tuple[Revision, ...]

    @property
    def last(self) -> Revision:
        """The revision the line shows: what the text was when the person stopped."""
        return self.steps[-1]


def fold(history: Iterable[Revision]) -> list[Fold]:
    """Fold a history (oldest first) into lines, oldest first."""
    lines: list[list[Revision]] = []
    for revision in history:
        if lines and _goes_on(lines[-1][-1], revision):
            lines[-1].append(revision)
        else:
            lines.append([revision])
    return [Fold(tuple(line)) for line in lines]


def _goes_on(before: Revision, revision: Revision) -> bool:
    """Say whether a revision goes on with the typing that the one before it saved; a note says it was more."""
    typed = all(each.state is State.EDITED and not each.note for each in (before, revision))
    return typed and before.by == revision.by and timedelta() <= revision.at - before.at <= PAUSE
