"""What lists need of a page, drawn from the page alone, and kept for the edition after: an unchanged page is not read.

Law: a brief is a function of the page and of this code; whoever changes either gets a new one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from translator.desk.pages import facts, plain
from translator.model import Both, Edition, Lang, PageFacts, PageLine, PagePair
from web.site.cards import summary
from web.site.clean import stem
from web.site.code import code_key

#: briefs of the pages, beside the files; not for readers
FILE = ".pages.json"
#: pictures inside a text, in Markdown or HTML
_PICTURE = re.compile(
    r"!\[[^\n]*?\]\(\s*(?:<([^<>\n]+)>|([^\s)>]+))"
    r"|\]:\s*<?([^\s>]+\.(?:jpe?g|png|webp|avif|gif|svg))\b"  # ![words][name], and further down [name]: file
    r"|<img\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
#: what may be a link to a page of the site
_LINK = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|\bhref\s*=\s*[\"']?)([^\s()<>\"'#?]+\.(?:md|markdown|html?|txt))(?=[#?\s)>\"']|$)",
    re.IGNORECASE,
)
_PLAIN = PageFacts()


@dataclass(frozen=True, slots=True)
class Brief:
    """A page as lists know it. ``facts``: what it says of itself; ``pictures`` and ``links``: those its text names."""

    line: PageLine
    source: Lang
    both: bool
    titles: Both
    summaries: Both
    facts: PageFacts
    pictures: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The page's address under /zh/ and /en/."""
        return self.line.slug

    @property
    def shows(self) -> tuple[str, ...]:
        """The pictures of the page: above its text, and in it."""
        return (self.facts.image, *self.pictures) if self.facts.image else self.pictures

    @property
    def sides(self) -> tuple[Lang, ...]:
        """The languages the page is published in, its own first."""
        return (self.source, self.source.other) if self.both else (self.source,)


def briefs(edition: Edition, known: Mapping[str, Brief] | None = None) -> list[Brief]:
    """Return the briefs of an edition, in order; ``known``: those of an earlier one, by the digests of their pages."""
    have = known or {}
    fresh = [line for line in edition.lines if line.digest not in have]
    made = {line.digest: brief(page, line) for line, page in zip(fresh, edition.contents.read(fresh), strict=True)}
    # the line is that of this edition: it tells where the store keeps the page
    return [made.get(line.digest) or replace(have[line.digest], line=line) for line in edition.lines]


def brief(page: PagePair, line: PageLine) -> Brief:
    """Return the brief of a page."""
    both = len(page.sides) == 2
    titles, summaries = (dict.fromkeys(Lang, "") for _ in range(2))
    for lang in page.sides:
        titles[lang], summaries[lang] = plain(page.title(lang), page), summary(page, lang)
    texts = _texts(page)
    named = tuple(dict.fromkeys("".join(found) for text in texts for found in _PICTURE.findall(text)))
    links = tuple(dict.fromkeys(stem(link) for text in texts for link in _LINK.findall(text)))
    return Brief(line, page.document.lang, both, _pair(titles), _pair(summaries), facts(page), named, links)


def _pair(words: Mapping[Lang, str]) -> Both:
    return Both(words[Lang.ZH], words[Lang.EN])


def _texts(page: PagePair) -> list[str]:
    document = page.document
    whole = ["".join((b.before, *(s.text + s.glue for s in b.segments), b.after)) for b in document.blocks]
    return ["".join(whole), *(s.target for s in page.segments if "](" in s.target or "<" in s.target)]


def load(earlier: Path | None) -> dict[str, Brief]:
    """Return the briefs kept beside an edition, by digest; none where this code did not write them."""
    try:
        found = json.loads((earlier / FILE).read_text(encoding="utf-8")) if earlier else {}
        if found.get("code") == code_key():
            return {row[0]: _read(row) for row in found["pages"]}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {}


def save(folder: Path, found: list[Brief]) -> None:
    """Keep briefs for the edition after this one."""
    data = {"code": code_key(), "pages": [_row(each) for each in found]}
    (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _row(b: Brief) -> list[object]:
    words = [b.titles.zh, b.titles.en, b.summaries.zh, b.summaries.en]
    said = {name: _json(value) for name, value in _said(b.facts) if value != getattr(_PLAIN, name)}
    return [b.line.digest, b.line.document, b.slug, b.source, b.both, words, said, b.pictures, b.links]


def _said(about: PageFacts) -> list[tuple[str, Any]]:
    return [(field.name, getattr(about, field.name)) for field in fields(about)]


def _json(value: Any) -> object:
    if isinstance(value, Both):
        return [value.zh, value.en]
    return value.isoformat() if isinstance(value, date) else value


def _read(row: list[Any]) -> Brief:
    digest, document, slug, source, both, words, said, pictures, links = row
    line = PageLine(document, slug, digest, settled=False)
    about = PageFacts(**{name: _value(name, value) for name, value in said.items()}) if said else _PLAIN
    titles, summaries = Both(words[0], words[1]), Both(words[2], words[3])
    return Brief(line, Lang(source), both, titles, summaries, about, tuple(pictures), tuple(links))


def _value(name: str, value: Any) -> Any:
    usual = getattr(_PLAIN, name)
    if isinstance(usual, Both):
        return Both(*value)
    if isinstance(usual, tuple):
        return tuple(value)
    return date.fromisoformat(value) if name == "date" else value
