"""The schema's state: whether migrations are due, and running them."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from bot.errors import OperatorError
from bot.store.address import PLAIN, address
from bot.store.full_disk import SERVER_FULL, full_folder
from bot.store.trips import BUSY_MILLISECONDS

LOCK = 7_233_171
"""The advisory lock that a process holds on PostgreSQL while it migrates; the number is nobody else's."""

AGAIN_SECONDS = 0.02


def migrate(url: str, *, before: Callable[[str], None] | None = None) -> bool:
    """Bring the schema up to date, one process at a time; True if anything had to be done. Raises OperatorError.

    ``before`` is called with the revision that a database is at, and not for an empty one: nothing has been changed then,
    and nobody else changes anything until it returns. What it raises leaves the database as it is.
    """
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            _let_readers_in(connection, engine)
            if not _behind(connection):
                return False
        with engine.begin() as connection:
            _take_turn(connection)
            if behind := _behind(connection):
                if before and (at := current(connection)):
                    before(at)
                upgrade(connection)
            return behind
    except DatabaseError as error:
        raise _unusable(error.orig, engine) from error
    finally:
        engine.dispose()


def _unusable(error: BaseException | None, engine: Engine) -> OperatorError:
    why = str(error).partition("\n")[0]
    if getattr(error, "sqlstate", None) == SERVER_FULL:
        return OperatorError("the database server has no room left", f"free some space there ({why})")
    folder = Path(engine.url.database or "").absolute().parent
    if full := full_folder(error, folder):
        return OperatorError(f"{full} has no room for the database", "free some space there")
    if engine.dialect.name == "sqlite" and not folder.is_dir():
        return OperatorError(f"DATABASE_URL names a file in {folder}, which is no folder", "make it, or name another")
    return OperatorError("the database cannot be opened", f"check DATABASE_URL ({why})")


def _behind(connection: Connection) -> bool:
    at = current(connection)
    if at and at > head():
        raise OperatorError(f"the database is at {at}, newer than this program", "install the newer release")
    return at != head()


def _let_readers_in(connection: Connection, engine: Engine) -> None:
    """Put an SQLite file into WAL mode, where it stays. SQLite does not wait for its turn here: of two processes that
    switch at once one is refused at once, and asks again."""
    if connection.dialect.name != "sqlite":
        return
    given_up = monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.connection.cursor().execute("PRAGMA journal_mode=WAL")
        except sqlite3.DatabaseError as error:
            if "locked" not in str(error) or monotonic() > given_up:
                raise _unusable(error, engine) from error
            sleep(AGAIN_SECONDS)
        else:
            return


def _take_turn(connection: Connection) -> None:
    """Wait until no other process migrates. On SQLite the transaction itself, begun as a writer's, is the turn."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def try_a_write(url: str) -> None:
    """Write something and take it back; raises what the database does where it cannot be written to. Nothing is left of it."""
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("CREATE TABLE roadmate_doctor (id INTEGER)"))
            connection.rollback()
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision. Alembic is imported here, since a schema that is up to date needs none."""
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def current(connection: Connection) -> str | None:
    """The revision the database is at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head() -> str:
    """The newest revision: the files are numbered, so their names tell without loading any."""
    versions = Path(str(files("migrations"))) / "versions"
    return max(file.name.partition("_")[0] for file in versions.glob("[0-9]*_*.py"))


def migration_engine(url: str) -> Engine:
    """A plain engine on the same database; raises OperatorError.

    SQLite's foreign keys stay off in it, for a batch migration that rebuilds a table would otherwise delete the rows
    that refer to it; and its transactions are real ones, so that a migration happens wholly or not at all.
    """
    engine = create_engine(address(url, PLAIN), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
