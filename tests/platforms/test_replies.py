"""What replies to a message of the bot, and what is set on it, is about that message: on both platforms, over their lines."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select

from bot.chat.dispatch import Dispatcher
from bot.commands import COMMANDS
from bot.commands.events import happening
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock, Travel
from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from bot.store.tables import progress_events
from roadmap.facts import Kind
from tests.conftest import SQLITE
from tests.platforms.bot_api import MONDAY, BotApi
from tests.platforms.bot_api_script import BotMessage
from tests.unlocked import run_here

ENGINES = SQLITE
ANN, BEN, OWLS = 11, 22, -500
TIMES = "/times tue thu 19:00 45m nlp"
BEGUN = ("/start ml-data today", "/begin deep learning", "/begin nlp", TIMES)
"""Two topics go on, without steps, and the study times are one's."""

Fact = tuple[str, str, str, int | None]


async def told(database: Database) -> list[Fact]:
    """What was told of study: kind, topic, step and minutes."""
    facts = progress_events.c
    kinds = [Kind.CHECKED_IN.value, Kind.STEP_DONE.value, Kind.COMPLETED.value]
    query = select(facts.kind, facts.topic, facts.step, facts.minutes).where(facts.kind.in_(kinds)).order_by(facts.id)
    async with database.engine.connect() as connection:
        return [(row[0], row[1], row[2], row[3]) for row in (await connection.execute(query)).all()]


@dataclass
class OnTelegram:
    """The bot with all its commands at a Bot API, by a clock that is moved."""

    api: BotApi
    database: Database
    clock: MovingClock
    travel: Travel
    nudging: Nudging

    async def say(self, *lines: str, by: int = ANN) -> None:
        for line in lines:
            await self.after(self.api.say, by, line, date=self.clock())

    async def among(self, line: str, by: int = ANN) -> None:
        """Somebody says a line among others, and what it files is posted."""
        self.api.say(by, line, chat_id=OWLS, chat_type="supergroup", date=self.clock())
        await self.api.wait_until(lambda: not self.api.is_busy)
        await self.nudging.work()

    async def after(self, does: Callable[..., object], *args: Any, **more: Any) -> BotMessage:
        """What is answered to it."""
        before = len(self.api.messages)
        does(*args, **more)
        return (await self.api.wait_for_messages(before + 1))[-1]

    async def at(self, moment: str) -> BotMessage:
        """The last message that has come by then."""
        await self.travel.go(moment, f"{ANN}")
        return self.api.messages[-1]

    async def silence(self) -> None:
        """Wait for the answer to something else: what came before it was worked on by then, without a word."""
        said = len(self.api.messages)
        await self.say("/help")
        assert len(self.api.messages) == said + 1


@asynccontextmanager
async def telegram(url: str, **settings: Any) -> AsyncIterator[OnTelegram]:
    clock = MovingClock(MONDAY)
    database = Database(url, clock)
    dispatcher = Dispatcher(
        database,
        COMMANDS,
        clock=clock,
        default_zone="UTC",
        returning=returning,
        on_happening=partial(happening, default_zone="UTC"),
        run=run_here,
    )
    async with BotApi() as api:
        bot = Telegram(
            token=api.token,
            api_url=api.url,
            dispatcher=dispatcher,
            database=database,
            clock=clock,
            pause=0.01,
            grace=0.5,
            **settings,
        )
        nudging = Nudging(database, {"telegram": bot}, default_zone="UTC", limits={})
        travel = Travel(clock, database, nudging, platform="telegram", default_zone="UTC")
        async with asyncio.TaskGroup() as group:
            running = group.create_task(bot.run())
            yield OnTelegram(api, database, clock, travel, nudging)
            running.cancel()
    await database.close()


async def test_a_reply_to_a_study_time_is_about_what_it_asked_for(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say(*BEGUN)
        reminder = await ann.at("2027-01-05 19:00")
        assert "NLP" in reminder.text
        await ann.after(ann.api.reply, ANN, reminder, "did it", date=ann.clock())
        assert await told(ann.database) == [("checked in", "nlp", "", 45)]
        await ann.after(ann.api.reply, ANN, reminder, "20 min", date=ann.clock())
        assert (await told(ann.database))[1:] == [("checked in", "nlp", "", 20)]


async def test_a_thumb_on_a_study_time_says_that_it_was_done_once(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say(*BEGUN)
        reminder = await ann.at("2027-01-05 19:00")
        answer = await ann.after(ann.api.react, ANN, reminder, "👍", date=ann.clock())
        assert "NLP" in answer.text
        done = [("checked in", "nlp", "", 45)]
        assert await told(ann.database) == done
        ann.api.react(ANN, reminder, before=["👍"], date=ann.clock())
        ann.api.react(ANN, reminder, "👍", date=ann.clock())
        ann.api.react(ANN, reminder, "❤", before=["👍"], date=ann.clock())
        await ann.silence()
        assert await told(ann.database) == done
