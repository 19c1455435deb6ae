"""What /status, /done and a batch of nudges ask of the database: the same few statements, however much there is."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.nudges.tick import tick
from bot.store import Database
from tests.bot.nudge_stage import DAY, Stage
from tests.faults.crowd import crowd

CHECK_INS = 20
MANY = 20


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    stage = Stage(database_url)
    yield stage
    await stage.close()


@contextmanager
def statements(database: Database, *, reading: bool = False) -> Iterator[list[str]]:
    """What is asked, each by what it does to which table, but for how the transaction begins; where it is ``reading``, in
    transactions that only look. What PostgreSQL is asked row by row counts as often."""
    asked: list[str] = []
    engine = database.engine.sync_engine
    is_far = engine.dialect.name == "postgresql"
    if reading and not is_far:
        engine = database._reader.sync_engine

    def note(_connection: object, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if not statement.startswith("BEGIN"):
            table = re.search(r"\b(?:FROM|INTO|UPDATE) (\w+)", statement)
            times = len(values) if many and is_far else 1
            asked.extend([f"{statement.split(maxsplit=1)[0]} {table[1] if table else ''}"] * times)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def asked_by(stage: Stage, line: str) -> list[str]:
    with statements(stage.database) as asked:
        await stage.say(line)
    return asked


async def test_status_asks_who_speaks_what_they_said_and_which_groups_have_dates(stage: Stage) -> None:
    await stage.enrol()
    assert await asked_by(stage, "/status") == [
        "SELECT accounts",
        "SELECT progress_events",
        "SELECT groups",
        "INSERT rates",
    ]


async def test_done_asks_who_speaks_and_what_they_said_and_adds_to_it(stage: Stage) -> None:
    await stage.enrol()
    assert await asked_by(stage, "/done nlp") == [
        "SELECT accounts",
        "SELECT progress_events",
        "INSERT progress_events",
        "SELECT groups",
        "INSERT rates",
    ]


@pytest.mark.drill
@pytest.mark.parametrize("line", ["/status", "/done nlp"])
async def test_whoever_has_said_much_costs_no_statement_more(stage: Stage, line: str) -> None:
    await stage.enrol(user="1")
    await stage.enrol(user="2")
    for _ in range(CHECK_INS):
        stage.clock.now += timedelta(minutes=5)
        await stage.say("/checkin 30", "2")
    stage.clock.now += DAY
    with statements(stage.database) as little:
        await stage.say(line, "1")
    with statements(stage.database) as much:
        await stage.say(line, "2")
    assert much == little


async def test_a_wake_with_nothing_to_do_asks_what_waits_and_what_is_too_old(stage: Stage) -> None:
    await stage.enrol()
    await stage.work()
    with looks() as asked:
        assert await stage.work() == 0
    assert len(asked) == 2
    with looks() as asked:
        assert await stage.nudging.wait_seconds(60) > 0
    assert len(asked) == 1


@contextmanager
def looks() -> Iterator[list[str]]:
    """Every statement but for how transactions begin, on whichever connection."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.drill
async def test_a_batch_is_looked_for_claimed_read_and_recorded_in_six_statements(database_url: str) -> None:
    stage = Stage(database_url, in_flight=MANY)
    await crowd(database_url, 2 * MANY, now=stage.clock.now)
    await tick(stage.database, "UTC", stage.nudging.bugs)
    with looks() as asked:
        assert await stage.work() == 2 * MANY
    await stage.close()
    batch = [
        "SELECT clock" if "clock_timestamp" in asked[0] else "SELECT NULL",
        "UPDATE nudges",
        "SELECT accounts.id,",
        "SELECT progress_events.enrolment_id,",
        "SELECT nudges.learner_id,",
        "UPDATE nudges",
    ]
    done = [" ".join(one.split()[:2]).partition("_timestamp")[0] for one in asked if not one.startswith("PRAGMA")]
    assert done[2:] == [
        *batch,
        *batch,
        batch[0],
    ]  # behind what waits, and what is too old; before, that nothing is left


async def test_nothing_is_asked_for_each_nudge_of_a_batch(database_url: str) -> None:
    stage = Stage(database_url, in_flight=MANY)
    await crowd(database_url, MANY, now=stage.clock.now)
    with statements(stage.database) as asked:
        assert await stage.work() == MANY
    await stage.close()
    assert max(Counter(asked).values()) < MANY / 2
