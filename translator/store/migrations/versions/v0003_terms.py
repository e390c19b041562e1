"""Add the terms that people bring."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the table; for a short while databases without a version had it already."""
    op.create_table(
        "terms",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("judged_by", sa.String, nullable=False),
        sa.Column("judged_at", sa.DateTime, nullable=True),
        if_not_exists=True,
    )
    op.create_index("ix_terms_change", "terms", ["change"], if_not_exists=True)
