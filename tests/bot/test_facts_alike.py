"""The same facts come of a line that is typed, of a form that is filled in and of a button that is pressed."""

from pathlib import Path
from shutil import copyfile

import pytest

from bot.chat.command import KINDS, Command, Where
from bot.chat.menu import by_name
from bot.chat.people import mention_of
from bot.chat.platform import Called, Place, Pressed, Speaker, Spoken
from bot.commands import COMMANDS
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from tests.bot.conftest import ANN, BEN, OWLS, Rows, Talk, called
from tests.bot.test_commands import context_of, studied
from tests.bot.test_named import said
from tests.conftest import SQLITE
from tests.presses import press

ENGINES = SQLITE

DIRECT = Place(ANN, direct=True)
MORE = (
    ("thanks", f"/thanks {mention_of(BEN)}"),
    ("checkin", "/checkin 45m lesson 4 of nlp yesterday"),
    ("log", "/log 25m nlp “rules” monday yes"),
    ("done", "/done 5 6 yesterday https://example.org/a"),
    ("skip", "/skip 5 yes"),
    ("begin", "/begin 5 “with a friend”"),
    ("plan", "/plan from 2027-08-01 yes"),
    ("roadmap", "/roadmap 1"),
    ("helpme", "/helpme nlp why?"),
    ("group quiet", "/group quiet off"),
    ("nudges at", "/nudges at sunday 18:00"),
)
"""Beside the examples, lines with arguments that no example has."""

LINES = [(one.name, line) for one in by_name(COMMANDS).values() for line in one.examples] + [*MORE]
RANDOM = frozenset({"codes", "button_lines", "rates", "secrets", "tries"})
"""Tables with what differs each time, and with how often somebody spoke."""

before: dict[Path, Rows] = {}
"""What is stored where nothing was said yet, by the database that is copied."""

__all__ = ["studied"]


async def after(talk: Talk, line: Spoken | Called | Pressed) -> Rows:
    """What is stored once this was said."""
    match line:
        case Spoken():
            await talk.dispatcher.say(line)
        case Called():
            await talk.dispatcher.call(line)
        case Pressed():
            await press(talk.dispatcher, line)
    return await stored_in(talk)


async def stored_in(talk: Talk) -> Rows:
    return {name: rows for name, rows in (await talk.rows()).items() if name not in RANDOM}


def kinds_of(command: Command, arguments: dict[str, object]) -> set[str]:
    return {param.kind for param in command.params if param.name in arguments}


@pytest.mark.parametrize(("name", "line"), LINES)
async def test_a_line_a_form_and_a_button_store_the_same(
    studied: tuple[Path, MovingClock],
    tmp_path: Path,
    name: str,
    line: str,
) -> None:
    path, clock = studied
    command = by_name(COMMANDS)[name]
    place, speaker, now = (OWLS if command.where is Where.GROUP else DIRECT), Speaker("console", ANN, "Ann"), clock()

    def opened(way: str) -> Talk:
        return Talk(Database(f"sqlite:///{copyfile(path, tmp_path / f'{way}.db')}"), clock=MovingClock(now))

    talk = opened("typed")
    async with talk.database.store() as store:
        meant, arguments = await called(command, line, await context_of(talk, store, ANN, command))
    if path not in before:
        before[path] = await stored_in(talk)
    options = {option: said(value) for option, value in arguments.items()}
    ways = {
        "typed": Spoken(speaker, place, line, now),
        "called": Called(speaker, place, meant.name, now, options),
        "pressed": Pressed(speaker, place, f"*:{line}", now),
    }
    stored = list[Rows]()
    for way, words in ways.items():
        if stored and stored[-1] != before[path]:  # what stores nothing leaves the database as it was for the next
            await talk.database.close()
            talk = opened(way)
        stored.append(await after(talk, words))
    await talk.database.close()
    assert stored[0] == stored[1] == stored[2]


async def test_every_kind_of_argument_is_tried(studied: tuple[Path, MovingClock], tmp_path: Path) -> None:
    path, clock = studied
    database = Database(f"sqlite:///{copyfile(path, tmp_path / 'kinds.db')}")
    tried = set[str]()
    async with database.store() as store:
        talk = Talk(database, clock=MovingClock(clock()))
        for name, line in LINES:
            command = by_name(COMMANDS)[name]
            meant, arguments = await called(command, line, await context_of(talk, store, ANN, command))
            tried |= kinds_of(meant, arguments)
    await database.close()
    # A file is sent, this roadmap has no stages, buttons carry numbers, and a weekday with its time is read as one text.
    by_their_place = {"document", "stage", "number", "weekday", "time"}
    assert tried | by_their_place == set(KINDS.values())
