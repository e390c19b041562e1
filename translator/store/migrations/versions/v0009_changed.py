"""Remember when the text of a document last changed: what was approved before that is stale."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    """Add the column; older rows do not know."""
    op.add_column("documents", sa.Column("changed", sa.DateTime, nullable=True))
