"""By which day a promise is to be kept, where that is not the last of its week; and who would like no partner is in no pairing"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# To say so took them out of the last pairing alone, and left them with whom they were before.
OFF = """DELETE FROM pairing_members WHERE EXISTS (
    SELECT 1 FROM memberships
    JOIN pairings ON pairings.group_id = memberships.group_id
    WHERE pairings.id = pairing_members.pairing_id AND memberships.account_id = pairing_members.account_id
    AND NOT memberships.wants_partner
)"""


def upgrade() -> None:
    op.add_column("promises", sa.Column("day", sa.Date(), nullable=True))
    op.execute(OFF)


def downgrade() -> None:
    """Who was whose partner before is of no use to who wants none."""
    op.drop_column("promises", "day")
