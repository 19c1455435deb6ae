"""What SQLite leaves of deleted rows on the disk: it is counted in the transaction that deletes, and wiped out after it.

The count is the file's ``user_version``, so that a process that dies in between leaves it to the next.
"""

import asyncio
import sys

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store import wiper
from bot.store.connections import transaction

PATIENCE_SECONDS = 1.0
"""How long the wiping waits for its turn; who is in the way for longer is passed by until the next time."""

MOST_SECONDS = 60.0
"""After that the process is ended; it goes through a million pages in less."""


async def count_deletion(connection: AsyncConnection) -> None:
    """Note, in the transaction that deletes, that something of it will be left to wipe out."""
    if connection.dialect.name == "sqlite":
        now: int = (await connection.exec_driver_sql("PRAGMA user_version")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA user_version={now + 1}")


class Residue:
    """Whether an SQLite file may hold something of what was deleted, and its wiping. On PostgreSQL there is nothing to do
    from here: its VACUUM is the operator's."""

    def __init__(self, reader: AsyncEngine) -> None:
        self._reader = reader
        self._path = reader.url.database if reader.dialect.name == "sqlite" else None
        self._is_left: bool | None = None
        self._turn = asyncio.Lock()

    def is_left(self) -> None:
        """A deletion was committed."""
        self._is_left = True

    async def wipe(self) -> bool:
        """Wipe out what is left, if anything is; False where somebody was in the way, and it has to be tried again."""
        if self._path is None:
            return True
        async with self._turn:
            if self._is_left is None:
                self._is_left = await self._was_left()
            if self._is_left:
                await self._try(self._path)
            return not self._is_left

    async def _try(self, path: str) -> None:
        self._is_left, is_wiped = False, False
        try:
            is_wiped = await _wiped(path)
        finally:
            self._is_left = self._is_left or not is_wiped  # another deletion may have come meanwhile

    async def _was_left(self) -> bool:
        """Whether a process before this one left something."""
        async with transaction(self._reader) as connection:
            return bool((await connection.exec_driver_sql("PRAGMA user_version")).scalar_one())


async def _wiped(path: str) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            "-S",
            wiper.__file__,
            path,
            f"{PATIENCE_SECONDS}",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONUTF8": "1"},
        )
    except OSError:  # the machine has no process to spare just now
        return False
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await process.wait() == 0
    except TimeoutError:
        return False
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
