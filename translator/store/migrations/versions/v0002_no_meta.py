"""Drop ``meta``, which said the version before Alembic's table did."""

from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Drop the table."""
    op.drop_table("meta")
