"""How answers count against what platforms allow. They never wait for a slot, so that nudges come after them; but where a
group has heard enough, nothing is said in it."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.chat.platform import Place, Speaker
from bot.chat.reply import Message
from bot.store import Store
from bot.store.rates import Want
from bot.traits import Limit

SOON = timedelta(seconds=30)
"""How far ahead a group's slots may be taken by answers: ten of them, at three seconds each."""

NOTHING_MORE: Mapping[str, timedelta] = MappingProxyType({})

Limits = Mapping[str, Limit]
"""What each platform allows."""


async def is_said(
    store: Store, limits: Limits, speaker: Speaker, place: Place, message: Message, *, in_passing: bool
) -> bool:
    """Whether an answer is brought; it is counted for the chat that it goes to."""
    if in_passing and not place.direct and not place.whispers:
        return False
    if not place.direct and not message.private:
        return await fits(store, limits.get(speaker.platform), speaker.platform, place.chat_id)
    limit = limits.get(speaker.platform)
    if limit and limit.answers_count:
        wants = {speaker.platform: Want(limit.interval)}
        if not store.has_forgotten:  # whoever was has no row of their own any more
            wants[f"{speaker.platform}:{speaker.user_id}"] = Want(limit.chat_interval)
        await store.rates.spend(wants, await store.now())
    return True


async def fits(
    store: Store, limit: Limit | None, platform: str, chat_id: str, *, seldom: Mapping[str, timedelta] = NOTHING_MORE
) -> bool:
    """Whether a message fits into the group's limit soon; it is counted then. ``seldom`` are names of the shared rates
    that must be free at once, and then are taken for so long: of several processes one speaks."""
    if limit is None or not limit.answers_count:
        return True
    chat, now = f"{platform}:{chat_id}", await store.now()
    free_at = await store.rates.reserve(dict.fromkeys([chat, *seldom], Want(timedelta(0))), now)
    fitting = free_at[chat] <= now + SOON and all(free_at[name] <= now for name in seldom)
    if fitting:
        spent = {platform: limit.interval, chat: limit.group_interval, **seldom}
        await store.rates.spend({name: Want(interval) for name, interval in spent.items()}, now)
    return fitting
