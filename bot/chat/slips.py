"""Typed names of commands with a slip in them, and the commands they are near to in meaning and in place."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.chat.command import Command, Where
from bot.chat.platform import Place
from bot.errors import Choice


def slips_of(name: str, said: str, commands: Mapping[str, Command], place: Place) -> tuple[Choice, ...]:
    """The commands that make sense here and that a name is a slip of, with what was said behind it."""
    if len(name) < 3:
        return ()
    most = 1 if len(name) < 6 else 2
    here = [name for name, one in commands.items() if not one.is_behind and _makes_sense(one, place)]
    near = process.extract(name, here, scorer=OSA.distance, score_cutoff=most, limit=3)
    like = [one for one, *_ in near if one[0] == name[0] or sorted(one) == sorted(name)]
    return tuple(Choice(f"/{one}", f"/{one} {said}".strip()) for one in like)


def _makes_sense(command: Command, place: Place) -> bool:
    return command.where is not Where.GROUP or not place.direct
