"""The words of the site itself (navigation, buttons, footer, names) as a document that people translate like any other.

Law: what is approved there goes out with the next edition, and only beside the very source it was approved for; a
translation that lost a placeholder never does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import blake2s

from translator.errors import NotFound
from translator.model import Block, BlockKind, Both, Document, Lang, Revision, Segment, Site, SiteString, State
from translator.ports import Store

#: the document; no file name makes an id with a dot
NAME, FORMAT = "site.words", "words"
#: who gave the words that theme and site.toml bring in both languages
GIVEN = "site"
_HOLE = re.compile(r"\{\w*\}")


class WordDesk:
    """The verbs around the words of the site, at ``desk.site.words``."""

    def __init__(
        self, store: Callable[[], Store], site: Callable[[], Site], clock: Callable[[], datetime], source: Lang
    ) -> None:
        self._store, self._site, self._clock, self._source = store, site, clock, source

    def gather(self, theme: Mapping[str, Both]) -> Document:
        """Put the words of theme and site on the desk, or bring them up to date; those in both languages are approved.

        What people wrote stays, unless the source of a word is another one: that word waits for a translation.
        """
        known = {key: words for key, words in {**_of_site(self._site()), **theme}.items() if _side(words, self._source)}
        document = _document(known, self._source)
        self._store().add_document(document, origin=NAME, at=self._clock())
        latest = self._store().latest(NAME)
        for key, segment in _words(document):
            other = _side(known[key], self._source.other)
            newest = latest.get(segment.id)
            if other and (newest is None or (newest.by == GIVEN and newest.text != other)):
                self._store().append(self._given(segment, other, newest.number if newest else 0))
        return document

    def _given(self, segment: Segment, text: str, parent: int) -> Revision:
        return Revision(segment.id, parent + 1, parent, State.APPROVED, text, GIVEN, self._clock())

    def approved(self) -> Mapping[str, Both]:
        """Return the words people approved, by key; {} where nobody gathered them."""
        try:
            document = self._store().document(NAME)
        except NotFound:
            return {}
        latest = self._store().latest(NAME)
        found = {}
        for key, segment in _words(document):
            text = self._last(segment, latest.get(segment.id))
            if text and sorted(_HOLE.findall(text)) == sorted(_HOLE.findall(segment.text)):
                sides = (segment.text, text) if document.lang is Lang.ZH else (text, segment.text)
                found[key] = Both(*sides)
        return found

    def _last(self, segment: Segment, newest: Revision | None) -> str:
        """Return what people approved last, also while a newer text waits; '' where that is what came with the site."""
        if newest is None or newest.by == GIVEN:
            return ""
        history = [newest] if newest.state is State.APPROVED else self._store().history(segment.id)
        last = next((r for r in reversed(history) if r.state is State.APPROVED), None)
        return last.text if last and last.by != GIVEN else ""


def spoken(site: Site, approved: Mapping[str, Both]) -> Site:
    """Return the site with approved words in the place of its own, where the source is still the same."""
    if not approved:
        return site
    own = _of_site(site)
    fits = {key: words for key, words in approved.items() if key not in own or _same_source(own[key], words)}
    sections = tuple(replace(s, name=fits.get(f"section.{s.key}", s.name)) for s in site.sections)
    strings = tuple(SiteString(key, words) for key, words in sorted(fits.items()) if key not in own)
    top = {name: fits.get(f"site.{name}", getattr(site, name)) for name in ("name", "tagline", "notice")}
    return replace(site, sections=sections, strings=strings, **top)


def _same_source(own: Both, words: Both) -> bool:
    return own.zh == words.zh or own.en == words.en


def _side(words: Both, lang: Lang) -> str:
    return (words.zh if lang is Lang.ZH else words.en).strip()


def _of_site(site: Site) -> dict[str, Both]:
    """Return the words of the site file by key."""
    top = {"site.name": site.name, "site.tagline": site.tagline, "site.notice": site.notice}
    return top | {f"section.{section.key}": section.name for section in site.sections}


def _document(known: Mapping[str, Both], lang: Lang) -> Document:
    blocks = tuple(_block(number, key, _side(words, lang)) for number, (key, words) in enumerate(known.items(), 1))
    text = "".join(f"{block.before}{block.segments[0].text}\n" for block in blocks)
    title = {Lang.ZH: "网站用语", Lang.EN: "Words of the site"}[lang]
    digest = blake2s(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(NAME, title, NAME, lang, FORMAT, blocks, digest)


def _block(number: int, key: str, text: str) -> Block:
    anchor = "w" + blake2s(f"{key}\0{text}".encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    segment = Segment(f"{NAME}/{anchor}", number, text, "", anchor)
    return Block(BlockKind.PARAGRAPH, 0, f"{key} = ", "\n", (segment,))


def _words(document: Document) -> Iterator[tuple[str, Segment]]:
    return ((block.before.removesuffix(" = "), block.segments[0]) for block in document.blocks)
