"""What members let those who lead their group see, who leads, and each look at a member; whoever joined before shows nothing"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("memberships", sa.Column("level", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_table(
        "group_leaders",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_group_leaders_account_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_group_leaders_group_id_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_leaders"),
        sa.UniqueConstraint("group_id", "account_id", name="uq_group_leaders_group_id_account_id"),
    )
    op.create_index("ix_group_leaders_account_id", "group_leaders", ["account_id"])
    op.create_table(
        "figures",
        sa.Column("id", ID, nullable=False),
        sa.Column("membership_id", ID, nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("roadmap", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False, server_default=sa.text("''")),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("idle_from", sa.Date(), nullable=True),
        sa.Column("longer_from", sa.Date(), nullable=True),
        sa.Column("quiet_from", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name="fk_figures_membership_id_memberships", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("membership_id", name="uq_figures_membership_id"),
    )
    op.create_table(
        "looks",
        sa.Column("id", ID, nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("leader_account_id", ID, nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_looks_account_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_looks_group_id_groups", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["leader_account_id"], ["accounts.id"], name="fk_looks_leader_account_id_accounts", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
    )
    op.create_index("ix_looks_account_id", "looks", ["account_id"])
    op.create_index("ix_looks_group_id_account_id", "looks", ["group_id", "account_id"])
    op.create_index("ix_looks_leader_account_id", "looks", ["leader_account_id"])


def downgrade() -> None:
    op.execute("DELETE FROM nudges WHERE kind IN ('level', 'levels', 'kind word', 'figures')")
    op.drop_table("looks")
    op.drop_table("figures")
    op.drop_table("group_leaders")
    op.drop_column("memberships", "level")
