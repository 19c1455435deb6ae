"""What all tests share: a fresh database each, migrated once, and the switch that rewrites the stories."""

import gc
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import structlog

from bot.charts.fallback import FALLBACK
from bot.store.schema import migrate
from bot.store.trips import in_place
from tests.by_turns import left_out
from tests.compiled import shared
from tests.garbage import ROOMS, seldom
from tests.hasty import hasty
from tests.laws import LONG, SHORT, load
from tests.memory import memory
from tests.postgres import postgres, sweep

BOTH, SQLITE = ("sqlite", "postgresql"), ("sqlite",)
"""Kinds of databases."""

BOTH_WHEN_LONG = "both when long"
"""SQLite alone in the short form, but for tests that are marked: ``@pytest.mark.engines_differ``."""

MOST_SECONDS = 600
"""What all tests may take one after another on an idle machine: five minutes for two workers."""

LONG_SECONDS, SLOWEST = 60, 8
"""From when on a run is told which files took most of it, and how many of them."""

OVER = "Over the bound: on an idle machine something has to be made quicker first. See CONTRIBUTING.md, Test."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-stories", action="store_true", help="rewrite tests/stories/*.txt from what the bot says")
    parser.addoption("--long", action="store_true", help="take the long form of the fault drills: minutes, not seconds")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures that tests record, how many lines were understood, how many cases were read rightly; and of a
    long run what took most of it."""
    reports = [report for kind in terminalreporter.stats.values() for report in kind if hasattr(report, "duration")]
    figures = [value for report in reports for name, value in report.user_properties if name == "figure"]
    for figure in sorted(set(figures)):
        terminalreporter.write_line(figure)
    took: Counter[str] = Counter()
    for report in reports:
        took[report.location[0]] += report.duration
    if (total := sum(took.values())) > LONG_SECONDS:
        slowest = ", ".join(f"{file} {seconds:.0f}" for file, seconds in took.most_common(SLOWEST))
        terminalreporter.write_line(f"{total:.0f} s of tests, of {MOST_SECONDS} at most; slowest: {slowest}")
    if total > MOST_SECONDS and not terminalreporter.config.getoption("--long"):
        terminalreporter.write_line(OVER, red=True)


def pytest_configure(config: pytest.Config) -> None:
    """Faults are logged as Python shows them: with every local value of every place, as structlog does by itself, one
    takes seconds."""
    gc.disable()  # until all is collected: see below
    FALLBACK.look_in()  # a picture has the fonts that are shipped, whatever the machine has
    load(LONG if config.getoption("--long") else SHORT)
    structlog.get_config()["processors"][-1].exception_formatter = structlog.dev.plain_traceback
    if folder := memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))  # where pytest makes every tmp_path
        os.environ.setdefault("TMPDIR", str(folder))  # and everybody else their own, in processes of their own too
        tempfile.tempdir = None  # whoever has asked already is to ask again


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out in the short form what has its turn on the other platform, and drills, unless a file or a test was asked for by its name."""
    left = {*left_out(items), *(item for item in items if item.get_closest_marker("drill"))}
    if left and not config.getoption("--long") and not any("::" in arg or arg.endswith(".py") for arg in config.args):
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)


def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end: no garbage is looked for in it, neither meanwhile nor later."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _in_place(request: pytest.FixtureRequest) -> Iterator[None]:
    """SQLite is spoken to without threads, in half the time, and no statement is compiled for another engine again, unless
    a module is about such things or measures: ``THREADS``."""
    if getattr(request.module, "THREADS", False):
        yield
    else:
        with in_place(), shared():
            yield


@pytest.fixture(autouse=True)
def _hasty() -> Iterator[None]:
    """Libraries that only look again a little later look again soon."""
    with hasty():
        yield


@pytest.fixture(scope="module", autouse=True)
def _garbage_lies(request: pytest.FixtureRequest) -> Iterator[None]:
    """Garbage is looked for seldom, in the rooms where it may lie."""
    with seldom() if request.path.parent.name in ROOMS else nullcontext():
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with today's schema; it is copied, never used."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """The URL of an SQLite database of this test's own."""
    return f"sqlite:///{copyfile(migrated, tmp_path / 'test.db')}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of a database runs once on each kind, unless its module says that nothing differs there: ``ENGINES``. What
    the store does is tried on both for its own sake; the long form tries all that is said and sent on both."""
    by_hand = any("database_url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_url" not in metafunc.fixturenames or by_hand:
        return
    engines = getattr(metafunc.module, "ENGINES", BOTH)
    if engines is BOTH_WHEN_LONG:
        differ = metafunc.definition.get_closest_marker("engines_differ")
        engines = BOTH if differ or metafunc.config.getoption("--long") else SQLITE
    metafunc.parametrize("database_url", engines, indirect=True)


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """No database of PostgreSQL outlives the test that it was made for, whoever asked for it."""
    yield
    sweep()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database of this test's own, of the kind that it is asked for."""
    return postgres().fresh() if request.param == "postgresql" else str(request.getfixturevalue("sqlite_url"))
