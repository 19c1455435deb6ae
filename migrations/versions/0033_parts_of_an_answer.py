"""The messages of an answer know each other

Of answers that stand already nobody knows that any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "answer_parts",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=255), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("first_id", sa.String(length=255), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat_id", "message_id", name=op.f("pk_answer_parts")),
    )
    op.create_index(op.f("ix_answer_parts_at"), "answer_parts", ["at"])
    op.create_index(
        op.f("ix_answer_parts_platform_chat_id_first_id"), "answer_parts", ["platform", "chat_id", "first_id"]
    )


def downgrade() -> None:
    op.drop_table("answer_parts")
