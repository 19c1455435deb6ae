"""Who an update is from, so that whoever is forgotten takes along what waits of them among others"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

updates = sa.table("updates", sa.column("id"), sa.column("payload"), sa.column("user_id"), sa.column("done_at"))


def upgrade() -> None:
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("user_id", sa.BigInteger(), nullable=True))
    waiting = sa.select(updates.c.id, updates.c.payload).where(updates.c.done_at.is_(None), updates.c.payload != "")
    for number, payload in op.get_bind().execute(waiting).all():
        op.execute(updates.update().where(updates.c.id == number).values(user_id=_sender(payload)))


def downgrade() -> None:
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.drop_column("user_id")


def _sender(payload: str) -> int | None:
    """Who sent an update, by its raw JSON as Telegram writes it; None where it does not say."""
    contents: Any = json.loads(payload).values()
    for content in contents:
        sender = content.get("from") or content.get("user") if isinstance(content, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return None
