"""Searching the memory: units like a sentence, and units that contain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, func, or_, select

from translator.model import Lang, Pair, Unit
from translator.store.fulltext import index_for
from translator.store.likely import Counts, likely
from translator.store.schema import units
from translator.store.units import by_id, equal, plain
from translator.text.chars import HAN_RUN
from translator.text.grams import grams

#: equal sources that are looked at; more tell nothing new
EQUALS = 20
#: likely units whose texts are read, to keep the wanted number of the most similar ones
READ = 500
#: a unit more than twice as long or short is never a match
LENGTHS = (0.5, 2.0)
#: concordance reads so many at a time, because the grams of the words may stand apart in the text
PAGE = 200


def candidates(
    connection: Connection, counts: Counts, source: str, pair: Pair, around: tuple[str, str], most: int
) -> list[Unit]:
    """Return equal sources first, then the most similar ones; ``most`` 0: equal ones only."""
    found = equal(connection, source, pair.source, around, EQUALS)
    if most:
        ids = _similar(connection, counts, source, pair.source, most)
        found |= by_id(connection, [name for name in ids if name not in found])
    return list(found.values())


def _similar(connection: Connection, counts: Counts, source: str, lang: Lang, most: int) -> Sequence[int]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    ids = likely(connection, index_for(connection), counts, lang, source, READ)
    side = units.c.zh if lang is Lang.ZH else units.c.en
    low, high = (len(source) * factor for factor in LENGTHS)
    query = select(units.c.id, side).where(units.c.id.in_(ids), func.length(side).between(int(low), int(high) + 1))
    texts = {row[0]: row[1] for row in connection.execute(query)} if ids else {}
    near = process.extract(source, texts, scorer=Levenshtein.normalized_similarity, limit=most)
    return [name for _, _, name in near]


def concordance(connection: Connection, words: str, most: int) -> list[Unit]:
    """Return units that hold ``words`` literally (case, width and spaces aside) on one side, newest first."""
    wanted = plain(words)
    if not wanted:
        return []
    found = _by_grams(connection, wanted) if grams(wanted) else _by_reading(connection, {wanted, words.strip()})
    holding = (unit for unit in found if wanted in plain(unit.source) or wanted in plain(unit.target))
    return list(islice(holding, most))


def _by_grams(connection: Connection, wanted: str) -> Iterator[Unit]:
    """Yield units with all grams of the words on one side, page by page; the last word may be the start of one."""
    every = [_open(gram) for gram in dict.fromkeys(grams(wanted))]
    last = grams(wanted)[-1]
    if not HAN_RUN.match(last):
        every = [gram + "*" if gram == last else gram for gram in every]
    seen, size = 0, PAGE
    while True:
        found: set[int] = set()
        for lang in Lang:
            found.update(index_for(connection).having(connection, lang, every, (), size))
        ids = sorted(found, reverse=True)[:size]
        yield from by_id(connection, ids[seen:]).values()
        if len(ids) < size:
            return
        seen, size = len(ids), size * 4


def _open(gram: str) -> str:
    """A lone Chinese character begins a gram of the text, whatever stands behind it."""
    return gram + "*" if len(gram) == 1 and HAN_RUN.match(gram) else gram


def _by_reading(connection: Connection, marks: set[str]) -> Iterator[Unit]:
    """Yield units with these marks, full or half width: there is no index of punctuation, so every text is read."""
    either = [side.contains(mark, autoescape=True) for side in (units.c.zh, units.c.en) for mark in marks]
    rows = connection.execute(select(units.c.id).where(or_(*either)).order_by(units.c.id.desc()).limit(PAGE)).scalars()
    yield from by_id(connection, list(rows)).values()
