"""/group how, for those who lead: what those who agreed add up to, and who might like to hear from somebody. It is answered to
who asks alone; each look at a person is written down for that person."""

from dataclasses import replace
from datetime import timedelta

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.platform import Right
from bot.chat.reply import Button, Reply, choices
from bot.chat.request import check_right
from bot.commands.group.here import aside, day_in, here
from bot.nudges.group.company import title_of
from bot.nudges.group.sights import MOST_WORKED_OUT, agreed, asked_of_all, counted, worked_out
from bot.store import Group, NudgeKind
from bot.store.ledger import Entry
from bot.store.post_names import untraced
from bot.texts import group_leaders as texts
from bot.texts import helps
from bot.texts import leader_labels as labels
from roadmap.group.lead import MOST_NAMED, Flagged, overview
from roadmap.model import Roadmap

PAGE = 12
"""Members who are named at once."""

FOR_A_WHILE = timedelta(minutes=30)
"""How long an admin leads in their own chat, where nobody can be asked for rights, after the group has said that they may."""

AT_ONCE_IN_LARGE = 50
"""Members whose figures are worked out while somebody waits, in a group where nobody is named."""


@command("group how", helps.GROUP_HOW, "/group how", where=Where.GROUP, rights_asked=True)
async def how(context: Context) -> Reply:
    now = await here(context)
    await _lead(context, now.group)
    return await page_of(context, now.group, now.roadmap, 1)


async def leads(context: Context, group_id: int) -> bool:
    """Whether the speaker leads a group, as far as is known without asking the platform."""
    mine = context.contact
    return mine is not None and await context.store.leaders.leads(group_id, mine.account.id, context.now)


async def _lead(context: Context, group: Group) -> None:
    """Raises NotAllowed or RightsUnknown for who neither manages the group nor was named to lead it."""
    if Right.MANAGE_GROUP in (context.place.rights or ()):
        account = (await context.meet()).account
        await context.store.leaders.note(group.id, account.id, context.now + FOR_A_WHILE)
    elif not await leads(context, group.id):
        check_right(Right.MANAGE_GROUP, context.place)


async def page_of(context: Context, group: Group, roadmap: Roadmap, page: int) -> Reply:
    """A page of a group, for who leads it."""
    store, today = context.store, day_in(group, context.now, context.default_zone)
    await asked_of_all(store, group, context.now)
    members = await store.members.count(group.id)
    is_large = members > MOST_NAMED
    at_once = AT_ONCE_IN_LARGE if is_large else MOST_WORKED_OUT
    is_whole = await worked_out(store, group, roadmap, today, most=at_once)
    if not is_whole:
        period = f"{int(context.now.timestamp()) // 60}"
        await store.ledger.file(Entry.of_group(group, NudgeKind.FIGURES, period, context.now))
    led = await (counted(store, group, today, context.now) if is_large else agreed(store, group, context.now))
    told = overview(led, members, today)
    shown = told.flagged[(page - 1) * PAGE : page * PAGE]
    me = (await context.meet()).account.id
    await _written_down(context, group, shown, me)
    text = texts.overview(told, shown, roadmap, title_of(group, roadmap), more=not is_whole)
    more = (Button(labels.more(), f"/member {group.id} p{page + 1}"),) if told.flagged[page * PAGE :] else ()
    others = [one.member for one in shown if one.member.id != me]
    looks = choices(labels.look_at(), *(Button(one.name, f"/member {group.id} {one.id}") for one in others))
    return replace(aside(untraced(text), *looks, *more), set_apart=True)


async def _written_down(context: Context, group: Group, shown: tuple[Flagged, ...], me: int) -> None:
    """Nobody's look at themselves is one."""
    seen = [(one.member.id, ",".join(one.flags)) for one in shown if one.member.id != me]
    await context.store.leaders.looked(group.id, me, seen, context.now)
