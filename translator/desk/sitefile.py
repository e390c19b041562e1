"""``site.toml``: what belongs to the site as a whole: names, sections, where it lives, policy.

Law: read at each publication, never at import; what is wrong in it is named with its line and key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from translator.config import Settings
from translator.errors import InputError
from translator.model import SECTIONS, Both, Lang, Policy, Section, Site, TargetSpec

#: of whoever names no other
ZONE = "Asia/Shanghai"
_KEYS = (
    "name_zh",
    "name_en",
    "tagline_zh",
    "tagline_en",
    "notice_zh",
    "notice_en",
    "base_url",
    "media",
    "theme",
    "zone",
    "source",
    "producer",
)
#: keys that are true or false
_FLAGS = ("facing", "search")


_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[A-Za-z_]+)\s*\]")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """The site and what its builder needs: ``media`` and ``theme`` are folders."""

    site: Site = field(default_factory=Site)
    base_url: str = ""
    media: Path | None = None
    theme: Path | None = None
    #: the zone of the times people give and read
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(ZONE))
    policy: Policy = field(default_factory=Policy)
    #: the language the words of the site are written in first
    source: Lang = Lang.ZH
    targets: tuple[TargetSpec, ...] = ()
    #: addresses that are told of each release
    webhooks: tuple[str, ...] = ()


def read(settings: Settings) -> SiteFile:
    """Read the site file of the settings; without one, the settings themselves name the site.

    An address in the settings (DUIZHAO_BASE_URL) wins over the file: the same site is tried out in several places.
    """
    path = Path(settings.site_file)
    file = _load(path) if path.is_file() else Lines(path, "", {})
    found = file.found
    for key in found.keys() - {*_KEYS, *_FLAGS, "sections", "policy", "targets", "webhooks"}:
        known = f"use {', '.join((*_KEYS, *_FLAGS))}, webhooks, [[sections]], [[targets]] or [policy]"
        raise file.error(key, f"unknown key {key!r}", known)
    words = {key: _words(file, key) for key in _KEYS}
    policy = _policy(file)
    named = words["name_zh"] or words["name_en"]
    site = Site(
        # a file that names the site in one language leaves the other to the translators
        name=Both(words["name_zh"], words["name_en"]) if named else Both(settings.site_name_zh, settings.site_name_en),
        tagline=Both(words["tagline_zh"], words["tagline_en"]),
        notice=Both(words["notice_zh"], words["notice_en"]),
        sections=_sections(file),
        label=policy.label,
        marks=policy.marks,
        producer=words["producer"],
        facing=_flag(file, "facing"),
        search=_flag(file, "search"),
    )
    media = path.parent / (words["media"] or "media")
    theme = path.parent / words["theme"] if words["theme"] else None
    if theme and not theme.is_dir():
        raise file.error("theme", f"theme: there is no folder {theme}", "make it, or take the line out")
    base_url = settings.base_url or _address(file, words["base_url"])
    targets, webhooks = _outward(found, path)
    return SiteFile(
        site, base_url, media if media.is_dir() else None, theme, _zone(file, words["zone"]), policy,
        _source(file, words["source"]), targets, webhooks,
    )  # fmt: skip


def _outward(found: Mapping[str, Any], path: Path) -> tuple[tuple[TargetSpec, ...], tuple[str, ...]]:
    """Return targets and webhooks."""
    specs = []
    for row in found.get("targets", ()):
        if not isinstance(row, dict) or not isinstance(row.get("kind"), str):
            raise InputError(f"{path}: a target has no kind", next_step='write [[targets]] and kind = "folder"')
        options = tuple((key, str(value)) for key, value in row.items() if key not in ("name", "kind", "follows"))
        specs.append(TargetSpec(str(row.get("name", row["kind"])), row["kind"], bool(row.get("follows")), options))
    if len({spec.name for spec in specs}) < len(specs):
        raise InputError(f"{path}: two targets have one name", next_step="give each a name of its own")
    hooks = tuple(str(hook) for hook in found.get("webhooks", ()))
    for hook in hooks:
        if not hook.startswith(("http://", "https://")):
            raise InputError(f"{path}: {hook!r} is no address", next_step="write webhooks with http:// or https://")
    return tuple(specs), hooks


def _zone(file: Lines, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or ZONE)
    except (ValueError, OSError, KeyError) as error:
        raise file.error("zone", f"zone: {name!r} is no time zone", f'write it like "{ZONE}"') from error


def _source(file: Lines, name: str) -> Lang:
    if name and name not in list(Lang):
        raise file.error("source", f"source: {name!r} is no language of the site", 'write "zh" or "en"')
    return Lang(name or Lang.ZH)


def _address(file: Lines, words: str) -> str:
    parts = urlsplit(words)
    if words and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise file.error("base_url", f"base_url: {words!r} is no address", 'write it like "https://www.example.org/en"')
    return words


def _load(path: Path) -> Lines:
    """Read the file; what is wrong with its TOML is told with its line by the parser."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Lines(path, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path}: {error}", next_step="fix the file; see docs/site.md") from error


def _words(file: Lines, key: str) -> str:
    value = file.found.get(key, "")
    if not isinstance(value, str):
        raise file.error(key, f"{key} = {value!r} is no text", 'write it in quotes: key = "..."')
    return value.strip()


def _flag(file: Lines, key: str) -> bool:
    value = file.found.get(key, True)
    if not isinstance(value, bool):
        raise file.error(key, f"{key} = {value!r}", "write true or false, without quotes")
    return value


def _policy(file: Lines) -> Policy:
    """Return the policy: true/false and whole numbers, nothing else."""
    found = file.found.get("policy", {})
    if not isinstance(found, dict):
        raise file.error("policy", "policy is no table", "write [policy] on a line of its own")
    kinds = {known.name: type(known.default) for known in fields(Policy)}
    for key, value in found.items():
        if key not in kinds:
            raise file.error(key, f"policy has no rule {key!r}", f"use {', '.join(kinds)}", "policy")
        if type(value) is not kinds[key] or (isinstance(value, int) and value < 0):
            example = "true or false" if kinds[key] is bool else "a number of 0 or more"
            raise file.error(key, f"policy.{key} = {value!r}", f"give {example}", "policy")
    return Policy(**found)


def _sections(file: Lines) -> tuple[Section, ...]:
    """Return the sections of the file, or those every portal has."""
    rows = file.found.get("sections")
    if rows is None:
        return SECTIONS
    try:
        made = [Section(str(row["key"]).lower(), Both(str(row["zh"]), str(row["en"]))) for row in list(rows)]
    except (TypeError, KeyError) as error:
        hint = 'write each as [[sections]] key = "news" zh = "新闻" en = "News"'
        raise file.error("sections", f"sections: {error} is missing", hint) from error
    for number, section in enumerate(made):
        if not section.key.replace("-", "").isalnum() or not section.key.isascii():
            hint = "use letters, digits, hyphens"
            raise file.error("key", f"{section.key!r} cannot be an address", hint, "sections", number)
    return tuple({section.key: section for section in made}.values())


@dataclass(frozen=True, slots=True)
class Lines:
    """A site file as text and as values; ``error`` finds the line a value stands on."""

    path: Path
    text: str
    found: Mapping[str, Any]

    def error(self, key: str, words: str, hint: str, table: str = "", number: int = 0) -> InputError:
        """Return the error about a key; ``number`` counts the tables of that name from 0."""
        line = self._line(key, table, number)
        return InputError(f"{self.path}{f':{line}' if line else ''}: {words}", next_step=hint)

    def _line(self, key: str, table: str, number: int) -> int:
        here, seen = "", -1
        for at, line in enumerate(self.text.splitlines(), 1):
            if head := _TABLE.match(line):
                here = head["name"]
                seen += here == table
                if here == key and not table:
                    return at
            elif here == table and seen in (-1, number) and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return at
        return 0
