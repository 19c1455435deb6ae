"""Backups that were damaged, cut short or written half: none is taken for a whole one, and nothing is touched by it."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from shutil import copyfile

import pytest

from bot.errors import OperatorError
from bot.program.cli import main
from bot.store.backup import backup, restore
from bot.store.draft_files import draft
from bot.store.seal import LENGTH
from bot.store.soundness import check_values
from tests.forked import fork, pipe
from tests.releases.life import BEN, MARK
from tests.releases.lived_in import life_on

COPIES, MOST_BITS = 160, 20


def hold(target: str, line: Connection) -> None:
    """Write a backup for as long as somebody lives."""
    with draft(Path(target)) as path:
        path.with_name(path.name + "-journal").touch()
        line.send("ready")
        time.sleep(60)


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A lived-in database that nobody has open, alone in its folder."""
    folder = tmp_path / "live"
    folder.mkdir()
    life_on("sqlite", folder)
    return folder / "lived-in.db"


@pytest.fixture
def good(live: Path, tmp_path: Path) -> Path:
    backup(url(live), tmp_path / "good.db")
    return tmp_path / "good.db"


@pytest.fixture
def old(good: Path, tmp_path: Path) -> Path:
    """A backup as an older release wrote it."""
    path = tmp_path / "old.db"
    path.write_bytes(good.read_bytes()[:-LENGTH])
    return path


def refused(live: Path, source: Path) -> str:
    """What is said of a backup that is not taken; the database is as it was."""
    before = contents(live.parent)
    with pytest.raises(OperatorError) as why:
        restore(url(live), source)
    assert contents(live.parent) == before
    return str(why.value)


@pytest.mark.drill
def test_every_copy_with_a_few_flipped_bits_is_refused(live, good, tmp_path):
    whole, dice = good.read_bytes(), random.Random(7)
    copy, bits = tmp_path / "copy.db", []
    for number in range(COPIES):
        count = 1 + number % MOST_BITS
        spoiled = bytearray(whole)
        for bit in dice.sample(range(8 * len(whole)), count):
            spoiled[bit // 8] ^= 1 << bit % 8
        copy.write_bytes(spoiled)
        assert "damaged" in refused(live, copy)
        bits.append(count)
    assert (len(bits), min(bits), max(bits)) == (COPIES, 1, MOST_BITS)


def test_a_bit_of_the_seal_itself_is_noticed_wherever_it_is(live, good, tmp_path):
    whole, copy = good.read_bytes(), tmp_path / "copy.db"
    for place in range(len(whole) - LENGTH, len(whole)):
        spoiled = bytearray(whole)
        spoiled[place] ^= 1
        copy.write_bytes(spoiled)
        assert "damaged" in refused(live, copy)


@pytest.mark.parametrize("end", [-1, -LENGTH // 2, -LENGTH - 1, -4096 - LENGTH, 100_000])
def test_a_backup_that_is_cut_short_is_refused(live, good, tmp_path, end):
    copy = tmp_path / "copy.db"
    copy.write_bytes(good.read_bytes()[:end])
    assert "damaged" in refused(live, copy)


def test_a_backup_with_something_behind_it_is_refused(live, good):
    with good.open("ab") as file:
        file.write(b"\n")
    assert "damaged" in refused(live, good)


def test_a_backup_that_somebody_has_written_to_is_no_longer_what_was_sealed(live, good):
    with closing(sqlite3.connect(good)) as connection:
        connection.execute("UPDATE progress_events SET minutes = 1")
        connection.commit()
    assert "checksum" in refused(live, good)


def test_a_backup_can_be_read_by_sqlite_as_it_is(good):
    with closing(sqlite3.connect(good)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM progress_events").fetchone()[0] > 5


def test_a_good_backup_is_restored_byte_for_byte_of_what_was_sealed(live, good):
    before = good.read_bytes()
    restored = restore(url(live), good)
    assert restored.was_sealed
    assert good.read_bytes() == before
    with closing(sqlite3.connect(live)) as new, closing(sqlite3.connect(good)) as sealed:
        assert list(new.iterdump()) == list(sealed.iterdump())


async def test_a_backup_taken_after_somebody_is_forgotten_holds_nothing_of_them(tmp_path):
    life = life_on("sqlite", tmp_path)
    await life.press(await life.say("/forget"), "Delete")
    backup(life.url, tmp_path / "after.db")
    await life.close()
    assert MARK.encode() not in (tmp_path / "after.db").read_bytes().lower()


def misindexed(path: Path) -> None:
    """An index that lacks rows of its table, which SQLite's quick check does not see."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        entry = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_nudges_account_id'").fetchone()
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_nudges_account_id'")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE nudges SET account_id = NULL WHERE id = 1")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", entry)


def test_a_database_whose_index_is_wrong_is_neither_backed_up_nor_restored(live, old, tmp_path):
    misindexed(old)
    assert "damaged (row" in refused(live, old)
    misindexed(live)
    with pytest.raises(OperatorError, match=r"damaged \(row"):
        backup(url(live), tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE progress_events SET day = '2027-01-x4'", "progress_events"),
        ("UPDATE learners SET created_at = '2027-13-04 08:00:00.000000'", "learners"),
        ("UPDATE memberships SET name = x'ff'", "memberships"),
        ("UPDATE nudges SET attempts = 'o'", "nudges"),
    ],
)
def test_without_a_checksum_a_value_that_cannot_be_is_found_by_reading_every_table(live, old, change, table):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(change)
        connection.commit()
    assert f"damaged (a value in {table} cannot be read)" in refused(live, old)


def test_a_text_that_is_no_text_is_found_in_any_backup(live, old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE memberships SET name = CAST(x'ff41' AS TEXT)")
        connection.commit()
    assert "damaged (memberships cannot be read)" in refused(live, old)


def test_a_damaged_backup_without_a_checksum_is_refused_in_one_line_or_whole_enough_to_use(old, tmp_path):
    whole, dice, said = old.read_bytes(), random.Random(11), []
    for number in range(25):
        spoiled, elsewhere = bytearray(whole), tmp_path / f"elsewhere-{number}.db"
        for bit in dice.sample(range(8 * len(spoiled)), 50):
            spoiled[bit // 8] ^= 1 << bit % 8
        old.write_bytes(spoiled)
        try:
            restore(url(elsewhere), old)
        except OperatorError as error:
            said.append(str(error))
        else:
            check_values(elsewhere, elsewhere, "")
    assert len(said) > 5
    assert not any("\n" in line for line in said)


def test_a_backup_of_a_release_before_there_were_checksums_is_taken_with_a_warning(live, old, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", url(live))
    assert main(["restore", str(old)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Restored. ")
    assert "carries no checksum" in said.err


def test_a_backup_that_may_not_be_read_is_named(live, tmp_path):
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(OperatorError, match=r"folder\.db"):
        restore(url(live), tmp_path / "folder.db")


# What is killed


def holding(target: Path) -> ForkServerProcess:
    """A process that is writing a backup."""
    here, there = pipe()
    with here, there:
        writer = fork(hold, str(target), there)
        there.close()
        assert here.recv() == "ready"
    return writer


def end(writer: ForkServerProcess) -> None:
    """kill -9"""
    writer.kill()
    writer.join()
    writer.close()


def drafts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".*"))


@pytest.mark.drill
def test_what_a_killed_backup_left_goes_with_the_next_one_and_what_is_being_written_stays(live, tmp_path):
    killed, alive = holding(tmp_path / "monday.db"), holding(tmp_path / "tuesday.db")
    end(killed)
    assert len(drafts(tmp_path)) == 4
    backup(url(live), tmp_path / "wednesday.db")
    assert len(drafts(tmp_path)) == 2
    assert all(name.startswith(".tuesday.db.") for name in drafts(tmp_path))
    end(alive)


@pytest.mark.drill
def test_what_a_killed_restore_left_goes_when_the_bot_starts(live):
    end(holding(live))
    (live.parent / ".somebodys.draft").touch()
    environment = {**os.environ, "DATABASE_URL": url(live), "TELEGRAM_TOKEN": "", "DISCORD_TOKEN": ""}
    started = subprocess.run([sys.executable, "-m", "bot", "run"], env=environment, capture_output=True, check=False)
    assert b"TOKEN" in started.stderr, "it ends, for there is none"
    assert drafts(live.parent) == [".somebodys.draft"], "what is not ours stays"


def test_of_many_who_write_and_sweep_at_once_nobody_loses_their_draft(tmp_path):
    with draft(tmp_path / "one.db") as one, draft(tmp_path / "two.db") as two, draft(tmp_path / "one.db") as three:
        assert len({one, two, three}) == 3
        assert all(path.exists() for path in (one, two, three))
    assert drafts(tmp_path) == []


# A full disk

IN_A_FULL_PLACE = """
set -e
mount -t tmpfs -o size=1m none "$1"
cp "$2" "$1/roadmate.db"
head -c 2000000 /dev/zero > "$1/fill" 2>/dev/null || true
shift 2
exec "$@"
"""


def in_a_full_place(source: Path, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """A command of ours whose database is on a small disk without room, in a name space of mounts of its own."""
    folder.mkdir()
    mounting = ["unshare", "--map-root-user", "--mount", "sh", "-c", IN_A_FULL_PLACE, "sh", folder, source]
    environment = {**os.environ, "DATABASE_URL": url(folder / "roadmate.db"), "TELEGRAM_TOKEN": "1:a"}
    program = [sys.executable, "-m", "bot", *command]
    return subprocess.run(
        [*mounting, *program], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


def may_mount() -> bool:
    tried = ["unshare", "--map-root-user", "--mount", "true"]
    try:
        return subprocess.run(tried, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.drill
@pytest.mark.skipif(not may_mount(), reason="this machine lets nobody mount a small disk of their own")
@pytest.mark.parametrize("command", ["run", "backup roadmate-copy.db", "restore GOOD"])
def test_on_a_full_disk_every_command_says_in_one_line_that_there_is_no_room(live, good, tmp_path, command):
    place = tmp_path / "full"
    words = [word.replace("GOOD", str(good)).replace("roadmate-copy", f"{place}/copy") for word in command.split()]
    said = in_a_full_place(live, place, *words)
    assert said.returncode == 1
    assert "has no room for" in said.stderr
    assert said.stderr.count("\n") == 1
    assert "Traceback" not in said.stderr


def test_ben_is_in_the_database_that_these_tests_restore(live):
    """Otherwise they would show nothing."""
    with closing(sqlite3.connect(copyfile(live, live.with_name("look.db")))) as connection:
        assert connection.execute("SELECT count(*) FROM accounts WHERE user_id = ?", [BEN]).fetchone() == (1,)
