"""Whether a group has room for a message that nobody waits for. Such messages give way: where there is none, silence."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.chat.limits import Limit
from bot.errors import Conflict, DatabaseGone
from bot.store import Database
from bot.store.rates import Want

SOON = timedelta(seconds=30)
"""How far ahead a group's slots may be taken by such messages: ten of them, at three seconds each."""

NOTHING_MORE: Mapping[str, timedelta] = MappingProxyType({})


async def fits(
    database: Database,
    platform: str,
    chat_id: int,
    limit: Limit,
    *,
    seldom: Mapping[str, timedelta] = NOTHING_MORE,
) -> bool:
    """Whether a message fits into the group's limit soon; it is counted then. ``seldom`` are names of the shared rates
    that must be free at once, and then are taken for so long: of several processes one speaks."""
    chat = f"{platform}:{chat_id}"
    asked = [chat, *seldom]
    spent = {platform: limit.interval, chat: limit.group_interval, **seldom}
    try:
        async with database.store() as store:
            now = await store.now()
            free_at = await store.rates.reserve(dict.fromkeys(asked, Want(timedelta(0))), now)
            room = free_at[chat] <= now + SOON and all(free_at[name] <= now for name in seldom)
            if room:
                await store.rates.spend({name: Want(interval) for name, interval in spent.items()}, now)
            return room
    except (Conflict, DatabaseGone):
        return False
