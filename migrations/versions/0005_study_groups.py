"""Study groups: their tables, and a ledger whose rows belong to a learner or to a group"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def _id() -> sa.Column:
    return sa.Column("id", Id, nullable=False)


def _owner(name: str) -> sa.Column:
    return sa.Column(name, Id, nullable=False)


def _goes_with(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{owner}")
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=name, ondelete="CASCADE")


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def upgrade() -> None:
    op.create_table(
        "groups",
        _id(),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("roadmap", sa.String(length=64), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("digest_weekday", sa.Integer(), nullable=False),
        sa.Column("digest_time", sa.Time(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("board_on", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("rooms_on", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("added_at", Instant, nullable=False),
        sa.Column("gone_at", Instant, nullable=True),
        sa.Column("next_look_at", Instant, nullable=True),
        sa.Column("quiet_weeks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("board_message_id", sa.String(length=64), server_default=sa.text("''"), nullable=False),
        sa.Column("board_week", sa.String(length=16), server_default=sa.text("''"), nullable=False),
        _key("groups"),
        _unique("groups", "platform", "chat_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_groups_next_look_at",
        "groups",
        ["next_look_at"],
        unique=False,
        sqlite_where=sa.text("next_look_at IS NOT NULL"),
        postgresql_where=sa.text("next_look_at IS NOT NULL"),
    )
    op.create_table(
        "memberships",
        _id(),
        _owner("group_id"),
        _owner("account_id"),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("joined_at", Instant, nullable=False),
        sa.Column("wants_partner", sa.Boolean(), server_default=sa.false(), nullable=False),
        _goes_with("memberships", "group_id", "groups"),
        _goes_with("memberships", "account_id", "accounts"),
        _key("memberships"),
        _unique("memberships", "group_id", "account_id"),
        sqlite_autoincrement=True,
    )
    _index("memberships", "account_id")
    op.create_table(
        "help_requests",
        _id(),
        _owner("group_id"),
        _owner("account_id"),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("closed_at", Instant, nullable=True),
        _goes_with("help_requests", "group_id", "groups"),
        _goes_with("help_requests", "account_id", "accounts"),
        _key("help_requests"),
        sqlite_autoincrement=True,
    )
    _index("help_requests", "group_id")
    _index("help_requests", "account_id")
    op.create_table(
        "help_offers",
        _id(),
        _owner("request_id"),
        _owner("account_id"),
        sa.Column("offered_at", Instant, nullable=False),
        _goes_with("help_offers", "request_id", "help_requests"),
        _goes_with("help_offers", "account_id", "accounts"),
        _key("help_offers"),
        _unique("help_offers", "request_id", "account_id"),
    )
    _index("help_offers", "account_id")
    op.create_table(
        "thanks",
        _id(),
        _owner("group_id"),
        _owner("account_id"),
        _owner("helper_account_id"),
        sa.Column("thanked_at", Instant, nullable=False),
        _goes_with("thanks", "group_id", "groups"),
        _goes_with("thanks", "account_id", "accounts"),
        _goes_with("thanks", "helper_account_id", "accounts"),
        _key("thanks"),
    )
    _index("thanks", "group_id", "thanked_at")
    _index("thanks", "account_id")
    _index("thanks", "helper_account_id")
    op.create_table(
        "pairings",
        _id(),
        _owner("group_id"),
        sa.Column("week", sa.Date(), nullable=False),
        _goes_with("pairings", "group_id", "groups"),
        _key("pairings"),
        sqlite_autoincrement=True,
    )
    _index("pairings", "group_id", "week")
    op.create_table(
        "pairing_members",
        _id(),
        _owner("pairing_id"),
        _owner("account_id"),
        _goes_with("pairing_members", "pairing_id", "pairings"),
        _goes_with("pairing_members", "account_id", "accounts"),
        _key("pairing_members"),
        _unique("pairing_members", "pairing_id", "account_id"),
    )
    _index("pairing_members", "account_id")
    op.create_table(
        "promises",
        _id(),
        _owner("group_id"),
        _owner("account_id"),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        _goes_with("promises", "group_id", "groups"),
        _goes_with("promises", "account_id", "accounts"),
        _key("promises"),
        _unique("promises", "group_id", "account_id", "week"),
        sqlite_autoincrement=True,
    )
    _index("promises", "account_id")
    op.create_table(
        "rooms",
        _id(),
        _owner("group_id"),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        _goes_with("rooms", "group_id", "groups"),
        _key("rooms"),
        _unique("rooms", "group_id", "topic"),
        sqlite_autoincrement=True,
    )

    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.alter_column("learner_id", existing_type=Id, nullable=True)
        batch_op.alter_column("account_id", existing_type=Id, nullable=True)
        batch_op.alter_column(
            "period", existing_type=sa.String(length=16), type_=sa.String(length=40), existing_nullable=False
        )
        batch_op.add_column(sa.Column("group_id", Id, nullable=True))
        batch_op.add_column(sa.Column("subject", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("text", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_nudges_group_id_groups"), "groups", ["group_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_unique_constraint(batch_op.f("uq_nudges_group_id_kind_period"), ["group_id", "kind", "period"])


def downgrade() -> None:
    # An earlier release knows nothing of groups: their rows, and those about partners, say nothing to it.
    op.execute("DELETE FROM nudges WHERE learner_id IS NULL OR kind NOT IN ('weekly', 'snooze')")
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_nudges_group_id_kind_period"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_nudges_group_id_groups"), type_="foreignkey")
        batch_op.drop_column("text")
        batch_op.drop_column("subject")
        batch_op.drop_column("group_id")
        batch_op.alter_column(
            "period", existing_type=sa.String(length=40), type_=sa.String(length=16), existing_nullable=False
        )
        batch_op.alter_column("account_id", existing_type=Id, nullable=False)
        batch_op.alter_column("learner_id", existing_type=Id, nullable=False)

    for table in (
        "rooms",
        "promises",
        "pairing_members",
        "pairings",
        "thanks",
        "help_offers",
        "help_requests",
        "memberships",
        "groups",
    ):
        op.drop_table(table)
