"""Facts of every kind that release 0.1.0 knew, told by many learners, as rows of a database that it left; made by one seed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import MetaData, insert

from bot.store.schema import migration_engine

LEARNERS = 40
FIRST = 5000
"""The ids that are free in every database there is; those of learners, accounts and enrolments are the same."""

MONDAY = date(2027, 1, 4)
DAY = timedelta(days=1)
TOPICS = ("deep-learning", "time-series-forecasting", "nlp", "image-processing", "ci-cd-for-ml", "data-engineering")
KINDS = (
    *("begun", "completed", "completed", "completed", "skipped", "reopened", "checked in", "paused", "resumed"),
    *("replanned", "skill known", "skill unknown", "hours", "days", "undone"),
)
"""As often as people complete something."""
ABOUT_TOPICS = frozenset({"begun", "completed", "skipped", "reopened"})

Row = dict[str, Any]


def tell_everything(url: str) -> None:
    """Learners of the shipped roadmap, and what they told, in a database that was not upgraded yet."""
    engine, found = migration_engine(url), MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        for table, rows in (
            ("learners", map(_learner, _ids())),
            ("accounts", map(_account, _ids())),
            ("enrolments", map(_enrolment, _ids())),
            ("progress_events", _events()),
        ):
            connection.execute(insert(found.tables[table]), list(rows))
    engine.dispose()


def _ids() -> range:
    return range(FIRST, FIRST + LEARNERS)


def _learner(id_: int) -> Row:
    nudges = {"nudges_on": False, "nudge_weekday": 0, "nudge_time": time(9)}
    return {"id": id_, "created_at": _at(0), "roadmap": "ml-data", **nudges}


def _account(id_: int) -> Row:
    return {"id": id_, "learner_id": id_, "platform": "telegram", "user_id": id_}


def _enrolment(id_: int) -> Row:
    return {"id": id_, "roadmap": "ml-data", "first_day": MONDAY, "enrolled_at": _at(0), "account_id": id_}


def _events() -> Iterator[Row]:
    chance, numbers = Random(1), iter(range(FIRST, 10**9))
    for id_ in _ids():
        for position in range(1, chance.randint(4, 25)):
            fact = _fact(chance, position)
            yield {"id": next(numbers), "enrolment_id": id_, "position": position, "saying": position, **fact}


def _fact(chance: Random, position: int) -> Row:
    """Anything may follow anything, since what stands between may be taken back."""
    kind = chance.choice(KINDS) if position > 1 else "completed"
    day = MONDAY + chance.choice((0, 0, 0, 1, -3, chance.randint(0, 120))) * DAY
    return {
        "said_at": _at(position),
        "kind": kind,
        "day": day,
        "topic": chance.choice(TOPICS) if kind in ABOUT_TOPICS else "",
        "skill": "Stats" if kind.startswith("skill") else "",
        "back": chance.choice((None, day + 20 * DAY)) if kind == "paused" else None,
        "minutes": {"hours": 360, "checked in": 45}.get(kind),
        "weekdays": chance.choice((None, 31, 37)) if kind == "days" else None,
        "undoes": chance.randint(1, position - 1) if kind == "undone" else None,
        "note": "",
        "link": "",
    }


def _at(minutes: int) -> datetime:
    return datetime(2027, 1, 4, 8, tzinfo=UTC) + timedelta(minutes=minutes)
