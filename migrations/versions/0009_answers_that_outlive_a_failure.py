"""Answers that are kept with the update they answer until they have come, and rows that leave before the calendar's"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("answer_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("nudges", sa.Column("prompt", sa.Boolean(), nullable=False, server_default=sa.false()))
    under_way = sa.text("prompt AND state IN ('due', 'sending')")
    op.create_index(
        "ix_nudges_prompt", "nudges", ["platform", "due_at"], sqlite_where=under_way, postgresql_where=under_way
    )


def downgrade() -> None:
    op.drop_index("ix_nudges_prompt", "nudges")
    op.drop_column("nudges", "prompt")
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.drop_column("answer_until")
        batch_op.drop_column("answer")
