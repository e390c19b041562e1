"""Say of each memory unit where it was made, by whom, when and whether it is reviewed; index the texts anew."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"

#: the approval a unit of a segment came from
_APPROVAL = """
    (SELECT {} FROM revisions WHERE revisions.segment = units.segment AND revisions.state = 'approved'
     ORDER BY revisions.number DESC LIMIT 1)
"""


def upgrade() -> None:
    """Add the columns and fill them from the revisions. The index is made of the texts, so it is simply made again."""
    op.add_column("units", sa.Column("document", sa.String, nullable=False, server_default=""))
    op.add_column("units", sa.Column("by", sa.String, nullable=False, server_default=""))
    op.add_column("units", sa.Column("at", sa.DateTime, nullable=True))
    op.add_column("units", sa.Column("reviewed", sa.Boolean, nullable=False, server_default=sa.true()))
    op.execute(
        f"""UPDATE units SET "at" = {_APPROVAL.format('revisions."at"')},
            "by" = coalesce({_APPROVAL.format('revisions."by"')}, ''),
            document = (SELECT document FROM segments WHERE segments.id = units.segment)
            WHERE segment IS NOT NULL"""
    )
    op.drop_table("unit_grams", if_exists=True)
    from translator.store import fulltext

    fulltext.index_again(op.get_bind())
