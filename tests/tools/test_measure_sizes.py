"""The table of sizes that docs/scaling.md is made of can be made anew, on either database."""

import sqlite3
from contextlib import closing

import pytest

from tools.measure_sizes import main


def test_every_table_that_grows_with_the_learners_is_measured(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if database_url.startswith("sqlite") and not _tells_sizes():
        pytest.skip("this Python's SQLite was built without dbstat, which tells the sizes of tables")
    main([database_url, "--learners", "3", "--weeks", "2", "--facts", "4"])
    rows = {name: int(rows) for name, rows, *_ in map(str.split, capsys.readouterr().out.splitlines()[1:-1])}
    assert rows == {"learners": 3, "accounts": 3, "enrolments": 3, "nudges": 6, "progress_events": 12, "updates": 3}


def _tells_sizes() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        return ("ENABLE_DBSTAT_VTAB",) in connection.execute("PRAGMA compile_options").fetchall()
