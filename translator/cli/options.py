"""Options that several verbs share, and the Desk they open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from translator import config
from translator.errors import InputError
from translator.model import Lang
from translator.text.hant import Script

if TYPE_CHECKING:
    from translator.desk import Desk

F = TypeVar("F", bound=Callable[..., Any])


class Option(Protocol):
    """A decorator that leaves the type of what it decorates."""

    def __call__(self, function: F, /) -> F:
        """Add the option."""


def lang_option(*names: str, help: str, required: bool = False) -> Option:
    """Make an option that takes ``zh`` or ``en`` and gives a Lang."""

    def convert(_: click.Context, __: click.Parameter, value: str | None) -> Lang | None:
        return None if value is None else Lang(value)

    choice = click.Choice([str(lang) for lang in Lang])
    return click.option(*names, type=choice, callback=convert, help=help, required=required)


PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)

to = click.option(
    "--to", "target", required=True, type=click.Choice([*map(str, Lang), *map(str, Script)]),
    help="Language to translate to; zh-Hant-TW, zh-Hant-HK: Traditional Chinese with the words of the place."
)  # fmt: skip
to_maybe = lang_option("--to", "target", help="Language of the translation; found out when not given.")
glossary = click.option(
    "--glossary", "glossaries", type=FILE, multiple=True, help="Glossary (.tsv, .csv, .xlsx, .tbx), or "
    '"bundled" for the curated ones of Duizhao; may be repeated. Default: those of the settings.'
)  # fmt: skip
engine = click.option("--engine", metavar="NAME", help='"bundled", "bundled:FOLDER" or "hf:FOLDER".')
beam = click.option(
    "--beam",
    type=click.IntRange(config.BEAMS[0], config.BEAMS[-1]),
    metavar="N",
    help="Beam size, 1 (fastest) to 16; default 4.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON to stdout.")
first_mention = click.option(
    "--first-mention", type=click.Choice(["off", "original", "short", "both"]),
    help="Names at first mention: their original in brackets, their abbreviation afterwards, or both."
)  # fmt: skip
quiet = click.option("--quiet", is_flag=True, help="No progress, no summary.")


def settings_for(
    *,
    engine: str | None = None,
    glossaries: tuple[Path, ...] = (),
    beam: int | None = None,
    first_mention: str | None = None,
    own_glossaries: bool = True,
    curated: bool = True,
) -> config.Settings:
    """Return the settings and what the command line says on top.

    ``own_glossaries`` False drops the glossaries configured; ``curated`` False drops those nobody has asked for.
    """
    settings = config.load()
    if not curated and settings.glossaries == config.Settings().glossaries:
        settings = replace(settings, glossaries=())
    if not own_glossaries:
        settings = replace(settings, glossaries=())
    if engine:
        settings = replace(settings, engine=engine)
    if glossaries:
        settings = replace(settings, glossaries=tuple(str(path) for path in glossaries))
    if first_mention:
        settings = replace(settings, first_mention=first_mention)
    return replace(settings, beam=beam) if beam else settings


def with_memories(settings: config.Settings, memories: tuple[Path, ...], *, none: bool) -> config.Settings:
    """Return the settings with the memory files of the command line in place of their own, or with none."""
    if none:
        return replace(settings, memories=())
    return replace(settings, memories=tuple(str(path) for path in memories)) if memories else settings


def open_desk(settings: config.Settings | None = None) -> Desk:
    """Open the Desk; imported here because it brings the database along."""
    from translator import desk

    return desk.open_desk(settings or config.load())


def expanded(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of a command line; of a folder, the .txt, .md and .html files below it."""
    from translator.batch.plan import files_below

    for path in paths:
        if path.is_dir():
            found = files_below(path)
            if not found:
                raise InputError(f"{path}: no .txt, .md or .html files", next_step="name another folder")
            yield from found
        else:
            yield path
