"""The words of the site as the browser shows them: those of theme and site.toml, with what people made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translator.desk import Desk
from translator.desk.wording import NAME
from translator.errors import NotFound
from translator.model import Both, Document, State
from web.site import strings


@dataclass(frozen=True, slots=True)
class Row:
    """A word of the site as readers will have it. ``state`` is that of its sentence on the desk, None: it is not there.

    ``anchor``: the name of that sentence.
    """

    key: str
    words: Both
    state: State | None = None
    anchor: str = ""


def theme(desk: Desk) -> Mapping[str, Both]:
    """Return the words of the theme, without what people made of them."""
    return strings.load(desk.site.about().theme)


def document(desk: Desk) -> Document | None:
    """Return the document the words are translated in, None before they were gathered."""
    try:
        return desk.document(NAME)
    except NotFound:
        return None


def rows(desk: Desk) -> list[Row]:
    """Return all words of the site in the order of their document."""
    about = desk.site.about()
    site = about.site
    known = {"site.name": site.name, "site.tagline": site.tagline, "site.notice": site.notice}
    known |= {f"section.{section.key}": section.name for section in site.sections}
    known |= strings.load(about.theme, site.strings)
    there = {} if document(desk) is None else {row.block.before.removesuffix(" = "): row for row in desk.rows(NAME)}
    made = []
    for key, words in known.items():
        row = there.get(key)
        fits = row is not None and row.segment.text in (words.zh, words.en)
        made.append(Row(key, words, row.state, row.segment.anchor) if row and fits else Row(key, words))
    return made
