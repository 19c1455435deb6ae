"""What operators do: blocks, the log of their acts, announcements with an opt-out of their own, and incidents"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", BIG, nullable=False),
        sa.Column("shadow", sa.String(length=64), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint("shadow", name=op.f("uq_blocks_shadow")),
    )
    op.create_table(
        "acts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("shadow", sa.String(length=64), nullable=False, server_default=sa.text("''")),
        sa.Column("subject", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_shadow"), "acts", ["shadow"])
    op.create_index(op.f("ix_acts_at"), "acts", ["at"])
    op.create_table(
        "incidents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_incidents_at"), "incidents", ["at"])
    op.create_table(
        "announcements",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("code", name=op.f("uq_announcements_code")),
        sqlite_autoincrement=True,
    )
    # Not in a batch, which would copy the tables.
    op.add_column("accounts", sa.Column("blocked_at", MOMENT, nullable=True))
    op.add_column("learners", sa.Column("announcements", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.execute("DELETE FROM nudges WHERE kind IN ('announcement', 'incident')")
    op.drop_column("learners", "announcements")
    op.drop_column("accounts", "blocked_at")
    op.drop_table("announcements")
    op.drop_index(op.f("ix_incidents_at"), table_name="incidents")
    op.drop_table("incidents")
    op.drop_index(op.f("ix_acts_at"), table_name="acts")
    op.drop_index(op.f("ix_acts_shadow"), table_name="acts")
    op.drop_table("acts")
    op.drop_table("blocks")
