"""A test run that is killed takes its PostgreSQL along, and a test that ends its databases."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.postgres import postgres, sweep

HOUSE = Path(__file__).parents[2]
PATIENCE_SECONDS = 20

HANGING = """
import time
from tests.postgres import postgres

def test_that_hangs():
    print("folder", postgres().folder, flush=True)
    time.sleep(60)
"""


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.drill
def test_a_pytest_that_is_killed_leaves_no_server_and_no_folder(tmp_path):
    (tmp_path / "test_hanging.py").write_text(HANGING)
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "-c", HOUSE / "pyproject.toml"]
    run = subprocess.Popen(
        [*command, "--rootdir", HOUSE, tmp_path / "test_hanging.py"], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    folder = next(Path(line.split()[1]) for line in run.stdout if line.startswith("folder"))
    server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    assert lives(server)
    run.kill()
    run.communicate()
    until = monotonic() + PATIENCE_SECONDS
    while folder.exists() or lives(server):
        assert monotonic() < until, "something is left"
        sleep(0.05)


def test_no_database_outlives_the_test_that_it_was_made_for():
    given = "SELECT datname FROM pg_database WHERE datname LIKE 'test%'"
    postgres().fresh()
    assert postgres().run(given)
    sweep()
    assert postgres().run(given) == []
