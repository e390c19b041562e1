"""The tables. Portable: nothing here is peculiar to SQLite. A change here needs a step in ``migrations``.

A segment row is never deleted: its text is fixed by its id, and revisions hang on it. When a sentence leaves the
page its row is only marked absent, so that the translation is there again when the sentence comes back.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)


class Moment(TypeDecorator[datetime]):
    """A point in time; UTC in the database, UTC-aware in Python (SQLite forgets time zones)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("slug", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("format", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("origin", Text, nullable=False),
    # when the text last became another one; NULL in rows of older versions
    Column("changed", Moment, nullable=True),
)

blocks = Table(
    "blocks",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("present", Boolean, nullable=False),
    Column("block", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("glue", Text, nullable=False),
    Column("anchor", String, nullable=False),
    # number and state of the newest revision: the lock of optimistic saving, and what progress counts
    Column("newest", Integer, nullable=False, default=0),
    Column("state", String, nullable=False, default="missing"),
    # what equal sources share; characters of a Chinese source, words of an English one
    Column("kin", String, nullable=False, server_default=""),
    Column("size", Integer, nullable=False, server_default="0"),
    # who locked it ('': nobody) and when somebody put it off
    Column("locked", String, nullable=False, server_default=""),
    Column("skipped", Moment, nullable=True),
    Index("segments_of_kin", "kin"),
    Index("segments_in_order", "document", "present", "ordinal"),
    # counted, and asked for the next that waits, at every save
    Index("segments_by_state", "document", "present", "state", "ordinal"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("segment", ForeignKey("segments.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("parent", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("origin", String, nullable=False),
    Column("signature", String, nullable=False),
    # what equal texts share, as in segments
    Column("kin", String, nullable=False, server_default=""),
    Index("revisions_of_kin", "kin"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("segment", ForeignKey("segments.id"), primary_key=True),
    Column("body", Text, nullable=False),
)

#: what is known of the newest text at a glance; severity 0 (nothing found) to 3 (an error)
outlooks = Table(
    "outlooks",
    metadata,
    Column("segment", ForeignKey("segments.id"), primary_key=True),
    Column("confidence", Float, nullable=True),
    Column("severity", Integer, nullable=False),
    Column("checks", Text, nullable=False),
    Column("terms", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("active", Boolean, nullable=False),
    # Argon2 hash of the password; the stamp changes with it and so ends open sessions
    Column("secret", String, nullable=False),
    Column("stamp", String, nullable=False),
    Column("at", Moment, nullable=False),
)

#: comments on sentences; with a category they are issues
remarks = Table(
    "remarks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("segment", ForeignKey("segments.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("category", String, nullable=False),
    Column("gravity", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("resolved_by", String, nullable=False),
    Column("resolved_at", Moment, nullable=True),
    # where in the text of that revision the quote begins; NULL in rows of older versions
    Column("start", Integer, nullable=True),
    # whether the quoted words stand in the source, not in the translation
    Column("on_source", Boolean, nullable=False, server_default=false()),
    Index("remarks_of", "segment"),
)

#: what people should hear: mentions, answers, returns
news = Table(
    "news",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("to", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("segment", ForeignKey("segments.id"), nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("seen", Moment, nullable=True),
    Index("news_for", "to", "seen"),
)

#: findings people let stand; they count as long as the text is this one
dismissals = Table(
    "dismissals",
    metadata,
    Column("segment", ForeignKey("segments.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("check", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
)

#: what people say of a whole document
notes = Table(
    "notes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("notes_of", "document"),
)

#: segments divided or joined by hand, in order: an uploaded next version is cut the same way
cuts = Table(
    "cuts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("body", Text, nullable=False),
    Index("cuts_of", "document"),
)

#: what a person or a document has chosen; ``owner`` is "person NAME" or "document ID"
choices = Table(
    "choices",
    metadata,
    Column("owner", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

#: who works on which sentence, with the last sign of life
holds = Table(
    "holds",
    metadata,
    Column("segment", ForeignKey("segments.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
)

#: documents to be drafted in the background; ``again``: asked for once more while a worker was at it
tasks = Table(
    "tasks",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("redo", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("again", Boolean, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("segment", ForeignKey("segments.id"), nullable=True),
    Column("source_lang", String, nullable=False),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("zh_key", String, nullable=False, index=True),
    Column("en_key", String, nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("origin", Text, nullable=False),
    # where the pair was made, who is answerable, since when; reviewed: somebody approved it and nobody changed it since
    Column("document", String, nullable=False, server_default=""),
    Column("by", String, nullable=False, server_default=""),
    Column("at", Moment, nullable=True),
    Column("reviewed", Boolean, nullable=False, server_default=true()),
    UniqueConstraint("segment"),
)

#: terms people brought; ``change`` goes up with each decision anywhere in the table, so one number tells what is new
terms = Table(
    "terms",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("change", Integer, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("judged_by", String, nullable=False, default=""),
    Column("judged_at", Moment, nullable=True),
)

editions = Table(
    "editions",
    metadata,
    Column("site", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("digest", String, nullable=False),
    Column("note", Text, nullable=False),
)

#: page pairs by digest of their body: an edition that changes one page of 10,000 adds one row here
pages = Table("pages", metadata, Column("digest", String, primary_key=True), Column("body", Text, nullable=False))

edition_pages = Table(
    "edition_pages",
    metadata,
    Column("site", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("page", ForeignKey("pages.digest"), nullable=False),
    # the table of contents: which page this is without reading it ('' in rows of older versions)
    Column("document", String, nullable=False, server_default=""),
    Column("slug", String, nullable=False, server_default=""),
    Column("digest", String, nullable=False, server_default=""),
    Column("settled", Boolean, nullable=False, server_default=false()),
    Column("mark", String, nullable=False, server_default=""),
)

#: names, sections and order of the site as an edition pins them
edition_sites = Table(
    "edition_sites",
    metadata,
    Column("site", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

#: where people put pages: section, order, slot of the home page; withdrawn ones stay off the site
placings = Table(
    "placings",
    metadata,
    Column("site", String, primary_key=True),
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
)

#: releases to come: what is to happen at a time, and what came of it
schedules = Table(
    "schedules",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("site", String, nullable=False),
    Column("due", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done", Moment, nullable=True),
    Column("outcome", Text, nullable=False, server_default=""),
)

#: what goes out after a release, how often that was tried and what came of it
deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("site", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("to", Text, nullable=False),
    Column("event", String, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Moment, nullable=True),
    Column("done", Moment, nullable=True),
    Column("trouble", Text, nullable=False),
    Column("changed", Integer, nullable=False),
)
Index("deliveries_of", deliveries.c.site, deliveries.c.number)

#: which edition was made live, step by step; the last step is what readers see
releases = Table(
    "releases",
    metadata,
    Column("site", String, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
)
