"""Whether a database's trouble is that its disk is full: SQLite says so in several ways, and not always in words."""

import errno
import sqlite3
from pathlib import Path
from tempfile import TemporaryFile

NEEDED = 1 << 16
"""Bytes without which SQLite cannot even be asked: its shared index takes as much."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
SERVER_FULL = "53100"
"""PostgreSQL's code for it."""

UNCLEAR = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})


def full_folder(error: BaseException | None, *folders: Path) -> Path | None:
    """The folder, of those that were written to, that an error of SQLite or of the system says has no room left."""
    if isinstance(error, OSError):
        return folders[0] if error.errno in NO_ROOM else None
    if not isinstance(error, sqlite3.Error):
        return None
    code = primary_code(error)
    if code != sqlite3.SQLITE_FULL and code not in UNCLEAR:
        return None
    full = (folder for folder in folders if _is_full(folder))
    return next(full, folders[0] if code == sqlite3.SQLITE_FULL else None)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary code for an error."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _is_full(folder: Path) -> bool:
    """Tried out, for quotas are seen in no other way."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(NEEDED))
    except OSError as error:
        return error.errno in NO_ROOM
    return False
