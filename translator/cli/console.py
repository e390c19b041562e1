"""The terminal: UTF-8 streams, JSON lines, progress bars, and trouble in one line.

Law: results go to stdout; everything said to a person (progress, summaries, trouble) goes to stderr.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

from translator.errors import DuizhaoError
from translator.ports import Progressed

if TYPE_CHECKING:
    from rich.progress import Progress

#: what a shell reports for a program that died of SIGPIPE or SIGINT
BROKEN_PIPE, INTERRUPTED = 141, 130


def speak_utf8() -> None:
    """Make the standard streams UTF-8, whatever the locale says; odd bytes of file names survive."""
    _fill_closed()
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _fill_closed() -> None:
    """Let streams the caller has closed lead nowhere; else the next file opened, a database, would be taken for one."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - lives as long as we


def say(message: str) -> None:
    """Tell the person something."""
    click.echo(message, err=True)


def trouble(error: BaseException) -> int:
    """Say in one line what went wrong and return the exit code; DUIZHAO_DEBUG=1 shows where it came from."""
    if os.environ.get("DUIZHAO_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, DuizhaoError):
        say(f"duizhao: {one_line(str(error))}")
        return error.exit_code
    what = one_line(f"{type(error).__name__}: {error}".rstrip(": "))
    say(f"duizhao: unexpected {what} (this is a bug: run it again with DUIZHAO_DEBUG=1 and report what it says)")
    return 1


def one_line(text: str) -> str:
    r"""Fold line breaks.

    >>> one_line("first\n  second")
    'first second'
    """
    return " ".join(text.split())


def put_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def put(value: Mapping[str, Any], text: str, as_json: bool) -> None:
    """Print one result: as JSON, or as text for a person."""
    if as_json:
        put_json(value)
    else:
        click.echo(text)


def close_quietly(stream: TextIO) -> None:
    """Point a stream whose reader has gone to nowhere, so that the interpreter's last flush says nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Bar:
    """A progress bar for one call; silent when the person wants quiet or stderr is no terminal."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    @contextmanager
    def task(self, label: str) -> Iterator[Progressed | None]:
        """Show a task while the block runs; the value counts finished segments."""
        if self._progress is None:
            yield None
            return
        progress, task = self._progress, self._progress.add_task(label, total=None, speed="")

        def tell(done: int, total: int) -> None:
            elapsed = progress.tasks[progress.task_ids.index(task)].elapsed or 0.0
            speed = f"{done / elapsed:.1f} segments/s" if done and elapsed else ""
            progress.update(task, completed=done, total=total, speed=speed)

        try:
            yield tell
        finally:
            progress.remove_task(task)


@contextmanager
def bar(*, quiet: bool) -> Iterator[Bar]:
    """Open the progress bar of a call."""
    if quiet or not sys.stderr.isatty():
        yield Bar(None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress)
