"""Find the files of a call and plan where their translations go.

Law: everything that can be wrong with the call (a missing path, a taken output) is said before any work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from translator import formats
from translator.errors import InputError
from translator.model import Lang

#: what a folder is searched for; a file named by hand may have any suffix the formats know
FOLDER_SUFFIXES = (".txt", ".md", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to translate and where its translation goes."""

    source: Path
    output: Path


def plan(
    paths: Sequence[Path],
    target: Lang,
    *,
    out: Path | None = None,
    force: bool = False,
    resume: bool = False,
    label: str = "",
) -> list[Job]:
    """Return one job for each file, or raise InputError naming the first thing that is wrong with the call.

    ``resume`` leaves out the files whose translation is there: since those are written whole, a call that broke off
    goes on where it was. ``label`` stands in the names of the outputs in place of the language (zh-Hant-TW).
    """
    try:
        jobs = [Job(path, output_for(path, top, target, out, label=label)) for path, top in _files(paths, target)]
        if not jobs:
            hint = f"give files or a folder with {' '.join(FOLDER_SUFFIXES)}"
            raise InputError("nothing to translate", next_step=hint)
        _refuse_clashes(jobs)
        if resume:
            jobs = [job for job in jobs if not job.output.is_file()]
        for job in jobs:
            _refuse_taken(job, force=force)
    except OSError as error:  # a folder nobody may look into
        raise InputError(f"{error.filename}: {error.strerror}", next_step="give readable files") from error
    return jobs


def _files(paths: Sequence[Path], target: Lang) -> Iterator[tuple[Path, Path]]:
    """Yield each file once, with the folder it was found from."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder", next_step="check the path")
        if path.is_file() and path.suffix.lower() not in formats.SUFFIXES:
            known = " ".join(sorted(formats.SUFFIXES))
            raise InputError(f"{path}: unknown file type {path.suffix or '(no suffix)'!r}", next_step=f"use {known}")
        found = _untranslated(path, target) if path.is_dir() else [path]
        for file in found:
            if (key := file.resolve()) not in seen:
                seen.add(key)
                yield file, path if path.is_dir() else file.parent


def _untranslated(folder: Path, target: Lang) -> list[Path]:
    """Return the files below ``folder`` without our own outputs."""
    return [path for path in files_below(folder) if not _ours(path, target)]


def _ours(path: Path, target: Lang) -> bool:
    """Say whether a file is named as our translations to ``target`` are: news.zh.md, news.zh-Hant-TW.md."""
    label = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return label == target or label.startswith(f"{target}-")


def files_below(folder: Path) -> list[Path]:
    """Return the text files below ``folder`` in a stable order, each once; hidden files and folders are left out."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in FOLDER_SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    there = {path.resolve() for path in found if not path.is_symlink()}
    # a link to a file of the folder is that file under another name
    return [path for path in found if not path.is_symlink() or path.resolve() not in there]


def output_for(path: Path, top: Path, target: Lang, out: Path | None, *, label: str = "") -> Path:
    """Return where the translation of ``path`` goes; ``top`` is the folder whose structure is kept below ``out``.

    >>> output_for(Path("site/news.en.md"), Path("site"), Lang.ZH, None).as_posix()
    'site/news.zh.md'
    >>> output_for(Path("site/a/news.md"), Path("site"), Lang.EN, Path("english")).as_posix()
    'english/a/news.en.md'
    """
    name = f"{path.stem.removesuffix(f'.{target.other}')}.{label or target}{path.suffix}"
    return (out / path.parent.relative_to(top) if out else path.parent) / name


def _refuse_clashes(jobs: Sequence[Job]) -> None:
    taken: dict[Path, Path] = {}
    sources = {job.source.resolve() for job in jobs}
    for job in jobs:
        key = job.output.resolve()
        if key in sources:
            raise InputError(f"{job.output}: is the output and an input of this call", next_step="give --out DIR")
        if other := taken.get(key):
            raise InputError(
                f"{job.source} and {other} would both be written to {job.output}", next_step="translate them one by one"
            )
        taken[key] = job.source


def _refuse_taken(job: Job, *, force: bool) -> None:
    if job.output.is_dir():
        raise InputError(f"{job.output}: is a folder", next_step="move it away or give --out DIR")
    if job.output.exists() and not force:
        hint = "--force overwrites it, --resume leaves it out, --out DIR writes elsewhere"
        raise InputError(f"{job.output}: exists already", next_step=hint)
    for parent in job.output.parents:
        if parent.exists():
            if not parent.is_dir():
                raise InputError(f"{parent}: is a file, not a folder", next_step="give another --out DIR")
            return
