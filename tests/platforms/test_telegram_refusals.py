"""A group that takes no posts for a while, on Telegram's terms: the whole bot against a Bot API server on loopback, over weeks of
a clock that is moved."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.app import App
from bot.nudges.engine import Nudging
from bot.platforms.telegram.platform import Telegram
from bot.settings import Settings
from bot.store import Group
from tests.bot.nudge_stage import StageClock, at_once
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import forbidden
from tests.platforms.conftest import NOW

ANN, BEN, OWLS, BOT = 11, 22, -1_000_000_000_500, 4242
AMONG: dict[str, Any] = {"chat_id": OWLS, "chat_type": "supergroup"}
DAY = timedelta(days=1)


@dataclass
class Line:
    """The bot at work, whose updates are worked on as they come and whose nudges as the clock is moved."""

    api: BotApi
    app: App
    bot: Telegram
    clock: StageClock

    async def say(self, user: int, line: str, **where: Any) -> str:
        """What the next message says that the bot sends."""
        number = len(self.api.messages)
        self.api.say(user, line, date=self.clock(), **where)
        return (await self.api.wait_for_messages(number + 1))[-1].text

    async def go(self, days: float) -> None:
        """Let days pass."""
        nudging = Nudging(
            self.app.database, {"telegram": self.bot}, default_zone="UTC", limits={}, sleep=at_once, chance=lambda: 0.5
        )
        end = self.clock() + timedelta(days=days)
        while (due := await nudging.next_due()) and due <= end:
            self.clock.now = max(self.clock.now, due)
            await nudging.work()
        self.clock.now = end

    def digests(self) -> list[str]:
        return [text for text in self.api.said(OWLS) if "🗞" in text or "quiet week" in text]

    def words(self, sign: str) -> list[str]:
        """What Ann was told directly, of what begins so."""
        return [text for text in self.api.said(ANN) if text.startswith(sign)]

    async def group(self) -> Group:
        async with self.app.database.store() as store:
            found = await store.groups.find("telegram", str(OWLS))
        assert found
        return found


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        api.statuses[OWLS, ANN], api.statuses[OWLS, BOT] = ("creator", {}), ("member", {})
        yield api


@pytest.fixture
async def line(sqlite_url: str, api: BotApi) -> AsyncIterator[Line]:
    clock = StageClock(NOW)
    app = App(Settings(_env_file=None), clock=clock, database_url=sqlite_url)
    bot = Telegram(
        token=api.token, api_url=api.url, dispatcher=app.dispatcher, database=app.database, clock=clock, pause=0.01
    )
    async with asyncio_group(bot) as _:
        yield Line(api, app, bot, clock)
    await app.close()
