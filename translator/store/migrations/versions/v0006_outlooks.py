"""Add what is known of each segment's newest text at a glance."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    """Make the table; it fills as texts are drafted and saved."""
    op.create_table(
        "outlooks",
        sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), primary_key=True),
        sa.Column("confidence", sa.Float, nullable=True),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("checks", sa.Text, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
    )
