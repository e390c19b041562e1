"""Remember whether a remark is about words of the source."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0019", "0018"


def upgrade() -> None:
    """Add the column; older remarks are about the translation."""
    op.add_column("remarks", sa.Column("on_source", sa.Boolean, nullable=False, server_default=sa.false()))
