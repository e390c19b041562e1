"""What stands before a generic part, said in English for every slot of a pattern.

Law: regions named in full go behind a comma, those named without their generic part stay in front.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.model import TermKind
from translator.names import tables
from translator.names.middle import Middle
from translator.names.regions import Region
from translator.names.tables import Generic, Known


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a generic part, in each of the slots of a pattern."""

    attr: str
    gov: str
    of: str
    words: str
    pinyin: str
    level: str
    tail: str
    confidence: float
    reason: str
    named: bool


def place_head(form: str, region: Region | None, head: str) -> Head:
    """Return the head of a place with an established form: West Lake Museum, Chinese Government."""
    level, gov = (region.level, region.gov) if region else ("", form)
    return Head(form, gov, form, "", form, level, "", 0.9, f"{head} is {form}", named=True)


def lends_its_form(row: Generic, known: Known) -> bool:
    """Say whether a place gives its conventional English to what is named after it.

    A scenic area takes it (Mount Taishan Scenic Area); a college keeps the pinyin (Taishan Medical College).
    """
    if known.kind is not TermKind.PLACE or known.note != "convention":
        return False
    return row.kind is TermKind.PLACE or re.search(r"Mount|Lake|Sea\b", known.form) is None


def region_head(found: list[Region]) -> Head:
    """Return the head of regions alone: the smallest one names the body."""
    last, front, tail = found[-1], _front(found), _tail(found)
    confidence = 0.92 if last.whole or last.level in ("province", "city", "country") else 0.85
    reason = f"{last.zh} is {last.name}, a division of China"
    attr, gov, of = (f"{front}{form}" for form in (last.attr, last.gov, last.of))
    return Head(attr, gov, of, "", last.name, last.level, tail, confidence, reason, named=True)


def mixed_head(found: list[Region], made: Middle, row: Generic) -> Head | None:
    """Read a head of regions and a middle: some words translated, the rest in pinyin."""
    if not found and not made.spelt:
        return _translated_head(made, row)
    last = found[-1] if found else None
    translated = "{w}" in row.en
    attr = _front(found) + " ".join(filter(None, (last.attr if last else "", made.en)))
    gov = _front(found) + " ".join(filter(None, (last.gov if last else "", "" if translated else made.en)))
    tail = _tail(found)
    of = last.of if last and translated else attr
    sure = 0.9 if not made.spelt else 0.75 if row.kind is not TermKind.COMPANY else 0.7
    spelt = "; ".join(filter(None, (f"{last.zh} {last.name}" if last else "", made.reason)))
    if not found and "{gov}" in row.en:  # a body of the state is one of some place
        return None
    sure -= 0.05 * (not found) + 0.2 * bool(made.doubtful)
    if any(foreign_looking(part) for part in made.spelt):
        sure, spelt = 0.3, f"{spelt}, but it looks like a foreign name: look its spelling up"
    return Head(attr, gov, of, made.en, attr, last.level if last else "", tail, sure, spelt, named=True)


def _translated_head(made: Middle, row: Generic) -> Head | None:
    """Return a head of translated words alone; a body of the state needs 国家 (National) among them."""
    form, national = made.en, made.en.startswith("National ")
    if not national and re.search(r"\{(gov|w)\}", row.en):
        return None
    sure, level = (0.85 if made.named or national else 0.5), "state" if national else ""
    return Head(form, form, form, form, form, level, "", sure, made.reason, named=made.named or national)


def foreign_looking(han: str) -> bool:
    """Say whether a stretch is spelt with the characters of transliteration only: 印第安那, 穆斯林."""
    return len(han) > 3 and set(han) <= tables.transliterating()


def _front(found: list[Region]) -> str:
    """Return larger regions named without their generic part, which stay in front: Shijiazhuang Zhengding Airport."""
    return "".join(f"{part.name} " for part in found[:-1] if not part.whole)


def _tail(found: list[Region]) -> str:
    """Return larger regions named in full, which come after a comma."""
    return "".join(f", {part.of}" for part in reversed(found[:-1]) if part.whole)
