"""Measures what learners take in a database: a year of weekly nudges and a hundred facts each, written in the order of
time, as a running bot writes them. The database is made anew and stays.

python -m tools.measure_sizes sqlite:////tmp/sizes.db
python -m tools.measure_sizes postgresql+psycopg://roadmate:secret@127.0.0.1/sizes --learners 20000
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, text, update

from bot.store.ids import NOBODY
from bot.store.schema import migrate, migration_engine
from bot.store.tables import accounts, enrolments, learners, nudges, progress_events, updates

BATCH = 5_000
START = datetime(2027, 1, 4, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
TOPICS = ("deep-learning", "time-series-forecasting", "nlp", "image-processing", "ml-oops", "ci-cd-for-ml", "data")
NOTE = "chapter three, and the exercises"
LEASE = "k3Jx0m1PqYv8ZrTa"
PAYLOAD = (
    '{"update_id":812345678,"message":{"message_id":4711,"from":{"id":5123456789,"is_bot":false,"first_name":"Ann",'
    '"last_name":"Learner","username":"ann_learner","language_code":"en"},"chat":{"id":5123456789,"first_name":"Ann",'
    '"last_name":"Learner","username":"ann_learner","type":"private"},"date":1799053200,"text":"/checkin 45 chapter 3",'
    '"entities":[{"offset":0,"length":8,"type":"bot_command"}]}}'
)

Row = dict[str, Any]


def people(count: int) -> Iterator[tuple[Any, list[Row]]]:
    """Learners, each with an account and an enrolment, numbered from 1."""
    ids = range(1, count + 1)
    usual = {"nudges_on": True, "nudge_weekday": 0, "nudge_time": time(9), "zone": "Europe/Berlin"}
    quiet = {"quiet_from": time(22), "quiet_to": time(7, 30), "roadmap": "ml-data"}
    yield learners, [{"id": i, "created_at": START, "next_nudge_at": START, **usual, **quiet} for i in ids]
    yield (
        accounts,
        [{"id": i, "learner_id": i, "platform": "telegram", "user_id": f"{5_000_000_000 + 37 * i}"} for i in ids],
    )
    on = {"roadmap": "ml-data", "first_day": START.date(), "enrolled_at": START}
    yield enrolments, [{"id": i, "account_id": i, **on} for i in ids]


def facts(position: int, count: int) -> list[Row]:
    """Everybody's fact of this position: of each seven one begins or completes a topic, the others are check-ins, a
    third of them with a note."""
    kind = {0: "begun", 3: "completed"}.get(position % 14, "checked in")
    said_at = START + position * timedelta(hours=87)
    common = {
        "position": position,
        "saying": position,
        "said_at": said_at,
        "kind": kind,
        "day": date.fromordinal(said_at.toordinal()),
        "topic": TOPICS[position % 7] if kind != "checked in" else "",
        "skill": "",
        "minutes": 45 if kind == "checked in" else None,
        "note": NOTE if position % 3 == 0 else "",
        "link": "",
    }
    return [{"enrolment_id": i, **common} for i in range(1, count + 1)]


def week(number: int, count: int) -> list[Row]:
    """Everybody's nudge of a week, as the tick enters it."""
    due = START + number * WEEK
    year, of_year, _ = due.isocalendar()
    common = {
        "platform": "telegram",
        "kind": "weekly",
        "period": f"{year}-W{of_year:02}",
        "first_due_at": due,
        "due_at": due,
        "state": "due",
        "reason": "",
        "message_id": "",
    }
    return [{"learner_id": i, "account_id": i, **common} for i in range(1, count + 1)]


def deliver(engine: Engine, number: int) -> None:
    """Claim the week's nudges and record them as sent, which writes each row twice more."""
    due = START + number * WEEK
    with engine.begin() as connection:
        claimed = {"state": "sending", "due_at": due + timedelta(minutes=1), "lease": LEASE, "attempts": 1}
        connection.execute(update(nudges).where(nudges.c.state == "due").values(claimed))
    with engine.begin() as connection:
        sent = {"state": "sent", "sent_at": due + timedelta(seconds=9), "message_id": "4711815"}
        connection.execute(update(nudges).where(nudges.c.state == "sending").values(sent))


def receive(engine: Engine, count: int) -> None:
    """Take in an update from everybody and finish it: what remains of one is its number, for a week."""
    came = {"bot_id": "1", "payload": PAYLOAD, "received_at": START}
    write(engine, updates, [{"update_id": f"{i}", "chat_id": f"{i}", **came} for i in range(1, count + 1)])
    with engine.begin() as connection:
        connection.execute(update(updates).values(payload="", lease=LEASE, attempts=1))
    with engine.begin() as connection:
        connection.execute(update(updates).values(chat_id=NOBODY, done_at=START))


def write(engine: Engine, table: Any, rows: list[Row]) -> None:
    with engine.begin() as connection:
        for first in range(0, len(rows), BATCH):
            connection.execute(insert(table), rows[first : first + BATCH])


def vacuum(engine: Engine) -> None:
    """What PostgreSQL's autovacuum would have done by next week."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))


SIZES = {
    "sqlite": (
        "SELECT tbl_name, sum(pgsize) FILTER (WHERE type = 'table'), sum(pgsize) FILTER (WHERE type = 'index')"
        " FROM sqlite_master JOIN dbstat USING (name)"
        " WHERE tbl_name NOT LIKE 'sqlite%' GROUP BY tbl_name"
    ),
    "postgresql": (
        "SELECT relname, pg_table_size(oid), pg_indexes_size(oid)"
        " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    ),
}


def report(connection: Connection, count: int) -> None:
    print(f"{'table':16} {'rows':>9} {'table MB':>9} {'index MB':>9} {'bytes/row':>9} {'bytes/learner':>13}")
    total = 0
    for name, table, index in connection.execute(text(SIZES[connection.dialect.name])).all():
        rows = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        if rows < count:
            continue
        total += (size := int(table) + int(index or 0))
        print(
            f"{name:16} {rows:9} {table / 1e6:9.1f} {(index or 0) / 1e6:9.1f} {size / rows:9.0f} {size / count:13.0f}"
        )
    print(f"{'in all':16} {'':9} {total / 1e6:19.1f} MB {total / count:20.0f}")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--learners", type=int, default=20_000)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--facts", type=int, default=100)
    options = parser.parse_args(arguments)
    migrate(options.url)
    engine = migration_engine(options.url)
    for table, rows in people(options.learners):
        write(engine, table, rows)
    for number in range(options.weeks):
        write(engine, nudges, week(number, options.learners))
        deliver(engine, number)
        for position in range(
            1 + number * options.facts // options.weeks, 1 + (number + 1) * options.facts // options.weeks
        ):
            write(engine, progress_events, facts(position, options.learners))
        vacuum(engine)
    receive(engine, options.learners)
    with engine.connect() as connection:
        report(connection, options.learners)
    engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
