"""Meetings of groups, and who is in"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", BIG, nullable=False),
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=True),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("usual_at", Instant, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("focus", sa.Integer(), nullable=False),
        sa.Column("pause", sa.Integer(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("ended_at", Instant, nullable=True),
        sa.Column("called_off_at", Instant, nullable=True),
        sa.Column("changes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=True),
        sa.Column("follows", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_meetings_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_meetings_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["follows"], ["meetings.id"], name=op.f("fk_meetings_follows_meetings"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("follows", name=op.f("uq_meetings_follows")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meetings_group_id_starts_at"), "meetings", ["group_id", "starts_at"])
    op.create_index(op.f("ix_meetings_account_id"), "meetings", ["account_id"])
    op.create_table(
        "attendances",
        sa.Column("id", BIG, nullable=False),
        sa.Column("meeting_id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("plan", sa.String(length=200), server_default=sa.text("''"), nullable=False),
        sa.Column("outcome", sa.String(length=16), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_attendances_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint("meeting_id", "account_id", name=op.f("uq_attendances_meeting_id_account_id")),
    )
    op.create_index(op.f("ix_attendances_account_id"), "attendances", ["account_id"])


def downgrade() -> None:
    """An earlier release knows no meetings, nor their rows in the ledger."""
    op.execute("DELETE FROM nudges WHERE kind IN ('meeting', 'summons', 'round', 'event')")
    op.drop_index(op.f("ix_attendances_account_id"), table_name="attendances")
    op.drop_table("attendances")
    op.drop_index(op.f("ix_meetings_account_id"), table_name="meetings")
    op.drop_index(op.f("ix_meetings_group_id_starts_at"), table_name="meetings")
    op.drop_table("meetings")
