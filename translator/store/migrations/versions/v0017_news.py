"""Keep what concerns a person, and where in the text a remark stands."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017", "0016"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "news",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("to", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=True),
    )
    op.create_index("news_for", "news", ["to", "seen"])
    op.add_column("remarks", sa.Column("start", sa.Integer, nullable=True))
