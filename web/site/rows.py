"""What a page's text becomes: rows of HTML that correspond in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from translator.model import Lang


@dataclass(frozen=True, slots=True)
class Row:
    """A top-level block. ``lang`` is that of its words (the source language where a translation is missing)."""

    anchor: str
    html: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading for the table of contents; ``words`` are escaped."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Facing:
    """A page in both languages: titles and rows, Chinese first."""

    titles: tuple[str, str]
    rows: tuple[tuple[Row, Row], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A page's text in one language. ``title`` is escaped text without markup; ``anchor`` is that of its sentence."""

    title: str
    anchor: str
    rows: tuple[Row, ...]
    outline: tuple[Heading, ...]

    @property
    def html(self) -> str:
        """All rows."""
        return "\n".join(row.html for row in self.rows)
