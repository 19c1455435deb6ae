"""The migrations: every step up, down and up again; together they make the tables the store knows."""

import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import OperatorError
from bot.store.schema import current, head, migrate, migration_engine, upgrade
from bot.store.tables import metadata


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(files("migrations")))
    made.attributes["connection"] = connection
    return made


SCRIPTS = ScriptDirectory.from_config(config())
REVISIONS = [revision.revision for revision in reversed(list(SCRIPTS.walk_revisions()))]


Schema = dict[str, tuple[object, ...]]


def schema(path: Path) -> Schema:
    """Every table by name: its columns, references, constraints and indexes, whatever way and in whatever order they
    were written down."""
    connection = sqlite3.connect(path)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [name for (name,) in connection.execute(tables)]
    found: Schema = {}
    for name in names:
        indexes = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [name])
        found[name] = (
            sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})")),
            sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
            sorted(row[2:] for row in connection.execute(f"PRAGMA index_list({name})")),
            sorted(" ".join(sql.replace('"', "").split()) for (sql,) in indexes if sql),
            sorted(re.findall(r"CONSTRAINT (\w+)", _made(connection, name))),
        )
    connection.close()
    found.pop("alembic_version", None)
    return found


def _made(connection: sqlite3.Connection, table: str) -> str:
    return connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]


def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return tmp_path / "new.db"


def raised(path: Path, revision: str) -> Schema:
    """The schema after going up to a revision."""
    engine = migration_engine(url(path))
    with engine.begin() as connection:
        upgrade(connection, revision)
    engine.dispose()
    return schema(path)


def lowered(path: Path, revision: str) -> Schema:
    """The schema after going down to a revision."""
    engine = migration_engine(url(path))
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)
    engine.dispose()
    return schema(path)


def test_there_is_one_line_of_migrations_and_its_files_are_numbered_in_its_order():
    assert REVISIONS
    assert sorted(REVISIONS) == REVISIONS
    assert len(SCRIPTS.get_heads()) == len(SCRIPTS.get_bases()) == 1
    for revision in REVISIONS:
        assert Path(SCRIPTS.get_revision(revision).path).name.startswith(f"{revision}_")


def test_the_newest_revision_is_the_one_alembic_finds():
    assert head() == SCRIPTS.get_current_head()


def test_every_migration_goes_up_down_and_up_again(empty):
    before = "base"
    for revision in REVISIONS:
        lower = schema(empty)
        higher = raised(empty, revision)
        assert higher != lower
        assert lowered(empty, before) == lower
        assert raised(empty, revision) == higher
        before = revision
    assert lowered(empty, "base") == {}


@pytest.mark.drill
def test_a_migration_happens_wholly_or_not_at_all(empty):
    engine = migration_engine(url(empty))
    with engine.connect() as connection:
        transaction = connection.begin()
        upgrade(connection)
        transaction.rollback()
    engine.dispose()
    assert schema(empty) == {}


def test_all_migrations_together_make_the_tables_that_the_store_knows(migrated):
    engine = migration_engine(url(migrated))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_comparison_would_notice_a_missing_column_and_a_missing_index(migrated, tmp_path):
    path = Path(shutil.copyfile(migrated, tmp_path / "damaged.db"))
    connection = sqlite3.connect(path)
    connection.execute("DROP INDEX ix_nudges_platform_due_at")
    connection.execute("ALTER TABLE codes DROP COLUMN name")
    connection.close()
    engine = migration_engine(url(path))
    with engine.connect() as damaged:
        found = {difference[0] for difference in compare_metadata(MigrationContext.configure(damaged), metadata)}
    engine.dispose()
    assert found == {"add_index", "add_column"}


@pytest.mark.drill
def test_migrating_twice_does_nothing_the_second_time(empty):
    assert migrate(url(empty)) is True
    before = empty.read_bytes()
    assert migrate(url(empty)) is False
    assert empty.read_bytes() == before


def test_an_empty_database_is_at_no_revision(empty):
    engine = migration_engine(url(empty))
    with engine.connect() as connection:
        assert current(connection) is None
    engine.dispose()


def test_what_stands_in_the_tables_survives_migrating_again(migrated, tmp_path):
    path = Path(shutil.copyfile(migrated, tmp_path / "kept.db"))
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO button_lines VALUES ('token', 1, '/status', '2027-01-04')")
    connection.commit()
    migrate(url(path))
    assert connection.execute("SELECT count(*) FROM button_lines").fetchone() == (1,)
    connection.close()


@pytest.mark.drill
def test_the_ledger_of_learners_survives_the_coming_and_the_going_of_groups(empty):
    raised(empty, "0004")
    connection = sqlite3.connect(empty)
    connection.executescript(BEFORE_GROUPS)
    rows = connection.execute("SELECT id, learner_id, account_id, kind, period, state FROM nudges").fetchall()
    raised(empty, "0005")
    connection.executescript(
        "INSERT INTO groups (platform, chat_id, title, digest_weekday, digest_time, added_at)"
        " VALUES ('telegram', -5, '', 0, '09:00', '2027-01-04');"
        "INSERT INTO nudges (group_id, platform, kind, period, first_due_at, due_at, state, reason, message_id)"
        " VALUES (1, 'telegram', 'digest', '2027-W01', '2027-01-04', '2027-01-04', 'sent', '', '7');"
    )
    lowered(empty, "0004")
    found = connection.execute("SELECT id, learner_id, account_id, kind, period, state FROM nudges").fetchall()
    connection.close()
    assert found == rows
    assert len(rows) == 2


@pytest.mark.drill
def test_wrong_codes_that_were_counted_are_counted_still_by_a_number_and_come_back(empty):
    raised(empty, "0005")
    connection = sqlite3.connect(empty)
    connection.executescript(BEFORE_GROUPS)
    connection.execute("INSERT INTO tries VALUES (1, 1, 'link', 5, '2027-01-04 08:00:00.000000')")
    connection.commit()
    raised(empty, "0007")
    (key,) = connection.execute("SELECT value FROM secrets WHERE name = 'shadows'").fetchone()
    number = blake2b(b"link telegram 7", key=bytes.fromhex(key), digest_size=16).hexdigest()
    counted = "SELECT purpose, count, since FROM tries"
    assert connection.execute(f"{counted} WHERE shadow = ?", [number]).fetchall() == [
        ("link", 5, "2027-01-04 08:00:00.000000")
    ]
    lowered(empty, "0005")
    assert connection.execute(f"{counted} WHERE account_id = 1").fetchall() == [
        ("link", 5, "2027-01-04 08:00:00.000000")
    ]
    connection.close()


BEFORE_GROUPS = """
INSERT INTO learners (id, created_at, nudges_on, nudge_weekday, nudge_time) VALUES (1, '2027-01-04', 1, 0, '09:00');
INSERT INTO accounts (id, learner_id, platform, user_id) VALUES (1, 1, 'telegram', 7);
INSERT INTO nudges (learner_id, account_id, platform, kind, period, first_due_at, due_at, state, reason, message_id)
VALUES (1, 1, 'telegram', 'weekly', '2027-W01', '2027-01-04', '2027-01-04', 'sent', '', '5'),
       (1, 1, 'telegram', 'snooze', '2027-01-06', '2027-01-06', '2027-01-06', 'due', '', '');
"""


GROUP = """INSERT INTO groups (id, platform, chat_id, title, digest_weekday, digest_time, added_at)
VALUES ({}, 'telegram', {}, '', 0, '09:00', '2027-01-04')"""


@pytest.mark.drill
def test_ids_that_were_given_are_not_given_again_after_tables_are_rebuilt(empty):
    raised(empty, "0007")
    connection = sqlite3.connect(empty)
    connection.execute(GROUP.format(7, -500))
    connection.execute("INSERT INTO rooms (id, group_id, topic) VALUES (9, 7, 'nlp')")
    connection.executescript("DELETE FROM rooms; DELETE FROM groups;")
    raised(empty, "0008")
    connection.execute(GROUP.format("NULL", "'@owls'"))
    connection.execute("INSERT INTO rooms (group_id, topic) VALUES (8, 'nlp')")
    connection.commit()
    assert connection.execute("SELECT id, chat_id FROM groups").fetchall() == [(8, "@owls")]
    assert connection.execute("SELECT id FROM rooms").fetchall() == [(10,)]
    connection.close()


@pytest.mark.drill
def test_ids_of_platforms_go_back_to_numbers_only_where_they_are_numbers(empty):
    raised(empty, "0007")
    connection = sqlite3.connect(empty)
    connection.executescript(f"{GROUP.format(1, -500)};{BEFORE_GROUPS}")
    raised(empty, "0008")
    asked = "SELECT user_id, chat_id FROM accounts, groups"
    assert connection.execute(asked).fetchall() == [("7", "-500")]
    lowered(empty, "0007")
    assert connection.execute(asked).fetchall() == [(7, -500)]
    raised(empty, "0008")
    for given in ("@owls", str(2**63)):
        connection.execute("UPDATE groups SET server_id = ?", [given])
        connection.commit()
        with pytest.raises(ValueError, match=r"groups\.server_id"):
            lowered(empty, "0007")
    assert connection.execute(asked).fetchall() == [("7", "-500")]
    connection.close()


BROUGHT = """
INSERT INTO enrolments (id, account_id, roadmap, first_day, enrolled_at) VALUES
  (1, 1, 'clay-abc123', '2027-01-04', '2027-01-04 08:00:00.000000'),
  (2, 1, 'ml-data', '2027-01-04', '2027-01-04 08:00:00.000000');
INSERT INTO roadmaps (id, slug, account_id, current, created_at) VALUES (1, 'clay-abc123', 1, 2, '2027-01-04');
INSERT INTO roadmap_versions (roadmap_id, number, form, source, document, imported_at) VALUES
  (1, 1, 'json', '', '{"topics":[{"slug":"bowls","steps":[{"slug":"old","done":true}]}]}', '2027-01-04'),
  (1, 2, 'json', '', '{"topics":[{"slug":"bowls","steps":[{"slug":"one","done":true},{"slug":"two"}]},{"slug":"kilns"}]}',
   '2027-01-04');
INSERT INTO progress_events (enrolment_id, position, saying, said_at, kind, day, topic, skill, note, link) VALUES
  (1, 1, 1, '2027-01-04 08:00:00.000000', 'completed', '2027-01-04', 'kilns', '', '', ''),
  (1, 2, 2, '2027-01-04 09:00:00.000000', 'completed', '2027-01-04', 'bowls', '', '', ''),
  (2, 1, 1, '2027-01-04 08:00:00.000000', 'completed', '2027-01-04', 'nlp', '', '', '');
"""


@pytest.mark.drill
def test_ticks_that_came_with_a_document_were_known_and_those_of_its_steps_become_facts(empty):
    raised(empty, "0010")
    connection = sqlite3.connect(empty)
    connection.executescript(BEFORE_GROUPS + BROUGHT)
    before = connection.execute("SELECT * FROM progress_events ORDER BY id").fetchall()
    raised(empty, "0011")
    asked = (
        "SELECT enrolment_id, position, said_at, kind, day, topic, step, shares, known FROM progress_events ORDER BY id"
    )
    enrolled, later, day = "2027-01-04 08:00:00.000000", "2027-01-04 09:00:00.000000", "2027-01-04"
    assert connection.execute(asked).fetchall() == [
        (1, 1, enrolled, "completed", day, "kilns", "", "", 1),
        (1, 2, later, "completed", day, "bowls", "", "", 0),
        (2, 1, enrolled, "completed", day, "nlp", "", "", 0),
        (1, 3, enrolled, "step done", day, "bowls", "one", '{"bowls":[1,2]}', 1),
    ]
    connection.execute(
        "INSERT INTO progress_events (enrolment_id, position, saying, said_at, kind, day, topic, skill, note, link, undoes)"
        " VALUES (1, 4, 4, '2027-01-05', 'undone', '2027-01-05', 'bowls', '', '', '', 3)"
    )
    connection.commit()
    lowered(empty, "0010")
    assert connection.execute("SELECT * FROM progress_events ORDER BY id").fetchall() == before
    connection.close()


@pytest.mark.drill
def test_groups_that_one_refusal_had_silenced_are_looked_at_again_and_those_the_bot_was_thrown_out_of_are_not(empty):
    raised(empty, "0017")
    connection = sqlite3.connect(empty)
    for number, (roadmap, reason) in enumerate(
        (("ml-data", "may not write there"), ("ml-data", "removed from the group"), (None, "may not write")), start=1
    ):
        connection.execute(
            "INSERT INTO groups (platform, chat_id, title, roadmap, digest_weekday, digest_time, added_at, gone_at)"
            " VALUES ('discord', ?, '', ?, 0, '09:00', '2027-01-04', '2027-01-11')",
            [str(number), roadmap],
        )
        connection.execute(
            "INSERT INTO nudges (group_id, platform, kind, period, first_due_at, due_at, state, reason, message_id)"
            " VALUES (?, 'discord', 'digest', '2027-W02', '2027-01-11', '2027-01-11', 'unreachable', ?, '')",
            [number, reason],
        )
    connection.commit()
    raised(empty, REVISIONS[-1])
    asked = "SELECT gone_at IS NULL, next_look_at IS NULL FROM groups ORDER BY id"
    assert connection.execute(asked).fetchall() == [(1, 0), (0, 1), (0, 1)]
    connection.execute("UPDATE groups SET refused_at = '2027-01-18 09:00:00.000000' WHERE id = 1")
    connection.commit()
    lowered(empty, "0017")
    assert connection.execute(asked).fetchall() == [(0, 1), (0, 1), (0, 1)], "an earlier release tries nothing again"
    connection.close()


OFF_BEFORE = f"""{GROUP.format(1, "'-500'")};
INSERT INTO learners (id, created_at, nudges_on, nudge_weekday, nudge_time) VALUES
 (1, '2027-01-04', 1, 0, '09:00'), (2, '2027-01-04', 1, 0, '09:00'), (3, '2027-01-04', 1, 0, '09:00');
INSERT INTO accounts (id, learner_id, platform, user_id) VALUES
 (11, 1, 'telegram', '1'), (12, 2, 'telegram', '2'), (13, 3, 'telegram', '3');
INSERT INTO memberships (group_id, account_id, name, joined_at, wants_partner) VALUES
 (1, 11, 'Ann', '2027-01-04', 1), (1, 12, 'Ben', '2027-01-04', 0), (1, 13, 'Eve', '2027-01-04', 1);
INSERT INTO pairings (id, group_id, week) VALUES (1, 1, '2027-01-04'), (2, 1, '2027-02-01');
INSERT INTO pairing_members (pairing_id, account_id) VALUES (1, 11), (1, 12), (2, 11), (2, 13)"""
"""Ben was with Ann, then with Eve, and said that he would like no partner: that took him out of the last pairing alone."""


def test_who_wanted_no_partner_is_in_no_pairing_any_more(empty):
    raised(empty, "0035")
    connection = sqlite3.connect(empty)
    connection.executescript(OFF_BEFORE)
    raised(empty, "0036")
    left = connection.execute("SELECT pairing_id, account_id FROM pairing_members ORDER BY id").fetchall()
    assert left == [(1, 11), (2, 11), (2, 13)]
    connection.close()


IN_A_THREAD = f"""{GROUP.format(1, "'-500'")};{GROUP.format(2, "'-600'")};
UPDATE groups SET thread_id = '71' WHERE id = 1;
INSERT INTO rooms (id, group_id, topic, thread_id) VALUES (5, 1, 'nlp', '72');
INSERT INTO nudges (id, group_id, platform, kind, period, subject, first_due_at, due_at, state, reason, message_id) VALUES
  (1, 1, 'telegram', 'digest', '2027-W01', NULL, '2027-01-04', '2027-01-04', 'sent', '', '7'),
  (2, 1, 'telegram', 'opening', '5', 5, '2027-01-04', '2027-01-04', 'sent', '', '8'),
  (3, 2, 'telegram', 'digest', '2027-W01', NULL, '2027-01-04', '2027-01-04', 'sent', '', '7');
INSERT INTO learners (id, created_at, nudges_on, nudge_weekday, nudge_time) VALUES (1, '2027-01-04', 1, 0, '09:00');
INSERT INTO accounts (id, learner_id, platform, user_id) VALUES (1, 1, 'telegram', '7');
INSERT INTO memberships (group_id, account_id, name, joined_at) VALUES (1, 1, 'Ann', '2027-01-04');
INSERT INTO help_requests (id, group_id, account_id, topic, question, asked_at) VALUES (4, 1, 1, 'nlp', '?', '2027-01-04');
"""


@pytest.mark.drill
def test_a_group_in_a_thread_stays_there_with_all_that_is_its_own_and_another_may_come_beside_it(empty):
    raised(empty, "0017")
    connection = sqlite3.connect(empty)
    connection.executescript(IN_A_THREAD)
    raised(empty, "0019")
    assert connection.execute("SELECT id, thread_id FROM groups ORDER BY id").fetchall() == [(1, "71"), (2, None)]
    posts = connection.execute("SELECT id, thread_id FROM nudges ORDER BY id").fetchall()
    assert posts == [(1, "71"), (2, "72"), (3, None)]
    assert connection.execute("SELECT group_id, name FROM memberships").fetchall() == [(1, "Ann")]
    assert connection.execute("SELECT id, group_id, room_id FROM help_requests").fetchall() == [(4, 1, None)]
    connection.execute(GROUP.format("NULL", "'-500'"))
    for thread in ("'71'", "NULL"):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(f"UPDATE groups SET chat_id = '-500', thread_id = {thread} WHERE id = 2")
    connection.commit()
    with pytest.raises(ValueError, match="several groups"):
        lowered(empty, "0017")
    connection.execute("DELETE FROM groups WHERE id = 3")
    connection.commit()
    lowered(empty, "0017")
    assert connection.execute("SELECT id, thread_id FROM groups ORDER BY id").fetchall() == [(1, "71"), (2, None)]
    connection.execute(GROUP.format("NULL", "'-700'"))
    assert connection.execute("SELECT max(id) FROM groups").fetchone() == (4,)
    connection.close()


def test_foreign_keys_are_off_while_tables_are_rebuilt(empty):
    engine = migration_engine(url(empty))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    engine.dispose()


@pytest.mark.parametrize("address", ["nonsense", "", "mysql://host/name", "sqlite:////no/such/folder/x.db"])
def test_a_database_that_cannot_be_opened_is_named_with_its_fix(address):
    with pytest.raises(OperatorError, match="DATABASE_URL"):
        migrate(address)


def test_a_file_that_is_no_database_is_left_alone(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 100)
    with pytest.raises(OperatorError, match="DATABASE_URL"):
        migrate(url(path))
    assert path.read_text() == "Dear reader, " * 100


def test_a_database_newer_than_the_program_is_left_alone(migrated, tmp_path):
    path = Path(shutil.copyfile(migrated, tmp_path / "newer.db"))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(OperatorError, match="newer"):
        migrate(url(path))


@pytest.mark.drill
def test_processes_that_meet_at_a_new_database_all_find_it_ready_and_shared(empty):
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: migrate(url(empty)), range(8))) == 1
    with sqlite3.connect(empty) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.drill
def test_answers_of_pages_that_were_kept_are_forgotten_and_openings_within_platforms_stay_spent(empty):
    raised(empty, "0031")
    connection = sqlite3.connect(empty)
    connection.executescript(
        """
        INSERT INTO learners (id, created_at, nudges_on, nudge_weekday, nudge_time) VALUES (1, '2027-01-04', 1, 0, '09:00');
        INSERT INTO accounts (id, learner_id, platform, user_id) VALUES (1, 1, 'telegram', '7');
        INSERT INTO web_sessions (account_id, digest, through, made_at, seen_at, answer)
        VALUES (1, 'a', 'link', '2027-01-04', '2027-01-04', 'shown once');
        INSERT INTO web_openings (id, account_id, digest, until) VALUES (3, 1, 'b', '2027-01-04 09:00:00.000000');
        """
    )
    raised(empty, "0032")
    kept = connection.execute("SELECT digest, answer, told_at, told_as FROM web_sessions").fetchall()
    assert kept == [("a", None, None, None)]
    asked = "SELECT id, digest, until FROM web_openings"
    assert connection.execute(asked).fetchall() == [(3, "b", "2027-01-04 09:00:00.000000")]
    connection.commit()
    connection.executescript("PRAGMA foreign_keys = ON; DELETE FROM learners;")
    assert connection.execute("SELECT * FROM web_sessions").fetchall() == []
    assert len(connection.execute(asked).fetchall()) == 1
    connection.commit()
    lowered(empty, "0031")
    assert connection.execute(asked).fetchall() == [], "an earlier release wants to know whose they are"
    connection.close()
