"""``site.toml``: what belongs to the site as a whole: names, sections, where it lives, policy.

Law: read at each publication, never at import; what is wrong in it is named with its key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from translator.config import Settings
from translator.errors import InputError
from translator.model import SECTIONS, Both, Policy, Section, Site, TargetSpec

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
)


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
    targets: tuple[TargetSpec, ...] = ()
    #: addresses that are told of each release
    webhooks: tuple[str, ...] = ()


def read(settings: Settings) -> SiteFile:
    """Read the site file of the settings; without one, the settings themselves name the site.

    An address in the settings (DUIZHAO_BASE_URL) wins over the file: the same site is tried out in several places.
    """
    path = Path(settings.site_file)
    found = _load(path) if path.is_file() else {}
    for key in found.keys() - {*_KEYS, "facing", "search", "sections", "policy", "targets", "webhooks"}:
        known = f"use {', '.join(_KEYS)}, facing, search, webhooks, [[sections]], [[targets]] or [policy]"
        raise InputError(f"{path}: unknown key {key!r}", next_step=known)
    words = {key: _words(found, key, path) for key in _KEYS}
    policy = _policy(found.get("policy", {}), path)
    site = Site(
        name=Both(words["name_zh"] or settings.site_name_zh, words["name_en"] or settings.site_name_en),
        tagline=Both(words["tagline_zh"], words["tagline_en"]),
        notice=Both(words["notice_zh"], words["notice_en"]),
        sections=_sections(found.get("sections"), path),
        facing=bool(found.get("facing", True)),
        search=bool(found.get("search", True)),
        label=policy.label,
    )
    media = path.parent / (words["media"] or "media")
    theme = path.parent / words["theme"] if words["theme"] else None
    if theme and not theme.is_dir():
        raise InputError(f"{path}: theme: there is no folder {theme}", next_step="make it, or take the line out")
    base_url = settings.base_url or words["base_url"]
    zone = _zone(words["zone"], path)
    return SiteFile(site, base_url, media if media.is_dir() else None, theme, zone, policy, *_outward(found, path))


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


def _zone(name: str, path: Path) -> ZoneInfo:
    try:
        return ZoneInfo(name or ZONE)
    except (ValueError, OSError, KeyError) as error:
        raise InputError(f"{path}: zone: {name!r} is no time zone", next_step=f'write it like "{ZONE}"') from error


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path}: {error}", next_step="fix the file; see README, The site") from error


def _words(found: Mapping[str, Any], key: str, path: Path) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{path}: {key} = {value!r} is no text", next_step='write it in quotes: key = "..."')
    return value.strip()


def _policy(found: object, path: Path) -> Policy:
    """Return the policy: true/false and whole numbers, nothing else."""
    if not isinstance(found, dict):
        raise InputError(f"{path}: policy is no table", next_step="write [policy] on a line of its own")
    kinds = {known.name: type(known.default) for known in fields(Policy)}
    for key, value in found.items():
        if key not in kinds:
            raise InputError(f"{path}: policy has no rule {key!r}", next_step=f"use {', '.join(kinds)}")
        if type(value) is not kinds[key] or (isinstance(value, int) and value < 0):
            example = "true or false" if kinds[key] is bool else "a number of 0 or more"
            raise InputError(f"{path}: policy.{key} = {value!r}", next_step=f"give {example}")
    return Policy(**found)


def _sections(rows: object, path: Path) -> tuple[Section, ...]:
    """Return the sections of the file, or those every portal has."""
    if rows is None:
        return SECTIONS
    try:
        made = [Section(str(row["key"]).lower(), Both(str(row["zh"]), str(row["en"]))) for row in list(rows)]  # type: ignore[call-overload]
    except (TypeError, KeyError) as error:
        hint = 'write each as [[sections]] key = "news" zh = "新闻" en = "News"'
        raise InputError(f"{path}: sections: {error}", next_step=hint) from error
    for section in made:
        if not section.key.replace("-", "").isalnum() or not section.key.isascii():
            raise InputError(f"{path}: {section.key!r} cannot be an address", next_step="use letters, digits, hyphens")
    return tuple({section.key: section for section in made}.values())
