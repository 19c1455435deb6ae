"""Links of accounts: a code is found by its digest and shows a name, and wrong ones are counted"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=64), server_default=sa.text("''"), nullable=False))
        batch_op.create_index(batch_op.f("ix_codes_purpose_code"), ["purpose", "code"], unique=False)
    op.create_table(
        "tries",
        sa.Column("id", Id, nullable=False),
        sa.Column("account_id", Id, nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_tries_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tries")),
        sa.UniqueConstraint("account_id", "purpose", name=op.f("uq_tries_account_id_purpose")),
    )


def downgrade() -> None:
    op.drop_table("tries")
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_codes_purpose_code"))
        batch_op.drop_column("name")
