"""Backups of an SQLite database: taken and put back whole, and only once a copy has passed every check.

Both write a draft beside the file they make, check it, and rename it; until then nothing else is changed.
"""

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE

from sqlalchemy import URL

from bot.errors import OperatorError
from bot.store.address import PLAIN, address
from bot.store.draft_files import draft, put, with_sidecars
from bot.store.full_disk import full_folder, primary_code
from bot.store.schema import migrate
from bot.store.seal import break_seal, seal
from bot.store.soundness import check, check_values
from bot.store.wiper import wipe_pages

KEPT = ".before-restore"
PATIENCE_SECONDS = 5.0
"""How long another connection may keep a copy waiting."""

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore left: where the earlier database is, None if there was none, and whether the backup had a checksum."""

    kept: Path | None
    was_sealed: bool


def backup(url: str, target: Path, *, force: bool = False) -> None:
    """Copy the database to a file while others may be writing. Raises OperatorError, and then leaves no new file."""
    database = _database(url, f"pg_dump --format=custom --file={shlex.quote(str(target))} --dbname=")
    target = target.absolute()
    if not database.is_file():
        raise OperatorError(f"there is no database at {database}", "check DATABASE_URL")
    if target.resolve() in with_sidecars(database):
        raise OperatorError(f"{target} is the database itself", "choose another name")
    if target.exists() and not force:
        raise OperatorError(f"{target} exists", "choose another name, or overwrite it with --force")
    with draft(target) as copy:
        _copy(database, copy, mode="rw", cure="restore an earlier backup")
        _wipe(copy)
        seal(copy)
        put(copy, target)


def restore(url: str, source: Path) -> Restored:
    """Put a backup in the place of the database, brought up to date. Raises OperatorError, and then the database is as it
    was."""
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
    with draft(database) as copy:
        was_sealed = _take(source, copy)
        with _alone(database):
            _inherit(copy, database)
            existed = _set_aside(database, kept)
            put(copy, database)
    return Restored(kept if existed else None, was_sealed)


def _take(source: Path, copy: Path) -> bool:
    """Copy a backup, checked and up to date; returns whether it had a checksum."""
    cure = "take an earlier backup"
    was_sealed = break_seal(source, copy, cure)
    with _worded(source, copy, cure):
        if was_sealed:
            with _open(copy, "rw") as new:
                check(new, source, cure)
        else:
            _copy(source, copy, mode="ro", cure=cure)
    migrate(URL.create("sqlite", database=str(copy)).render_as_string())
    if not was_sealed:
        check_values(copy, source, cure)
    return was_sealed


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


def _copy(source: Path, copy: Path, *, mode: str, cure: str) -> None:
    """Copy a database in one step, which sees one moment of it and keeps no writer waiting, and check the copy."""
    with _worded(source, copy, cure), _open(source, mode) as old, _open(copy, "rw") as new:
        old.execute("SELECT count(*) FROM sqlite_master")  # waits its turn; the copying itself would wait for ever
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a medium that cannot be written
        check(new, source, cure)


@contextmanager
def _worded(source: Path, copy: Path, cure: str) -> Iterator[None]:
    """SQLite's errors as one line for the operator."""
    try:
        yield
    except UnicodeDecodeError as error:  # of what SQLite wants to say of a damaged schema
        raise OperatorError(f"{source} is damaged (its schema cannot be read)", cure) from error
    except sqlite3.Error as error:
        match primary_code(error):
            case sqlite3.SQLITE_NOTADB:
                raise OperatorError(f"{source} is no SQLite database", cure) from error
            case sqlite3.SQLITE_CORRUPT:
                raise OperatorError(f"{source} is damaged ({_in_a_line(error)})", cure) from error
        if folder := full_folder(error, copy.parent, source.parent):
            raise OperatorError(f"{folder} has no room for the copy", "free some space there") from error
        why = _in_a_line(error)
        raise OperatorError(f"{source} cannot be copied ({why})", "check both folders and their rights") from error


def _in_a_line(error: Exception) -> str:
    """SQLite repeats what it could not read, whatever stands there."""
    return " ".join(str(error).split())


def _wipe(copy: Path) -> None:
    """Leave nothing of what was deleted before between the rows of a copy, which nobody else has open."""
    with copy.open("r+b") as file:
        following = 1
        while following:
            following = wipe_pages(file.fileno(), following)


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
            match primary_code(error):
                case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                    raise OperatorError(
                        f"{database} is in use", "stop the bot first, and any other that has it open"
                    ) from error
                case code if code not in DAMAGED:
                    raise OperatorError(
                        f"{database} cannot be opened ({error})", "check the folder's rights"
                    ) from error
        yield


def _inherit(copy: Path, database: Path) -> None:
    """Give the copy the owner and the rights of the database, for the bot may run as somebody else; where there is
    none yet, the owner of the folder."""
    there = database.exists()
    model = (database if there else database.parent).stat()
    if there:
        copy.chmod(S_IMODE(model.st_mode))
    with suppress(PermissionError):
        os.chown(copy, model.st_uid, model.st_gid)


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
    for left, aside in zip(with_sidecars(database)[1:], with_sidecars(kept)[1:], strict=True):
        with suppress(FileNotFoundError):
            left.rename(aside)
    return existed


def _open(path: Path, mode: str, *, patience: float = PATIENCE_SECONDS) -> closing[sqlite3.Connection]:
    """An existing database, without the driver's own transactions."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=patience))
