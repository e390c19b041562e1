"""Let the database find the next sentence that waits, and a place in the queue, without reading any text."""

from alembic import op

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    """Make both indexes wider."""
    op.drop_index("segments_in_order", "segments")
    op.create_index("segments_in_order", "segments", ["document", "present", "ordinal"])
    op.drop_index("segments_by_state", "segments")
    op.create_index("segments_by_state", "segments", ["document", "present", "state", "ordinal"])
