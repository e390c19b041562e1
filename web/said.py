"""What the library says (findings, reasons of names, notes of revisions, trouble) in the language of the page.

The library speaks English, and its sentences are kept: a finding let stand is known by its words. So they are read back
here: the catalogues in ``locale/*/said`` have them as patterns. ``%(name)s`` stands for any words; a name that other
entries have as their context stands for one of those, ``han`` and ``latin`` for words of that script. Law: what no
pattern fits is shown as it is, marked as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path

from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import get_locale

from translator.config import Settings
from web.language import CATALOGUES, TAGS

#: a place in a pattern that words fill
_HOLE = re.compile(r"%\((\w+)\)s")
_SCRIPTS = {"han": r"[^\s;]*[\u3400-\u9fff][^\s;]*", "latin": r"[^\u3400-\u9fff;]+"}


@dataclass(frozen=True, slots=True)
class Saying:
    """Words for a person, and the language they came out in, as it goes into lang="..."."""

    text: str
    tag: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Pattern:
    """A sentence of the library with holes, and what it is in another language."""

    english: str
    other: str
    words: dict[str, dict[str, str]]

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        pieces = _HOLE.split(self.english)
        first, *rest = (self._hole(piece) if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
        if first[:1].isalpha():  # the reasons of names begin as sentences do, or go on
            first = f"[{first[0].lower()}{first[0].upper()}]{first[1:]}"
        return re.compile("".join((first, *rest)), re.DOTALL)

    def _hole(self, name: str) -> str:
        known = sorted(self.words.get(name, ()), key=len, reverse=True)
        return f"(?P<{name}>{'|'.join(map(re.escape, known)) or _SCRIPTS.get(name, '.*?')})"

    def read(self, text: str) -> str | None:
        """Return the other language's form of a text this pattern fits."""
        found = self._regex.fullmatch(text)
        if found is None:
            return None
        given = {name: self.words.get(name, {}).get(word, word) for name, word in found.groupdict().items()}
        return self.other % given if given else self.other


class Sayings:
    """What a language knows of one kind of sentences."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            entries = [(entry.context, str(entry.id), str(entry.string)) for entry in read_po(file) if entry.id]
        words: dict[str, dict[str, str]] = {}
        for context, english, other in entries:
            if context:
                words.setdefault(context, {})[english] = other
        plain = [Pattern(english, other, words) for context, english, other in entries if not context]
        # the one with the most words of its own wins: “%(a)s” is missing … before %(kind)s %(a)s is missing …
        self.patterns = sorted(plain, key=lambda pattern: -len(_HOLE.sub("", pattern.english)))

    def read(self, text: str) -> str | None:
        """Translate a sentence, or several parts with "; " between; None where a part is not known."""
        ended = self._parts(text.removesuffix(".").split("; ")) if text.endswith(".") else None
        if ended:
            return "；".join(ended) + "。"
        known = self._parts(text.split("; "))
        return "；".join(known) if known else None

    def _one(self, text: str) -> str | None:
        return next((said for pattern in self.patterns if (said := pattern.read(text)) is not None), None)

    def _parts(self, pieces: Sequence[str]) -> list[str] | None:
        """Translate the parts a text is put together from; a part may have a "; " of its own."""
        for many in range(1, len(pieces) + 1):
            said = self._one("; ".join(pieces[:many]))
            rest = self._parts(pieces[many:]) if said else None
            if said and rest is not None:
                return [said, *rest]
        return None if pieces else []

    def samples(self) -> Iterator[str]:
        """Yield sentences that are known, every word that stands for a hole once."""
        for pattern in self.patterns:
            holes = _HOLE.findall(pattern.english)
            ways = [sorted(pattern.words.get(name, {"…": ""})) for name in holes]
            for many in product(*ways):
                yield pattern.english % dict(zip(holes, many, strict=True)) if holes else pattern.english


@cache
def load(locale: str, kind: str) -> Sayings | None:
    """Read what a language knows of a kind of sentences; None where it needs no translation."""
    path = CATALOGUES / locale / "said" / f"{kind}.po"
    return Sayings(path) if path.exists() else None


def said(text: str, kind: str) -> Saying:
    """Return what the library said, in the language of the page where it is known there."""
    lang = str(get_locale())
    known = load(lang, kind)
    other = known.read(text) if known else None
    return Saying(text, TAGS["en"]) if other is None else Saying(other, TAGS[lang])


def told(text: str) -> Saying:
    """Return trouble as it was kept in one line: the message, and what to do about it in brackets behind it."""
    message, _, step = text.removesuffix(")").rpartition(" (")
    hint = said(step, "trouble")
    if not message or hint.tag == TAGS["en"]:
        return said(text, "trouble")
    return Saying(f"{said(message, 'trouble')}（{hint}）", hint.tag)


def set_up(app: Flask, settings: Settings) -> None:
    """Give the templates ``said`` and ``told``."""
    app.jinja_env.globals.update(said=said, told=told)
