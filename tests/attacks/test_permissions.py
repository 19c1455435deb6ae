"""Files are their owner's alone: those that the program makes, and those that it finds and names."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.program import doctor
from bot.store.backup import backup
from bot.store.privacy import open_to_others
from bot.store.schema import migrate

HOUSE = Path(__file__).parents[2]


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in folder.rglob("*")}


def test_whatever_the_program_makes_is_its_owners_alone_however_easy_going_the_shell(tmp_path):
    """While it runs: the database with its log and index, and the files that a learner saves."""
    talking = subprocess.Popen(
        ["sh", "-c", 'umask 000; exec "$@"', "sh", sys.executable, "-m", "bot", "chat"],
        env={**os.environ, "PYTHONPATH": str(HOUSE), "DATABASE_URL": url(tmp_path / "roadmate.db")},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert talking.stdin
    assert talking.stdout
    talking.stdin.write("/start ml-data today\n/export csv\n")
    talking.stdin.flush()
    while "saved:" not in talking.stdout.readline():
        assert talking.poll() is None
    found = modes(tmp_path)
    talking.communicate(timeout=20)
    assert found.keys() > {"roadmate.db", "roadmate.db-wal", "roadmate.db-shm", "roadmate-files"}
    assert {name: mode for name, mode in found.items() if mode & 0o077} == {}


@pytest.mark.drill
def test_a_stricter_shell_stays_as_strict_as_it_is():
    shown = "import os; from bot.program.cli import main\ntry: main(['x'])\nexcept SystemExit: print(oct(os.umask(0)))"
    strict = ["sh", "-c", 'umask 0277; exec "$@"', "sh", sys.executable, "-c", shown]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE)}
    assert subprocess.run(strict, env=environment, capture_output=True, check=True).stdout == b"0o277\n"


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation as an earlier release left it, everything open to everybody, with backups in both usual places."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url(tmp_path / "roadmate.db"))
    migrate(url(tmp_path / "roadmate.db"))
    (tmp_path / "backups").mkdir()
    for target in (tmp_path / "backup-1.db", tmp_path / "backups" / "monday", tmp_path / "roadmate.db.before-restore"):
        backup(url(tmp_path / "roadmate.db"), target)
    (tmp_path / "backups" / "roadmate.dump").write_bytes(b"PGDMP and so on")
    for name in (".env", "roadmate.db-wal", "roadmate.db-shm", "notes.txt"):
        (tmp_path / name).touch()
    for path in [tmp_path / "backups", *tmp_path.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path


OPEN = {
    ".env",
    "roadmate.db",
    "roadmate.db-wal",
    "roadmate.db-shm",
    "roadmate.db.before-restore",
    "backup-1.db",
    "backups",
    "backups/monday",
    "backups/roadmate.dump",
}


def test_what_is_open_to_others_is_named_and_nothing_else(installation):
    found = open_to_others(url(installation / "roadmate.db"), installation / ".env")
    assert {str(path.relative_to(installation)) for path in found} == OPEN


@pytest.mark.drill
def test_the_doctor_names_what_is_open_with_the_command_that_closes_it(installation):
    finding = asyncio.run(doctor._files(doctor.read_settings()))
    assert not finding.fine
    assert all(name in finding.seen for name in OPEN)
    command = finding.fix.removeprefix("run: ")
    subprocess.run(["sh", "-c", command], check=True)
    assert asyncio.run(doctor._files(doctor.read_settings())).fine
    assert {name for name, mode in modes(installation).items() if mode & 0o077} == {"notes.txt"}


@pytest.mark.drill
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602, 0o660])
def test_a_group_and_a_right_to_write_are_openings_too(installation, mode):
    (installation / "roadmate.db").chmod(mode)
    assert installation / "roadmate.db" in open_to_others(url(installation / "roadmate.db"))


def test_on_postgresql_the_settings_are_looked_at(installation):
    found = open_to_others("postgresql+psycopg://rita@db.example/roadmate", Path(".env"))
    assert found == [Path(".env")]


def test_the_documents_make_no_file_with_a_token_that_others_can_read():
    for document in (HOUSE / "README.md", HOUSE / "docs" / "operations.md"):
        text = document.read_text(encoding="utf-8")
        assert "cp .env" not in text
    assert "install -m 600 .env.example .env" in (HOUSE / "README.md").read_text(encoding="utf-8")
