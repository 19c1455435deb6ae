"""A platform's own form, which names a command and its arguments, becomes requests."""

from bot.chat.heard import Heard
from bot.chat.platform import Called
from bot.chat.request import Commands, Request, allow, readable
from bot.chat.slips import slips_of
from bot.errors import Asked, NotPossible, UnknownCommand
from bot.said.options import read_options
from bot.said.readings import Impossible, Told, Unclear, Why
from bot.said.values import Call
from bot.said.world import World


def requests_of(heard: Heard, called: Called, commands: Commands, world: World) -> tuple[Request, ...]:
    """Its command and texts. Raises UnknownCommand, Unreadable and what a reading is that is no call."""
    command = heard.command
    if command is None:
        said_with = " ".join(called.options.values())
        raise UnknownCommand(f"/{called.name}", slips_of(called.name.casefold(), said_with, commands, heard.place))
    allow(command, heard.place)
    readable(" ".join(called.options.values()))
    said = {name: " ".join(text.split()) for name, text in called.options.items()}
    if strange := set(said) - {param.name for param in command.params if param.kind != "document"}:  # a file is no text
        raise Asked(Unclear(Why.LEFT_OVER, said[min(strange)]))
    reading = read_options(command.grammar, [(one.kind, said.get(one.name, "")) for one in command.params], world)
    match reading:
        case Told(calls=calls):
            return tuple(Request(commands.get(call.command, command), call) for call in calls)  # a step's own, of /done
        case Unclear(why=Why.MISSING_TOPIC | Why.NO_TOPIC, options=(), pending=Call() as pending):
            return (Request(command, pending, reading.said),)
        case Unclear():
            raise Asked(reading)
        case Impossible():
            raise NotPossible(reading)
    raise UnknownCommand(f"/{called.name}")
