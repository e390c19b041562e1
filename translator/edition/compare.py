"""What changed for readers from one edition to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from translator.model import Edition, PagePair


class Change(StrEnum):
    """What happened to a page or a sentence between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A page (``anchor`` is '') or a sentence that differs; a side that does not exist is ''."""

    slug: str
    change: Change
    anchor: str = ""
    source_before: str = ""
    source_after: str = ""
    target_before: str = ""
    target_after: str = ""


def compare(old: Edition, new: Edition) -> list[Difference]:
    """Return what changed for readers from ``old`` to ``new``: pages, then their sentences in reading order."""
    before, after = ({page.slug: page for page in edition.pages} for edition in (old, new))
    found: list[Difference] = []
    for slug in dict.fromkeys([*after, *before]):
        if slug not in before:
            found.append(Difference(slug, Change.ADDED, target_after=after[slug].target_title))
        elif slug not in after:
            found.append(Difference(slug, Change.REMOVED, target_before=before[slug].target_title))
        else:
            found.extend(_sentences(slug, before[slug], after[slug]))
    return found


def _sentences(slug: str, old: PagePair, new: PagePair) -> Iterable[Difference]:
    before, after = ({segment.anchor: segment for segment in page.segments} for page in (old, new))
    for anchor in dict.fromkeys([*after, *before]):
        was, now = before.get(anchor), after.get(anchor)
        if was and now and (was.source, was.target) == (now.source, now.target):
            continue
        change = Change.CHANGED if was and now else Change.ADDED if now else Change.REMOVED
        yield Difference(
            slug,
            change,
            anchor,
            was.source if was else "",
            now.source if now else "",
            was.target if was else "",
            now.target if now else "",
        )
