"""Let equal texts be found by an index: sources and translations alike, whatever their end mark."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015", "0014"


def upgrade() -> None:
    """Give translations the key that sources have, and make it anew for these."""
    op.add_column("revisions", sa.Column("kin", sa.String, nullable=False, server_default=""))
    connection = op.get_bind()
    _fill(connection, "SELECT id, text FROM segments", "UPDATE segments SET kin = :kin WHERE id = :id")
    _fill(
        connection,
        "SELECT segment AS id, number, text FROM revisions",
        "UPDATE revisions SET kin = :kin WHERE segment = :id AND number = :number",
    )
    op.create_index("revisions_of_kin", "revisions", ["kin"])


def _fill(connection: sa.Connection, rows: str, change: str) -> None:
    found = connection.execute(sa.text(rows)).mappings().all()
    many = [{name: row[name] for name in row if name != "text"} | {"kin": _kin(row["text"])} for row in found]
    if many:
        connection.execute(sa.text(change), many)


def _kin(text: str) -> str:
    bare = text.rstrip(" \n\t。．.！!").lstrip(" ")
    return hashlib.blake2s(bare.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
