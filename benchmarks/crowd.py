"""Databases of many learners, built in bulk: each with an account, a study time and last week's nudge, a few of them due now."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.store.schema import migrate
from bot.store.study_times import stored_form
from roadmap.study_times import StudyTime, StudyTimes

NOW = datetime.fromisoformat("2027-06-14T09:00:30+00:00")
DUE_AT, LATER, EARLIER = NOW - timedelta(seconds=30), NOW + timedelta(days=1), NOW - timedelta(days=7)

STUDY_TIMES = stored_form(StudyTimes((StudyTime(DUE_AT.weekday(), time(11)),)))
"""11:00 in Berlin."""

LEARNER = f"""INSERT INTO learners (id, created_at, zone, nudges_on, nudge_weekday, nudge_time, next_nudge_at, next_study_at,
 study_times) VALUES (?, ?, 'Europe/Berlin', 1, 0, '09:00:00.000000', ?, ?, '{STUDY_TIMES}')"""
ACCOUNT = "INSERT INTO accounts (id, learner_id, platform, user_id) VALUES (?, ?, 'telegram', ?)"
NUDGE = """INSERT INTO nudges (learner_id, account_id, platform, kind, period, first_due_at, due_at, state, reason,
 sent_at, message_id) VALUES (?, ?, 'telegram', 'weekly', '2027-W23', ?, ?, 'sent', '', ?, '77')"""


def kept(moment: datetime) -> str:
    """A moment as the store keeps it on SQLite."""
    return f"{moment.replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}"


class Crowd:
    """``learners`` in a new SQLite file, ``due`` of them due, spread evenly over the table."""

    def __init__(self, folder: Path, learners: int, due: int) -> None:
        self._file = folder / f"{learners}.db"
        self.url = f"sqlite:///{self._file}"
        self._learners, self._step = learners, learners // due
        migrate(self.url)
        self._fill()

    def _fill(self) -> None:
        ids, last_week = range(1, self._learners + 1), kept(EARLIER)
        with sqlite3.connect(self._file) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA cache_size=-200000")
            connection.executemany(LEARNER, ((each, last_week, self._next(each), self._next(each)) for each in ids))
            connection.executemany(ACCOUNT, ((each, each, str(each)) for each in ids))
            connection.executemany(NUDGE, ((each, each, last_week, last_week, last_week) for each in ids))
        connection.close()

    def _next(self, learner: int) -> str:
        """Those who are not due are spread over the days to come."""
        return kept(DUE_AT if learner % self._step == 0 else LATER + timedelta(seconds=learner * 7919 % 500_000))

    def rewind(self) -> None:
        """Make those due again whom a tick moved on, as if it had not been."""
        with sqlite3.connect(self._file) as connection:
            connection.execute("DELETE FROM nudges WHERE state IN ('due', 'sending')")
            connection.executemany(
                "UPDATE learners SET next_nudge_at = ?, next_study_at = ? WHERE id = ?",
                ((kept(DUE_AT), kept(DUE_AT), each) for each in self._due()),
            )
        connection.close()

    def _due(self) -> Iterator[int]:
        return iter(range(self._step, self._learners + 1, self._step))
