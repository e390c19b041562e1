'''How the tables change from one version to the next. A database is brought up to date when it is opened.

A new database gets all tables of ``schema.py`` at once and is stamped with the newest number. An older one is copied
(SQLite: ``duizhao.db.before-0006`` beside it) and runs the missing steps of ``versions/`` in one transaction. A newer
one is refused. So the tables are written down twice, and ``tests/test_migrations.py`` compares both.

To add a table or a column:

1. Write it in ``translator/store/schema.py`` (a new column needs a ``server_default`` or ``nullable=True``).
2. Write the step ``versions/v0006_comments.py``: the next number, a name, and the same thing spelled out. Do not import
   ``schema`` there: a step must stay what it was when ``schema`` moves on. ::

       """Add comments."""

       import sqlalchemy as sa
       from alembic import op

       revision, down_revision = "0006", "0005"


       def upgrade() -> None:
           """Make the table."""
           op.create_table(
               "comments",
               sa.Column("id", sa.Integer, primary_key=True),
               sa.Column("segment", sa.String, sa.ForeignKey("segments.id"), nullable=False),
               sa.Column("at", sa.DateTime, nullable=False),
           )
           op.create_index("comments_of", "comments", ["segment"])

   On SQLite a column is changed inside ``with op.batch_alter_table("segments") as table:``.
3. Run ``python -m pytest tests/test_migrations.py``. Whoever lands second takes the next number and changes
   ``down_revision``; steps form one line.
'''
