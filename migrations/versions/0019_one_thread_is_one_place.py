"""A group for each thread of a chat, the thread a post stands in, and the room a question was asked in"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_CHAT_ITSELF = sa.text("thread_id IS NULL")
BY_CHAT, BY_PLACE = "uq_groups_platform_chat_id", "uq_groups_platform_chat_id_thread_id"
ROOM = "fk_help_requests_room_id_rooms"

OF_GROUPS = """UPDATE nudges SET thread_id = (SELECT thread_id FROM groups WHERE groups.id = nudges.group_id)
WHERE group_id IS NOT NULL AND kind <> 'opening'"""
OF_ROOMS = """UPDATE nudges SET thread_id = (SELECT thread_id FROM rooms WHERE rooms.id = nudges.subject)
WHERE group_id IS NOT NULL AND kind = 'opening'"""


def upgrade() -> None:
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", sa.String(length=255), nullable=True))
    op.execute(OF_GROUPS)
    op.execute(OF_ROOMS)
    last = _last("help_requests")
    with op.batch_alter_table("help_requests", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("room_id", Id, nullable=True))
        batch_op.create_foreign_key(op.f(ROOM), "rooms", ["room_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index(op.f("ix_help_requests_room_id"), ["room_id"], unique=False)
    _go_on_from("help_requests", last)
    last = _last("groups")
    with op.batch_alter_table("groups", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f(BY_CHAT), type_="unique")
        batch_op.create_unique_constraint(op.f(BY_PLACE), ["platform", "chat_id", "thread_id"])
    _go_on_from("groups", last)
    op.create_index(
        BY_CHAT,
        "groups",
        ["platform", "chat_id"],
        unique=True,
        sqlite_where=IN_CHAT_ITSELF,
        postgresql_where=IN_CHAT_ITSELF,
    )


def downgrade() -> None:
    """Raises ValueError where several groups are in one chat: an earlier release knows one of each."""
    _check()
    op.execute("DELETE FROM nudges WHERE kind = 'unpin'")
    op.drop_index(BY_CHAT, table_name="groups")
    last = _last("groups")
    with op.batch_alter_table("groups", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(op.f(BY_PLACE), type_="unique")
        batch_op.create_unique_constraint(op.f(BY_CHAT), ["platform", "chat_id"])
    _go_on_from("groups", last)
    last = _last("help_requests")
    with op.batch_alter_table("help_requests", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index(op.f("ix_help_requests_room_id"))
        batch_op.drop_constraint(op.f(ROOM), type_="foreignkey")
        batch_op.drop_column("room_id")
    _go_on_from("help_requests", last)
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.drop_column("thread_id")


def _last(table: str) -> int | None:
    """The last number that SQLite gave in a table, be its row there or not."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    asked = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return op.get_bind().execute(asked, {"name": table}).scalar()


def _go_on_from(table: str, last: int | None) -> None:
    if last is None:
        return
    named = {"name": table, "last": last}
    op.get_bind().execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), named)
    op.get_bind().execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), named)


def _check() -> None:
    several = sa.text("SELECT 1 FROM groups GROUP BY platform, chat_id HAVING count(*) > 1 LIMIT 1")
    if op.get_bind().execute(several).first():
        raise ValueError("a chat has several groups")
