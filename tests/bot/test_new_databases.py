"""A new database is given today's tables at once: they are those that all migrations would have made, on both engines."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic import command

from bot.store.schema import current, head, migrate, migration_engine, upgrade
from tests.bot.test_migrations import config
from tests.postgres import postgres

Schema = dict[str, list[str]]

ON_POSTGRES = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequences": "SELECT sequencename, data_type, increment_by FROM pg_sequences WHERE schemaname = 'public'",
    "others": """
        SELECT relkind, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i', 'S')""",
}
"""All that a schema has. In which order the columns of a table stand is another where migrations added some; nothing goes by it."""


def of_sqlite(path: Path) -> Schema:
    """What each table, index and trigger was made with, piece by piece, whatever the order."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {f"{kind} {name}": sorted(_pieces(sql)) for kind, name, sql in found if not name.startswith("sqlite_")}


def _pieces(sql: str) -> Iterator[str]:
    """A statement, split at the commas that stand in one pair of brackets. A default may stand in brackets of its own."""
    depth, piece = 0, ""
    for sign in re.sub(r"DEFAULT \(('[^']*'|\d+)\)", r"DEFAULT \1", " ".join(sql.replace('"', "").split())):
        depth += (sign == "(") - (sign == ")")
        if (sign == "," and depth == 1) or (sign in "()" and depth == (sign == "(")):
            yield piece.strip()
            piece = ""
        else:
            piece += sign
    yield piece.strip()


def of_postgres(url: str) -> Schema:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return {what: sorted(map(str, connection.execute(asked))) for what, asked in ON_POSTGRES.items()}


def by_all_migrations(url: str) -> None:
    engine = migration_engine(url)
    with engine.begin() as connection:
        upgrade(connection)
    engine.dispose()


def made(path: Path, make: Callable[[str], object]) -> Schema:
    make(f"sqlite:///{path}")
    return of_sqlite(path)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "new.db"
    assert migrate(f"sqlite:///{path}") is True
    return path


def test_a_new_file_has_what_all_migrations_make_and_is_at_the_newest_revision(new, tmp_path):
    assert of_sqlite(new) == made(tmp_path / "old.db", by_all_migrations)
    engine = migration_engine(f"sqlite:///{new}")
    with engine.connect() as connection:
        assert current(connection) == head()
    engine.dispose()


def test_a_new_database_of_a_server_has_what_all_migrations_make():
    server = postgres()
    by_migrations, at_once = server.empty("by_migrations"), server.empty("at_once")
    by_all_migrations(by_migrations)
    assert migrate(at_once) is True
    assert migrate(at_once) is False
    found = of_postgres(at_once)
    assert found == of_postgres(by_migrations)
    assert all(found[what] for what in ("columns", "constraints", "indexes", "sequences"))


@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX ix_nudges_platform_due_at",
        "ALTER TABLE codes DROP COLUMN name",
        "ALTER TABLE codes ADD COLUMN more TEXT",
        "CREATE TABLE more (id INTEGER PRIMARY KEY)",
        "CREATE TRIGGER more AFTER INSERT ON codes BEGIN SELECT 1; END",
    ],
)
def test_the_comparison_notices_what_is_missing_and_what_is_too_much(new, tmp_path, change):
    changed = Path(shutil.copyfile(new, tmp_path / "changed.db"))
    with closing(sqlite3.connect(changed)) as connection:
        connection.execute(change)
        connection.commit()
    assert of_sqlite(changed) != of_sqlite(new)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CREATE TABLE a (b INTEGER NOT NULL)", "CREATE TABLE a (b INTEGER)"),
        ("CREATE TABLE a (b INTEGER DEFAULT '0')", "CREATE TABLE a (b INTEGER DEFAULT '1')"),
        ("CREATE TABLE a (b INTEGER, CHECK (b IN (1, 2)))", "CREATE TABLE a (b INTEGER, CHECK (b IN (1, 3)))"),
        ("CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT)", "CREATE TABLE a (b INTEGER PRIMARY KEY)"),
        ("CREATE INDEX a ON b (c) WHERE d", "CREATE INDEX a ON b (c)"),
        ("CREATE INDEX a ON b (c, d DESC)", "CREATE INDEX a ON b (c, d)"),
    ],
)
def test_the_comparison_sees_how_a_thing_was_made(one, other):
    assert sorted(_pieces(one)) != sorted(_pieces(other))


def test_a_program_that_only_makes_a_database_makes_all_of_it(new, tmp_path):
    alone = tmp_path / "alone.db"
    program = f"from bot.store.schema import migrate; migrate('sqlite:///{alone}')"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert of_sqlite(alone) == of_sqlite(new)


def test_a_database_that_has_gone_down_to_nothing_is_made_anew(new):
    before = of_sqlite(new)
    engine = migration_engine(f"sqlite:///{new}")
    with engine.begin() as connection:
        command.downgrade(config(connection), "base")
    engine.dispose()
    assert list(of_sqlite(new)) == ["table alembic_version"]
    assert migrate(f"sqlite:///{new}") is True
    assert of_sqlite(new) == before
