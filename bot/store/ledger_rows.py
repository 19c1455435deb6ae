"""Rows of the ledger as values, and outcomes as rows."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.values import Nudge, NudgeState, Outcome

LONGEST_REASON = 200

_FIELDS = [field.name for field in fields(Nudge)]
_KIND, _STATE = _FIELDS.index("kind"), _FIELDS.index("state")
COLUMNS = tuple(nudges.c[name] for name in _FIELDS)
"""Those of a nudge, in the order of its fields."""

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
    values = [*row]
    values[_KIND], values[_STATE] = NudgeKind(values[_KIND]), NudgeState(values[_STATE])
    return Nudge(*values)
