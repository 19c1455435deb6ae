"""A group that takes no posts for a while, on Telegram's terms: the whole bot against a Bot API server on loopback, over weeks of
a clock that is moved."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from bot.nudges.engine import Nudging
from bot.platforms.telegram.platform import Telegram
from bot.settings import Settings
from bot.store import Group, NudgeKind
from tests.bot.nudge_stage import StageClock, at_once
from tests.platforms.bot_api import BotApi
from tests.platforms.conftest import NOW

ANN, BEN, OWLS, BOT = 11, 22, -1_000_000_000_500, 4242
AMONG: dict[str, Any] = {"chat_id": OWLS, "chat_type": "supergroup"}


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
        self.clock.now += timedelta(minutes=1)
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

    async def woken(self) -> None:
        """Until the group is there again."""
        async with asyncio.timeout(5):
            while (group := await self.group()).gone_at or group.refused_at:
                await asyncio.sleep(0.005)

    async def waits_for_rows(self) -> None:
        """Until something was filed for the group."""
        async with asyncio.timeout(5):
            while not await self._rows():
                await asyncio.sleep(0.005)

    async def _rows(self) -> object:
        async with self.app.database.reading() as store:
            return await store.held.waiting_in((await self.group()).id, NudgeKind.HELP)

    def digests(self) -> list[str]:
        return [text for text in self.api.said(OWLS) if "🗞" in text or "quiet week" in text]

    def words(self, sign: str) -> list[str]:
        """What Ann was told directly, of what begins so."""
        return [text for text in self.api.said(ANN) if text.startswith(sign)]

    async def group(self) -> Group:
        async with self.app.database.reading() as store:
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
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await api.wait_for_calls("setMyCommands")
        yield Line(api, app, bot, clock)
        running.cancel()
    await app.close()


@pytest.fixture
async def owls(line: Line) -> Line:
    """Ann has written to the bot, and started a group; Ben has joined it."""
    await line.say(ANN, "/start")
    await line.say(BEN, "/start")
    assert "is on" in await line.say(ANN, "/group start", **AMONG)
    await line.say(BEN, "/join yes", **AMONG)
    await line.say(ANN, "/group settings board off", **AMONG)
    await line.say(ANN, "/group settings quiet off", **AMONG)
    return line


@pytest.mark.drill
async def test_a_chat_whose_permission_is_taken_for_days_and_given_back_wakes_by_itself(owls: Line) -> None:
    owls.api.denied[OWLS] = {"can_send_messages"}
    await owls.go(9)
    assert owls.digests() == []
    (word,) = owls.words("🔑")
    assert "“Send messages”" in word
    owls.api.denied.clear()
    await owls.go(12)
    assert len(owls.digests()) == 2
    assert len(owls.words("🔑")) == 1
    assert (await owls.group()).refused_at is None


@pytest.mark.drill
async def test_a_chat_that_refuses_for_a_week_is_left_alone_with_a_last_word(owls: Line) -> None:
    owls.api.denied[OWLS] = {"can_send_messages"}
    before = len(owls.api.made("sendMessage"))
    await owls.go(21)
    assert [len(owls.words(sign)) for sign in "🔑🌙"] == [1, 1]
    tries = [call for call in owls.api.made("sendMessage")[before:] if call.params["chat_id"] == OWLS]
    assert 12 <= len(tries) <= 18
    assert (await owls.group()).gone_at


@pytest.mark.drill
async def test_a_question_asked_meanwhile_stands_in_the_group_once_it_can(owls: Line) -> None:
    owls.api.denied[OWLS] = {"can_send_messages"}
    owls.clock.now += timedelta(minutes=1)
    owls.api.say(BEN, "/helpme nlp How do I read a loss curve?", date=owls.clock(), **AMONG)
    await owls.waits_for_rows()
    await owls.go(3)
    assert "waits" in owls.api.said(BEN)[-1]
    owls.api.denied.clear()
    await owls.go(2)
    assert sum("loss curve" in text for text in owls.api.said(OWLS)) == 1
    assert "stands in" in owls.api.said(BEN)[-1]


@pytest.mark.drill
async def test_a_promotion_wakes_the_group_at_once(owls: Line) -> None:
    owls.api.denied[OWLS] = {"can_send_messages"}
    await owls.go(9)
    owls.api.denied.clear()
    owls.api.change_bot(OWLS, "member", "administrator", chat_type="supergroup", by=ANN, at=owls.clock())
    await owls.woken()
    await owls.go(0.01)
    assert len(owls.digests()) == 1


@pytest.mark.drill
async def test_thrown_out_and_taken_back_the_group_goes_on_and_nobody_is_told(owls: Line) -> None:
    owls.api.statuses[OWLS, BOT] = "kicked", {}
    await owls.go(9)
    assert (await owls.group()).gone_at
    owls.api.statuses[OWLS, BOT] = "member", {}
    owls.api.change_bot(OWLS, "kicked", "member", chat_type="supergroup", by=ANN, at=owls.clock())
    await owls.woken()
    await owls.go(7)
    assert len(owls.digests()) == 1
    assert owls.words("🔑") + owls.words("🌙") == []


async def test_where_it_may_not_write_its_admin_reads_directly_which_right_lacks(line: Line) -> None:
    await line.say(ANN, "/start")
    line.api.denied[OWLS] = {"can_send_messages", "can_pin_messages"}
    begun = await line.say(ANN, "/group start", **AMONG)
    assert line.api.messages[-1].chat_id == ANN
    assert "“Send messages”" in begun
    assert "as soon as I may write here" in begun


async def test_where_it_may_not_pin_the_group_reads_so_as_it_begins(line: Line) -> None:
    line.api.denied[OWLS] = {"can_pin_messages"}
    begun = await line.say(ANN, "/group start", **AMONG)
    assert "“Pin messages”: the board isn't pinned" in begun
    assert "Send messages" not in begun
