"""Backups: taken while facts are written, put back whole, and refused before anything is touched."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files as files_of
from pathlib import Path
from shutil import copyfile

import pytest
from alembic import command
from alembic.config import Config

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Speaker, Spoken
from bot.commands import COMMANDS
from bot.errors import OperatorError
from bot.nudges.arming import returning
from bot.program.cli import main
from bot.store import Database
from bot.store.backup import backup, restore
from bot.store.schema import current, head, migrate, migration_engine
from bot.store.seal import LENGTH
from bot.store.soundness import TABLES
from roadmap.progress import Progress
from roadmap.replay import replay

MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
LEARNERS = range(1, 9)
HEADER = 100
"""The bytes of an SQLite file that say among other things whether it is in WAL mode."""

Files = dict[str, bytes]


def url(path: Path) -> str:
    return f"sqlite:///{path}"


class Bot:
    """A dispatcher on a database of its own; whoever speaks is in their direct chat."""

    def __init__(self, path: Path) -> None:
        migrate(url(path))
        self.database = Database(url(path))
        self._dispatcher = Dispatcher(
            self.database, COMMANDS, clock=lambda: MONDAY, default_zone="UTC", returning=returning
        )

    async def say(self, learner: int, line: str) -> None:
        spoken = Spoken(Speaker("console", str(learner)), Place(str(learner), direct=True), line, MONDAY)
        message = await self._dispatcher.say(spoken)
        assert message
        assert "incident" not in message.text

    async def progress(self) -> dict[int, Progress]:
        """Everybody's progress, by account."""
        found = {}
        async with self.database.store() as store:
            for learner in LEARNERS:
                contact = await store.learners.by_account("console", str(learner))
                assert contact
                assert contact.enrolment
                events = await store.facts.of(contact.enrolment.ids)
                found[learner] = replay(contact.enrolment.first_day, events)
        return found


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database, by table."""
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in sorted(TABLES)}


def facts(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("SELECT id FROM progress_events ORDER BY id")]


def files(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def written(path: Path, minutes: int) -> Path:
    """A database in which Ann checked in once, for so many minutes."""

    async def write() -> None:
        bot = Bot(path)
        await bot.say(1, "/start ml-data today")
        await bot.say(1, f"/checkin {minutes}")
        await bot.database.close()

    asyncio.run(write())
    return path


def minutes(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [found for (found,) in connection.execute("SELECT minutes FROM progress_events")]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    migrate(url(path))
    return path


@pytest.fixture
def live(tmp_path: Path, empty: Path) -> Path:
    """The database of a bot that stands still, alone in its folder; Ann checked in for 7 minutes."""
    folder = tmp_path / "live"
    folder.mkdir()
    return written(Path(copyfile(empty, folder / "roadmate.db")), 7)


@pytest.fixture
def good(tmp_path: Path, empty: Path) -> Path:
    """A backup; Ann checked in for 3 minutes."""
    source = written(Path(copyfile(empty, tmp_path / "source.db")), 3)
    backup(url(source), tmp_path / "good.db")
    return tmp_path / "good.db"


@pytest.mark.drill
async def test_the_drill_backups_taken_while_facts_are_written_are_restored_elsewhere_with_equal_progress(tmp_path):
    path = tmp_path / "roadmate.db"
    bot = Bot(path)
    for learner in LEARNERS:
        await bot.say(learner, "/start ml-data today")
        await bot.say(learner, "/begin 1")
    before = len(facts(path))
    writing = asyncio.Event()
    copies: list[Path] = []

    async def write() -> None:
        for topic in range(1, 8):
            for learner in LEARNERS:
                await bot.say(learner, f"/done {topic}")
                await bot.say(learner, "/checkin 25 a note")
                writing.set()

    async def copy() -> None:
        await writing.wait()
        while not writer.done():
            target = tmp_path / f"backup-{len(copies)}.db"
            await asyncio.to_thread(backup, url(path), target)
            copies.append(target)

    async with asyncio.TaskGroup() as group:
        writer = group.create_task(write())
        group.create_task(copy())

    everything = facts(path)
    seen = [facts(target) for target in copies]
    assert all(found == everything[: len(found)] for found in seen), "each backup is one moment of the database"
    assert any(before < len(found) < len(everything) for found in seen), "and some are from the midst of the writing"

    last = tmp_path / "last.db"
    await asyncio.to_thread(backup, url(path), last)
    elsewhere = tmp_path / "elsewhere" / "roadmate.db"
    elsewhere.parent.mkdir()
    assert restore(url(elsewhere), last).kept is None
    restored = Bot(elsewhere)
    assert await restored.progress() == await bot.progress()
    await restored.say(3, "/undo")
    await bot.database.close()
    await restored.database.close()
    assert rows(last) == rows(path)


def test_a_backup_is_one_file_that_only_its_owner_may_read(good):
    assert [path.name for path in good.parent.glob("good.db*")] == ["good.db"]
    assert good.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(f"{good.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_file_that_exists_is_overwritten_only_by_force(live, good):
    before = good.read_bytes()
    with pytest.raises(OperatorError, match="--force"):
        backup(url(live), good)
    assert good.read_bytes() == before
    backup(url(live), good, force=True)
    assert minutes(good) == [7]


@pytest.mark.parametrize("name", ["roadmate.db", "roadmate.db-wal", "../live/roadmate.db"])
def test_the_database_is_never_overwritten_by_its_own_backup(live, name):
    before = files(live.parent)
    with pytest.raises(OperatorError, match="the database itself"):
        backup(url(live), live.parent / name, force=True)
    assert files(live.parent) == before


def test_a_backup_of_nothing_is_refused_and_makes_nothing(tmp_path):
    with pytest.raises(OperatorError, match=r"there is no database at .*: check DATABASE_URL"):
        backup(url(tmp_path / "missing.db"), tmp_path / "backup.db")
    assert files(tmp_path) == {}


def test_a_folder_that_is_not_there_is_named(live, tmp_path):
    with pytest.raises(OperatorError, match=r"none/backup\.db cannot be written \(No such file or directory\)"):
        backup(url(live), tmp_path / "none" / "backup.db")


def test_a_damaged_database_is_not_passed_off_as_a_backup(live):
    live.write_bytes(live.read_bytes()[:-4096])
    with pytest.raises(OperatorError, match=r"damaged.*: restore an earlier backup"):
        backup(url(live), live.parent / "backup.db")
    assert not (live.parent / "backup.db").exists()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 3 * 4096] = os.urandom(2 * 4096)
    path.write_bytes(content)


def text(path: Path) -> None:
    path.write_text("not a database at all, but rather long " * 100)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def unsealed(path: Path) -> None:
    """As an older release would have written it."""
    content = path.read_bytes()
    path.write_bytes(content[:-LENGTH])


def sql(path: Path, *statements: str) -> None:
    unsealed(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def of_another_program(path: Path) -> None:
    path.write_bytes(bytes(LENGTH))
    sql(path, "CREATE TABLE alembic_version (version_num)", "CREATE TABLE songs (name)")


def of_tomorrow(path: Path) -> None:
    sql(path, "UPDATE alembic_version SET version_num = '9999'")


def without_a_parent(path: Path) -> None:
    sql(path, "PRAGMA foreign_keys=OFF", "DELETE FROM learners")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.drill
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (truncated, "damaged"),
        (overwritten, "damaged"),
        (text, "no SQLite database"),
        (nothing, "no Roadmate database"),
        (of_another_program, "no Roadmate database"),
        (of_tomorrow, "is at 9999, newer than this program: install the newer release"),
        (without_a_parent, "refers to nothing"),
        (gone, "there is no file"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_touched(live, good, spoil, words):
    spoil(good)
    before = files(live.parent)
    with pytest.raises(OperatorError, match=words):
        restore(url(live), good)
    assert files(live.parent) == before


def test_the_earlier_database_is_kept_and_never_overwritten_by_the_next_restore(live, good):
    kept = restore(url(live), good).kept
    assert kept == live.with_name("roadmate.db.before-restore")
    assert (minutes(live), minutes(kept)) == ([3], [7])
    with pytest.raises(OperatorError, match="from an earlier restore: move it away or delete it"):
        restore(url(live), good)
    assert minutes(kept) == [7]


def test_what_only_the_wal_holds_is_kept_too(live, good):
    """A bot that was killed leaves what it wrote last beside the database."""
    writer = sqlite3.connect(live, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE progress_events SET minutes = 8")
    left = files(live.parent)
    writer.close()
    for name, content in left.items():
        (live.parent / name).write_bytes(content)
    assert "roadmate.db-wal" in left
    kept = restore(url(live), good).kept
    assert kept
    assert (minutes(live), minutes(kept)) == ([3], [8])


def test_a_wal_whose_database_was_lost_is_not_applied_to_the_restored_one(live, good):
    writer = sqlite3.connect(live, isolation_level=None)
    writer.execute("UPDATE progress_events SET minutes = 8")
    wal = (live.parent / "roadmate.db-wal").read_bytes()
    writer.close()
    live.unlink()
    (live.parent / "roadmate.db-wal").write_bytes(wal)
    assert restore(url(live), good).kept is None
    assert minutes(live) == [3]


@pytest.mark.parametrize("spoil", [truncated, overwritten, text, nothing])
def test_a_damaged_database_is_what_a_restore_is_for_and_is_kept_as_it_was(live, good, spoil):
    spoil(live)
    before = live.read_bytes()
    kept = restore(url(live), good).kept
    assert kept
    assert minutes(live) == [3]
    assert kept.read_bytes()[HEADER:] == before[HEADER:]


def test_the_restored_database_has_the_rights_of_the_earlier_one(live, good):
    live.chmod(0o640)
    restore(url(live), good)
    assert live.stat().st_mode & 0o777 == 0o640


@pytest.mark.drill
def test_a_backup_of_an_older_release_is_brought_up_to_date(live, good):
    unsealed(good)
    engine = migration_engine(url(good))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files_of("migrations")))
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    engine.dispose()
    old = good.read_bytes()
    restore(url(live), good)
    engine = migration_engine(url(live))
    with engine.connect() as connection:
        assert current(connection) == head()
    engine.dispose()
    assert good.read_bytes() == old


def test_a_database_that_cannot_be_opened_at_all_is_named(tmp_path, good):
    (tmp_path / "roadmate.db").mkdir()
    with pytest.raises(OperatorError, match=r"roadmate\.db cannot be opened"):
        restore(url(tmp_path / "roadmate.db"), good)


@pytest.fixture
def running(live: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has answered once and now waits for the next line."""
    bot = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        env={**os.environ, "DATABASE_URL": url(live)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert bot.stdin
    assert bot.stdout
    bot.stdin.write("/streak\n")
    bot.stdin.flush()
    assert "streak" in bot.stdout.readline()
    assert bot.stdout.readline()
    yield bot
    bot.communicate(timeout=20)


@pytest.mark.drill
def test_a_restore_waits_for_nobody_and_refuses_while_a_bot_runs_however_idle(live, good, running):
    with pytest.raises(OperatorError, match="is in use: stop the bot first"):
        restore(url(live), good)
    assert {path.name for path in live.parent.iterdir()} == {"roadmate.db", "roadmate.db-wal", "roadmate.db-shm"}
    backup(url(live), good, force=True)
    running.communicate("/checkin 9\n", timeout=20)
    assert minutes(live) == [7, 9]
    restore(url(live), good)
    assert minutes(live) == [7]


@pytest.mark.parametrize(
    "action", [lambda url: backup(url, Path("my file")), lambda url: restore(url, Path("my file"))]
)
def test_on_postgresql_one_line_says_what_to_run_without_the_password(action):
    with pytest.raises(OperatorError) as refused:
        action("postgresql+psycopg://rita:s3cret@db.example:5433/roadmate?sslmode=require&password=s3cret")
    line = str(refused.value)
    assert "s3cret" not in line
    assert "\n" not in line
    assert "--dbname='postgresql://rita@db.example:5433/roadmate?sslmode=require'" in line
    assert ("pg_dump --format=custom --file='my file'" in line) or (
        "pg_restore --clean" in line and "'my file'" in line
    )


def test_the_command_line_backs_up_restores_and_says_what_is_wrong_in_one_line(live, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url(live))
    assert main(["backup", "monday.db"]) == 0
    assert capsys.readouterr().out == "The backup is in monday.db.\n"
    assert main(["backup", "monday.db"]) == 1
    assert capsys.readouterr().err == (
        f"roadmate: {tmp_path / 'monday.db'} exists: choose another name, or overwrite it with --force\n"
    )
    assert main(["backup", "--force", "monday.db"]) == 0
    assert main(["restore", "monday.db"]) == 0
    assert capsys.readouterr().out.endswith(f"Restored. The earlier database is kept as {live}.before-restore.\n")
