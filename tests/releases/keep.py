"""``python -m tests.releases.keep 0.1.0``, once for each release: a lived-in database as that release leaves it, kept as
the SQL of both engines, for every later release to upgrade and compare."""

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.store.transfer import copy
from tests.postgres import postgres, program
from tests.releases.lived_in import life_on

FOLDER = Path(__file__).parent
HEADINGS = re.compile(r"^--\n-- .*\n--\n\n", re.MULTILINE)
NEWEST = re.compile(r"^(?:\\(?:un)?restrict .*|SET transaction_timeout.*)\n", re.MULTILINE)
ENDINGS = {"sqlite": ".sqlite.sql", "postgresql": ".postgresql.sql"}


def keep(release: str) -> None:
    """Write both files; both hold the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        life = life_on("sqlite", Path(folder), linked=True)
        copy(life.url, postgres().empty("release"))
        with closing(sqlite3.connect(make_url(life.url).database or "")) as connection:
            _write(release, "sqlite", "\n".join(connection.iterdump()))
        _write(release, "postgresql", _dumped(Path(folder) / "release.dump"))


def _dumped(target: Path) -> str:
    """What pg_dump says, without its headings and what only psql or the newest server knows."""
    made = ["--inserts", "--no-owner", "--no-privileges", f"--file={target}", f"--host={postgres().folder}"]
    subprocess.run([program("pg_dump"), *made, "--username=postgres", "release"], check=True)
    return NEWEST.sub("", HEADINGS.sub("", target.read_text(encoding="utf-8"))).strip()


def _write(release: str, engine: str, statements: str) -> None:
    (FOLDER / f"{release}{ENDINGS[engine]}").write_text(f"{statements}\n", encoding="utf-8")


if __name__ == "__main__":
    keep(sys.argv[1])
