"""What many tests begin with is said once a session, and copied for whoever begins with the same: enrolling, starting a group and joining
it takes longer than most of what is asked afterwards."""

from collections.abc import Awaitable, Callable, Hashable
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar, cast
from zlib import compress, decompress

from bot.store import Database

Came = TypeVar("Came")

_known: dict[Hashable, tuple[bytes, object]] = {}
"""By a file of SQLite's and what was said there: the file that came of it, packed, and what came back."""


async def begun(database: Database, said: Hashable, say: Callable[[], Awaitable[Came]]) -> Came:
    """What comes back to ``say``, which nothing determines but the database and ``said``. A database that is open already,
    and one of PostgreSQL's, hears it each time; what comes back is shared and not to be changed."""
    path = _untouched(database)
    if path is None:
        return await say()
    key = (blake2b(path.read_bytes()).digest(), said)
    if key in _known:
        path.write_bytes(decompress(_known[key][0]))
    else:
        came = await say()
        await database.close()  # which brings all of it into the file, and it opens itself anew
        _known[key] = compress(path.read_bytes(), 1), came
    await database.check()  # it is open afterwards, as whoever says all of it leaves it
    return cast("Came", _known[key][1])


def _untouched(database: Database) -> Path | None:
    """The file of a database that nobody has open."""
    name = database.engine.url.database if database.engine.dialect.name == "sqlite" else None
    return Path(name) if name and not Path(f"{name}-wal").exists() else None
