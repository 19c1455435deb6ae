"""A Discord that is not there: the real client and dispatcher in simcord's world, on its clock, with a real database.

Every call that leaves is held against Discord's limits.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import simcord
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.chat.command import Command
from bot.chat.dispatch import Dispatcher
from bot.chat.happenings import Happening
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.platforms.discord.platform import Discord
from bot.store import Database, Store
from tests.platforms.discord_limits import faults_of
from tests.unlocked import run_here


@dataclass
class Stage:
    """Ann and Ben, a server they are both in with one channel, and the bot."""

    url: str
    commands: tuple[Command, ...] = COMMANDS
    settings: dict[str, Any] = field(default_factory=dict)
    expected: tuple[type[Exception], ...] | type[Exception] = ()
    told: list[Happening] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.database = Database(self.url, self.clock)
        self.discord = self.made()
        self.env = simcord.Env(self.discord.client)
        await self.env.start()
        self.ann, self.ben = self.env.create_user("ann", global_name="Ann <b>"), self.env.create_user("ben")
        self.guild = self.env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.member, self.other = self.guild.add_member(self.ann), self.guild.add_member(self.ben)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        await self.env.shutdown()
        await self.database.close()
        if kind is None:
            assert self.faults() == []
            assert [error for error in self.env.errors if not isinstance(error, self.expected)] == []

    def clock(self) -> datetime:
        return self.env.now()

    def made(self) -> Discord:
        """The bot as a start of the program makes it."""
        settings = {"token": "not a token", "clock": self.clock} | self.settings
        return Discord(dispatcher=self.dispatcher(self.database), database=self.database, **settings)

    async def _note(self, _: Store, happening: Happening, at: datetime) -> None:
        """Write down what Discord tells of its chats."""
        assert at == self.clock()
        self.told.append(happening)

    def dispatcher(self, database: Database) -> Dispatcher:
        """A dispatcher by this clock."""
        return Dispatcher(
            database,
            self.commands,
            clock=self.clock,
            default_zone="UTC",
            returning=returning,
            on_happening=self._note,
            run=run_here,
        )

    async def restart(self) -> None:
        """Stop the program and start it anew: nothing but the database is left."""
        self.discord = self.made()
        await self.env.restart_bot(self.discord.client)

    async def call_among_friends(self, name: str) -> InteractionResult:
        """Ann calls a command in her chat with friends, where the bot is only because she installed it for herself."""
        data = {"id": "1", "name": name, "type": 1, "options": []}
        record, payload = base_payload(
            self.env.backend,
            type=2,
            channel_id=self.ann.dm_channel.id,
            guild_id=None,
            user_id=self.ann.id,
            data=data,
        )
        self.env.backend.emit("INTERACTION_CREATE", payload | {"context": 2})
        await self.env.settle()
        return InteractionResult(self.env, record)

    def faults(self) -> list[str]:
        return [fault for call in self.env.http_requests for fault in faults_of(call.method, call.path, call.json)]

    def calls(self, method: str, path: str) -> list[Any]:
        """The payloads of the calls so far whose path ends so."""
        return [call.json for call in self.env.http_requests if call.method == method and call.path.endswith(path)]

    def dms(self) -> list[str]:
        """What the bot has written to Ann directly."""
        return [words(m) for m in self.ann.dm_channel.history() if m.author.id != self.ann.id]


def kinds(calls: list[Any]) -> list[int]:
    """The kinds of the first answers: 4 says something, 5 and 6 put it off, 7 changes the pressed message."""
    return [call["type"] for call in calls]


def text(result: InteractionResult) -> str:
    """What the answer says, all its messages together."""
    assert result.response is not None
    return "\n\n".join([words(result.response), *map(words, result.followups)])


def words(message: Any) -> str:
    """What a message says, with what is set apart in it."""
    shown = getattr(message, "message", message)
    return "\n\n".join([message.content, *(one.description for one in shown.embeds)])


def labels(message: Any) -> list[str]:
    """What can be pressed or chosen below an answer, in its order."""
    items = [item for row in message.components for item in row["components"]]
    return [one["label"] for item in items for one in item.get("options", [item])]


async def choose(person: Any, message: Any, label: str) -> InteractionResult:
    """Press the button of this label, or choose it in a menu."""
    rows = message.components
    items = [item for row in rows for item in (row["components"] if isinstance(row, dict) else row.children)]
    for item in items:
        options = item.get("options", []) if isinstance(item, dict) else getattr(item, "options", [])
        for option in options:
            shown = option if isinstance(option, dict) else {"label": option.label, "value": option.value}
            if shown["label"] == label:
                menu = item["custom_id"] if isinstance(item, dict) else item.custom_id
                return await person.select(message, [shown["value"]], custom_id=menu)
    return await person.click(message, label=label)
