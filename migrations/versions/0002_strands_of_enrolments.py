"""Strands of enrolments: facts belong to accounts, so that accounts can be linked and parted"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.add_column(sa.Column("roadmap", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("nudge_platform", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("last_platform", sa.String(length=16), nullable=True))
    op.execute(
        "UPDATE learners SET"
        " roadmap = (SELECT min(roadmap) FROM enrolments WHERE enrolments.learner_id = learners.id),"
        " last_platform = (SELECT min(platform) FROM accounts WHERE accounts.learner_id = learners.id)"
    )

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_learner_id"))
        batch_op.create_unique_constraint(batch_op.f("uq_accounts_learner_id_platform"), ["learner_id", "platform"])

    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", Id, nullable=True))
    op.execute(
        "UPDATE enrolments SET"
        " account_id = (SELECT min(id) FROM accounts WHERE accounts.learner_id = enrolments.learner_id)"
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_enrolments_learner_id_roadmap"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_enrolments_learner_id_learners"), type_="foreignkey")
        batch_op.drop_column("learner_id")
        batch_op.alter_column("account_id", existing_type=Id, nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_enrolments_account_id_accounts"), "accounts", ["account_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_unique_constraint(batch_op.f("uq_enrolments_account_id_roadmap"), ["account_id", "roadmap"])

    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_events_account_id"))
        batch_op.drop_constraint(batch_op.f("fk_progress_events_account_id_accounts"), type_="foreignkey")
        batch_op.drop_column("account_id")
        batch_op.add_column(sa.Column("weekdays", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.drop_column("weekdays")
        batch_op.add_column(sa.Column("account_id", Id, nullable=True))
    op.execute(
        "UPDATE progress_events SET"
        " account_id = (SELECT account_id FROM enrolments WHERE enrolments.id = progress_events.enrolment_id)"
    )
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.alter_column("account_id", existing_type=Id, nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_progress_events_account_id_accounts"), "accounts", ["account_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index(batch_op.f("ix_progress_events_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("learner_id", Id, nullable=True))
    op.execute(
        "UPDATE enrolments SET learner_id = (SELECT learner_id FROM accounts WHERE accounts.id = enrolments.account_id)"
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_enrolments_account_id_roadmap"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_enrolments_account_id_accounts"), type_="foreignkey")
        batch_op.drop_column("account_id")
        batch_op.alter_column("learner_id", existing_type=Id, nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_enrolments_learner_id_learners"), "learners", ["learner_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_unique_constraint(batch_op.f("uq_enrolments_learner_id_roadmap"), ["learner_id", "roadmap"])

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_accounts_learner_id_platform"), type_="unique")
        batch_op.create_index(batch_op.f("ix_accounts_learner_id"), ["learner_id"], unique=False)

    with op.batch_alter_table("learners", schema=None) as batch_op:
        batch_op.drop_column("last_platform")
        batch_op.drop_column("nudge_platform")
        batch_op.drop_column("roadmap")
