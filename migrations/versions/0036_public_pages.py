"""What is shown to everybody: the roadmaps that are shared"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("roadmaps", sa.Column("shared_at", MOMENT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("roadmaps") as table:
        table.drop_column("shared_at")
