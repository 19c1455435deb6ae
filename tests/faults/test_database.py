"""The database goes away: killed, locked, full."""

import asyncio
import resource
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime

from bot.app import App
from bot.chat.platform import Place, Speaker, Spoken
from bot.settings import Settings
from bot.texts import errors as texts
from tests.faults.crowd import crowd, outcomes
from tests.faults.test_kills import all_recorded
from tests.postgres import postgres


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


FILL = """
import asyncio, resource, signal, sys
from tests.faults.test_database import App, Settings, say

THREADS = True
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
async def main(url, size):
    app = App(Settings(database_url=url))
    print(await say(app, "/start ml-data today"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    for number in range(60):
        answer = await say(app, f"/checkin {'long note ' * 80}")
        if "out of reach" in answer:
            print("FULL", number)
            break
    await app.database.close()
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def test_a_full_disk_is_an_apology_and_no_corruption(sqlite_url):
    path = sqlite_url.removeprefix("sqlite:///")
    size = str(resource.getpagesize() * 40)
    told = subprocess.run([sys.executable, "-c", FILL, sqlite_url, size], capture_output=True, text=True, check=True)
    assert "FULL" in told.stdout
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        facts = connection.execute("SELECT count(*) FROM progress_events").fetchone()[0]
    assert facts == int(told.stdout.split("FULL")[1])
    assert texts.incident("x")
