"""The program from outside: what opening a terminal loads, and what happens when nobody reads what it says."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import DatabaseGone
from bot.program import nudges
from bot.settings import Settings

HOUSE = Path(__file__).parents[2]
HEAVY = (
    "discord",
    "telegram",
    "resvg_py",
    "yaml",
    "icalendar",
    "ftfy",
    "dateparser",
    "psycopg",
    "uvicorn",
    "alembic",
    "starlette",
    "jinja2",
)
OF_ONE_DATABASE = "sqlalchemy.dialects.postgresql"
OF_DOCUMENTS = ("roadmap.reading.own.schema",)
ASK = f"import sys, bot.program.chat; print(*sorted({{*{(*HEAVY, OF_ONE_DATABASE, *OF_DOCUMENTS, 'simulation')!r}}} & {{*sys.modules}}))"


def test_opening_a_chat_loads_nothing_that_only_some_need() -> None:
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == []


LOADED = """
import gc
from bot.program.loading import loading
before = gc.get_freeze_count()
try:
    with loading():
        print(gc.isenabled())
        import sqlite3
        raise SystemExit
finally:
    print(gc.isenabled(), gc.get_freeze_count() > before)
"""


def test_what_is_loaded_is_no_garbage_and_all_that_comes_later_may_be() -> None:
    asked = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == ["False", "True", "True"]


@pytest.mark.drill
def test_knowing_of_platforms_loads_nothing_that_only_some_need() -> None:
    more = ("pydantic", "sqlalchemy", "bot.chat.platform", "bot.settings", "bot.store", "bot.texts")
    ask = f"import sys, bot.platforms.packs; print(*{{*{(*HEAVY, *more)!r}}} & {{*sys.modules}})"
    asked = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert asked.stdout.split() == []


@pytest.mark.drill
def test_a_chat_whose_reader_has_left_ends_without_a_word(sqlite_url: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="/start\n/status\n",
        stdout=writes,
        stderr=subprocess.PIPE,
        env={**os.environ, "DATABASE_URL": sqlite_url},
        text=True,
        check=False,
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.drill
def test_a_file_that_cannot_be_saved_is_one_line_and_the_chat_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "roadmate-files").write_text("in the way", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="/start ml-data today\n/export csv\n/status\n",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "DATABASE_URL": sqlite_url},
        cwd=tmp_path,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.count("I couldn't save machine-learning-and-data.csv.") == 1
    assert "On track" in said.stdout


def test_the_ledger_is_closed_although_it_could_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "without_tables.db"
    with pytest.raises(DatabaseGone):
        asyncio.run(nudges.failed(Settings(_env_file=None, database_url=f"sqlite:///{path}")))
    assert path.exists()
    assert [
        one for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and str(path) in str(one.readlink())
    ] == []
