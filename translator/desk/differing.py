"""Differences between two states of the site: editions, what is ready, and everything as it was last written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from translator import edition
from translator.desk.pages import facts
from translator.desk.publishing import Publisher
from translator.edition import PageChange
from translator.errors import NotFound
from translator.model import Both, Edition, PageFacts, PagePair, Site
from translator.ports import Store


class Stage(StrEnum):
    """A state of the site that is no edition yet: all that may go out, or every newest text, approved or not."""

    READY = "ready"
    DRAFT = "draft"


#: the number of an edition (0: the site before the first), or a stage
Version = int | Stage


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a page or the site says of itself, before and after; ``name`` is that of the field."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of the site. ``pages`` are those that differ; ``site``: what differs around all of them."""

    old: Edition
    new: Edition
    pages: tuple[PageChange, ...]
    site: tuple[FactChange, ...]


class DifferenceDesk:
    """The verbs around differences, at ``desk.site.differences``."""

    def __init__(
        self,
        store: Callable[[], Store],
        publisher: Callable[[], Publisher],
        slug: str,
        clock: Callable[[], datetime],
        draft: Callable[[], Edition],
    ) -> None:
        self._store, self._publisher, self._slug, self._clock, self._draft = store, publisher, slug, clock, draft

    def between(self, old: Version, new: Version) -> Comparison:
        """Return what differs for readers; raises NotFound for an edition that is none."""
        before, after = self.edition(old), self.edition(new)
        return Comparison(before, after, tuple(edition.compare(before, after)), _fields(before.site, after.site))

    def page(self, slug: str, old: Version, new: Version) -> PageChange:
        """Return both versions of one page, changed or not; raises NotFound when neither state has it."""
        pages = [self.edition(version).contents.named(slug) for version in (old, new)]
        if pages == [None, None]:
            raise NotFound(f"there is no page {slug!r} in either version", next_step="go back to the list")
        return edition.page_change(*pages)

    def edition(self, version: Version) -> Edition:
        """Return the edition of that number, or the one that would be made now."""
        if version is Stage.DRAFT:
            return self._draft()
        if version is Stage.READY:
            return self._ready()
        empty = edition.make(0, self._slug, (), "", self._clock())
        return self._store().edition(self._slug, int(version)) if version else empty

    def _ready(self) -> Edition:
        publisher = self._publisher()
        live, about = publisher.live(), publisher.about()
        verdicts = publisher.gate.judge(None, about.policy, live)
        pages = publisher.gate.with_those_that_stay(live, verdicts, about.policy)
        number = self._store().last_number(self._slug) + 1
        return edition.make(number, self._slug, pages, "", self._clock(), "", about.site)


def page_facts(change: PageChange) -> tuple[FactChange, ...]:
    """Return what differs in what a page says of itself: date, author, section, tags, picture, and its title."""
    if change.before is None or change.after is None:
        return ()
    titles = [FactChange("title", _titles(change.before), _titles(change.after))]
    return tuple(each for each in titles if each.before != each.after) + _fields(
        facts(change.before), facts(change.after)
    )


def _titles(page: PagePair) -> str:
    return f"{page.document.title} / {page.target_title}"


def _fields(old: Site | PageFacts, new: Site | PageFacts) -> tuple[FactChange, ...]:
    """Return the fields that differ, as a person reads them."""
    pairs = ((field.name, _words(getattr(old, field.name)), _words(getattr(new, field.name))) for field in fields(old))
    return tuple(FactChange(*pair) for pair in pairs if pair[1] != pair[2])


def _words(value: object) -> str:
    if isinstance(value, Both):
        return " / ".join(side for side in (value.zh, value.en) if side)
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value)
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(filter(None, (_words(getattr(value, name)) for name in value.__dataclass_fields__)))
    return "" if value is None or value is False or value == 0 else str(value)
