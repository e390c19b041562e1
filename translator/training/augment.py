"""The third step: from clean pairs, templates and word lists to training lines in groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from translator.training.amounts import AMOUNTS, Said
from translator.training.annotate import Finder, Hit, dress, find_word
from translator.training.names import SLOTS, Names
from translator.training.rows import Line, Row, read_rows
from translator.training.settings import Augment

_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
#: bodies that English names with an article
_THE = re.compile(
    r"(?!The )(?:.* of .*|.*(?:Commission|Administration|Bureau|Committee|Ministry|Council|Organization|Union|Agency))"
)
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9 ',.()&-]{1,40}")
_NOTE = re.compile(r"\([^()]*\)|\b(?:CL|abbr|variant|surname|see also|old|also written)\b")


def lines(
    rows: Iterable[Row], group: str, names: Names, finder: Finder, rules: Augment, draw: Random
) -> Iterator[Line]:
    """Yield one dressed line a pair."""
    for zh, en, _ in rows:
        yield Line(group, *dress(zh, en, finder.hits(zh, en), names, rules, draw))


def filled(zh: str, en: str, names: Names, draw: Random) -> tuple[str, str, list[Hit]]:
    """Fill a template; the hits are its names, for annotation.

    Slots of one type with different digits get different fillings; the first letter of the English is capitalised.
    """
    values: dict[str, Said] = {}
    for match in _SLOT.finditer(zh):
        slot, kind = match[0], match[1]
        while slot not in values:
            made = AMOUNTS[kind](draw) if kind in AMOUNTS else names.real(kind, draw)
            if made not in values.values():
                values[slot] = made
    given = [said for slot, said in values.items() if slot.strip("{}0123456789") in SLOTS]
    for slot, said in values.items():
        zh = zh.replace(slot, said.zh)
        article = slot.startswith(("{org", "{university")) and _THE.fullmatch(said.en)
        en = en.replace(slot, f"the {said.en}" if article else said.en)
    en = en[:1].upper() + en[1:]
    hits = []
    for said in given:
        at = find_word(en, said.en)
        if zh.count(said.zh) == 1 and at >= 0:
            hits.append(Hit(zh.index(said.zh), at, said))
    return zh, en, _apart(hits)


def _apart(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        touches_zh = any(h.zh < hit.zh + len(hit.name.zh) and hit.zh < h.zh + len(h.name.zh) for h in kept)
        touches_en = any(h.en < hit.en + len(hit.name.en) and hit.en < h.en + len(h.name.en) for h in kept)
        if not touches_zh and not touches_en:
            kept.append(hit)
    return kept


def templates(folder: Path, names: Names, rules: Augment, draw: Random, copies: int = 0) -> Iterator[Line]:
    """Yield ``copies`` fillings of every template, as many as the rules say where it is 0."""
    patterns = [tuple(row) for path in sorted(folder.glob("*_templates.tsv")) for row in read_rows(path, 2)]
    for _ in range(copies or rules.template_copies):
        for zh, en in patterns:
            yield Line("templates", *dress(*filled(zh, en, names, draw), names, rules, draw))


def words(names: Names, dictionary: Path | None, rules: Augment, draw: Random) -> Iterator[Line]:
    """Yield names and dictionary words as short lines, at most ``rules.words``."""
    found = [(zh, en[0]) for zh, en in names.pairs.items()]
    if dictionary is not None:
        for zh, gloss in read_rows(dictionary, 2):
            if len(zh) <= 8 and _SHORT.fullmatch(gloss) and not _NOTE.search(gloss):
                found.append((zh, gloss))
    draw.shuffle(found)
    for zh, en in found[: rules.words]:
        yield Line("words", "-", zh, en)
