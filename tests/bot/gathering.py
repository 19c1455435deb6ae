"""A gathering: the real App with groups on Telegram and Discord, whoever speaks in them, and what each of them sees."""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.app import App
from bot.chat.happenings import Happening
from bot.chat.platform import Called, Handed, Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.console.renderer import plain
from bot.send_errors import Ability
from bot.settings import Settings
from bot.store import Group
from tests.bot.beginnings import begun
from tests.bot.group_stage import CHAT, GroupPlatform
from tests.bot.nudge_stage import MONDAY, Sent, StageClock, at_once
from tests.presses import press

ANN, BEN, EVE, GUS, ZOE, OLGA = "1", "2", "3", "4", "5", "9"
NAMES = {ANN: "Ann", BEN: "Ben", EVE: "Eve", GUS: "Gus", ZOE: "Zoe", OLGA: "Olga"}
MANAGES = frozenset({Right.MANAGE_GROUP})


@dataclass
class Gathering:
    """One platform with its groups. ``admins`` are who manages every chat; ``asked`` is whose rights were asked for;
    ``abilities`` are the bot's own in every chat, None where the platform does not say; ``operators`` who operates the bot, if anybody."""

    url: str
    platform: str = "telegram"
    admins: set[str] = field(default_factory=lambda: {ANN})
    asked: list[str] = field(default_factory=list)
    abilities: frozenset[Ability] | None = None
    title: str = "The Owls"
    operators: str = ""

    def __post_init__(self) -> None:
        self.clock = StageClock(MONDAY)
        operators = f"{self.platform}:{self.operators}" if self.operators else ""
        self.app = App(Settings(_env_file=None, operators=operators), clock=self.clock, database_url=self.url)
        self.database = self.app.database
        self.edge = GroupPlatform(self.clock, self.platform)
        self.nudging = Nudging(
            self.database,
            {self.platform: self.edge},
            default_zone="UTC",
            limits={},
            chance=lambda: 0.5,
            sleep=at_once,
        )

    def resumed(self, url: str) -> "Gathering":
        """The same on a copy of its database: the hour, and all that stands in its chats."""
        other = Gathering(url, self.platform, set(self.admins))
        other._stand_as(self._stands())
        return other

    async def after(self, say: Callable[[], Awaitable[object]]) -> None:
        """As it is after what is said in ``say``, to which the platform alone makes a difference. See ``begun``."""
        known = (self.platform, frozenset(self.admins), frozenset(self.edge.blocked), self.clock.now)

        async def said() -> dict[str, Any]:
            await say()
            return self._stands()

        self._stand_as(await begun(self.database, (say.__module__, say.__qualname__, known), said))

    def _stands(self) -> dict[str, Any]:
        """The hour, who was asked for, and all that stands in the chats."""
        edge = deepcopy(self.edge.__dict__, {id(self.clock): None})
        return {"now": self.clock.now, "asked": [*self.asked], "edge": edge}

    def _stand_as(self, stands: dict[str, Any]) -> None:
        self.clock.now, self.asked = stands["now"], [*stands["asked"]]
        self.edge.__dict__.update(deepcopy(stands["edge"]) | {"_clock": self.clock})

    def speaker(self, user: str) -> Speaker:
        return Speaker(self.platform, user, NAMES[user])

    def place(self, user: str, chat: str | None, thread: str | None = None) -> Place:
        """In a group as the platform hands it in; in the direct chat without one."""
        if chat is None:
            return Place(user, direct=True)
        named = f"{self.title} in {thread}" if thread else ""
        if self.platform == "telegram":
            link = "https://t.me/roadmate"
            return Place(
                chat,
                direct=False,
                direct_link=link,
                rights=None,
                thread_id=thread,
                title=self.title,
                thread_title=named,
                warden=GatheringWarden(self),
            )
        rights = MANAGES if user in self.admins else frozenset[Right]()
        return Place(
            chat,
            direct=False,
            whispers=True,
            rights=rights,
            thread_id=thread,
            server_id="900",
            title=self.title,
            thread_title=named,
            abilities=self.abilities,
        )

    async def below(self, user: str, line: str, post: str, chat: str = CHAT) -> Message | None:
        """What comes back to a line in reply to a post; on Discord to the same chosen from the post's menu."""
        place = self.place(user, chat)
        number, reads = next((id_, one.text) for id_, one in self.edge.posts.items() if post in one.text)
        if self.platform == "discord":
            name, at = line.removeprefix("/"), self.clock()
            handed = Handed(
                self.speaker(user), place, name, at, reads, at, is_own=False, message_id=number, is_ours=True
            )
            return heard(await self.app.dispatcher.hand(handed))
        spoken = Spoken(self.speaker(user), place, line, self.clock(), replies_to=number, replied=reads)
        return heard(await self.app.dispatcher.say(spoken))

    async def say(self, user: str, line: str, chat: str | None = CHAT, *, thread: str | None = None) -> Message | None:
        """What comes back to a line; on Discord a slash command in a group, with the line's words in its first option."""
        place = self.place(user, chat, thread)
        if self.platform == "discord" and chat is not None:
            name, _, rest = line.removeprefix("/").partition(" ")
            command = next(one for one in self.app.dispatcher.commands if one.name == name)
            options = {command.params[0].name: rest} if rest else {}
            called = Called(self.speaker(user), place, name, self.clock(), options)
            return heard(await self.app.dispatcher.call(called))
        return heard(await self.app.dispatcher.say(Spoken(self.speaker(user), place, line, self.clock())))

    async def tell(self, user: str, line: str, chat: str | None = CHAT, *, thread: str | None = None) -> str:
        """What comes back, in words; nothing where nothing does."""
        message = await self.say(user, line, chat, thread=thread)
        return plain(message.text) if message else ""

    async def press(
        self, user: str, data: str, chat: str | None = CHAT, *, thread: str | None = None
    ) -> Message | str | None:
        """What comes back to a press, or the refusal that is shown instead."""
        pressed = Pressed(self.speaker(user), self.place(user, chat, thread), data, self.clock())
        answer = await press(self.app.dispatcher, pressed)
        return answer if isinstance(answer, str) else heard(answer)

    async def happens(self, happening: Happening) -> None:
        await self.app.dispatcher.happened(happening, self.clock())

    async def begin(self, *users: str, chat: str = CHAT, thread: str | None = None) -> Group:
        """The admin starts the group of a chat, or of a thread of it, and these join it. See ``begun``."""
        rights = (frozenset(self.admins), self.abilities)
        here = self.place(min(self.admins), chat, thread)  # a test may call places as it likes
        where = (self.platform, here.title, here.thread_title, here.server_id, chat, thread, self.clock.now)
        named = tuple((user, NAMES[user]) for user in users)
        asked = len(self.asked)

        async def said() -> tuple[Group, list[str]]:
            await self.say(min(self.admins), "/group start", chat, thread=thread)
            for user in users:
                await self.say(user, "/join yes", chat, thread=thread)
            return await self.group(chat, thread), self.asked[asked:]

        group, self.asked[asked:] = await begun(self.database, ("begin", rights, where, named), said)
        return group

    async def group(self, chat: str = CHAT, thread: str | None = None) -> Group:
        async with self.database.store() as store:
            group = await store.groups.find(self.platform, chat, thread)
        assert group
        return group

    def letters(self) -> list[Sent]:
        """What was written to somebody directly, but for the question that each who joins is asked."""
        return [one for one in self.edge.sent if "What may those who lead" not in one.text]

    def stands(self, chat: str = CHAT) -> list[str]:
        """What stands in a chat of what was posted there."""
        return [post.text for post in self.edge.posts.values() if post.chat_id == chat]

    async def work(self) -> None:
        """Send what is due within a minute, as soon as a chat takes it."""
        await self.go(self.clock() + timedelta(minutes=1))

    async def go(self, to: datetime) -> None:
        """Let time pass with the bot running."""
        while (due := await self.nudging.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            await self.nudging.work()
        self.clock.now = max(self.clock.now, to)

    async def close(self) -> None:
        await self.app.close()


@dataclass(frozen=True)
class GatheringWarden:
    """Knows what people, and the bot, may do in the chats of a gathering."""

    gathering: Gathering

    async def __call__(self, speaker: Speaker, _place: Place) -> frozenset[Right]:
        self.gathering.asked.append(speaker.user_id)
        return MANAGES if speaker.user_id in self.gathering.admins else frozenset()

    async def own(self, _place: Place) -> frozenset[Ability] | None:
        return self.gathering.abilities

    def tidy(self) -> None:
        """It remembers nothing."""


def heard(message: Message | None) -> Message | None:
    assert message is None or "incident" not in message.text, message.text
    assert message is None or "<span" not in message.text
    return message
