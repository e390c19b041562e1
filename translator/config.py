"""Settings from ``duizhao.toml`` and ``DUIZHAO_*`` variables; read when asked, never at import.

Order: built-in default < duizhao.toml in the working folder (or the file named by DUIZHAO_CONFIG) < environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from translator.errors import InputError

#: what stands for the files that come with Duizhao, in the settings and on the command line
BUNDLED = "bundled"
#: where these lie: inside the package in a wheel, in a folder of their own in the source tree
CURATED = (Path(__file__).parent / "glossary" / "curated", Path(__file__).parents[1] / "glossaries")
#: sizes a beam may have; more is slower and no better
BEAMS = range(1, 17)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person may set. Paths are relative to the working folder."""

    #: SQLAlchemy URL of the store
    database: str = "sqlite:///var/duizhao.db"
    #: engine name: "bundled", "bundled:/folder" (another model of its kind) or "hf:/path/to/checkpoint"
    engine: str = "bundled"
    #: glossary files; "bundled" stands for the curated ones of Duizhao, which the others overrule
    glossaries: tuple[str, ...] = ("bundled",)
    #: memory files (.tmx, .tsv) asked after the desk's own memory; "bundled" stands for the phrases of Duizhao
    memories: tuple[str, ...] = ("bundled",)
    #: beam size of final drafts
    beam: int = 4
    #: names at first mention: off, original ("Yaohua Glass (耀华玻璃)"), short (the abbreviation afterwards), both
    first_mention: str = "off"
    #: folder that holds the published site (``current`` is what readers see)
    site_folder: str = "var/site"
    #: slug and title of the site
    site: str = "site"
    site_name_zh: str = "对照"
    site_name_en: str = "Duizhao"
    #: address the site is served from, for canonical and hreflang links; no slash at the end
    base_url: str = ""
    #: names, sections, pictures and policy of the site; without the file the names above serve
    site_file: str = "site.toml"
    #: where work for ``duizhao worker`` waits: a SQLite file, or redis://host:6379/0 for many machines
    jobs: str = "sqlite:///var/jobs.db"
    #: signs what webhooks are told of releases (any text, or whsec_ and base64); without it they are not signed
    webhook_secret: str = ""
    #: signs the session cookie and the jobs; made at first start when empty
    secret: str = ""


def load(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """Read the settings; raises InputError naming the file and the key that is wrong."""
    environ = os.environ if environ is None else environ
    named = environ.get("DUIZHAO_CONFIG", "")
    path = Path(named) if named else (folder or Path()) / "duizhao.toml"
    settings = _apply(Settings(), _read(path), str(path)) if named or path.exists() else Settings()
    from_environ = {
        f.name: environ[f"DUIZHAO_{f.name.upper()}"] for f in fields(Settings) if f"DUIZHAO_{f.name.upper()}" in environ
    }
    return _apply(settings, from_environ, "environment")


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", next_step="fix the file; see README, Settings") from error
    except OSError as error:
        raise InputError(
            f"{path}: {error.strerror}", next_step="make it a file of settings, or take it away"
        ) from error


def _apply(settings: Settings, values: Mapping[str, object], origin: str) -> Settings:
    known = {f.name: getattr(settings, f.name) for f in fields(Settings)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise InputError(f"{origin}: unknown setting {name!r}", next_step=f"use one of {', '.join(known)}")
        changes[name] = _convert(name, value, known[name], origin)
    if "beam" in changes and changes["beam"] not in BEAMS:
        raise InputError(
            f"{origin}: beam = {changes['beam']} is out of range", next_step=f"use {BEAMS[0]} to {BEAMS[-1]}"
        )
    return replace(settings, **changes)


def _convert(name: str, value: object, default: object, origin: str) -> object:
    if isinstance(default, tuple):
        items = value.split(os.pathsep) if isinstance(value, str) else value
        if isinstance(items, list):
            return tuple(str(item) for item in items if item)
    elif isinstance(default, int):
        if (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, str) and value.isascii() and value.isdecimal()
        ):
            return int(value)
    elif isinstance(value, str):
        return value
    raise InputError(f"{origin}: {name} = {value!r} has the wrong type", next_step=f"give it like {default!r}")
