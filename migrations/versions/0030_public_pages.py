"""What is shown to everybody: the roadmaps that are shared, and portfolios to whoever has their address"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("roadmaps", sa.Column("shared_at", MOMENT, nullable=True))
    op.create_table(
        "portfolios",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("roadmap", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("made_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_portfolios_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolios")),
        sa.UniqueConstraint("account_id", "roadmap", name=op.f("uq_portfolios_account_id_roadmap")),
    )
    op.create_index(op.f("ix_portfolios_digest"), "portfolios", ["digest"], unique=True)


def downgrade() -> None:
    op.drop_table("portfolios")
    with op.batch_alter_table("roadmaps") as table:
        table.drop_column("shared_at")
