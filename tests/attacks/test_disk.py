"""The disk is searched after /forget: no byte of the learner is left in the database's files, and nobody has to wait."""

import asyncio
import random
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from sqlalchemy import make_url, select

from bot.platforms.console.renderer import plain
from bot.store import wiper
from bot.store.group_tables import help_offers
from bot.store.tables import rates, roadmap_versions, roadmaps, updates
from tests.postgres import postgres
from tests.releases.life import ANN, BEN, BOT_ID, GROUP, MARK, Life
from tests.releases.lived_in import life_on

NEEDLES = (MARK.encode(), MARK.title().encode(), ANN.encode())
"""What Ann said and is called, and her number as a text and as SQLite writes it."""


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    life = life_on("sqlite", tmp_path)
    yield life
    await life.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def lives(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Life]:
    """The same on either database."""
    life = life_on(request.param, tmp_path)
    yield life
    await life.close()


async def forget(life: Life, who: int = ANN) -> str:
    return plain((await life.press(await life.say("/forget", who), "Delete", who)).text)


def files(life: Life) -> list[Path]:
    path = Path(make_url(life.url).database or "")
    return [file for end in ("", "-wal", "-shm", "-journal") if (file := path.with_name(path.name + end)).exists()]


def found(life: Life) -> dict[str, int]:
    """How often anything of Ann stands in each file of an SQLite database."""
    counts = {file.name: sum(map(content_of(file).count, NEEDLES)) for file in files(life)}
    return {name: count for name, count in counts.items() if count}


def content_of(database: Path) -> bytes:
    """Another process reads it: to close the file in this one would drop SQLite's locks on it."""
    return subprocess.run(["cat", database], check=True, capture_output=True).stdout


@pytest.mark.drill
async def test_what_ann_told_stands_on_the_disk_until_she_says_forget_and_not_a_moment_longer(life):
    assert found(life)
    assert "All gone" in await forget(life)
    assert found(life) == {}
    assert len(files(life)) >= 2, "the database is in use still"


async def test_answers_that_wait_leave_nothing_on_the_disk_either(life):
    async with life.database.store() as store:
        for one in await store.inbox.claim(BOT_ID, await store.now(), lease="one", most=9):
            await store.inbox.keep_answer(one, f"Ben asked, and reads that {MARK} studied")
    await forget(life)
    assert found(life) == {}


@pytest.mark.drill
async def test_a_reader_in_the_way_holds_nobody_up_and_the_next_look_finishes_the_work(life):
    with closing(sqlite3.connect(files(life)[0], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM learners").fetchone()
        began, waited = monotonic(), []
        going = asyncio.create_task(forget(life))
        while not going.done():
            before = monotonic()
            await life.say("/checkin", BEN)
            waited.append(monotonic() - before)
        assert "All gone" in await going
        assert monotonic() - began < 30, "she is not kept waiting for the reader, who goes on"
        assert len(waited) > 3
        assert max(waited) < 0.9, "nor is he, for whom the reader is not in the way"
        assert found(life)
        assert not await life.database.wipe()
        reader.execute("COMMIT")
    await life.nudging.work()
    assert found(life) == {}


async def test_what_a_process_that_was_killed_left_is_wiped_out_by_the_next_one(life):
    async with life.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        await store.roadmaps.forget(contact.learner.id)
        await store.learners.forget(contact.learner.id, life.clock())
    assert found(life)
    later = Life(life.url, life.clock)
    await later.nudging.work()
    assert found(life) == {}
    await later.close()


async def test_two_who_leave_at_once_both_are_gone(life):
    assert await asyncio.gather(forget(life), forget(life, BEN))
    assert found(life) == {}
    assert await life.database.wipe()


@pytest.mark.parametrize("seed", [1, 2])
def test_of_rows_that_were_moved_from_page_to_page_no_copy_is_left_either(tmp_path, seed):
    """``secure_delete`` and a checkpoint alone fail this: rows moved in the past have left copies between others."""
    path, dice, left = tmp_path / "crowd.db", random.Random(seed), 0
    with closing(sqlite3.connect(path, isolation_level=None)) as crowd:
        for pragma in ("journal_mode=WAL", "secure_delete=ON", "foreign_keys=ON", "synchronous=OFF"):
            crowd.execute(f"PRAGMA {pragma}")
        crowd.executescript(
            "CREATE TABLE who (id INTEGER PRIMARY KEY);"
            "CREATE TABLE said (id INTEGER PRIMARY KEY, who REFERENCES who ON DELETE CASCADE, note, UNIQUE (who, note));"
            "CREATE INDEX noted ON said (note)"
        )
        crowd.executemany("INSERT INTO who VALUES (?)", [(number,) for number in range(40)])
        for number in range(5):
            for index in range(400):
                who, text = dice.randrange(number, 40), "x" * dice.choice([3, 20, 100, 900, 5000])
                crowd.execute(
                    "INSERT INTO said (who, note) VALUES (?, ?)", (who, f"who{who:04d}q{text}{index}.{number}")
                )
                crowd.execute("DELETE FROM said WHERE who = ? AND id % 9 = ?", [dice.randrange(40), index % 9])
            crowd.execute("DELETE FROM who WHERE id = ?", [number])
            crowd.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            needle = b"who%04dq" % number
            left += content_of(path).count(needle)
            subprocess.run([sys.executable, "-I", "-S", wiper.__file__, path, "1"], check=True)
            assert content_of(path).count(needle) == 0
            assert crowd.execute("SELECT count(*) FROM said WHERE note LIKE 'who%'").fetchone()[0] > 0
        assert crowd.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert crowd.execute("PRAGMA user_version").fetchone() == (0,)
    assert left, "otherwise this shows nothing"


def test_a_database_whose_pages_are_mapped_is_wiped_as_well_and_stays_whole(tmp_path):
    path = tmp_path / "mapped.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as mapped:
        mapped.execute("PRAGMA auto_vacuum=FULL")
        mapped.execute("PRAGMA synchronous=OFF")
        mapped.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, note)")
        mapped.execute("BEGIN")
        mapped.executemany("INSERT INTO said (note) VALUES (?)", [("x" * (50 * (n % 99)),) for n in range(3000)])
        mapped.execute("COMMIT")
        mapped.execute("DELETE FROM said WHERE id % 3 = 0")
    assert wiper.wipe(path, 1)
    with closing(sqlite3.connect(path)) as mapped:
        assert mapped.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.drill
async def test_what_waits_of_her_in_a_groups_queue_goes_and_what_others_said_there_is_worked_on(lives):
    await forget(lives)
    async with lives.database.engine.connect() as connection:
        rows = (await connection.execute(select(updates.c.chat_id, updates.c.user_id, updates.c.payload))).all()
        waiting = [row for row in rows if row.payload]
        names = (await connection.execute(select(rates.c.name))).scalars().all()
    assert [(row.chat_id, row.user_id) for row in waiting] == [(GROUP, BEN)]
    assert ANN not in {number for row in rows for number in row}
    assert f"telegram:{ANN}" not in names
    assert "telegram" in names, "the answer itself was counted"


async def test_whoever_leaves_a_group_takes_the_offers_to_help_along(lives):
    await lives.say("/leave", chat=GROUP)
    async with lives.database.engine.connect() as connection:
        offers = (await connection.execute(select(help_offers.c.id))).all()
    assert offers == []


async def test_a_roadmap_that_others_are_on_loses_the_document_it_came_from_and_goes_with_the_last_of_them(lives):
    await forget(lives)
    async with lives.database.engine.connect() as connection:
        (kept,) = (await connection.execute(select(*roadmap_versions.c))).all()
    assert kept.source == ""
    assert "completed" not in kept.document, "her ticks are hers"
    await lives.say("/switch path to the stars", BEN)
    assert "Maps" in (await lives.say("/status 1", BEN)).text
    exported = (await lives.say("/export markdown", BEN)).attachments[0].content.decode()
    assert "Graphs" in exported
    await forget(lives, BEN)
    async with lives.database.engine.connect() as connection:
        assert (await connection.execute(select(roadmaps.c.slug))).all() == []


async def test_a_roadmap_taken_off_the_shelf_loses_its_document_too(lives):
    async with lives.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        (brought,) = await store.roadmaps.of_learner(contact.learner.id)
    await lives.say(f"/roadmaps drop {brought.slug} yes")
    async with lives.database.engine.connect() as connection:
        assert (await connection.execute(select(roadmap_versions.c.source))).scalars().all() == [""]
    await lives.say("/switch path to the stars", BEN)
    assert "Maps" in (await lives.say("/status 1", BEN)).text


OF_EMPTY_TABLES = "DELETE FROM pg_statistic USING pg_class WHERE pg_class.oid = starelid AND reltuples = 0"
"""What a planner knows of tables that are empty is of rows that they had: no ANALYZE takes it back."""


async def test_on_postgresql_the_files_of_the_tables_hold_nothing_once_they_were_vacuumed_whole(tmp_path):
    life = life_on("postgresql", tmp_path)
    name = str(make_url(life.url).database)
    statement = f"SELECT oid FROM pg_database WHERE datname = '{name}'"
    folder = postgres().folder / "data" / "base" / str(postgres().run(statement)[0][0])

    def seen() -> int:
        contents = [file.read_bytes() for file in folder.iterdir() if file.is_file()]
        return sum(content.count(needle) for content in contents for needle in NEEDLES)

    with psycopg.connect(host=str(postgres().folder), user="postgres", dbname=name, autocommit=True) as operator:
        operator.execute("ANALYZE")
        operator.execute("CHECKPOINT")
        assert seen()
        await forget(life)
        await life.close()
        operator.execute("VACUUM (FULL, ANALYZE)")
        operator.execute(OF_EMPTY_TABLES)
        operator.execute("VACUUM FULL pg_statistic")
        operator.execute("CHECKPOINT")
        assert seen() == 0
