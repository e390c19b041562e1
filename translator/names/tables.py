"""The tables of the proposer, read from ``data/`` when a rule first asks, and kept.

Law: rules live in Python, names and words live in tables; data/README.md says which standard each table follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from translator.model import TermKind

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Known:
    """A name with a form of its own in the other language: the form, what it names, other forms, why."""

    form: str
    kind: TermKind
    others: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Generic:
    """A generic part: its Chinese ending, the English pattern, the level of heads it is for, where the region goes."""

    zh: str
    level: str
    en: str
    kind: TermKind
    style: str
    others: tuple[str, ...]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table as cells, filled up to the width of its header; comments and header left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    width = len(next(cells))
    for row in cells:
        yield row + [""] * (width - len(row))


@cache
def divisions() -> dict[str, None]:
    """Return the full names of China's provinces, prefectures and counties, in the order of the official list."""
    return dict.fromkeys(row[0] for row in rows("divisions.tsv"))


@cache
def established() -> dict[str, Known]:
    """Return the Chinese names whose English form is not made by rule, and people who are named without a title."""
    found = {
        zh: Known(en, TermKind(kind), _many(others), note) for zh, en, kind, others, note in rows("established.tsv")
    }
    for zh, en, others, only in rows("persons.tsv"):
        if only != "en":
            found[zh] = Known(en, TermKind.PERSON, _many(others), "well-known person")
    return found


@cache
def persons_en() -> dict[str, str]:
    """Return well-known people by each form of their English name that means no one else."""
    found: dict[str, str] = {}
    for zh, en, others, only in rows("persons.tsv"):
        if only != "zh":
            for form in (en, *_many(others)):
                found.setdefault(form, zh)
    return found


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word after a surname alone: the English pattern, how sure it is, other patterns."""

    zh: str
    en: str
    sure: float
    others: tuple[str, ...]


@cache
def honorifics() -> dict[str, Honorific]:
    """Return the words that follow a surname alone: 先生, 总, 某."""
    return {zh: Honorific(zh, en, float(sure), _many(others)) for zh, en, sure, others in rows("honorifics.tsv")}


@cache
def generics() -> dict[str, tuple[Generic, ...]]:
    """Return the generic parts by their Chinese ending; rows for one level stand before those for any."""
    found: dict[str, list[Generic]] = {}
    for zh, level, en, kind, style, others in rows("generics.tsv"):
        found.setdefault(zh, []).append(Generic(zh, level, en, TermKind(kind), style, _many(others)))
    return {zh: tuple(sorted(many, key=lambda g: (not g.level, g.level == "region"))) for zh, many in found.items()}


@cache
def words() -> dict[str, str]:
    """Return the English of words that are translated inside a name."""
    return _pairs("words.tsv")


@cache
def fields() -> dict[str, str]:
    """Return the English of fields of study and research."""
    return _pairs("fields.tsv")


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return the syllables of Hanzi that read differently in names than in words."""
    return {zh: tuple(pinyin.split()) for zh, pinyin, _ in rows("readings.tsv")}


@cache
def surnames() -> dict[str, str]:
    """Return the surnames, with their pinyin where it is not the usual reading of the character."""
    return {zh: pinyin for zh, pinyin, _ in rows("surnames.tsv")}


@cache
def titles() -> dict[str, str]:
    """Return the words beside which a person's name stands, and on which side: before, after, both or speech."""
    return _pairs("titles.tsv")


@cache
def ordinary(side: str) -> frozenset[str]:
    """Return words that look like a name with a generic part and are none (whole), or that begin no name (start)."""
    return frozenset(word for word, row_side in rows("ordinary.tsv") if row_side == side)


@cache
def characters(role: str) -> frozenset[str]:
    """Return the characters of one role, as they tell whether a stretch is a name."""
    return frozenset(next(chars for name, chars in rows("characters.tsv") if name == role))


@cache
def peoples() -> dict[str, str]:
    """Return the ethnic groups named in autonomous prefectures and counties."""
    return _pairs("peoples.tsv")


@cache
def foreign() -> dict[str, Known]:
    """Return the Chinese forms of well-known foreign names: our table, then countries and cities of the CLDR."""
    found = {en: Known(zh, TermKind(kind), _many(others), "") for en, zh, kind, others in rows("foreign.tsv")}
    for en, zh in _cldr():
        found.setdefault(en, Known(zh, TermKind.PLACE, (), ""))
    for en, zh in rows("postal.tsv"):
        found[en] = Known(zh, TermKind.PLACE, (), "older spelling of a Chinese place")
    return found


def _cldr() -> Iterator[tuple[str, str]]:
    """Yield countries and the cities that time zones are named after, in English and Chinese."""
    from babel import Locale

    en, zh = Locale("en"), Locale("zh")
    for code, name in en.territories.items():
        if len(code) == 2 and code in zh.territories:
            yield name.split(" (")[0].replace("&", "and"), zh.territories[code].split("（")[0]
    for zone, names in zh.time_zones.items():
        if city := names.get("city"):
            yield en.time_zones.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " "), city


@cache
def spelt_abroad() -> dict[str, tuple[str, TermKind]]:
    """Return spelling and kind of each known Chinese form of a foreign name; the CLDR goes before our table."""
    found: dict[str, tuple[str, TermKind]] = {}
    for en, zh in _cldr():
        found.setdefault(zh, (en, TermKind.PLACE))
    for en, known in foreign().items():
        for zh in (known.form, *known.others) if not known.note else ():
            found.setdefault(zh, (en, known.kind))
    told = (established(), ordinary("abroad"), ordinary("whole"))
    return {zh: name for zh, name in found.items() if not any(zh in table for table in told)}


@cache
def generics_en() -> tuple[tuple[str, str, TermKind], ...]:
    """Return English patterns, Chinese patterns and kinds; {} is the rest of the name."""
    return tuple((en, zh, TermKind(kind)) for en, zh, kind in rows("generics_en.tsv"))


@cache
def words_en() -> dict[str, str]:
    """Return the Chinese of words inside English names: our table, then the Chinese words read backwards."""
    found = _pairs("words_en.tsv")
    for zh, en in words().items():
        found.setdefault(en, zh)
    return found


@cache
def titles_en(side: str) -> frozenset[str]:
    """Return English titles before a name (title; of a woman: f), or capitalised words that are no name (none)."""
    return frozenset(word for word, sides in rows("titles_en.tsv") if side in sides.split())


@cache
def grid() -> dict[str, dict[str, str]]:
    """Return the transliteration table: Hanzi by vowel and consonant."""
    lines = (DATA / "grid.tsv").read_text(encoding="utf-8").splitlines()
    header, *body = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in body}


@cache
def transliterating() -> frozenset[str]:
    """Return the Hanzi foreign names are spelt with: those of the grid, and those for women."""
    return frozenset("".join("".join(row.values()) for row in grid().values()) + "娜娅娃妮莉丽琳蕾黛莎思第那欧玻弥姬吕")


@cache
def endings() -> dict[str, str]:
    """Return endings of foreign names that have Hanzi of their own."""
    return _pairs("endings.tsv")


@cache
def spelling() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the rules from letters to sounds, in the order in which they are tried."""
    return tuple((re.compile(letters), tuple(sounds.split())) for letters, sounds in rows("spelling.tsv"))


def _pairs(name: str) -> dict[str, str]:
    return {first: second for first, second in rows(name)}  # noqa: C416 - a row is a list, which dict() does not type


def _many(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())
