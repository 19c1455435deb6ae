"""Updates as Telegram words them, and a bot that writes down what it is told, in the transaction that marks it."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic_ns
from typing import Any

from sqlalchemy import text

from bot.chat.platform import Admitted, Mark, Pressed, Spoken
from bot.chat.reply import Message
from bot.errors import WorkedOn
from bot.platforms.telegram.platform import Address, Telegram
from bot.store import Database
from tests.platforms.bot_api import MONDAY, BotApi

BOT_ID = "4242"
SECRET = "a-Secret_0123456789"
HOOK = Address("https://bot.example.org/telegram", SECRET)


def said(update_id: int, line: str, chat: int = 11) -> str:
    """The raw update of a message in a direct chat."""
    person = {"id": chat, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": update_id, "from": person, "date": int(MONDAY.timestamp()), "text": line}
    return json.dumps({"update_id": update_id, "message": message | {"chat": {"id": chat, "type": "private"}}})


@dataclass
class Scribe:
    """Stands where the Dispatcher stands: a fact for each line, in the transaction of its mark, unless it is broken.
    ``tried`` counts the tries of a line, ``broken`` how many of them still fail."""

    database: Database
    commands: tuple[()] = ()
    tried: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    async def say(self, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        assert mark is not None
        self.tried[spoken.line] += 1
        try:
            async with self.database.store() as store:
                await mark(store)
                await store.buttons.keep(
                    f"{monotonic_ns():020}",
                    spoken.speaker.user_id,
                    spoken.line,
                    now=spoken.at,
                    expires_at=MONDAY.replace(year=2100),
                )
                if self.broken[spoken.line] > 0:
                    self.broken[spoken.line] -= 1
                    raise RuntimeError(spoken.line)
        except WorkedOn:
            return None
        if spoken.line in self.gates:
            await self.gates[spoken.line].wait()
        return None

    async def admit(self, pressed: Pressed) -> Admitted | str:
        raise NotImplementedError

    async def press(self, press: Admitted, mark: Mark | None = None) -> Message | None:
        raise NotImplementedError


async def facts(database: Database) -> list[tuple[int, str]]:
    """What was written down, in order: who said what."""
    query = text("SELECT user_id, line FROM button_lines ORDER BY token")
    async with database.engine.connect() as connection:
        return [(int(row[0]), row[1]) for row in (await connection.execute(query)).all()]


async def rows(database: Database) -> list[tuple[Any, ...]]:
    """The inbox as it stands: number, chat, payload, attempts, whether done."""
    query = text("SELECT update_id, chat_id, payload, attempts, done_at IS NOT NULL FROM updates ORDER BY id")
    async with database.engine.connect() as connection:
        return [(int(row[0]), int(row[1]), *row[2:]) for row in (await connection.execute(query)).all()]


@asynccontextmanager
async def working(api: BotApi, scribe: Any, database: Database, **settings: Any) -> AsyncIterator[Telegram]:
    """One process at work, to which updates are brought."""
    settings = {"webhook": HOOK, "pause": 0.01, "grace": 0.5} | settings
    bot = Telegram(
        token=api.token, api_url=api.url, dispatcher=scribe, database=database, clock=lambda: MONDAY, **settings
    )
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        yield bot
        running.cancel()
