"""The tables as they were before steps were counted; nothing to do."""

revision, down_revision = "0001", None


def upgrade() -> None:
    """Do nothing: databases of this version have a table ``meta`` that says schema 1."""
