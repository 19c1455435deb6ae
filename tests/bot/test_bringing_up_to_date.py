"""A database of an earlier release brought up to date by what an operator types: backed up first, told of, and gone back from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.program.migration import bring_up_to_date
from bot.store.backup import restore
from bot.store.schema import head, migrate
from tests.attacks.test_old_releases import loaded, rows

KEPT = f"old.db.before-{head()}"


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A database of release 0.1.0 with a row in every table."""
    return loaded("0.1.0", "sqlite", tmp_path)


@pytest.mark.drill
def test_it_is_backed_up_first_and_the_way_back_is_told_and_leads_back(old, tmp_path):
    before, told = rows(old), list[str]()
    assert bring_up_to_date(old, told.append)
    assert rows(old) != before
    first, last = told
    assert first.startswith("Bringing the database up to date, from 0005 to ")
    assert f"roadmate restore {tmp_path / KEPT}" in last
    assert " s. " in last
    kept = f"sqlite:///{tmp_path / KEPT}"
    assert rows(kept) == before
    assert (tmp_path / KEPT).stat().st_mode & 0o077 == 0


@pytest.mark.drill
def test_what_is_kept_can_be_restored_and_is_brought_up_to_date_then(old, tmp_path):
    bring_up_to_date(old, lambda _: None)
    after = rows(old)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.execute("DELETE FROM learners")
        connection.commit()
    assert restore(old, tmp_path / KEPT).was_sealed
    again = rows(old)
    assert {table: len(found) for table, found in again.items()} == {
        table: len(found) for table, found in after.items()
    }
    assert again["accounts"] == after["accounts"]


@pytest.mark.drill
def test_an_up_to_date_database_and_a_new_one_are_neither_backed_up_nor_told_of(tmp_path):
    url, told = f"sqlite:///{tmp_path / 'old.db'}", list[str]()
    assert bring_up_to_date(url, told.append)
    assert not bring_up_to_date(url, told.append)
    assert not told
    assert not (tmp_path / KEPT).exists()


def test_without_a_backup_nothing_is_changed(old, tmp_path):
    before = rows(old)
    (tmp_path / KEPT).mkdir()
    with pytest.raises(OperatorError):
        bring_up_to_date(old, lambda _: None)
    assert rows(old) == before


@pytest.mark.drill
def test_a_start_that_fails_again_and_again_keeps_one_backup(old, tmp_path):
    (tmp_path / KEPT).write_text("of the try before")
    bring_up_to_date(old, lambda _: None)
    assert rows(f"sqlite:///{tmp_path / KEPT}")
    assert sorted(path.name for path in tmp_path.glob("*before*")) == [KEPT]


def test_on_a_server_the_way_back_is_a_dump(tmp_path):
    told = list[str]()
    assert bring_up_to_date(loaded("0.1.0", "postgresql", tmp_path), told.append)
    assert "restore your last dump" in told[-1]


@pytest.mark.drill
def test_what_is_done_before_is_done_in_the_turn_and_once(old):
    seen: list[str] = []
    assert migrate(old, before=seen.append)
    assert not migrate(old, before=seen.append)
    assert seen == ["0005"]
