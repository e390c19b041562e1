"""Add what equal sources share, the size of a source, locks, what was put off, notes, and choices."""

import hashlib
import re

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def upgrade() -> None:
    """Make columns and tables; count the sources that are there."""
    for column in (
        sa.Column("kin", sa.String, nullable=False, server_default=""),
        sa.Column("size", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked", sa.String, nullable=False, server_default=""),
        sa.Column("skipped", sa.DateTime, nullable=True),
    ):
        op.add_column("segments", column)
    _fill(op.get_bind())
    op.create_index("segments_of_kin", "segments", ["kin"])
    op.create_table(
        "notes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("notes_of", "notes", ["document"])
    op.create_table(
        "choices",
        sa.Column("owner", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _fill(connection: sa.Connection) -> None:
    rows = connection.execute(
        sa.text("SELECT s.id, s.text, d.lang FROM segments s JOIN documents d ON d.id = s.document")
    ).all()
    change = sa.text("UPDATE segments SET kin = :kin, size = :size WHERE id = :id")
    many = [{"id": row.id, "kin": _kin(row.text), "size": _size(row.text, row.lang)} for row in rows]
    if many:
        connection.execute(change, many)


def _kin(text: str) -> str:
    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _size(text: str, lang: str) -> int:
    return len(re.sub(r"\s+", "", text)) if lang == "zh" else len(_WORD.findall(text))
