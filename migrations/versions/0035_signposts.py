"""What leads to a group's page from within the group"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "signposts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_signposts_group_id_groups"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signposts")),
    )
    op.create_index(op.f("ix_signposts_group_id"), "signposts", ["group_id"])
    op.create_index(op.f("ix_signposts_digest"), "signposts", ["digest"], unique=True)
    op.create_index(op.f("ix_signposts_until"), "signposts", ["until"])


def downgrade() -> None:
    op.drop_table("signposts")
