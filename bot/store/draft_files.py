"""Files that are written beside the one they will replace, under a name of their own until they are whole.

A draft is locked for as long as whoever writes it lives; one that nobody holds was left by a process that was killed.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from tempfile import mkstemp

from bot.errors import OperatorError
from bot.store.address import PLAIN, address
from bot.store.full_disk import full_folder

SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database; left behind, it would be applied to whatever takes the database's name."""

NAME = re.compile(r"\..+\.[a-z0-9_]{8}\.draft")


@contextmanager
def draft(target: Path) -> Iterator[Path]:
    """An empty file beside the target that nobody else may read; whatever is left of it goes when the block ends, and
    what others left there before it begins. Raises OperatorError where the folder cannot be written to."""
    try:
        sweep(target.parent)
        lock, path = _locked(target)
        try:
            yield path
        finally:
            _remove(path)
            os.close(lock)
    except OSError as error:
        raise unwritten(target, error) from error


def put(path: Path, target: Path) -> None:
    """Let a draft take the target's name, for good even if the power goes."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sweep_beside(url: str) -> None:
    """Remove what a killed backup or restore left beside an SQLite database. Raises OperatorError for a URL that cannot be
    used."""
    parsed = address(url, PLAIN)
    if parsed.get_backend_name() == "sqlite":
        sweep(Path(parsed.database or "").absolute().parent)


def sweep(folder: Path) -> None:
    """Remove the drafts in a folder that nobody is writing any more."""
    for path in folder.glob(".*.draft"):
        if not NAME.fullmatch(path.name):
            continue
        try:
            file = os.open(path, os.O_RDWR)
        except OSError:  # gone meanwhile, or somebody else's
            continue
        try:
            flock(file, LOCK_EX | LOCK_NB)
            _remove(path)
        except OSError:  # its writer lives, or the folder is not ours
            continue
        finally:
            os.close(file)


def with_sidecars(database: Path) -> list[Path]:
    """A database and all that SQLite may keep beside it."""
    return [database.with_name(database.name + end) for end in ("", *SIDECARS)]


def unwritten(target: Path, error: OSError) -> OperatorError:
    """What to mend where a file could not be written."""
    if full_folder(error, target.parent):
        return OperatorError(f"{target.parent} has no room for {target.name}", "free some space there")
    return OperatorError(f"{target} cannot be written ({error.strerror})", "check the folder and its rights")


def _locked(target: Path) -> tuple[int, Path]:
    """A new draft and the lock on it. One that somebody swept before it was locked is none any more."""
    while True:
        lock, name = mkstemp(prefix=f".{target.name}.", suffix=".draft", dir=target.parent)
        flock(lock, LOCK_EX)
        if os.fstat(lock).st_nlink:
            return lock, Path(name)
        os.close(lock)


def _remove(path: Path) -> None:
    """The draft itself at last, so that after another kill its sidecars are found again."""
    for left in reversed(with_sidecars(path)):
        left.unlink(missing_ok=True)
