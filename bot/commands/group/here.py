"""Where a group's command is said, and by whom: the study group of this chat, and the speaker as its member."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply
from bot.errors import Muted, NoGroupHere, NotJoined
from bot.nudges.group.company import title_of
from bot.store import Deed, Group, Membership
from roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class Here:
    """A study group that was started: its roadmap, the first day of its plan, what it is called, and its own day."""

    group: Group
    roadmap: Roadmap
    first_day: date
    title: str
    today: date


async def here(context: Context) -> Here:
    """The study group of this chat. Raises NoGroupHere."""
    group = context.group
    if group is None or group.roadmap is None or group.first_day is None:
        raise NoGroupHere
    roadmap = (await find_roadmaps(context.store, [group.roadmap])).get(group.roadmap)
    if roadmap is None:
        raise NoGroupHere
    today = day_in(group, context.now, context.default_zone)
    return Here(group, roadmap, group.first_day, title_of(group, roadmap), today)


def known(context: Context) -> Group:
    """The group of this chat, started or stopped: what stands there can be put in order. Raises NoGroupHere."""
    if context.group is None:
        raise NoGroupHere
    return context.group


async def of_this_chat(context: Context, group: Group) -> Sequence[Group]:
    """The group of this place, and those of others of its chat, whose posts may stand here: as those of a room in which a group was
    started later."""
    there = await context.store.groups.of_chat(group.platform, group.chat_id)
    return [group, *(one for one in there if one.id != group.id)]


def day_in(group: Group, now: datetime, default_zone: str) -> date:
    """The day it is in a group."""
    return now.astimezone(group.zone_or(default_zone)).date()


async def membership(context: Context, group: Group) -> Membership | None:
    """The speaker's membership; None for who has not joined."""
    return await context.store.members.find(group.id, context.contact.account.id) if context.contact else None


async def member(context: Context, group: Group, *, is_heard: bool = True) -> Membership:
    """The speaker's membership, of whom the group hears by what they say, unless it is said that it does not. Raises NotJoined,
    and Muted for who is muted."""
    found = await membership(context, group)
    if found is None:
        raise NotJoined
    if is_heard and (mute := await mute_of(context, found, group)):
        raise mute
    return found


async def mute_of(context: Context, one: Membership, group: Group) -> Muted | None:
    """What a member is told who is muted; None for anybody else."""
    mute = await context.store.orders.about(group.id, one.account_id, Deed.MUTED, context.now)
    return Muted(mute.until, context.zone, context.now) if mute and mute.until else None


def aside(text: Markup, *buttons: Button) -> Reply:
    """An answer that only the asker needs."""
    return Reply(text=text, buttons=buttons, private=True)


def in_passing(text: Markup) -> Reply:
    """A whisper, where there are such: the group is told by a post."""
    return Reply(text=text, private=True, in_passing=True)


def asked_here(context: Context, reply: Reply) -> Reply:
    """A question whose buttons only work in the group: whispered there, where there are whispers, and else asked among all."""
    return replace(reply, private=context.place.whispers, among=not context.place.whispers)


def in_the_group(context: Context, *buttons: Button) -> Sequence[Button]:
    """Buttons that only work in the group: an answer to one alone has them where it is whispered there."""
    return buttons if context.place.whispers else ()
