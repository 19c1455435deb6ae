"""Facts about the steps within topics, and which ticks were known before the plan began"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NOTHING = sa.text("''")
ADDED = ("step", "steps", "shares", "known")

KNOWN = """UPDATE progress_events SET known = true WHERE kind = 'completed' AND EXISTS (
    SELECT 1 FROM enrolments WHERE enrolments.id = progress_events.enrolment_id
    AND enrolments.enrolled_at = progress_events.said_at AND enrolments.first_day = progress_events.day
    AND enrolments.roadmap IN (SELECT slug FROM roadmaps))"""
"""The ticks of a document that was brought were told in the moment of the enrolment, and left the plan. They still do, where what
is completed on the first day counts from now on: an import with half its topics ticked is not half a year ahead."""

TICKED = """SELECT enrolments.id, enrolments.first_day, enrolments.enrolled_at, roadmap_versions.document
    FROM roadmap_versions JOIN roadmaps ON roadmaps.id = roadmap_versions.roadmap_id
    JOIN enrolments ON enrolments.roadmap = roadmaps.slug AND enrolments.account_id = roadmaps.account_id
    WHERE roadmap_versions.number = roadmaps.current AND roadmap_versions.document LIKE '%"done":%'"""
"""The documents with ticks of their own at steps, which only they knew of, and the strands of those who brought them."""

WITHIN = "('step done', 'step open', 'steps chosen', 'steps changed')"


def upgrade() -> None:
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("step", sa.String(length=120), nullable=False, server_default=NOTHING))
        batch_op.add_column(sa.Column("steps", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("shares", sa.Text(), nullable=False, server_default=NOTHING))
        batch_op.add_column(sa.Column("known", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(KNOWN)
    _tell_ticks(op.get_bind())


def _tell_ticks(connection: sa.Connection) -> None:
    """The ticked steps of documents become facts: with the next version, or an edit, the document would forget them."""
    known = sa.text(TICKED).columns(first_day=sa.Date(), enrolled_at=sa.DateTime(timezone=True))
    for strand, first_day, enrolled_at, document in connection.execute(known).all():
        last = sa.text("SELECT coalesce(max(position), 0) FROM progress_events WHERE enrolment_id = :strand")
        after = connection.execute(last, {"strand": strand}).scalar_one()
        rows = list(_facts(strand, first_day, enrolled_at, document, after))
        if rows:
            op.bulk_insert(EVENTS, rows)


def _facts(strand: int, day: date, said_at: datetime, document: str, after: int) -> Iterator[dict[str, Any]]:
    topics = (
        (topic, [step["slug"] for step in topic.get("steps", ()) if step.get("done")]) for topic in _topics(document)
    )
    steps = ((topic, step, _share(topic, len(done))) for topic, done in topics for step in done)
    for position, (topic, step, shares) in enumerate(steps, after + 1):
        yield {
            "enrolment_id": strand,
            "position": position,
            "saying": after + 1,
            "said_at": said_at,
            "kind": "step done",
            "day": day,
            "topic": topic["slug"],
            "skill": "",
            "note": "",
            "link": "",
            "step": step,
            "known": True,
            "shares": shares,
        }


def _topics(document: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(document)["topics"]
    return found


def _share(topic: dict[str, Any], done: int) -> str:
    """How much of a topic its document has ticked, by minutes where every step has some."""
    steps = topic["steps"]
    if all(step.get("minutes") for step in steps):
        known = sum(step["minutes"] for step in steps if step.get("done"))
        return json.dumps({topic["slug"]: [known, sum(step["minutes"] for step in steps)]}, separators=(",", ":"))
    return json.dumps({topic["slug"]: [done, len(steps)]}, separators=(",", ":"))


EVENTS = sa.table(
    "progress_events",
    sa.column("enrolment_id", sa.BigInteger()),
    sa.column("position", sa.Integer()),
    sa.column("saying", sa.Integer()),
    sa.column("said_at", sa.DateTime(timezone=True)),
    sa.column("kind", sa.String()),
    sa.column("day", sa.Date()),
    sa.column("topic", sa.String()),
    sa.column("skill", sa.String()),
    sa.column("note", sa.String()),
    sa.column("link", sa.String()),
    sa.column("step", sa.String()),
    sa.column("known", sa.Boolean()),
    sa.column("shares", sa.Text()),
)


def downgrade() -> None:
    """An earlier release knows no such facts, nor those that take them back."""
    op.execute(
        f"""DELETE FROM progress_events WHERE kind = 'undone' AND EXISTS (
        SELECT 1 FROM progress_events AS taken WHERE taken.enrolment_id = progress_events.enrolment_id
        AND taken.position = progress_events.undoes AND taken.kind IN {WITHIN})"""  # noqa: S608 - words of ours
    )
    op.execute(f"DELETE FROM progress_events WHERE kind IN {WITHIN}")  # noqa: S608 - as above
    with op.batch_alter_table("progress_events", schema=None) as batch_op:
        for name in reversed(ADDED):
            batch_op.drop_column(name)
