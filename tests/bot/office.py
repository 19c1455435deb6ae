"""An installation with an operator on each platform, and whoever else speaks."""

from datetime import timedelta

from bot.app import App
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.dispatch import Dispatcher
from bot.chat.operating import Operating
from bot.chat.platform import Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message, Reply
from bot.commands import operators
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from bot.texts.helps import of
from tests.bot.group_stage import GroupPlatform
from tests.bot.nudge_stage import MONDAY, Sent, StageClock, at_once
from tests.presses import press

OPS = {"telegram": "900", "discord": "901"}
ANN, BEN = "10", "11"


@command("oops", of("Breaks"), "/oops")
async def oops(_: Context) -> Reply:
    raise RuntimeError


class Office:
    """One process with two operators, one on each platform, and whoever else speaks."""

    def __init__(self, url: str) -> None:
        self.url, self.clock = url, StageClock(MONDAY.replace(hour=12))
        said = ",".join(f"{platform}:{number}" for platform, number in OPS.items())
        self.app = App(Settings(_env_file=None, operators=said), clock=self.clock, database_url=url)
        self.database = self.app.database
        self.telegram, self.discord = GroupPlatform(self.clock), GroupPlatform(self.clock, "discord")
        platforms = {one.name: one for one in (self.telegram, self.discord)}
        self.operators = frozenset(Speaker(*one) for one in OPS.items())
        self.nudging = Nudging(
            self.database,
            platforms,
            default_zone="UTC",
            limits={},
            operators=self.operators,
            chance=lambda: 0.5,
            sleep=at_once,
        )

    async def answer(self, line: str, by: str = OPS["telegram"], on: str = "telegram") -> Message | None:
        self.clock.now += timedelta(seconds=5)
        place = Place(by, direct=True)
        return await self.app.dispatcher.say(Spoken(Speaker(on, by), place, line, self.clock()))

    async def say(self, line: str, by: str = OPS["telegram"], on: str = "telegram") -> str:
        message = await self.answer(line, by, on)
        return plain(message.text) if message else ""

    async def press(self, message: Message | None, label: str, by: str = OPS["telegram"], on: str = "telegram") -> str:
        assert message
        data = next(key.data for key in message.keys if label in key.label)
        pressed = Pressed(Speaker(on, by), Place(by, direct=True), data, self.clock())
        answer = await press(self.app.dispatcher, pressed)
        assert isinstance(answer, Message)
        return plain(answer.text)

    async def enrol(self, *users: str, on: str = "telegram") -> None:
        for user in users:
            await self.say("/start ml-data today", user, on)

    async def join(self, user: str, *lines: str, name: str = "Ann") -> None:
        """Somebody is in a group that they manage, and says something there."""
        for line in ("/group start ml-data", "/join", "/join yes", *lines):
            await self.say_among_others(line, user, name)

    async def say_among_others(self, line: str, user: str, name: str) -> str:
        """What the bot answers to a line in the group; empty where it is silent."""
        self.clock.now += timedelta(seconds=5)
        place = Place("-5", direct=False, rights=frozenset(Right), title="Owls")
        message = await self.app.dispatcher.say(Spoken(Speaker("telegram", user, name), place, line, self.clock()))
        return plain(message.text) if message else ""

    async def tell(self, said: str) -> None:
        """Everybody, by the operator's dry run and its button."""
        await self.press(await self.answer(f"/say {said}"), "Send it")
        await self.work()

    async def break_something(self) -> str:
        """The number that somebody is told of a bug, by another process of the same bot."""
        accounts = frozenset(Speaker(*one) for one in OPS.items())
        broken = Dispatcher(
            self.database,
            (oops,),
            clock=self.clock,
            default_zone="UTC",
            returning=returning,
            operating=Operating(accounts, operators.COMMANDS),
        )
        self.clock.now += timedelta(seconds=5)
        answer = await broken.say(Spoken(Speaker("telegram", "66"), Place("66", direct=True), "/oops", self.clock()))
        assert answer
        return plain(answer.text).partition("incident ")[2][:8]

    def posts(self) -> str:
        """What stands in the group."""
        return "\n".join(one.text for one in self.telegram.posts.values())

    def sent(self) -> list[Sent]:
        return sorted((*self.telegram.sent, *self.discord.sent), key=lambda one: one.at)

    async def wait(self, length: timedelta) -> None:
        """Let time pass with the bot running."""
        to = self.clock() + length
        while (due := await self.nudging.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            await self.nudging.work()
        self.clock.now = to
        await self.nudging.work()

    async def work(self) -> None:
        await self.nudging.work()

    async def close(self) -> None:
        await self.database.close()
