"""Databases of every release, as it left them: upgraded on both engines, not a value is another, and life goes on."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile

import psycopg
import pytest
from sqlalchemy import MetaData, make_url, select, text

from bot.chat.library import default_roadmap
from bot.store import Database
from bot.store.schema import current, head, migrate, migration_engine
from bot.store.tables import metadata, updates
from roadmap.facts import Kind
from roadmap.plan import make_plan
from roadmap.progress import Progress
from roadmap.replay import replay
from tests.bot.nudge_stage import StageClock
from tests.postgres import postgres
from tests.releases.keep import ENDINGS, FOLDER
from tests.releases.life import ANN, BEN, GROUP, MARK, Life
from tests.releases.lived_in import AFTERWARDS
from tests.releases.told import DAY, FIRST, KINDS, LEARNERS, tell_everything
from tests.roadmap.test_within_laws import worth

RELEASES = sorted(path.name.removesuffix(ENDINGS["sqlite"]) for path in FOLDER.glob(f"*{ENDINGS['sqlite']}"))

CHANGED: Mapping[tuple[str, str], str] = {
    ("drafts", "form"): "since 0010 it stands with the reading of number 0",
    ("drafts", "document"): "the same",
    ("tries", "account_id"): "since 0007 a hash stands for the account, so that the lock-out outlives its deletion",
}
"""Columns, by table and name, whose values an upgrade changes or drops on purpose, each with its reason."""

AS_TEXT: Mapping[str, frozenset[str]] = {
    "accounts": frozenset({"user_id"}),
    "button_lines": frozenset({"user_id"}),
    "drafts": frozenset({"user_id"}),
    "groups": frozenset({"chat_id", "server_id", "thread_id"}),
    "rooms": frozenset({"thread_id"}),
    "updates": frozenset({"bot_id", "update_id", "chat_id", "user_id"}),
}
"""Ids of platforms, by table: numbers before 0008, and the same as text since."""

OWN = {"secrets": {"value"}, "tries": {"shadow"}}
"""Columns whose values are each installation's own: they are made by chance."""

Rows = dict[str, dict[tuple[object, ...], dict[str, object]]]


of_each_release = {"params": [(release, engine) for release in RELEASES for engine in ENDINGS], "ids": "-".join}


@pytest.fixture(**of_each_release)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database as a release left it."""
    release, engine = request.param
    return loaded(release, engine, tmp_path)


@pytest.fixture(**of_each_release)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path, upgrades: Callable[[str, str], str]) -> str:
    """The URL of such a database that has been brought up to date, for what is about how it is afterwards."""
    made = upgrades(*request.param)
    if request.param[1] == "postgresql":
        return postgres().copy_of(made)
    return f"sqlite:///{copyfile(made, tmp_path / 'upgraded.db')}"


@pytest.fixture(scope="module")
def upgrades(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """Brings a database of a release up to date, once; what it is called on PostgreSQL, or its file. It is copied."""

    @cache
    def upgrade(release: str, engine: str) -> str:
        url = loaded(release, engine, tmp_path_factory.mktemp("upgraded"), f"upgraded_{RELEASES.index(release)}")
        assert migrate(url)
        return str(make_url(url).database)

    return upgrade


def loaded(release: str, engine: str, folder: Path, name: str = "old_release") -> str:
    statements = (FOLDER / f"{release}{ENDINGS[engine]}").read_text(encoding="utf-8")
    if engine == "sqlite":
        with closing(sqlite3.connect(folder / "old.db")) as connection:
            connection.executescript(statements)
        return f"sqlite:///{folder / 'old.db'}"
    url = postgres().empty(name)
    server = {"host": str(postgres().folder), "user": "postgres", "dbname": make_url(url).database}
    with psycopg.connect(**server, autocommit=True) as connection:
        connection.execute(statements.encode())
    return url


def rows(url: str) -> Rows:
    """Every row by its key, each with its values by column, written alike on both engines."""
    engine, found = migration_engine(url), MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        seen: Rows = {}
        for name, table in found.tables.items():
            asked = select(table).order_by(table.c.id) if "id" in table.c else select(table)
            keyed = connection.execute(asked).mappings().all()
            keys = [column.name for column in table.primary_key] or ["version_num"]
            seen[name] = {
                tuple(row[key] for key in keys): {column: plain(row[column]) for column in row} for row in keyed
            }
    engine.dispose()
    seen.pop("alembic_version")
    return seen


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.replace(tzinfo=None) if isinstance(value, time) else value


def shared(table: str, kept: dict[tuple[object, ...], dict[str, object]]) -> list[dict[str, object]]:
    """The rows without what is each installation's own, in an order that no database has a say in."""
    found = ({name: row[name] for name in row.keys() - OWN.get(table, set())} for row in kept.values())
    return sorted(found, key=lambda row: repr(sorted(row.items(), key=lambda item: item[0])))


def test_there_is_a_database_of_every_release_with_a_row_in_every_table_it_had(tmp_path):
    assert "0.1.0" in RELEASES
    for release in RELEASES:
        assert all(rows(loaded(release, "sqlite", tmp_path)).values()), release
        (tmp_path / "old.db").unlink()


@pytest.mark.drill
def test_every_row_of_every_table_survives_the_upgrade_with_every_value(old):
    before = rows(old)
    assert migrate(old)
    after = rows(old)
    assert after.keys() >= before.keys()
    for table, kept in before.items():
        assert after[table].keys() == kept.keys(), table
        for key, values in kept.items():
            now = {column: after[table][key].get(column) for column in values if (table, column) not in CHANGED}
            then = {column: value for column, value in values.items() if (table, column) not in CHANGED}
            assert now == then | as_text(table, then), table


@pytest.mark.drill
def test_what_was_read_of_a_draft_is_the_first_of_its_readings(old):
    before = rows(old)["drafts"]
    migrate(old)
    after = rows(old)["draft_readings"]
    assert {key: (one["form"], one["document"]) for key, one in after.items()} == {
        (token, 0): (one["form"], one["document"]) for (token,), one in before.items()
    }


def as_text(table: str, values: Mapping[str, object]) -> dict[str, str]:
    """The ids of platforms that are there, as they are written since."""
    return {column: str(values[column]) for column in AS_TEXT.get(table, ()) if values.get(column) is not None}


@pytest.mark.drill
def test_the_upgraded_tables_are_those_that_the_program_knows(upgraded):
    engine = migration_engine(upgraded)
    with engine.connect() as connection:
        assert current(connection) == head()
        for table in metadata.sorted_tables:
            connection.execute(select(table)).all()
    engine.dispose()


async def test_what_came_ticked_with_a_document_stays_out_of_the_plan_and_whatever_was_told_counts(upgraded):
    database, known, told = Database(upgraded), set[str](), set[str]()
    async with database.store() as store:
        for user in (ANN, BEN):
            contact = await store.learners.by_account("telegram", user)
            for enrolment in await store.learners.enrolments(contact.learner.id if contact else 0):
                done = [e.fact for e in await store.facts.of(enrolment.ids) if e.fact.kind is Kind.COMPLETED]
                known |= {fact.topic for fact in done if fact.known}
                told |= {fact.topic for fact in done if not fact.known}
    await database.close()
    assert known == {"sets"}
    assert told


LOOKED_UP = {
    "SELECT id FROM accounts WHERE platform = 'telegram' AND user_id = '7'": "uq_accounts_platform_user_id",
    "SELECT token FROM drafts WHERE platform = 'telegram' AND user_id = '7'": "ix_drafts_platform_user_id",
    "SELECT id FROM groups WHERE platform = 'telegram' AND chat_id = '-7'": "uq_groups_platform_chat_id",
    "SELECT id FROM updates WHERE bot_id = '7' AND update_id = '8'": "uq_updates_bot_id_update_id",
    "SELECT id FROM updates WHERE bot_id = '7' AND chat_id = '8' AND done_at IS NULL": "ix_updates_bot_id_chat_id_id",
    "SELECT id FROM nudges WHERE platform = 'telegram' AND due_at < '2027-01-04' AND state IN ('due', 'sending')":
        "ix_nudges_platform_due_at",
}  # fmt: skip
"""What is asked of the tables that have been rebuilt, and the index it is found by."""


def test_what_is_looked_up_is_found_by_the_same_indexes_afterwards(upgraded):
    engine = migration_engine(upgraded)
    on_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not on_sqlite:
            connection.execute(text("SET enable_seqscan = off"))
        for asked, index in LOOKED_UP.items():
            plan = str(connection.execute(text(f"EXPLAIN {'QUERY PLAN ' if on_sqlite else ''}{asked}")).all())
            table = asked.split(" FROM ")[1].split()[0]
            assert index in plan or f"USING INDEX sqlite_autoindex_{table}" in plan.replace("COVERING ", ""), plan
    engine.dispose()


@pytest.mark.parametrize("release", RELEASES)
def test_both_engines_hold_the_same_afterwards(release, tmp_path):
    urls = [loaded(release, engine, tmp_path) for engine in ENDINGS]
    for url in urls:
        migrate(url)
    one, other = ({table: shared(table, kept) for table, kept in rows(url).items()} for url in urls)
    assert one == other


def test_what_waited_to_be_worked_on_is_known_by_who_said_it(upgraded):
    engine = migration_engine(upgraded)
    with engine.connect() as connection:
        waiting = connection.execute(select(updates.c.chat_id, updates.c.user_id).order_by(updates.c.id)).all()
    engine.dispose()
    assert [tuple(row) for row in waiting] == [(ANN, ANN), (GROUP, ANN), (GROUP, BEN)]


@pytest.mark.drill
async def test_nobody_stands_worse_after_the_upgrade_whatever_they_told(old):
    tell_everything(old)
    told = {row["kind"] for row in rows(old)["progress_events"].values()}
    assert told >= set(KINDS)
    migrate(old)
    database, better = Database(old), 0
    async with database.store() as store:
        for user in range(FIRST, FIRST + LEARNERS):
            contact = await store.learners.by_account("telegram", str(user))
            assert contact
            assert contact.enrolment
            progress = replay(contact.enrolment.first_day, await store.facts.of(contact.enrolment.ids))
            for today in (progress.first_day + days * DAY for days in range(0, 300, 23)):
                now = make_plan(default_roadmap(), progress, today)
                then = make_plan(default_roadmap(), as_the_first_release_had_it(progress), today)
                assert worth(now) >= worth(then), (user, today)
                assert len(now.overdue) <= len(then.overdue), (user, today)
                better += worth(now) > worth(then)
    await database.close()
    assert better, "nobody completed anything on their first day"


def as_the_first_release_had_it(progress: Progress) -> Progress:
    """What was completed on the first day, or before, was no part of the plan there."""
    topics = {
        slug: replace(state, is_before=bool(state.completed and state.completed <= progress.first_day), known=False)
        for slug, state in progress.topics.items()
    }
    return replace(progress, topics=topics)


@pytest.fixture
async def life(upgraded: str) -> AsyncIterator[Life]:
    life = Life(upgraded, StageClock(AFTERWARDS))
    yield life
    await life.close()


async def test_life_goes_on_where_it_stood(life):
    assert "Deep Learning · completed" in (await life.say("/status 1")).text.striptags()
    offered = [key.label for key in (await life.say("/steps nlp")).keys]
    assert "📘 HuggingFace Course, 12 chapters" in offered, "what the shipped roadmap knows since is there at once"
    before = len(rows(life.url)["progress_events"])
    await life.say("/checkin 30", BEN)
    assert len(rows(life.url)["progress_events"]) == before + 1
    await life.go(timedelta(days=7, hours=2))
    assert any(one.user_id == ANN for one in life.edge.sent)
    async with life.database.store() as store:
        assert await store.ledger.failed(10) == []
    exported = (await life.say("/export everything")).attachments[-1].content.decode()
    assert f"{MARK} read a chapter" in exported
