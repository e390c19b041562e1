"""Keep what goes out after a release, how often that was tried and what came of it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0018", "0017"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deliveries",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("site", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", sa.DateTime, nullable=True),
        sa.Column("done", sa.DateTime, nullable=True),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
    )
    op.create_index("deliveries_of", "deliveries", ["site", "number"])
