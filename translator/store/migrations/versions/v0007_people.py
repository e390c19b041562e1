"""Add people, their remarks, dismissed findings, and who works where."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("stamp", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "remarks",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("gravity", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("resolved_by", sa.String, nullable=False),
        sa.Column("resolved_at", sa.DateTime, nullable=True),
    )
    op.create_index("remarks_of", "remarks", ["segment"])
    op.create_table(
        "dismissals",
        sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("check", sa.String, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), primary_key=True),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
