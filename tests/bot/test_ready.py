"""Statements that go to SQLite as they are: what they bring, and that nobody can tell them from any other."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import greenlet_spawn

from bot.store.columns import Instant
from bot.store.connections import transaction
from bot.store.engines import engine_for, reader_of
from bot.store.ready import Ready

THREADS = True

NOON, DAY = datetime(2027, 1, 4, 12, tzinfo=UTC), date(2027, 1, 4)

_meta = MetaData()
who = Table("who", _meta, Column("id", Integer, primary_key=True), Column("name", String, unique=True))
said = Table(
    "said",
    _meta,
    Column("id", Integer, primary_key=True),
    Column("who", ForeignKey("who.id")),
    Column("word", String),
    Column("day", Date),
    Column("at", Instant),
    Column("loud", Boolean),
)

JOIN = Ready(insert(who), "name")
SAY = Ready(insert(said), "who", "word", "day", "at", "loud")
HEARD = select(*who.c, *said.c).join_from(who, said).where(said.c.loud == bindparam("loud")).order_by(said.c.id)
LOUDER = Ready(
    update(said).where(said.c.word == bindparam("old")).values(loud=True, at=None).returning(said.c.id, said.c.at)
)

ANN = {"who": 1, "word": "hello", "day": DAY, "at": NOON, "loud": False}
ANN_TOO = {"who": 1, "word": "again", "day": None, "at": None, "loud": False}


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'ready.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(_meta.create_all)
    async with transaction(engine) as connection:
        await JOIN.run(connection, [{"name": "Ann"}])
        assert await SAY.run(connection, [ANN, ANN_TOO]) == 2
    yield engine
    await engine.dispose()


async def test_it_brings_what_sqlalchemy_brings_for_who_writes_and_for_who_looks(engine):
    ready, reader = Ready(HEARD), reader_of(engine)
    async with transaction(engine) as connection:
        known = [tuple(row) for row in (await connection.execute(HEARD, {"loud": False})).all()]
        assert [*await ready.rows(connection, {"loud": False})] == known
        assert [*await ready.rows(connection, {"loud": True})] == []
    async with transaction(reader) as connection:
        assert [tuple(row) for row in await ready.rows(connection, {"loud": False})] == known
    assert known == [(1, "Ann", 1, 1, "hello", DAY, NOON, False), (1, "Ann", 2, 1, "again", None, None, False)]
    await reader.dispose()


async def test_what_the_statement_itself_sets_is_set(engine):
    async with transaction(engine) as connection:
        assert [*await LOUDER.rows(connection, {"old": "hello"})] == [(1, None)]
        assert [row[2] for row in await Ready(HEARD).rows(connection, {"loud": True})] == [1]


async def test_how_many_rows_changed_is_told(engine):
    quieter = Ready(update(said).where(said.c.word == bindparam("old")).values(loud=False))
    async with transaction(engine) as connection:
        assert await quieter.run(connection, [{"old": "hello"}, {"old": "never said"}]) == 1


async def test_who_listens_to_statements_hears_of_it(engine):
    heard = []
    for moment in ("before_cursor_execute", "after_cursor_execute"):
        event.listen(engine.sync_engine, moment, lambda *told: heard.append((told[2].split()[0], told[5])))
    async with transaction(engine) as connection:
        await LOUDER.rows(connection, {"old": "hello"})
        await SAY.run(connection, [ANN])
    assert [one for one in heard if one[0] != "BEGIN"] == [("UPDATE", False)] * 2 + [("INSERT", True)] * 2


async def test_what_is_refused_is_refused_as_ever_and_shows_nothing_of_what_was_bound(engine):
    for row, kind in (({"name": "Ann"}, IntegrityError), ({**ANN, "at": NOON.replace(tzinfo=None)}, StatementError)):
        with pytest.raises(kind) as refused:
            async with transaction(engine) as connection:
                await (JOIN if "name" in row else SAY).run(connection, [row])
        assert not {"Ann", "hello"} & set(str(refused.value).replace("'", " ").split())
    async with transaction(engine) as connection:
        assert (await connection.execute(select(func.count()).select_from(said))).scalar_one() == 2


async def test_a_statement_that_differs_from_time_to_time_is_refused(engine):
    many = Ready(select(who.c.name).where(who.c.id.in_(bindparam("ids", expanding=True))))
    async with transaction(engine) as connection:
        with pytest.raises(TypeError, match="not the same each time"):
            await many.rows(connection, {"ids": [1]})


async def test_what_cannot_be_committed_is_taken_back_and_the_connection_goes_on(engine):
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):  # noqa: PT012 - it is the end of the transaction that raises
        async with transaction(engine) as connection:
            await connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            await SAY.run(connection, [{**ANN, "who": 99}])
    async with transaction(engine) as connection:
        assert (await connection.execute(select(func.count()).select_from(said))).scalar_one() == 2
        await SAY.run(connection, [ANN])
    assert engine.sync_engine.pool.checkedin() == 1


async def test_an_answer_takes_no_greenlet_where_nobody_has_the_turn(engine, monkeypatch):
    spawned = []

    async def counted(function, *arguments, **options):
        spawned.append(function)
        return await greenlet_spawn(function, *arguments, **options)

    monkeypatch.setattr("sqlalchemy.ext.asyncio.engine.greenlet_spawn", counted)
    for lasting in (True, False, True):
        async with transaction(engine, lasting=lasting) as connection:
            await LOUDER.rows(connection, {"old": "hello"})
    assert spawned == []
