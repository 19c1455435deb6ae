"""Facts of one kind are found by their days, for the log; and what is remembered of topics goes where it is not known"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = (
    *("remembered", "looks on", "looks off", "recalled", "half recalled", "forgotten"),
    *("cert planned", "cert under way", "cert earned", "cert dropped", "evidence"),
)
NEW = "(" + ", ".join(f"'{kind}'" for kind in KINDS) + ")"
"""The kinds of facts about what is remembered, and about what there is to show for it."""

INDEX = "ix_progress_events_enrolment_id_kind_day"


def upgrade() -> None:
    op.create_index(INDEX, "progress_events", ["enrolment_id", "kind", "day"])


def downgrade() -> None:
    """An earlier release knows no such facts, nor those that take them back."""
    op.drop_index(INDEX, table_name="progress_events")
    op.execute(
        f"""DELETE FROM progress_events WHERE kind = 'undone' AND EXISTS (
        SELECT 1 FROM progress_events AS taken WHERE taken.enrolment_id = progress_events.enrolment_id
        AND taken.position = progress_events.undoes AND taken.kind IN {NEW})"""  # noqa: S608 - words of ours
    )
    op.execute(f"DELETE FROM progress_events WHERE kind IN {NEW}")  # noqa: S608 - as above
