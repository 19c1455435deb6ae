"""How answers count against what platforms allow. They never wait for a slot, so that nudges come after them; but where a
group has heard enough, they go elsewhere.

What fits into a group follows the generic cell rate algorithm: four at once, then one an interval, so that in no minute
there are more than 1 + (60 + 12) / 4 = 19.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from bot.chat.heard import Heard
from bot.chat.platform import Admitted, Place
from bot.chat.reply import Message, Reply
from bot.store import Group, Store
from bot.store.rates import Want
from bot.texts.group import this_group
from bot.texts.group_abilities import post_waits
from bot.texts.names import chat_called
from bot.texts.phrases import paragraphs
from bot.traits import Limit

SOON = timedelta(seconds=12)
"""How far ahead a group's slots may be taken by answers: three of them, at four seconds each."""

NOTHING_SELDOM: Mapping[str, timedelta] = MappingProxyType({})
NO_TIME = timedelta(0)

Limits = Mapping[str, Limit]
"""What each platform allows."""


async def counted(store: Store, limits: Limits, heard: Heard, message: Message, *, in_passing: bool) -> Message | None:
    """The answer as it is to be brought, counted for the chat that it goes to: for the asker alone where the group has heard
    enough. None where nothing is."""
    speaker, place = heard.speaker, heard.place
    limit = limits.get(speaker.platform)
    if in_passing and _is_seen(place):
        return replace(message, in_passing=True) if isinstance(heard.words, Admitted) else None
    if not place.direct and not message.private:
        if not await until_it_fits(store, limit, speaker.platform, place.chat_id, NOTHING_SELDOM):
            return message
        message = replace(message, private=True, crowded=True)
    if limit and limit.answers_count:
        wants = {speaker.platform: Want(limit.interval)}
        if not store.has_forgotten:  # whoever was has no row of their own any more
            wants[f"{speaker.platform}:{speaker.user_id}"] = Want(limit.chat_interval)
        await store.rates.spend(wants, await store.now())
    return message


def _is_seen(place: Place) -> bool:
    """Whether all see an answer there."""
    return not place.direct and not place.whispers


def by_a_post_later(reply: Reply, group: Group | None, heard: Heard) -> Reply:
    """The reply as it is where its group, which was to hear of it by a post, takes none just now: who asked hears it themselves. A
    form asks first what there is to hear of."""
    if group is None or group.thread_id != heard.place.thread_id or not reply.in_passing or reply.form:
        return reply
    if not _takes_none(group, heard.place):
        return reply
    is_press = isinstance(heard.words, Admitted)  # which is answered in passing anywhere
    return replace(
        reply, text=paragraphs(reply.text, post_waits(chat_called(group.title, this_group()))), in_passing=is_press
    )


def _takes_none(group: Group, place: Place) -> bool:
    """Whether the group takes no posts in its own place: as the platform says now, else as its last post was taken."""
    return group.refused_at is not None if place.takes_posts is None else not place.takes_posts


async def until_it_fits(
    store: Store, limit: Limit | None, platform: str, chat_id: str, seldom: Mapping[str, timedelta]
) -> timedelta:
    """How long until a message fits into the group's limit; where that is no time at all, it is counted. ``seldom`` are names
    of the shared rates that must be free at once, and then are taken for so long: of several processes one speaks."""
    if limit is None or not limit.answers_count:
        return NO_TIME
    chat, now = f"{platform}:{chat_id}", await store.now()
    free_at = await store.rates.reserve(dict.fromkeys([chat, *seldom], Want(NO_TIME)), now)
    wait = max(NO_TIME, free_at[chat] - SOON - now, *(free_at[name] - now for name in seldom))
    if wait == NO_TIME:
        spent = {platform: limit.interval, chat: limit.group_interval, **seldom}
        await store.rates.spend({name: Want(interval) for name, interval in spent.items()}, now)
    return wait
