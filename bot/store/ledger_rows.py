"""Rows of the ledger as values, and outcomes as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState, Outcome

LONGEST_REASON = 200

COLUMNS = (
    nudges.c.id,
    nudges.c.learner_id,
    nudges.c.account_id,
    nudges.c.group_id,
    nudges.c.subject,
    nudges.c.platform,
    nudges.c.kind,
    nudges.c.period,
    nudges.c.first_due_at,
    nudges.c.due_at,
    nudges.c.state,
    nudges.c.reason,
    nudges.c.sent_at,
    nudges.c.message_id,
    nudges.c.attempts,
    nudges.c.lease,
    nudges.c.maybe_repeated,
    nudges.c.about,
)

RECORDED = ("state", "reason", "due_at", "sent_at", "message_id", "maybe_repeated", "about")
"""The columns that say what became of a nudge."""


def recorded(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """What is written down of a claimed nudge."""
    nudge = outcome.nudge
    return {
        "nudge": nudge.id,
        "held": nudge.lease,
        "state": outcome.state.value,
        "reason": outcome.reason[:LONGEST_REASON],
        "due_at": outcome.due_at or nudge.due_at,
        "sent_at": now if outcome.state is NudgeState.SENT else None,
        "message_id": outcome.message_id,
        "maybe_repeated": nudge.maybe_repeated or outcome.maybe_repeated,
        "about": outcome.about,
    }


def nudge_of(row: Row[*tuple[Any, ...]]) -> Nudge:
    """A row with these columns."""
    values = row._asdict()
    return Nudge(**{**values, "kind": NudgeKind(values["kind"]), "state": NudgeState(values["state"])})
