"""A look at the database from outside: a connection of its own and plain SQL, so that nothing of the store is trusted."""

import sqlite3
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from simulation.record import Held, LedgerRow

EARLIEST = """
SELECT min(moment) FROM (
    SELECT min(next_nudge_at) AS moment FROM learners WHERE next_nudge_at IS NOT NULL
    UNION ALL SELECT min(next_study_at) FROM learners WHERE next_study_at IS NOT NULL
    UNION ALL SELECT min(due_at) FROM nudges WHERE state IN ('due', 'sending'))
"""
ROWS = """
SELECT kind, period, first_due_at, due_at, state, reason, sent_at, message_id, maybe_repeated
FROM nudges JOIN accounts ON accounts.id = nudges.account_id WHERE user_id = ? ORDER BY nudges.id
"""
LEARNER = """
SELECT zone, nudges_on, nudge_weekday, nudge_time, quiet_from, quiet_to, next_nudge_at
FROM learners JOIN accounts ON accounts.learner_id = learners.id WHERE user_id = ?
"""


class Outside:
    """Reads an SQLite file that somebody else writes."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def earliest(self) -> datetime | None:
        """When something is due next."""
        return _moment(self._one(EARLIEST)[0])

    def rows(self, user: int, life: int) -> tuple[LedgerRow, ...]:
        """The ledger rows that there are for an account."""
        return tuple(_row(found, life) for found in self._connection.execute(ROWS, (str(user),)))

    def stored(self, user: int) -> Held | None:
        """What is set for an account; None if it is not known."""
        found = self._one(LEARNER, str(user))
        if found is None:
            return None
        zone, on, weekday, at, start, end, following = found
        quiet = (time.fromisoformat(start), time.fromisoformat(end)) if start else None
        return Held(
            zone=zone,
            on=bool(on),
            weekday=weekday,
            at=time.fromisoformat(at),
            quiet=quiet,
            next_nudge_at=_moment(following),
        )

    def close(self) -> None:
        self._connection.close()

    def _one(self, query: str, *values: object) -> Any:
        return self._connection.execute(query, values).fetchone()


def _row(found: tuple[Any, ...], life: int) -> LedgerRow:
    kind, period, first_due_at, due_at, state, reason, sent_at, message_id, maybe_repeated = found
    return LedgerRow(
        life=life,
        kind=kind,
        period=period,
        first_due_at=_known(first_due_at),
        due_at=_known(due_at),
        state=state,
        reason=reason,
        sent_at=_moment(sent_at),
        message_id=message_id,
        maybe_repeated=bool(maybe_repeated),
    )


def _known(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _moment(stored: str | None) -> datetime | None:
    return _known(stored) if stored else None
