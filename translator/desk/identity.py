"""Which document a file is: a new one, or the next version of one that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from translator.model import Block, Document
from translator.ports import Store


def place(document: Document, origin: str, store: Store) -> Document:
    """Return ``document`` under the id it belongs to.

    The same place, or any sentence in common, makes it the next version; another page that merely has the same
    file name (``news/index.md`` and ``travel/index.md``) gets a number, and so does its address.
    """
    heads = {head.id: head for head in store.documents()}
    origins = store.origins()
    free = next(
        name
        for name in _numbered(document.id)
        if name not in heads
        or (_alike(document, heads[name]) and (origins[name] == origin or _shares_text(document, store, name)))
    )
    return document if free == document.id else _renamed(document, free)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _alike(one: Document, other: Document) -> bool:
    return (one.lang, one.format) == (other.lang, other.format)


def _shares_text(document: Document, store: Store, name: str) -> bool:
    there = {segment.anchor for segment in store.document(name).segments}
    return any(segment.anchor in there for segment in document.segments)


def _renamed(document: Document, name: str) -> Document:
    """Give a document another id, its segments theirs, and an address to match."""
    slug = document.slug + name.removeprefix(document.id)
    return replace(document, id=name, slug=slug, blocks=tuple(_moved(block, name) for block in document.blocks))


def _moved(block: Block, name: str) -> Block:
    return replace(block, segments=tuple(replace(s, id=f"{name}/{s.anchor}") for s in block.segments))
