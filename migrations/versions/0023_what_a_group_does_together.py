"""What members let their group hear at once, who cheers for it, and what a group means to do together"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Not in a batch, which would copy the table: numbers would be given twice.
    op.add_column(
        "memberships", sa.Column("shows_completions", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "hurrahs",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_hurrahs_group_id_groups"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hurrahs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hurrahs_group_id"), "hurrahs", ["group_id"])
    op.create_table(
        "hurrah_topics",
        sa.Column("id", BIG, nullable=False),
        sa.Column("hurrah_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["hurrah_id"], ["hurrahs.id"], name=op.f("fk_hurrah_topics_hurrah_id_hurrahs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_hurrah_topics_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hurrah_topics")),
        sa.UniqueConstraint(
            "hurrah_id", "account_id", "topic", name=op.f("uq_hurrah_topics_hurrah_id_account_id_topic")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hurrah_topics_account_id"), "hurrah_topics", ["account_id"])
    op.create_table(
        "cheers",
        sa.Column("id", BIG, nullable=False),
        sa.Column("hurrah_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("cheered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hurrah_id"], ["hurrahs.id"], name=op.f("fk_cheers_hurrah_id_hurrahs"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_cheers_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cheers")),
        sa.UniqueConstraint("hurrah_id", "account_id", name=op.f("uq_cheers_hurrah_id_account_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cheers_account_id"), "cheers", ["account_id"])
    op.create_table(
        "common_goals",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("counts", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_common_goals_group_id_groups"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_goals")),
        sa.UniqueConstraint("group_id", name=op.f("uq_common_goals_group_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """What waits to be told of them, or to be taken away, is told to nobody by an earlier release."""
    op.execute("DELETE FROM nudges WHERE kind IN ('hurrah', 'goal reached')")
    op.drop_table("common_goals")
    op.drop_index(op.f("ix_cheers_account_id"), table_name="cheers")
    op.drop_table("cheers")
    op.drop_index(op.f("ix_hurrah_topics_account_id"), table_name="hurrah_topics")
    op.drop_table("hurrah_topics")
    op.drop_index(op.f("ix_hurrahs_group_id"), table_name="hurrahs")
    op.drop_table("hurrahs")
    op.drop_column("memberships", "shows_completions")
