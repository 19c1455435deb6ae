"""/leaders: what those who lead a group see of a member, how much that is, and who looked. It is the member's to say."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.group.here import aside
from bot.commands.group.meant import Belonging, belonging
from bot.errors import Expired, NotUnderstood
from bot.nudges.group.names import names_in
from bot.nudges.group.sights import on_theirs
from bot.nudges.kinds.level import LEVELS, shown_by_level, to_choose
from bot.store import Look
from bot.store.post_names import untraced
from bot.texts import group_sight as texts
from bot.texts import helps
from bot.texts.group_leaders import flag_of
from roadmap.group.sight import Detail, Flag, Level

EXAMPLES = ("/leaders", "/leaders topic", "/leaders nothing")
MOST_LOOKS = 100
"""Lines of who looked. One leader has a few: as many as there are different things to be shown of a member."""


@command("leaders", helps.LEADERS, *EXAMPLES, open_to_all=True)
async def leaders(context: Context, what: Annotated[str | None, Arg(choices=words(*LEVELS))] = None) -> Reply:
    match (what or "").casefold().split():
        case [word, *number] if word in LEVELS and _is_number(number):
            mine = await belonging(context, _first(number), lambda group: f"/leaders {word} {group}")
            return await _set(context, mine, LEVELS[word])
        case number if _is_number(number):
            mine = await belonging(context, _first(number), lambda group: f"/leaders {group}")
            return await _shown(context, mine)
    raise NotUnderstood(what or "", EXAMPLES)


def _is_number(said: Sequence[str]) -> bool:
    return not said or (len(said) == 1 and said[0].isdecimal() and len(said[0]) < 10)


def _first(said: Sequence[str]) -> int | None:
    return int(said[0]) if said else None


async def _set(context: Context, mine: Belonging, level: Level) -> Reply:
    """From this moment on; what was worked out at another level is gone, and so is what a page was told of it."""
    await context.store.leaders.set_level(mine.me.id, level)
    await context.store.figures.drop(mine.me.id)
    await context.store.web.unsay(mine.me.account_id, mine.group.id)
    return _aside(texts.set_to(mine.title, level, await _by_level(context, mine)), mine, level)


async def _shown(context: Context, mine: Belonging) -> Reply:
    shown, level = await _by_level(context, mine), Level(mine.me.level)
    return _aside(texts.shown_now(mine.title, level, shown, await _looks(context, mine)), mine, level)


async def _by_level(context: Context, mine: Belonging) -> dict[Level, Markup]:
    """What each level would show. Raises Expired where the group has just lost its roadmap."""
    there = await on_theirs(context.store, mine.group, mine.me, context.now, context.default_zone)
    if there is None:
        raise Expired
    return shown_by_level(there)


async def _looks(context: Context, mine: Belonging) -> list[Markup]:
    """The looks at the member, the latest first."""
    looks = await context.store.leaders.looks_at(mine.group.id, [mine.me.account_id], MOST_LOOKS)
    names = await names_in(context.store, mine.group.id)
    zone = mine.group.zone_or(context.default_zone)
    days = [one.looked_at.astimezone(zone).date() for one in looks]
    return [
        texts.look(names.get(one.leader_account_id or 0), on, mine.today, _worded(one), times=one.times)
        for one, on in zip(looks, days, strict=True)
    ]


def _aside(text: Markup, mine: Belonging, level: Level) -> Reply:
    """With a button for each other level, good wherever it is tapped."""
    buttons = (replace(one, line=f"{one.line} {mine.group.id}") for one in to_choose(level))
    return aside(untraced(text), *buttons)


def _worded(look: Look) -> list[str]:
    """What a look showed; a level stands for the whole of it."""
    return [_shown_by_it(one) for one in look.shown.split(",")]


def _shown_by_it(one: str) -> str:
    if one.isdecimal():
        return texts.page_shown(Level(int(one)))
    return texts.detail_shown(Detail(one)) if one in {*Detail} else flag_of(Flag(one))
