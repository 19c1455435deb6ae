"""The openings within a platform that signed somebody in"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "web_openings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_web_openings_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_openings")),
    )
    op.create_index(op.f("ix_web_openings_account_id"), "web_openings", ["account_id"])
    op.create_index(op.f("ix_web_openings_digest"), "web_openings", ["digest"], unique=True)
    op.create_index(op.f("ix_web_openings_until"), "web_openings", ["until"])


def downgrade() -> None:
    op.drop_table("web_openings")
