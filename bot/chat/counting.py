"""How answers count against what platforms allow. They never wait for a slot, so that nudges come after them; but where a
group has heard enough, nothing is said in it."""

from collections.abc import Mapping
from datetime import timedelta

from bot.chat.limits import Limit
from bot.chat.platform import Place, Speaker
from bot.chat.reply import Message
from bot.store import Store
from bot.store.rates import Want

SOON = timedelta(seconds=30)
"""How far ahead a group's slots may be taken by answers: ten of them, at three seconds each."""

Limits = Mapping[str, Limit]
"""What each platform allows."""


async def is_said(
    store: Store, limits: Limits, speaker: Speaker, place: Place, message: Message, *, in_passing: bool
) -> bool:
    """Whether an answer is brought; it is counted for the chat that it goes to."""
    if in_passing and not place.direct and not place.whispers:
        return False
    if not place.direct and not message.private:
        return await fits(store, limits, speaker.platform, place)
    limit = limits.get(speaker.platform)
    if limit and limit.answers_count:
        chat = f"{speaker.platform}:{speaker.user_id}"
        wants = {speaker.platform: Want(limit.interval), chat: Want(limit.chat_interval)}
        await store.rates.spend(wants, await store.now())
    return True


async def fits(store: Store, limits: Limits, platform: str, place: Place) -> bool:
    """Whether a message fits into the group's limit soon; it is counted then."""
    limit = limits.get(platform)
    if limit is None or not limit.answers_count:
        return True
    chat, now = f"{platform}:{place.chat_id}", await store.now()
    free_at = (await store.rates.reserve({chat: Want(timedelta(0))}, now))[chat]
    if fitting := free_at <= now + SOON:
        await store.rates.spend({platform: Want(limit.interval), chat: Want(limit.group_interval)}, now)
    return fitting
