"""A whole installation copied between databases, both ways."""

import pytest
from sqlalchemy import insert, select

from bot.errors import OperatorError
from bot.store import Database
from bot.store.schema import migrate, migration_engine
from bot.store.tables import metadata, rates
from bot.store.transfer import copy
from tests.bot.conftest import ANN, BEN, Talk
from tests.postgres import postgres

LINES = (
    "/start ml-data today",
    "/timezone berlin",
    "/begin 1",
    "/done 1",
    "/checkin 45 été 学习",
    "/undo",
    "/snooze 2d",
)


def new_url(kind: str, tmp_path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'copy.db'}"
    server = postgres()
    server.run("DROP DATABASE IF EXISTS copied")
    server.run("CREATE DATABASE copied")
    return server.url("copied")


@pytest.fixture
async def lived_in(database_url: str) -> str:
    """The URL of a database in which two learners have lived a little."""
    database = Database(database_url)
    talk = Talk(database)
    for by in (ANN, BEN):
        for line in LINES:
            await talk.say(line, by=by)
    await database.close()
    return database_url


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    engine = migration_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table))] for table in metadata.sorted_tables
        }
    engine.dispose()
    return {name: sorted(values, key=repr) for name, values in found.items()}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_everything_is_the_same_on_the_other_side_and_life_goes_on_there(lived_in, kind, tmp_path):
    target = new_url(kind, tmp_path)
    copied = copy(lived_in, target)
    assert rows(target) == rows(lived_in)
    assert sum(table.rows for table in copied) == sum(map(len, rows(lived_in).values()))
    assert sum(table.rows for table in copied) > 15
    database = Database(target)
    answer = await Talk(database).say("/checkin", by=ANN)
    assert answer
    assert "✍️ Today, Mon 4 Jan" in answer.text
    await Talk(database).say("/start ml-data today", by="12")  # a new row gets a number of its own
    await database.close()


@pytest.mark.drill
async def test_a_database_with_rows_is_not_copied_over(lived_in, tmp_path):
    target = new_url("sqlite", tmp_path)
    migrate(target)
    engine = migration_engine(target)
    with engine.begin() as connection:
        connection.execute(insert(rates).values(name="telegram", next_microsecond=1))
    engine.dispose()
    with pytest.raises(OperatorError, match="rates"):
        copy(lived_in, target)
    assert rows(target)["learners"] == []


@pytest.mark.drill
async def test_a_copy_that_fails_half_way_leaves_nothing(lived_in, tmp_path):
    target = new_url("sqlite", tmp_path)
    migrate(target)
    engine = migration_engine(target)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON nudges BEGIN SELECT RAISE(ABORT, 'full'); END")
    engine.dispose()
    with pytest.raises(OperatorError, match="full"):
        copy(lived_in, target)
    assert not any(rows(target).values())


def test_the_same_database_is_no_target(sqlite_url):
    with pytest.raises(OperatorError, match="another"):
        copy(sqlite_url, sqlite_url)


@pytest.mark.drill
def test_a_source_that_was_never_migrated_is_named(tmp_path):
    with pytest.raises(OperatorError, match="roadmate migrate"):
        copy(f"sqlite:///{tmp_path / 'empty.db'}", f"sqlite:///{tmp_path / 'other.db'}")
