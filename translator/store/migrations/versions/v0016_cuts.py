"""Keep which segments were divided or joined by hand."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0016", "0015"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "cuts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.String, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("cuts_of", "cuts", ["document"])
