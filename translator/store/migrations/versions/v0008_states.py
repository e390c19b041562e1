"""Let the database count a document's segments by state without reading them."""

from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    """Make the index."""
    op.create_index("segments_by_state", "segments", ["document", "present", "state"])
