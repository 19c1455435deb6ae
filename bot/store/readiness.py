"""Whether the database can be worked with: it answers, and its schema is this program's."""

import asyncio

from bot.store.database import Database
from bot.store.schema import current, head


async def ready(database: Database, within: float) -> bool:
    """False as well when there is no answer within so many seconds."""
    try:
        async with asyncio.timeout(within), database.engine.connect() as connection:
            return await connection.run_sync(current) == head()
    except Exception:  # noqa: BLE001 - whatever it is, the database cannot be worked with
        return False
