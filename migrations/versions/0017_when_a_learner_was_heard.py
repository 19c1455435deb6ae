"""The last day on which a learner was answered, so that who comes back after weeks is met; and goals of study days a week"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TAKEN_BACK = """DELETE FROM progress_events WHERE kind = 'undone' AND EXISTS (
SELECT 1 FROM progress_events AS taken WHERE taken.enrolment_id = progress_events.enrolment_id
AND taken.position = progress_events.undoes AND taken.kind IN ('goal', 'focused'))"""


def upgrade() -> None:
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """An earlier release knows no goals and no focus, nor the facts that take them back."""
    op.execute(TAKEN_BACK)
    op.execute("DELETE FROM progress_events WHERE kind IN ('goal', 'focused')")
    op.execute("DELETE FROM nudges WHERE kind IN ('focus', 'break')")
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.drop_column("heard_on")
