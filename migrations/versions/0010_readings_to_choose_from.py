"""Every reading of a document that waits for a tap, which of them is looked at, and the stages that were left out"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

READ = (("form", sa.String(length=16)), ("document", sa.Text()))
"""What belonged to the one reading that there was."""


def upgrade() -> None:
    op.create_table(
        "draft_readings",
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["token"], ["drafts.token"], name=op.f("fk_draft_readings_token_drafts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", "number", name=op.f("pk_draft_readings")),
    )
    op.execute(
        "INSERT INTO draft_readings (token, number, form, document, told) "
        "SELECT token, 0, form, document, '{}' FROM drafts"
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        for name, _ in READ:
            batch_op.drop_column(name)
        batch_op.add_column(sa.Column("reading", sa.Integer(), nullable=False, server_default=sa.text("0")))
        batch_op.add_column(sa.Column("without", sa.Text(), nullable=False, server_default=sa.text("'[]'")))


def downgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        for name, kind in READ:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=""))
        batch_op.drop_column("without")
        batch_op.drop_column("reading")
    for name, _ in READ:
        op.execute(
            f"UPDATE drafts SET {name} = (SELECT {name} FROM draft_readings "  # noqa: S608 - names of ours
            "WHERE draft_readings.token = drafts.token AND number = 0)"
        )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        for name, kind in READ:
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    op.drop_table("draft_readings")
