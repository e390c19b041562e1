"""A small site for tests: the sample portal as an edition, written into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

from translator import edition, formats
from translator.config import Settings
from translator.desk import sitefile
from translator.model import Both, Document, Edition, PagePair, Revision, Site, State
from web import sample

AT = datetime(2026, 11, 25, 8, tzinfo=UTC)


def paired(document: Document, texts: dict[str, str] | None = None) -> PagePair:
    """Pin a document with translations; '<sentence>' in brackets where none is given."""
    known = texts or {}
    latest = {
        s.id: Revision(s.id, 1, 0, State.APPROVED, known.get(s.text, f"[{s.text}]"), "li", AT)
        for s in document.segments
    }
    return edition.pin(document, latest)


def page(text: str, name: str = "page", format: str = "markdown") -> PagePair:
    return paired(formats.read_text(text, name=name, format=format))


def an_edition(*pages: PagePair, number: int = 1) -> Edition:
    return edition.make(number, "site", pages, "li", AT, "", Site(search=False))  # an index takes a second


def the_sample(*, one_sided: str = "", number: int = 1) -> Edition:
    """The sample portal; ``one_sided`` names a page of which only its own language is out."""
    known = sample.translations()
    pages = [paired(formats.read(path), known) for path in sample.paths()]
    names = (Both("廊坊", "Langfang"), Both("白洋淀", "Baiyangdian Lake"), Both("滦平县", "Luanping County"))
    pages = [replace(each, one_sided=each.slug == one_sided, names=names) for each in pages]
    about = sitefile.read(Settings(site_file=str(sample.SITE_FILE)))
    return edition.make(number, "site", pages, "li", AT, "sample", about.site)


def files(folder: Path, suffix: str) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{suffix}") if path.is_file())


class Links(HTMLParser):
    """Collect links, ids and language marks of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []

    def with_tag(self, tag: str, **wanted: str) -> Iterator[dict[str, str]]:
        yield from (v for name, v in self.tags if name == tag and wanted.items() <= v.items())
