"""What the admins of groups did about what members say there: hidden, closed, muted, taken out; each a row that stays"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_orders",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=True),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_orders_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_group_orders_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_orders")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_group_orders_group_id_deed"), "group_orders", ["group_id", "deed"])
    op.create_index(op.f("ix_group_orders_account_id"), "group_orders", ["account_id"])


def downgrade() -> None:
    """An earlier release knows no order: who was muted is heard again, and what was hidden stays closed."""
    op.execute("DELETE FROM nudges WHERE kind = 'order'")
    op.drop_index(op.f("ix_group_orders_account_id"), table_name="group_orders")
    op.drop_index(op.f("ix_group_orders_group_id_deed"), table_name="group_orders")
    op.drop_table("group_orders")
