"""Links that are seen before they are made, deletions that wait for an objection, and wrong codes counted by a shadow"""

from hashlib import blake2b
from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = "shadows"

ACCOUNTS = sa.table("accounts", sa.column("id"), sa.column("platform"), sa.column("user_id"))
SECRETS = sa.table("secrets", sa.column("name"), sa.column("value"))
TRIES = sa.table(
    "tries", sa.column("account_id"), sa.column("shadow"), sa.column("purpose"), sa.column("count"), sa.column("since")
)


def upgrade() -> None:
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.create_table(
        "deletions",
        sa.Column("id", Id, nullable=False),
        sa.Column("learner_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=True),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_deletions_account_id_accounts"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_deletions_learner_id_learners"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletions")),
        sa.UniqueConstraint("learner_id", name=op.f("uq_deletions_learner_id")),
    )
    op.create_index(op.f("ix_deletions_account_id"), "deletions", ["account_id"])
    op.create_index(op.f("ix_deletions_due_at"), "deletions", ["due_at"])
    op.create_table(
        "link_previews",
        sa.Column("id", Id, nullable=False),
        sa.Column("code_id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_link_previews_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["codes.id"], name=op.f("fk_link_previews_code_id_codes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_previews")),
        sa.UniqueConstraint("code_id", "account_id", name=op.f("uq_link_previews_code_id_account_id")),
    )
    op.create_index(op.f("ix_link_previews_account_id"), "link_previews", ["account_id"])
    counted = _counted(TRIES.c.account_id == ACCOUNTS.c.id)
    op.drop_table("tries")
    _create_tries(sa.Column("shadow", sa.String(length=64), nullable=False))
    if counted:
        key = token_hex(32)
        op.bulk_insert(SECRETS, [{"name": KEY, "value": key}])
        op.bulk_insert(TRIES, [{"shadow": _shadow(key, row), **_tried(row)} for row in counted])


def downgrade() -> None:
    """What is counted goes back to the accounts that are still there."""
    key = op.get_bind().execute(sa.select(SECRETS.c.value).where(SECRETS.c.name == KEY)).scalar()
    counted = _counted(sa.true()) if key else []
    op.drop_table("tries")
    _create_tries(
        sa.Column("account_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_tries_account_id_accounts"), ondelete="CASCADE"
        ),
    )
    theirs = [row for row in counted if key and row.shadow == _shadow(key, row)]
    op.bulk_insert(TRIES, [{"account_id": row.id, **_tried(row)} for row in theirs])
    op.drop_table("link_previews")
    op.drop_table("deletions")
    op.drop_table("secrets")


def _create_tries(whose: sa.Column, *references: sa.ForeignKeyConstraint) -> None:
    op.create_table(
        "tries",
        sa.Column("id", Id, nullable=False),
        whose,
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        *references,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
        sa.UniqueConstraint(whose.name, "purpose", name=op.f(f"uq_tries_{whose.name}_purpose")),
    )


def _counted(of: sa.ColumnElement) -> list[sa.Row]:
    """The tries with the accounts they may be of."""
    columns = [column for column in TRIES.c if column.name in _names()]
    return list(op.get_bind().execute(sa.select(*columns, *ACCOUNTS.c).select_from(TRIES).join(ACCOUNTS, of)).all())


def _names() -> set[str]:
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns("tries")}


def _tried(row: sa.Row) -> dict[str, object]:
    return {"purpose": row.purpose, "count": row.count, "since": row.since}


def _shadow(key: str, row: sa.Row) -> str:
    whole = f"{row.purpose} {row.platform} {row.user_id}"
    return blake2b(whole.encode(), key=bytes.fromhex(key), digest_size=16).hexdigest()
