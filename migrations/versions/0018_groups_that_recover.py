"""Since when a group takes no posts and when it is tried next; and who is told so: whoever started or set it"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SILENCED = """UPDATE groups SET gone_at = NULL, next_look_at = gone_at WHERE gone_at IS NOT NULL AND roadmap IS NOT NULL
AND id IN (SELECT group_id FROM nudges WHERE state = 'unreachable' AND reason IN ('may not write', 'may not write there'))"""
REFUSING = """UPDATE groups SET gone_at = refused_at, next_look_at = NULL
WHERE refused_at IS NOT NULL AND gone_at IS NULL"""
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "group_keepers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_group_keepers_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_group_keepers_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_keepers")),
        sa.UniqueConstraint("group_id", "account_id", name=op.f("uq_group_keepers_group_id_account_id")),
    )
    op.create_index(op.f("ix_group_keepers_account_id"), "group_keepers", ["account_id"])
    # Not in a batch, which would copy the table: what belongs to groups would go, and numbers would be given twice.
    op.add_column("groups", sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("groups", sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("groups", sa.Column("lacks", sa.String(length=32), nullable=False, server_default=sa.text("''")))
    op.execute(SILENCED)  # one refusal had silenced them for good; the look that they missed only sets the next one


def downgrade() -> None:
    """An earlier release tries no group again: one that takes no posts is gone until it is heard of."""
    op.execute(REFUSING)
    op.execute("DELETE FROM nudges WHERE kind IN ('lacks', 'closed', 'help stands')")
    for column in ("lacks", "retry_at", "refused_at"):
        op.drop_column("groups", column)
    op.drop_index(op.f("ix_group_keepers_account_id"), table_name="group_keepers")
    op.drop_table("group_keepers")
