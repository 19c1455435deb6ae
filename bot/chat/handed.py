"""A message that somebody hands to a command: its file is read as if they had sent it, its words as if they typed them
behind the command, on the day when they were said. Words are the speaker's own; those of others are nobody's note. One that is
about posts of the bot is said as if in reply to it."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, datetime

from markupsafe import Markup

from bot.chat.heard import Heard
from bot.chat.platform import Handed
from bot.chat.request import Commands, Request
from bot.errors import Asked
from bot.said.values import Call
from bot.said.world import World
from bot.texts import group_order
from bot.texts import handed as texts


def handed_heard(handed: Handed, commands: Commands) -> Heard | Markup:
    """What is said by it; or why nothing is."""
    command, words = commands.get(handed.name), " ".join(handed.words.split())
    if command is None or not command.on_message:
        return texts.gone()
    line = f"/{command.name}"
    if command.about_post:
        if not handed.is_ours:
            return group_order.not_mine()
        post, reads = handed.message_id, handed.words
        return Heard(handed.speaker, handed.place, handed.at, line, line, command, replies_to=post, replied=reads)
    if command.takes_document:
        if handed.file is None:
            return texts.no_file()
        return Heard(handed.speaker, handed.place, handed.at, line, line, command, handed.file)
    if not handed.is_own:
        return texts.not_yours()
    if not words:
        return texts.no_words()
    line = f"{line} {words}"
    return Heard(handed.speaker, handed.place, handed.at, line, line, command, said_at=handed.said_at)


def as_said(world: World, said_at: datetime | None) -> World:
    """The world in which words are read that were said then: "yesterday" is the day before."""
    return replace(world, now=said_at.astimezone(world.now.tzinfo)) if said_at else world


async def on_their_day(understood: Awaitable[tuple[Request, ...]], world: World, then: World) -> tuple[Request, ...]:
    """What was understood; what of it names no day, and was said on an earlier one, is of that day. Raises what understanding
    does, and so do the readings to choose from."""
    day = then.now.date()
    if day == world.now.date():
        return await understood
    try:
        return tuple(replace(one, call=_on(day, one.call)) for one in await understood)
    except Asked as asked:
        reading = asked.reading
        options = tuple(tuple(_on(day, call) for call in option) for option in reading.options)
        pending = _on(day, reading.pending) if reading.pending else None
        raise Asked(replace(reading, options=options, pending=pending), asked.among_several) from None


def _on(day: date, call: Call) -> Call:
    return replace(call, day=call.day or day)
