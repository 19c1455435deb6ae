"""/celebrate and /cheer: whether a group hears at once what its member completes, and the one button below that."""

from typing import Annotated

from bot.chat.command import Arg, Where, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.group.here import aside, here, member, mute_of
from bot.commands.group.meant import Belonging, belonging
from bot.errors import Expired, NotUnderstood
from bot.nudges.group.hurrahs import cheered, hidden
from bot.texts import group_labels, helps
from bot.texts import hurrahs as texts

EXAMPLES = ("/celebrate", "/celebrate on", "/celebrate off")


@command("celebrate", helps.CELEBRATE, *EXAMPLES)
async def celebrate(context: Context, what: Annotated[str | None, Arg(choices=words("on", "off"))] = None) -> Reply:
    match (what or "").casefold().split():
        case [] | ["on" | "off"] as wish:
            chosen = None
        case ["on" | "off" as one, number] if number.isdecimal() and len(number) < 10:
            wish, chosen = [one], int(number)
        case _:
            raise NotUnderstood(what or "", EXAMPLES)
    mine = await belonging(context, chosen, lambda group: f"/celebrate {wish[0] if wish else 'on'} {group}")
    shows = wish[0] == "on" if wish else mine.me.shows_completions
    if wish:
        await _set(context, mine, shows=shows)
    return await _shown(context, mine, shows=shows)


async def _set(context: Context, mine: Belonging, *, shows: bool) -> None:
    await context.store.members.set_shows_completions(mine.group.id, mine.me.account_id, shows)
    if not shows:
        await context.store.groups.lock(mine.group.id)
        await hidden(context.store, mine.group, mine.me.account_id, context.now)


async def _shown(context: Context, mine: Belonging, *, shows: bool) -> Reply:
    if shows:
        mute = await mute_of(context, mine.me, mine.group)
        text = (
            texts.shows_once_unmuted(mine.title, mute.until, mute.zone, mute.now) if mute else texts.shows(mine.title)
        )
        return aside(text, Button(group_labels.hide_completions(), f"/celebrate off {mine.group.id}"))
    return aside(texts.hides(mine.title), Button(group_labels.show_completions(), f"/celebrate on {mine.group.id}"))


@command("cheer", helps.CHEER, "/cheer", offered=False, open_to_all=True, where=Where.GROUP)
async def cheer(context: Context, number: Annotated[int | None, Arg(offered=False)] = None) -> Reply:
    """Of the hurrah of that number; without one of the latest. Raises Expired for one that is not this group's."""
    now = await here(context)
    me = await member(context, now.group)
    hurrahs = context.store.hurrahs
    hurrah = await (hurrahs.last(now.group.id) if number is None else hurrahs.find(number))
    if hurrah is None and number is None:
        return aside(texts.nobody_to_cheer())
    if hurrah is None or hurrah.group_id != now.group.id:
        raise Expired
    if all(one.account_id == me.account_id for one in await hurrahs.topics(hurrah.id)):
        return aside(texts.own())
    made = await hurrahs.cheer(hurrah.id, me.account_id, context.now)
    if made is None:
        return aside(texts.cheered_already())
    await cheered(context.store, now.group, hurrah, made, context.now)
    return Reply(text=texts.cheered(), private=True, in_passing=True)
