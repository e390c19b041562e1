"""The words of the theme itself, from strings.toml; a theme folder may say some of them otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from translator.errors import InputError
from translator.model import Both, Lang, SiteString

BUILT_IN = Path(__file__).with_name("strings.toml")


def load(theme: Path | None = None, given: Sequence[SiteString] = ()) -> Mapping[str, Both]:
    """Read the strings; ``given`` are those people translated on the desk, which win over theme and built-in ones.

    One that was translated from other words than the theme has now is left out. Raises InputError naming the file when
    a theme's own are broken.
    """
    found = _read(BUILT_IN)
    own = theme / "strings.toml" if theme else None
    known = {**found, **(_read(own) if own and own.exists() else {})}
    return {**known, **{s.key: s.words for s in given if s.key in known and _fits(s.words, known[s.key])}}


def _fits(given: Both, known: Both) -> bool:
    return given.zh == known.zh or given.en == known.en


def _read(path: Path) -> dict[str, Both]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {key: Both(str(sides["zh"]), str(sides["en"])) for key, sides in tables.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise InputError(f"{path}: {error}", next_step='write each string as [key] zh = "..." en = "..."') from error


def teller(strings: Mapping[str, Both], lang: Lang) -> Callable[..., str]:
    """Return the function templates say their words with: ``say("edition", number=3)``."""

    def say(key: str, **values: object) -> str:
        return strings[key].get(lang).format(**values)

    return say
