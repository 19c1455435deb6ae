"""How often the weekly nudge comes, how it keeps quiet for who fell silent, and how much learners mean to do"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TAKEN_BACK = """DELETE FROM progress_events WHERE kind = 'undone' AND EXISTS (
SELECT 1 FROM progress_events AS taken WHERE taken.enrolment_id = progress_events.enrolment_id
AND taken.position = progress_events.undoes AND taken.kind = 'intended')"""


def upgrade() -> None:
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("rhythm", sa.String(length=16), nullable=False, server_default=sa.text("'weekly'"))
        )
        batch_op.add_column(sa.Column("hush", sa.String(length=16), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("hushed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("amount", sa.Integer(), nullable=True))


def downgrade() -> None:
    """An earlier release knows no intentions, nor the facts that take them back."""
    op.execute(TAKEN_BACK)
    op.execute("DELETE FROM progress_events WHERE kind = 'intended'")
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.drop_column("amount")
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.drop_column("hushed_at")
        batch_op.drop_column("hush")
        batch_op.drop_column("rhythm")
