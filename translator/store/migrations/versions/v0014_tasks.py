"""Keep what is to be drafted in the background, how far it is, and why it failed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014", "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tasks",
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("redo", sa.Boolean, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("asked", sa.DateTime, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
    )
