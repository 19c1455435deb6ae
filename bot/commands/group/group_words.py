"""The words behind /group: to start, set and stop it, each as if it were typed behind it. What members do stands beside
it: on Discord /group is for those who manage a server."""

from typing import Annotated

from dateutil.relativedelta import relativedelta

from bot.chat.command import Arg, Clock, Weekday, Where, Word, Zone, command, words
from bot.chat.context import Context
from bot.chat.library import library
from bot.chat.reply import Reply
from bot.commands.group import common_goals, hiding, how, lead, order
from bot.commands.group.managing import managed
from bot.commands.group.settings_form import FORM
from bot.commands.group.setup import SETTINGS
from bot.commands.group.ties import group
from bot.commands.nudge_words import some_hours
from bot.errors import Choice
from bot.texts import helps
from bot.texts.dates import from_to
from bot.texts.phrases import text_of

ON_OFF = words("on", "off")


async def _roadmaps(_: Context) -> list[Choice]:
    return [Choice(one.title, slug) for slug, one in library().items()]


async def _settings(_: Context) -> list[Choice]:
    return [*words(*SETTINGS)]


@managed("group start", helps.GROUP_START, "/group start")
async def start(context: Context, roadmap: Annotated[str | None, Arg(suggest=_roadmaps)] = None) -> Reply:
    return await group.run(context, text_of("start", roadmap))


@managed("group here", helps.GROUP_HERE, "/group here")
async def here(context: Context, number: Annotated[int | None, Arg(offered=False)] = None) -> Reply:
    return await group.run(context, text_of("here", f"{number}" if number else None))


@managed("group stop", helps.GROUP_STOP, "/group stop")
async def stop(context: Context) -> Reply:
    return await group.run(context, "stop")


@managed("group settings", helps.GROUP_SETTINGS, "/group settings", "/group settings monday 18:00", form=FORM)
async def settings(context: Context, setting: Annotated[str | None, Arg(suggest=_settings)] = None) -> Reply:
    return await group.run(context, text_of("settings", setting))


@managed("group digest", helps.GROUP_DIGEST, "/group digest monday 18:00")
async def digest(context: Context, weekday: Weekday | None = None, time: Clock | None = None) -> Reply:
    return await group.run(context, text_of("settings", weekday, time))


@managed("group zone", helps.GROUP_ZONE, "/group zone berlin")
async def zone(context: Context, city: Zone) -> Reply:
    return await group.run(context, text_of("zone", city))


@managed("group quiet", helps.GROUP_QUIET, "/group quiet 22:00-07:30", "/group quiet off")
async def quiet(context: Context, hours: Annotated[str, Arg(suggest=some_hours)]) -> Reply:
    return await group.run(context, text_of("quiet", hours))


@managed("group board", helps.GROUP_BOARD, "/group board off")
async def board(context: Context, switch: Annotated[str, Arg(choices=ON_OFF)]) -> Reply:
    return await group.run(context, text_of("board", switch))


@managed("group rooms", helps.GROUP_ROOMS, "/group rooms on")
async def rooms(context: Context, switch: Annotated[str, Arg(choices=ON_OFF)]) -> Reply:
    return await group.run(context, text_of("rooms", switch))


@command(
    "group goal",
    helps.GROUP_GOAL,
    *common_goals.EXAMPLES,
    where=Where.GROUP,
    rights_asked=True,
)
async def goal(context: Context, together: str | None = None) -> Reply:
    return await group.run(context, text_of("goal", together))


async def _days(context: Context) -> list[Choice]:
    """Dates as they may be said: from today for three months or half a year, or without an end."""
    today = context.today
    ends = (today + relativedelta(months=months) for months in (3, 6))
    spans = (Choice(from_to(today, end, today), f"{today.isoformat()} - {end.isoformat()}") for end in ends)
    return [*spans, *words("off")]


@managed("group dates", helps.GROUP_DATES, "/group dates 4 jan to 30 jun", "/group dates no end")
async def dates(context: Context, days: Annotated[str, Arg(suggest=_days)]) -> Reply:
    return await group.run(context, text_of("dates", days))


WORDS = (
    Word("show"),
    Word("how", how.how),
    Word("lead", lead.lead),
    Word("unlead", lead.unlead),
    Word("start", start),
    Word("settings", settings),
    Word("dates", dates),
    Word("digest", digest),
    Word("zone", zone),
    Word("quiet", quiet),
    Word("board", board),
    Word("rooms", rooms),
    Word("goal", goal),
    Word("hide", hiding.hide),
    Word("close", hiding.close),
    Word("mute", order.mute),
    Word("remove", order.remove),
    Word("back", order.back),
    Word("here", here),
    Word("stop", stop),
)
