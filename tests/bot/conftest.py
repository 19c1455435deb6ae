"""A dispatcher of one's own to talk to, and everything the database holds."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.arguments import arguments_of
from bot.chat.command import Command
from bot.chat.context import Context
from bot.chat.dispatch import Dispatcher
from bot.chat.heard import Heard, form_heard, line_heard
from bot.chat.intake import understood
from bot.chat.menu import by_name
from bot.chat.platform import Called, Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.chat.request import Commands
from bot.commands import COMMANDS
from bot.commands.facts import tell
from bot.nudges.arming import returning
from bot.platforms.console.renderer import plain
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from roadmap import sayings, step_sayings
from roadmap.model import Written
from roadmap.step_sayings import listed
from tests.bot.chats import Chat, Chats, Rows, rows_of
from tests.presses import press
from tests.unlocked import run_here

ANN, BEN = "10", "11"
NAMES = {ANN: "Ann", BEN: "Ben"}
MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)

OWLS = Place("-1", direct=False, rights=frozenset([Right.MANAGE_GROUP]), title="The Owls")
"""A group that whoever speaks in it may manage."""


@dataclass
class Talk:
    """A dispatcher whose clock stands still unless a test moves it, and that reads files in this process. Whoever speaks is
    Ann, in her direct chat."""

    database: Database
    commands: tuple[Command, ...] = COMMANDS
    clock: MovingClock = field(default_factory=lambda: MovingClock(MONDAY))
    public_url: str | None = None

    def __post_init__(self) -> None:
        self.dispatcher = Dispatcher(
            self.database,
            self.commands,
            clock=self.clock,
            default_zone="UTC",
            returning=returning,
            run=run_here,
            public_url=self.public_url,
        )

    def wait(self, length: timedelta) -> None:
        self.clock.advance(self.clock() + length)

    async def say(self, line: str, *, by: str = ANN, direct: bool = True, place: Place | None = None) -> Message | None:
        place = place or Place(by if direct else "-1", direct=direct)
        return await self.dispatcher.say(Spoken(Speaker("console", by, NAMES.get(by, "")), place, line, self.clock()))

    async def hear(self, line: str, *, by: str = ANN) -> str:
        """What comes back, as plain text."""
        message = await self.say(line, by=by)
        assert message
        return plain(message.text)

    async def press(self, data: str, *, by: str = ANN) -> Message | str | None:
        """What comes back, or the refusal that is shown instead."""
        pressed = Pressed(Speaker("console", by), Place(by, direct=True), data, self.clock())
        return await press(self.dispatcher, pressed)

    async def answer(self, data: str, *, by: str = ANN) -> str:
        """The words of the message that comes back."""
        message = await self.press(data, by=by)
        assert isinstance(message, Message)
        return plain(message.text)

    async def rows(self) -> Rows:
        """Everything the database holds, by table."""
        return await rows_of(self.database)


async def bound(command: Command, line: str, context: Context) -> dict[str, object]:
    """The arguments that a typed line gives a command. Raises what the line is refused with."""
    return (await called(command, line, context))[1]


async def called(command: Command, line: str, context: Context) -> tuple[Command, dict[str, object]]:
    """The same, with the command that it is given to: itself, or what stands behind it."""
    heard = line_heard(Spoken(context.speaker, context.place, line, context.now), _commands(command, context))
    assert heard
    return await _called(command, heard, context)


async def bound_by_name(command: Command, options: dict[str, str], context: Context) -> dict[str, object]:
    """The arguments that a platform's own menu gives a command. Raises what they are refused with."""
    form = Called(context.speaker, context.place, command.name, context.now, options)
    return (await _called(command, form_heard(form, _commands(command, context)), context))[1]


def _commands(command: Command, context: Context) -> Commands:
    return by_name([*context.commands, command])


async def _called(command: Command, heard: Heard, context: Context) -> tuple[Command, dict[str, object]]:
    (request,) = await understood(
        heard, _commands(command, context), context.store, await context.world_of(heard.command, heard.said)
    )
    assert request.command in {command, *(word.command for word in command.words)}
    return request.command, await arguments_of(request.command, request.call, context, request.unknown)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database)


@pytest.fixture
async def lean(sqlite_url: str) -> AsyncIterator[Talk]:
    """A talk on SQLite alone, for what has nothing to do with the database."""
    database = Database(sqlite_url)
    yield Talk(database)
    await database.close()


@pytest.fixture
async def chats(database_url: str) -> AsyncIterator[Chats]:
    chats = Chats(database_url)
    yield chats
    await chats.close()


@pytest.fixture
def ann(chats: Chats) -> Chat:
    """Ann on Telegram."""
    return chats.chat("telegram", "10", "Ann")


@pytest.fixture
def disc(chats: Chats) -> Chat:
    """Ann on Discord, where she goes by another name."""
    return chats.chat("discord", "13", "annie")


async def going_through(context: Context, topic: str, *titles: str) -> None:
    """A topic is begun, with steps of these titles, as if the learner had chosen them."""
    chosen = context.roadmap.by_slug[topic]
    if news := sayings.begin(await context.progress(), topic, context.today):
        await tell(context, news)
    progress = await context.progress()
    steps = listed(progress, chosen, [Written(title) for title in titles])
    await tell(context, step_sayings.choose(progress, chosen, steps, context.today))


LESSONS = tuple(f"Lesson {number}" for number in range(1, 10))
