"""Backups of an SQLite database: taken and put back whole, and only once a copy has passed every check.

Both write a draft beside the file they make, check it, and rename it; until then nothing else is changed.
"""

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from tempfile import mkstemp

from sqlalchemy import URL

from bot.errors import OperatorError
from bot.store.address import PLAIN, address
from bot.store.schema import head, migrate

KEPT = ".before-restore"
SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database; left behind, it would be applied to whatever takes the database's name."""

TABLES = frozenset({"alembic_version", "learners", "accounts", "enrolments", "progress_events", "nudges"})
"""What every Roadmate database has had since the first migration."""

PATIENCE_SECONDS = 5.0
"""How long another connection may keep a copy waiting."""

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def backup(url: str, target: Path, *, force: bool = False) -> None:
    """Copy the database to a file while others may be writing. Raises OperatorError, and then leaves no new file."""
    database = _database(url, f"pg_dump --format=custom --file={shlex.quote(str(target))} --dbname=")
    target = target.absolute()
    if not database.is_file():
        raise OperatorError(f"there is no database at {database}", "check DATABASE_URL")
    if target.resolve() in _with_sidecars(database):
        raise OperatorError(f"{target} is the database itself", "choose another name")
    if target.exists() and not force:
        raise OperatorError(f"{target} exists", "choose another name, or overwrite it with --force")
    with _draft(target) as draft:
        _copy(database, draft, mode="rw", cure="restore an earlier backup")
        _put(draft, target)


def restore(url: str, source: Path) -> Path | None:
    """Put a backup in the place of the database, brought up to date, and return where the earlier database is kept;
    None if there was none. Raises OperatorError, and then the database is as it was."""
    database = _database(
        url, f"pg_restore --clean --if-exists --single-transaction {shlex.quote(str(source))} --dbname="
    )
    kept = database.with_name(database.name + KEPT)
    if not source.is_file():
        raise OperatorError(f"there is no file {source}", "name a file that `roadmate backup` has written")
    if source.resolve() == database:
        raise OperatorError(f"{source} is the database itself", "name a backup, or check DATABASE_URL")
    if kept.exists():
        raise OperatorError(f"{kept} is there from an earlier restore", "move it away or delete it")
    with _draft(database) as draft:
        _copy(source, draft, mode="ro", cure="take an earlier backup")
        migrate(URL.create("sqlite", database=str(draft)).render_as_string())
        with _alone(database):
            _inherit(draft, database)
            existed = _set_aside(database, kept)
            _put(draft, database)
    return kept if existed else None


def _database(url: str, instead: str) -> Path:
    """The file of an SQLite database. Raises OperatorError for PostgreSQL, with the command to use instead."""
    parsed = address(url, PLAIN)
    if parsed.get_backend_name() == "sqlite":
        return Path(parsed.database or "").resolve()
    secret = [key for key in parsed.query if "password" in key]
    # ``set`` takes None for "leave it as it is", so the password goes with a new URL.
    shown = URL.create(
        "postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database, parsed.query
    ).difference_update_query(secret)
    raise OperatorError("DATABASE_URL names a PostgreSQL server", f"run: {instead}{shlex.quote(str(shown))}")


def _with_sidecars(database: Path) -> list[Path]:
    return [database.with_name(database.name + end) for end in ("", *SIDECARS)]


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """An empty file beside the target that nobody else may read; whatever is left of it goes when the block ends."""
    try:
        number, name = mkstemp(prefix=f".{target.name}.", suffix=".draft", dir=target.parent)
        os.close(number)
        try:
            yield Path(name)
        finally:
            for path in _with_sidecars(Path(name)):
                path.unlink(missing_ok=True)
    except OSError as error:
        raise OperatorError(
            f"{target} cannot be written ({error.strerror})", "check the folder and its rights"
        ) from error


def _copy(source: Path, draft: Path, *, mode: str, cure: str) -> None:
    """Copy a database in one step, which sees one moment of it and keeps no writer waiting, and check the copy."""
    try:
        with _open(source, mode) as old, _open(draft, "rw") as new:
            old.execute("SELECT count(*) FROM sqlite_master")  # waits its turn; the copying itself would wait for ever
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a medium that cannot be written
            _check(new, source, cure)
    except sqlite3.Error as error:
        match _code(error):
            case sqlite3.SQLITE_NOTADB:
                raise OperatorError(f"{source} is no SQLite database", cure) from error
            case sqlite3.SQLITE_CORRUPT:
                raise OperatorError(f"{source} is damaged ({error})", cure) from error
            case sqlite3.SQLITE_FULL:
                raise OperatorError(f"{draft.parent} has no room for the copy", "free some space there") from error
        raise OperatorError(f"{source} cannot be copied ({error})", "check both folders and their rights") from error


def _check(copy: sqlite3.Connection, source: Path, cure: str) -> None:
    """Raises OperatorError unless the copy is a whole Roadmate database that this release can read."""
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= TABLES:
        raise OperatorError(f"{source} is no Roadmate database", "name a file that `roadmate backup` has written")
    at = copy.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0] or ""
    if at > head():
        raise OperatorError(f"{source} is at {at}, newer than this program", "install the newer release")
    fault = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise OperatorError(f"{source} is damaged ({' '.join(fault.split())})", cure)
    if row := copy.execute("PRAGMA foreign_key_check").fetchone():
        raise OperatorError(f"{source} is damaged (a row of {row[0]} refers to nothing)", cure)


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Nobody else can use the database while the block runs. Raises OperatorError where somebody has it open.

    A connection in WAL mode holds a lock for as long as it is open, so leaving that mode finds even an idle bot; it
    also brings everything into the one file. A damaged database cannot be asked, and is what restoring is for.
    """
    if not database.exists():
        yield
        return
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(_open(database, "rw", patience=0))
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            match _code(error):
                case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                    raise OperatorError(
                        f"{database} is in use", "stop the bot first, and any other that has it open"
                    ) from error
                case code if code not in DAMAGED:
                    raise OperatorError(
                        f"{database} cannot be opened ({error})", "check the folder's rights"
                    ) from error
        yield


def _inherit(draft: Path, database: Path) -> None:
    """Give the draft the owner and the rights of the database, for the bot may run as somebody else; where there is
    none yet, the owner of the folder."""
    there = database.exists()
    model = (database if there else database.parent).stat()
    if there:
        draft.chmod(S_IMODE(model.st_mode))
    with suppress(PermissionError):
        os.chown(draft, model.st_uid, model.st_gid)


def _set_aside(database: Path, kept: Path) -> bool:
    """Keep the database under another name as well, and move away what belongs to it; False if there is none.

    It keeps its own name too, until the draft takes that over: at no moment would a bot that starts find no database.
    """
    existed = database.exists()
    if existed:
        try:
            kept.hardlink_to(database)
        except OSError:  # a file system without links
            database.rename(kept)
    for left, aside in zip(_with_sidecars(database)[1:], _with_sidecars(kept)[1:], strict=True):
        with suppress(FileNotFoundError):
            left.rename(aside)
    return existed


def _put(draft: Path, target: Path) -> None:
    """Let the draft take the target's name, for good even if the power goes."""
    draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _open(path: Path, mode: str, *, patience: float = PATIENCE_SECONDS) -> closing[sqlite3.Connection]:
    """An existing database, without the driver's own transactions."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=patience))


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code for an error."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
