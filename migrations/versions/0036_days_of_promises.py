"""By which day a promise is to be kept, where that is not the last of its week"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("promises", sa.Column("day", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("promises", "day")
