"""Looking for words in everything the desk holds: titles, sources, newest texts, comments.

The texts are read as they are, without an index: that finds every word of any length in any language, is never out of
date, and takes about a quarter of a second for 10,000 pages of twelve sentences.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true

from translator.model import Document, FoundRemark, FoundSentence, Lang, Search, State
from translator.store import people
from translator.store.documents import without_blocks
from translator.store.schema import documents, remarks, revisions, segments

_SENTENCES = segments.join(documents, documents.c.id == segments.c.document).outerjoin(
    revisions, (revisions.c.segment == segments.c.id) & (revisions.c.number == segments.c.newest)
)
_REMARKS = remarks.join(segments, segments.c.id == remarks.c.segment).join(
    documents, documents.c.id == segments.c.document
)


def pages(connection: Connection, wanted: Search, most: int) -> list[Document]:
    """Return documents with the words in their title or address, the newest first."""
    named = _holds(documents.c.title, wanted) & _speaks(wanted, documents.c.lang)
    query = select(documents).where(or_(named, _holds(documents.c.slug, wanted)), *_within(wanted))
    return [without_blocks(row) for row in connection.execute(query.order_by(documents.c.position.desc()).limit(most))]


def sentences(connection: Connection, wanted: Search, start: int, most: int) -> list[FoundSentence]:
    """Return sentences, those of the newest document first, then in reading order."""
    source = _holds(segments.c.text, wanted) & _speaks(wanted, documents.c.lang)
    text = _holds(revisions.c.text, wanted) & _speaks(wanted, documents.c.lang, other=True)
    columns = (segments.c.id, segments.c.text.label("source"), segments.c.state, revisions.c.text)
    heads = (documents.c.id.label("document"), documents.c.title, documents.c.lang, revisions.c.by, revisions.c.at)
    query = select(*columns, *heads).select_from(_SENTENCES).where(segments.c.present, or_(source, text))
    if wanted.state:
        query = query.where(segments.c.state == wanted.state.value)
    query = query.where(*_within(wanted)).order_by(documents.c.position.desc(), segments.c.ordinal)
    rows = connection.execute(query.offset(start).limit(most))
    return [
        FoundSentence(
            row.id, row.document, row.title, Lang(row.lang), row.source, row.text or "", State(row.state),
            row.by or "", row.at,
        )
        for row in rows
    ]  # fmt: skip


def comments(connection: Connection, wanted: Search, most: int) -> list[FoundRemark]:
    """Return comments, the newest first; they are in no language of their own."""
    query = select(remarks, documents.c.id.label("document"), documents.c.title, documents.c.lang)
    query = query.select_from(_REMARKS).where(_holds(remarks.c.text, wanted), *_within(wanted))
    if wanted.state:
        query = query.where(segments.c.state == wanted.state.value)
    rows = connection.execute(query.order_by(remarks.c.number.desc()).limit(most))
    return [FoundRemark(people.remark_of(row), row.document, row.title, Lang(row.lang)) for row in rows]


def _within(wanted: Search) -> list[ColumnElement[bool]]:
    return [documents.c.id == wanted.document] if wanted.document else []


def _holds(column: Any, wanted: Search) -> ColumnElement[bool]:
    return and_(true() if wanted.words else false(), *(column.icontains(w, autoescape=True) for w in wanted.words))


def _speaks(wanted: Search, column: Any, *, other: bool = False) -> ColumnElement[bool]:
    """Say that a text is in the wanted language; ``column`` has that of its source, ``other``: it is a translation."""
    if wanted.lang is None:
        return true()
    found: ColumnElement[bool] = column == (wanted.lang.other if other else wanted.lang).value
    return found
