"""The database goes away: killed, locked, full."""

import asyncio
import resource
import signal
import sqlite3
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import pytest

from bot.app import App
from bot.chat.platform import Place, Speaker, Spoken
from bot.settings import Settings
from tests.faults.crowd import crowd, outcomes
from tests.faults.test_kills import all_recorded
from tests.forked import fork, pipe
from tests.postgres import postgres


@pytest.mark.drill
def test_postgresql_killed_in_the_middle_loses_and_repeats_nothing_that_was_committed(workers_on):
    server = postgres()
    url = server.fresh()
    asyncio.run(crowd(url, 300))
    workers = workers_on(url)
    workers.start("--lease", "5")
    workers.wait_for(60)
    server.stop("immediate")
    time.sleep(0.3)
    server.start()
    workers.wait_for(300)
    all_recorded(url)
    received = workers.received()
    workers.end()
    assert sum(received.values()) - 300 <= 3
    assert {state for state, _ in asyncio.run(outcomes(url)).values()} == {"sent"}


async def say(app: App, line: str) -> str:
    message = await app.dispatcher.say(
        Spoken(Speaker("console", "1"), Place("1", direct=True), line, datetime.now(UTC))
    )
    assert message
    return str(message.text)


@pytest.mark.drill
async def test_a_database_that_somebody_else_keeps_locked_is_an_apology_and_changes_nothing(sqlite_url, monkeypatch):
    monkeypatch.setattr("bot.store.trips.BUSY_MILLISECONDS", 100)
    app = App(Settings(database_url=sqlite_url))
    assert "You're on" in await say(app, "/start ml-data today")
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert "incident" in await say(app, "/done nlp")
    holder.execute("ROLLBACK")
    holder.close()
    assert "0 topics" not in await say(app, "/status")
    assert "NLP</b>: completed" in await say(app, "/done nlp")
    await app.database.close()


async def filled(url: str) -> int:
    """How many notes are said until the database is out of reach."""
    app = App(Settings(database_url=url))
    await say(app, "/start ml-data today")
    size, said = resource.getpagesize() * 40, 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    while "out of reach" not in await say(app, f"/checkin {'long note ' * 80}"):
        said += 1
        assert said < 60
    await app.database.close()
    return said


def fill(told: Connection, url: str) -> None:
    """Fill a disk that takes no more than this process may write, and tell when it was full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    told.send(asyncio.run(filled(url)))


@pytest.mark.drill
def test_a_full_disk_is_an_apology_and_no_corruption(sqlite_url):
    path = sqlite_url.removeprefix("sqlite:///")
    here, there = pipe()
    with there:
        process = fork(fill, there, sqlite_url)
    full = here.recv()
    process.join()
    process.close()
    here.close()
    assert full
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        facts = connection.execute("SELECT count(*) FROM progress_events").fetchone()[0]
    assert facts == full
