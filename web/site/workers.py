"""Rendering many files: here, or on all processors when there are enough of them to pay for the start."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from translator.errors import DuizhaoError
from translator.model import PageFailure
from translator.ports import Progressed
from web.site.plan import Job
from web.site.renderer import Renderer

log = logging.getLogger(__name__)

#: below this many files one process is faster than starting more
FEW = 1000
#: files given to a process at once
CHUNK = 100


def render(
    renderer: Renderer, jobs: Sequence[Job], folder: Path, progress: Progressed | None, *, done: int, total: int
) -> list[PageFailure]:
    """Write the files of ``jobs``; return those that failed. ``done`` of ``total`` files are there already."""
    if progress:
        progress(done, total)
    failures: list[PageFailure] = []
    for count, failed in _many(renderer, jobs, folder) if len(jobs) >= FEW else _here(renderer, jobs, folder):
        failures += failed
        done += count
        if progress:
            progress(done, total)
    return failures


def _here(renderer: Renderer, jobs: Sequence[Job], folder: Path) -> Iterator[tuple[int, list[PageFailure]]]:
    for chunk in _chunks(jobs):
        yield len(chunk), [failure for job in chunk if (failure := write(renderer, job, folder))]


def _many(renderer: Renderer, jobs: Sequence[Job], folder: Path) -> Iterator[tuple[int, list[PageFailure]]]:
    """Spread the chunks; what a process that died has not done is done here."""
    left = dict(enumerate(_chunks(jobs)))
    context, given = get_context("spawn"), (renderer, folder)
    pool = ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=_start, initargs=given)
    try:
        with pool:
            futures = {pool.submit(_chunk, chunk): number for number, chunk in left.items()}
            for future in as_completed(futures):
                failed = future.result()
                yield len(left.pop(futures[future])), failed
    except BrokenProcessPool as error:
        log.warning("processes that render pages cannot be used here (%s); going on with one", error)
        for chunk in left.values():
            yield from _here(renderer, chunk, folder)


def _chunks(jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
    return (jobs[at : at + CHUNK] for at in range(0, len(jobs), CHUNK))


_mine: list[tuple[Renderer, Path]] = []


def _start(renderer: Renderer, folder: Path) -> None:
    gc.disable()  # pages come and go in great numbers, and none of them holds on to itself
    _mine[:] = [(renderer, folder)]


def _chunk(jobs: Sequence[Job]) -> list[PageFailure]:
    renderer, folder = _mine[0]
    return [failure for job in jobs if (failure := write(renderer, job, folder))]


def write(renderer: Renderer, job: Job, folder: Path) -> PageFailure | None:
    """Write one file. Trouble with the disk is raised; trouble with the page is returned, a notice takes its place."""
    try:
        text, failure = renderer.file(job), None
    except Exception as error:  # whatever a page or a theme does must not stop the others
        reason = str(error) if isinstance(error, DuizhaoError) else f"{type(error).__name__}: {error}"
        log.exception("%s cannot be written", job.path)
        failure = PageFailure(job.line.slug if job.line else "", job.path, reason.splitlines()[0])
        text = renderer.failed(job)
    Path(f"{folder}/{job.path}").write_text(text, encoding="utf-8")
    return failure
