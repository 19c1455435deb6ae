"""SQLite's driver: what goes into its thread, and what comes back."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from queue import SimpleQueue

import pytest
from sqlalchemy import column, delete, insert, select, table, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneLeft
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

from bot.store.connections import transaction
from bot.store.engines import engine_for, reader_of
from bot.store.trips import Trips, lengthy

THREADS = True


class Counted:
    """The way into the driver's thread, counting what passes."""

    def __init__(self, way: SimpleQueue[object]) -> None:
        self._way, self.passed = way, 0

    def put_nowait(self, item: object) -> None:
        self.passed += 1
        self._way.put_nowait(item)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'trips.db'}")
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE said (id INTEGER PRIMARY KEY, word TEXT)"))
    yield engine
    await engine.dispose()


async def counting(connection: AsyncConnection) -> Counted:
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver
    driver._tx = Counted(driver._tx)
    return driver._tx


INSERT = text("INSERT INTO said (word) VALUES (:word)")


async def test_a_statement_of_who_only_looks_is_one_trip_its_rows_included(engine):
    async with engine.begin() as connection:
        await connection.execute(INSERT, [{"word": word} for word in "abc"])
    reader = reader_of(engine)
    async with transaction(reader) as connection:
        way = await counting(connection)
        rows = (await connection.execute(text("SELECT word FROM said ORDER BY id"))).scalars().all()
        assert (rows, way.passed) == (["a", "b", "c"], 1)
    await reader.dispose()


async def test_what_is_brief_is_done_at_once_for_who_has_the_turn_and_a_deletion_in_the_thread(engine):
    async with engine.begin() as connection:
        way = await counting(connection)
        await connection.execute(INSERT, [{"word": word} for word in "abc"])
        await connection.execute(text("UPDATE said SET word = 'd' WHERE id = 2"))
        rows = (await connection.execute(text("SELECT word FROM said ORDER BY id"))).scalars().all()
        assert (rows, way.passed) == (["a", "d", "c"], 0)
        await connection.execute(text("DELETE FROM said"))
        assert way.passed == 1


async def test_what_reads_much_is_read_in_the_thread_although_nobody_is_in_the_way(engine):
    words = select(column("word")).select_from(table("said")).order_by(column("id"))
    async with transaction(engine) as connection:
        await connection.execute(INSERT, [{"word": word} for word in "abc"])
        way = await counting(connection)
        for statement, trips in ((words, 0), (lengthy(words), 1)):
            assert (await connection.execute(statement)).scalars().all() == ["a", "b", "c"]
            assert way.passed == trips


async def test_who_only_looks_begins_and_ends_without_a_trip_and_a_brief_look_makes_none_at_all(engine):
    words = select(column("word")).select_from(table("said")).order_by(column("id"))
    async with engine.begin() as connection:
        await connection.execute(INSERT, [{"word": word} for word in "abc"])
    reader = reader_of(engine)
    async with transaction(reader) as connection:
        way = await counting(connection)
    for brief, statement, trips in (
        (False, words, 1),
        (True, words, 0),
        (True, lengthy(words), 1),
        (True, text("SELECT word FROM said"), 1),
    ):
        way.passed = 0
        async with transaction(reader, brief=brief) as connection:
            assert (await connection.execute(statement)).scalars().all() == ["a", "b", "c"]
        assert way.passed == trips
    await reader.dispose()


@pytest.mark.parametrize("brief", [True, False])
async def test_who_looks_sees_what_was_so_when_the_look_began_and_what_came_since_at_the_next_one(engine, brief):
    words = select(column("word")).select_from(table("said")).order_by(column("id"))
    reader = reader_of(engine)
    seen = []
    for word in "ab":
        async with transaction(reader, brief=brief) as looking:
            async with transaction(engine) as writing:
                await writing.execute(INSERT, {"word": word})
            seen.append((await looking.execute(words)).scalars().all())
    assert seen == [[], ["a"]]
    await reader.dispose()


async def test_a_look_that_fails_leaves_no_transaction_open(engine):
    reader = reader_of(engine)
    for _ in range(2):
        with pytest.raises(OperationalError):
            async with transaction(reader, brief=True) as connection:
                await connection.execute(select(column("word")).select_from(table("nowhere")))
    async with transaction(engine) as connection:
        await connection.execute(INSERT, {"word": "a"})
    async with transaction(reader, brief=True) as connection:
        assert (await connection.execute(select(column("word")).select_from(table("said")))).scalars().all() == ["a"]
    await reader.dispose()


async def test_a_file_that_somebody_has_for_themselves_is_waited_for_in_the_thread(engine, tmp_path):
    await engine.dispose()
    reader = reader_of(engine)
    async with reader.connect() as connection:
        way = await counting(connection)
    way.passed = 0
    other = sqlite3.connect(tmp_path / "trips.db", isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("INSERT INTO said (word) VALUES ('a')")
    other.execute("COMMIT")
    asyncio.get_running_loop().call_later(0.05, other.close)
    async with transaction(reader, brief=True) as connection:
        assert (await connection.execute(select(column("word")).select_from(table("said")))).scalars().all() == ["a"]
    assert way.passed == 1
    await reader.dispose()


async def test_what_is_brief_takes_no_greenlet_of_who_has_the_turn(engine, monkeypatch):
    spawned: list[object] = []

    async def counted(function: Callable[..., object], *arguments: object, **options: object) -> object:
        spawned.append(function)
        return await greenlet_spawn(function, *arguments, **options)

    monkeypatch.setattr("sqlalchemy.ext.asyncio.engine.greenlet_spawn", counted)
    said = table("said", column("word"))
    async with transaction(engine) as connection:
        spawned.clear()
        await connection.execute(insert(said), [{"word": "a"}, {"word": "b"}])
        await connection.execute(update(said).values(word="c"))
        assert (await connection.execute(select(said.c.word))).scalars().all() == ["c", "c"]
        assert not spawned
        await connection.execute(delete(said))
        assert len(spawned) == 1


async def test_a_returned_row_its_number_and_the_count_of_changed_rows_come_back(engine):
    async with engine.begin() as connection:
        made = await connection.execute(text("INSERT INTO said (word) VALUES ('a') RETURNING id, word"))
        assert made.all() == [(1, "a")]
        assert (await connection.execute(INSERT, {"word": "b"})).lastrowid == 2
        await connection.execute(INSERT, [{"word": "c"}, {"word": "d"}])
        changed = await connection.execute(text("UPDATE said SET word = 'x' WHERE id > 1"))
        assert changed.rowcount == 3


async def test_a_fault_is_told_and_the_connection_goes_on(engine):
    async with engine.begin() as connection:
        with pytest.raises(OperationalError):
            await connection.execute(text("SELECT nothing FROM nowhere"))
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1


async def test_a_transaction_is_one_trip_for_the_disk_where_nobody_has_the_turn(engine):
    async with transaction(engine) as connection:
        way = await counting(connection)
    way.passed = 0
    async with transaction(engine) as connection:
        await connection.execute(INSERT, {"word": "a"})
    assert way.passed == 1


async def test_a_turn_that_somebody_has_is_waited_for_in_the_thread(engine, tmp_path):
    async with transaction(engine) as connection:
        way = await counting(connection)
    way.passed = 0
    other = sqlite3.connect(tmp_path / "trips.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.05, other.rollback)
    async with transaction(engine) as connection:
        assert not other.in_transaction
        await connection.execute(INSERT, {"word": "a"})
    assert way.passed == 2
    other.close()


async def test_a_connection_that_comes_back_in_the_middle_of_something_is_rolled_back(engine):
    raw = await engine.raw_connection()
    for statement in ("BEGIN IMMEDIATE", "INSERT INTO said (word) VALUES ('a')"):
        await greenlet_spawn(raw.cursor().execute, statement)
    await greenlet_spawn(raw.close)
    async with transaction(engine) as connection:
        assert (await connection.execute(text("SELECT count(*) FROM said"))).scalar_one() == 0


async def test_who_is_cancelled_while_waiting_for_the_writer_s_turn_keeps_it_from_nobody(engine):
    async def write() -> None:
        async with transaction(engine) as connection:
            await connection.execute(INSERT, {"word": "a"})

    async with transaction(engine):
        waiting = asyncio.create_task(write())
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.sleep(0.05)
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.wait_for(write(), 1)


async def test_what_is_cancelled_while_it_commits_leaves_no_lock_behind(engine):
    async def write() -> None:
        async with transaction(engine) as connection:
            await connection.execute(INSERT, {"word": "a"})

    for turns in range(12):
        writing = asyncio.create_task(write())
        for _ in range(turns):
            await asyncio.sleep(0.0002)
        writing.cancel()
        await asyncio.wait([writing])
        await asyncio.wait_for(write(), 1)


async def test_who_is_cancelled_while_the_disk_is_slow_leaves_no_transaction_open(engine):
    async def write(slowed: asyncio.Event) -> None:
        async with transaction(engine) as connection:
            await connection.execute(INSERT, {"word": "a"})
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver
            driver._tx.put_nowait((asyncio.get_running_loop().create_future(), lambda: time.sleep(0.1)))
            slowed.set()

    writing = asyncio.create_task(write(slowed := asyncio.Event()))
    await slowed.wait()
    await asyncio.sleep(0.02)
    writing.cancel()
    await asyncio.wait([writing])
    async with transaction(engine) as connection:
        assert (await connection.execute(text("SELECT count(*) FROM said"))).scalar_one() <= 1


async def test_a_database_that_cannot_be_opened_says_so_although_its_opening_waits(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'nowhere' / 'trips.db'}")
    with pytest.raises(OperationalError):
        async with transaction(engine):
            pass
    await asyncio.sleep(0.05)  # until the driver's thread has ended


async def test_a_rollback_that_fails_once_stops_nobody_who_writes_after_it(engine, monkeypatch):
    async def broken(_connection: Trips) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async with engine.connect(), engine.connect():
        pass  # two lie ready from now on
    with monkeypatch.context() as disk:
        disk.setattr(Trips, "rollback", broken)
        with pytest.raises(OperationalError):
            async with transaction(engine):
                raise ZeroDivisionError
    for count in range(1, 4):
        async with transaction(engine) as connection:
            await connection.execute(INSERT, {"word": "a"})
            assert (await connection.execute(text("SELECT count(*) FROM said"))).scalar_one() == count


@pytest.mark.parametrize("is_writing", [True, False])
async def test_who_waits_too_long_for_a_connection_is_told_so_and_is_not_cancelled(engine, is_writing):
    asked = engine if is_writing else reader_of(engine)
    asked.sync_engine.pool._max_overflow = 0
    asked.sync_engine.pool._timeout = 0.05
    async with AsyncExitStack() as stack:
        for _ in range(asked.sync_engine.pool.size()):
            await stack.enter_async_context(asked.connect())
        with pytest.raises(NoneLeft):
            async with transaction(asked):
                pass
    async with transaction(asked) as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar_one() == 1
    await asked.dispose()
