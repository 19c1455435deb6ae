"""The words behind /nudges: when, how often, quiet hours, on and off, each of which is set as if it were typed behind it."""

from typing import Annotated

from bot.chat.command import Arg, Clock, Weekday, Word, command, words
from bot.chat.context import Context
from bot.chat.offers import QUIET_HOURS
from bot.chat.reply import Reply
from bot.commands.nudges import EXAMPLES, OFTEN, nudges, snooze
from bot.commands.routes import ANY
from bot.commands.study_times import times
from bot.errors import Choice, NotUnderstood
from bot.platforms import packs
from bot.texts import helps
from bot.texts.phrases import text_of


async def some_hours(_: Context) -> list[Choice]:
    return [*words(*QUIET_HOURS)]


async def _places(_: Context) -> list[Choice]:
    return [*words(ANY, *sorted(packs.names()))]


@command("nudges at", helps.NUDGES_AT, "/nudges at monday 09:00")
async def at(context: Context, weekday: Weekday | None = None, time: Clock | None = None) -> Reply:
    if not (weekday or time):
        raise NotUnderstood("", EXAMPLES)
    return await nudges.run(context, text_of(weekday, time))


@command("nudges often", helps.NUDGES_OFTEN, "/nudges often monthly")
async def often(context: Context, rhythm: Annotated[str, Arg(choices=words(*OFTEN))]) -> Reply:
    return await nudges.run(context, rhythm)


@command("nudges quiet", helps.NUDGES_QUIET, "/nudges quiet 22:00-07:30", "/nudges quiet off")
async def quiet(context: Context, hours: Annotated[str, Arg(suggest=some_hours)]) -> Reply:
    return await nudges.run(context, text_of("quiet", hours))


@command("nudges on", helps.NUDGES_ON, "/nudges on")
async def on(context: Context, where: Annotated[str | None, Arg(suggest=_places)] = None) -> Reply:
    return await nudges.run(context, text_of("on", where))


@command("nudges off", helps.NUDGES_OFF, "/nudges off")
async def off(context: Context) -> Reply:
    return await nudges.run(context, "off")


WORDS = (
    Word("show"),
    Word("at", at),
    Word("often", often),
    Word("quiet", quiet),
    Word("on", on),
    Word("off", off),
    Word("snooze", snooze),
    Word("times", times),
)
