"""Index the memory anew: English is found by pairs of words, and the index is half as large."""

from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    """Make the index of the texts again."""
    from translator.store import fulltext

    fulltext.index_again(op.get_bind())
