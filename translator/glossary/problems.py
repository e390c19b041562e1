"""What is wrong with a glossary, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from translator.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: ``place`` is ``file:line``, ``rule`` a word, ``next_step`` what to do about it."""

    place: str
    rule: str
    message: str
    next_step: str

    @property
    def file(self) -> str:
        """The file, or the whole place where it has no line."""
        name, _, number = self.place.rpartition(":")
        return name if number.isdigit() else self.place

    @property
    def line(self) -> int | None:
        """The line or row, counted from 1."""
        number = self.place.rpartition(":")[2]
        return int(number) if number.isdigit() else None

    def __str__(self) -> str:
        return f"{self.place}: {self.message} ({self.next_step})"


class Unsound(InputError):
    """A glossary that cannot be used: says the first of its ``problems`` and how many more there are."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first, more = self.problems[0], len(self.problems) - 1
        rest = f"; {more} more, see duizhao glossary check" if more else ""
        super().__init__(f"{first.place}: {first.message}", next_step=first.next_step + rest)
