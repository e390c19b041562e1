"""The store: documents, revisions, memory and editions in one database (SQLite without set-up, or PostgreSQL).

Law: each call is one transaction; a revision is only ever appended; trouble of the database is a one-line StoreError.
"""

from __future__ import annotations

from translator.ports import Store

__all__ = ["open_store"]


def open_store(url: str) -> Store:
    """Open the database at a SQLAlchemy ``url``, making its file and tables where they are missing.

    Raises StoreError when it cannot be opened, is no database, or was made by another version.
    """
    from translator.store.sql import SqlStore

    return SqlStore(url)
