"""Ids of platforms as text, for not every platform numbers its people and chats; and room for posts in many messages"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = {
    "accounts": {"user_id": False},
    "button_lines": {"user_id": False},
    "drafts": {"user_id": False},
    "groups": {"chat_id": False, "server_id": True, "thread_id": True},
    "rooms": {"thread_id": True},
    "updates": {"bot_id": False, "update_id": False, "chat_id": False, "user_id": True},
}
"""The columns that hold ids of platforms, by table, and whether there may be none."""

WIDENED = {
    "groups": {"board_message_id": (64, 1000)},
    "nudges": {"message_id": (64, 1000)},
    "rates": {"name": (64, 300)},
}
"""What holds such ids with other things: how many characters there were room for, and how many there are now."""

NEVER_AGAIN = {"groups", "rooms"}
"""The tables that give no number twice, which SQLite has to be told anew where it rebuilds one."""

NUMBER = re.compile(r"-?[0-9]{1,19}")
BITS_64 = range(-(2**63), 2**63)

Text = sa.String(length=255)


def upgrade() -> None:
    for table in sorted({*COLUMNS, *WIDENED}):
        _alter(table, sa.BigInteger(), Text, "varchar", before=0)


def downgrade() -> None:
    """Raises ValueError where an id is no number: an earlier release does not know the platform that it is of."""
    for table, columns in COLUMNS.items():
        for column in columns:
            _check(table, column)
    for table in sorted({*COLUMNS, *WIDENED}):
        _alter(table, Text, sa.BigInteger(), "bigint", before=1)


def _alter(table: str, old: sa.types.TypeEngine, new: sa.types.TypeEngine, cast: str, *, before: int) -> None:
    last = _last(table)
    options = {"sqlite_autoincrement": True} if table in NEVER_AGAIN else {}
    with op.batch_alter_table(table, schema=None, table_kwargs=options) as batch_op:
        for column, nullable in COLUMNS.get(table, {}).items():
            batch_op.alter_column(
                column,
                existing_type=old,
                type_=new,
                existing_nullable=nullable,
                postgresql_using=f"{column}::{cast}",
            )
        for column, lengths in WIDENED.get(table, {}).items():
            batch_op.alter_column(
                column,
                existing_type=sa.String(length=lengths[before]),
                type_=sa.String(length=lengths[1 - before]),
                existing_nullable=False,
            )
    _go_on_from(table, last)


def _last(table: str) -> int | None:
    """The last number that SQLite gave in a table, be its row there or not."""
    if table not in NEVER_AGAIN or op.get_bind().dialect.name != "sqlite":
        return None
    return (
        op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
    )


def _go_on_from(table: str, last: int | None) -> None:
    if last is None:
        return
    named = {"name": table, "last": last}
    op.get_bind().execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
    op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), named)


def _check(table: str, column: str) -> None:
    values = sa.select(sa.column(column)).select_from(sa.table(table)).where(sa.column(column).is_not(None))
    found = op.get_bind().execute(values).scalars()
    if any(not NUMBER.fullmatch(value) or int(value) not in BITS_64 for value in found):
        raise ValueError(f"{table}.{column} holds ids that are no numbers")
