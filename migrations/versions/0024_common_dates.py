"""The last day of a group's common dates, where one was set"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, which would copy the table: what belongs to groups would go, and numbers would be given twice.
    op.add_column("groups", sa.Column("last_day", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("groups", "last_day")
