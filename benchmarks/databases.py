"""New SQLite databases in a folder, as ``tests.postgres`` gives them on PostgreSQL."""

from itertools import count
from pathlib import Path
from shutil import copyfile

from bot.store.schema import migrate


class Files:
    """Databases with today's schema: one is migrated, the others are its copies."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)
        self._empty = folder / "empty.db"
        migrate(f"sqlite:///{self._empty}")

    def fresh(self) -> str:
        """The URL of a new one."""
        return f"sqlite:///{copyfile(self._empty, self._folder / f'{next(self._numbers)}.db')}"
