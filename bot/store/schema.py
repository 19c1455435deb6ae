"""The schema's state: whether migrations are due, and running them."""

from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.errors import OperatorError


def migrate(url: str) -> bool:
    """Bring the schema up to date; True if anything had to be done. Raises OperatorError."""
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            if current(connection) == head():
                return False
            upgrade(connection)
            return True
    except OperationalError as error:
        raise OperatorError("the database cannot be opened", f"check DATABASE_URL ({error.orig})") from error
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision. Alembic is imported here, since a schema that is up to date needs none."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    connection.commit()


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
    """A plain engine on the same database. SQLite's foreign keys stay off in it, for a batch migration that rebuilds
    a table would otherwise delete the rows that refer to it."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.set(drivername="sqlite+pysqlite")
    engine = create_engine(parsed, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"))
    return engine
