"""Answers on pages are shown for a while

Those that are kept are forgotten: nobody knows when they were told.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("web_sessions", sa.Column("told_at", MOMENT, nullable=True))
    op.add_column("web_sessions", sa.Column("told_as", sa.String(length=16), nullable=True))
    op.create_index(op.f("ix_web_sessions_told_at"), "web_sessions", ["told_at"])
    op.execute("UPDATE web_sessions SET answer = NULL WHERE answer IS NOT NULL")


def downgrade() -> None:
    op.drop_index(op.f("ix_web_sessions_told_at"), "web_sessions")
    op.drop_column("web_sessions", "told_as")
    op.drop_column("web_sessions", "told_at")
