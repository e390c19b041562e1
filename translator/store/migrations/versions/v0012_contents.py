"""Keep the table of contents of an edition, so that a changed page is published without reading all the others."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0012", "0011"


def upgrade() -> None:
    """Add the columns; rows of older editions are read once more to fill them in."""
    for name in ("document", "slug", "digest", "mark"):
        op.add_column("edition_pages", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.add_column("edition_pages", sa.Column("settled", sa.Boolean, nullable=False, server_default=sa.false()))
