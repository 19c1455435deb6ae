"""Study times of learners, when something of them was pressed last, and since when they are asked about them"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEX = "ix_learners_next_study_at"
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.add_column(sa.Column("study_times", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("study_answered_at", Instant, nullable=True))
        batch_op.add_column(sa.Column("study_asked_at", Instant, nullable=True))
        batch_op.add_column(sa.Column("next_study_at", Instant, nullable=True))
    op.create_index(
        INDEX,
        "learners",
        ["next_study_at"],
        sqlite_where=sa.text("next_study_at IS NOT NULL"),
        postgresql_where=sa.text("next_study_at IS NOT NULL"),
    )


def downgrade() -> None:
    """An earlier release knows no study times, nor their rows in the ledger."""
    op.execute("DELETE FROM nudges WHERE kind = 'study time'")
    op.drop_index(INDEX, table_name="learners")
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.drop_column("next_study_at")
        batch_op.drop_column("study_asked_at")
        batch_op.drop_column("study_answered_at")
        batch_op.drop_column("study_times")
