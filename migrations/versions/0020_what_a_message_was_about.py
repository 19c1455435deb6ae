"""What a learner was asked to do by a message that was sent, so that a reply to it is about that"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # As a batch it would make the table anew, with its indexes in any order, and SQLite takes the first of two that will do.
    op.add_column("nudges", sa.Column("about", sa.String(length=500), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_column("about")
