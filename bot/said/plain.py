"""What is read as it was typed: a command's text, behind which stand the word yes, or a day; and an end that is named."""

from collections.abc import Callable
from datetime import date

from bot.said.readings import Grammar, Impossible, Reading, Told, Wrong
from bot.said.settings import day_in
from bot.said.values import Call, End, NoSuchDay
from bot.said.world import World

PLAN = "plan"
"""The command of the plan, which an end is named with."""

MOST_WORDS = 6
"""Of a day: "from the 3rd of march 2027"."""


def read_text(said: str, grammar: Grammar, world: World) -> Reading:
    """The text, without what else the command takes at its end."""
    text, sure = _sure(said.strip()) if grammar.sure else (said.strip(), False)
    try:
        text, day = _day(text, grammar, world) if grammar.day else (text, None)
    except NoSuchDay as refused:
        return Impossible(Wrong.DAY, refused.said, refused.year)
    return Told((Call(grammar.command, texts=(text,) if text else (), day=day, sure=sure),))


def read_end(
    command: str, read: Callable[[str, World], End | None], said: str, world: World
) -> Told | Impossible | None:
    """The end that a text names; None where it names none."""
    try:
        found = read(said, world)
    except NoSuchDay as refused:
        return Impossible(Wrong.DAY, refused.said, refused.year)
    return Told((Call(command, end=found),)) if found else None


def _sure(said: str) -> tuple[str, bool]:
    head, _, last = said.rpartition(" ")
    return (head.strip(), True) if last.casefold() == "yes" else (said, False)


def _day(said: str, grammar: Grammar, world: World) -> tuple[str, date | None]:
    """What stands before the longest tail that is a day, and the day. Raises NoSuchDay."""
    assert grammar.day  # noqa: S101 - for types: asked for only where one is taken
    words = said.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        days = day_in(" ".join(words[-count:]), world.now, look=grammar.day, order=world.order)
        if days is not None and days.sure:
            return " ".join(words[:-count]), days.sure
    return said, None
