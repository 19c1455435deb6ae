"""Answers on pages are shown for a while, and openings within platforms are nobody's

Answers that are kept are forgotten: nobody knows when they were told. Openings stay spent.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OWNER = "fk_web_openings_account_id_accounts"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("web_sessions", sa.Column("told_at", MOMENT, nullable=True))
    op.add_column("web_sessions", sa.Column("told_as", sa.String(length=16), nullable=True))
    op.create_index(op.f("ix_web_sessions_told_at"), "web_sessions", ["told_at"])
    op.execute("UPDATE web_sessions SET answer = NULL WHERE answer IS NOT NULL")
    op.drop_index(op.f("ix_web_openings_account_id"), "web_openings")
    with op.batch_alter_table("web_openings", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(OWNER), type_="foreignkey")
        batch_op.drop_column("account_id")


def downgrade() -> None:
    """Openings of the last hour are good again: an earlier release wants to know whose they were."""
    op.execute("DELETE FROM web_openings")
    with op.batch_alter_table("web_openings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", BIG, nullable=False))
        batch_op.create_foreign_key(op.f(OWNER), "accounts", ["account_id"], ["id"], ondelete="CASCADE")
    op.create_index(op.f("ix_web_openings_account_id"), "web_openings", ["account_id"])
    op.drop_index(op.f("ix_web_sessions_told_at"), "web_sessions")
    op.drop_column("web_sessions", "told_as")
    op.drop_column("web_sessions", "told_at")
