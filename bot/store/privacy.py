"""Which files of an installation others on the machine may open: the database with all that stands beside it, backups."""

from collections.abc import Iterator
from pathlib import Path

from bot.store.address import PLAIN, address
from bot.store.draft_files import with_sidecars

OTHERS = 0o077
"""The rights of everybody but the owner."""

BEGINNINGS = (b"SQLite format 3\0", b"PGDMP")
"""How databases and PostgreSQL's dumps begin, whatever they are called."""


def open_to_others(url: str, *more: Path) -> list[Path]:
    """What of the database, its backups and these files others may read or write, as far as we may look."""
    parsed = address(url, PLAIN)
    ours = list(more)
    if parsed.get_backend_name() == "sqlite":
        database = Path(parsed.database or "").absolute()
        ours += dict.fromkeys([*with_sidecars(database), *_backups(database.parent)])
    return [path for path in ours if _is_open(path)]


def _backups(folder: Path) -> Iterator[Path]:
    """The databases and dumps in the database's folder, and those in folders for backups there, with these folders."""
    for path in _inside(folder):
        if path.is_dir() and path.name.casefold().startswith("backup"):
            yield path
            yield from filter(_is_copy, _inside(path))
        elif _is_copy(path):
            yield path


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_copy(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(BEGINNINGS[0])).startswith(BEGINNINGS)
    except OSError:
        return False


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False
