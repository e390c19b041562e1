"""The families of trouble; everything the product raises on purpose is one of these.

Law: a message says in one line what is wrong and where; ``next_step`` says what to do about it.
Trouble in a *text* is a Finding (see model.py), never an exception.
"""

from __future__ import annotations


class DuizhaoError(Exception):
    """Carry a one-line message, a next step, and the exit code of the command line.

    >>> print(InputError("pages/a.md: not UTF-8", next_step="convert it with iconv"))
    pages/a.md: not UTF-8 (convert it with iconv)
    """

    #: 1 = our trouble (engine, disk, database); 2 = the caller's mistake.
    exit_code = 1

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} ({self.next_step})" if self.next_step else self.message


class InputError(DuizhaoError):
    """The caller gave something that cannot be used: a file, an option, a glossary row."""

    exit_code = 2


class NotFound(DuizhaoError):
    """No document, segment, edition or file of that name."""

    exit_code = 2


class Forbidden(DuizhaoError):
    """The person may not do that, or the release gate is closed."""

    exit_code = 2


class Conflict(DuizhaoError):
    """Somebody else was faster. Both texts are kept: ``theirs`` is stored, ``yours`` is returned."""

    exit_code = 2

    def __init__(self, message: str, *, yours: str, theirs: str, current: int, next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.yours = yours
        self.theirs = theirs
        #: number of the revision that is stored now; send it as base_revision to save again
        self.current = current


class EngineError(DuizhaoError):
    """An engine cannot be opened or failed while drafting: broken weights, missing extra."""


class StoreError(DuizhaoError):
    """The database or the disk failed: locked, full, unreadable."""
