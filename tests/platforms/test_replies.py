"""What replies to a message of the bot, and what is set on it, is about that message: on both platforms, over their lines."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.command import Command
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
from tests.platforms.bot_api import MONDAY, BotApi
from tests.platforms.bot_api_script import BotMessage
from tests.platforms.discord_stage import Stage
from tests.platforms.test_inbox import all_done, until
from tests.platforms.test_webhook import bring, served
from tests.platforms.updates import HOOK, said
from tests.unlocked import run_here

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
    bot: Telegram
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def number(self) -> int:
        return next(self.numbers)

    async def say(self, *lines: str, by: int = ANN) -> None:
        for line in lines:
            await self.after(self.api.say, by, line, date=self.clock())

    async def among(self, line: str, *, by: int = ANN, below: BotMessage | None = None) -> BotMessage:
        """Somebody says a line among others, perhaps below a message of the bot; the last that stands there then."""
        if below:
            self.api.reply(by, below, line, date=self.clock())
        else:
            self.api.say(by, line, chat_id=OWLS, chat_type="supergroup", date=self.clock())
        await self.silence()
        await self.nudging.work()
        return next(one for one in reversed(self.api.messages) if one.chat_id == OWLS)

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
        """Wait until all that was said has been worked on."""
        await self.api.wait_until(lambda: not self.api.has_updates)
        await until(lambda: all_done(self.database))


@asynccontextmanager
async def telegram(url: str, *more: Command, **settings: Any) -> AsyncIterator[OnTelegram]:
    clock = MovingClock(MONDAY)
    database = Database(url, clock)
    dispatcher = Dispatcher(
        database,
        (*COMMANDS, *more),
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
        try:
            async with asyncio.TaskGroup() as group:
                running = group.create_task(bot.run())
                yield OnTelegram(api, database, clock, travel, nudging, bot)
                running.cancel()
        finally:
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
        await ann.after(ann.api.press, ANN, answer, answer.data("↩ Undo"))
        before = len(ann.api.messages)
        ann.api.react(ANN, reminder, before=["👍"], date=ann.clock())
        ann.api.react(ANN, reminder, "👍", date=ann.clock())
        ann.api.react(ANN, reminder, "❤", before=["👍"], date=ann.clock())
        await ann.silence()
        assert (await told(ann.database), len(ann.api.messages)) == (done, before)


async def test_any_other_sign_and_one_on_a_nudge_or_on_an_answer_say_nothing(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say(*BEGUN)
        answer = ann.api.messages[-1]
        reminder = await ann.at("2027-01-05 19:00")
        ann.api.react(ANN, reminder, "👎", date=ann.clock())
        ann.api.react(ANN, answer, "👍", date=ann.clock())
        nudge = await ann.at("2027-01-11 09:00")
        assert "week" in nudge.text
        ann.api.react(ANN, nudge, "👍", date=ann.clock())
        said = len(ann.api.messages)
        await ann.silence()
        assert (await told(ann.database), len(ann.api.messages)) == ([], said)


async def test_a_yes_to_the_one_question_of_a_nudge_is_what_its_button_types(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say("/start ml-data today")
        nudge = await ann.at("2027-01-11 09:00")
        assert "Shall it begin today?" in nudge.text
        answer = await ann.after(ann.api.reply, ANN, nudge, "Yes, please", date=ann.clock())
        assert "Deep Learning: begun today" in answer.text
        second = await ann.at("2027-01-18 09:00")
        assert "yes" not in " ".join(label for row in second.labels for label in row).casefold()
        answer = await ann.after(ann.api.reply, ANN, second, "yes", date=ann.clock())
        assert "tap its button" in answer.text


async def test_a_thumb_set_days_later_says_nothing(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say(*BEGUN)
        reminder = await ann.at("2027-01-05 19:00")
        await ann.at("2027-01-07 18:00")
        ann.api.react(ANN, reminder, "👍", date=ann.clock())
        await ann.silence()
        assert await told(ann.database) == []


async def test_a_thumb_on_what_its_button_has_told_counts_nothing_twice(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        await ann.say(*BEGUN)
        reminder = await ann.at("2027-01-05 19:00")
        await ann.after(ann.api.press, ANN, reminder, reminder.data("☑ Did it"))
        before = len(ann.api.messages)
        ann.api.react(ANN, reminder, "👍", date=ann.clock())
        await ann.silence()
        assert (await told(ann.database), len(ann.api.messages)) == ([("checked in", "nlp", "", 45)], before)


async def test_a_thumb_that_telegram_brings_twice_is_one(sqlite_url: str) -> None:
    async with telegram(sqlite_url, webhook=HOOK) as ann, served(ann.database, ann.bot.routes) as client:
        for line in BEGUN:
            await bring(client, said(ann.number(), line, ANN))
        await ann.silence()
        reminder = await ann.at("2027-01-05 19:00")
        thumb = json.dumps(
            {
                "update_id": ann.number(),
                "message_reaction": {
                    "chat": {"id": ANN, "type": "private"},
                    "message_id": reminder.message_id,
                    "user": {"id": ANN, "is_bot": False, "first_name": "Ann"},
                    "date": int(ann.clock().timestamp()),
                    "old_reaction": [],
                    "new_reaction": [{"type": "emoji", "emoji": "👍"}],
                },
            }
        )
        for _ in range(3):
            assert (await bring(client, thumb)).status_code == 200
        await ann.silence()
        assert await told(ann.database) == [("checked in", "nlp", "", 45)]


async def test_talk_below_a_post_that_is_known_no_more_is_not_the_bots_either(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        ann.api.statuses = {(OWLS, ANN): ("creator", {})}
        await ann.among("/group start")
        welcome = await ann.among("/join yes")
        before = len(ann.api.messages)
        await ann.among("lovely to have you all", below=welcome)
        await ann.silence()
        assert len(ann.api.messages) == before
        await ann.among("@roadmate_bot lovely to have you all", below=welcome)
        await ann.api.wait_for_messages(before + 1)


@pytest.mark.drill
async def test_among_others_a_reply_to_a_request_is_about_that_request_and_talk_below_it_is_not_the_bots(
    sqlite_url: str,
) -> None:
    async with telegram(sqlite_url) as ann:
        ann.api.statuses = {(OWLS, ANN): ("creator", {}), (OWLS, BEN): ("member", {})}
        for user in (ANN, BEN):
            await ann.say("/timezone berlin", by=user)
        await ann.among("/group start")
        for user in (ANN, BEN):
            await ann.among("/join yes", by=user)
        first = await ann.among("/helpme nlp How do I read an attention map?")
        second = await ann.among("/helpme deep learning Why batch norm?")
        assert "attention" in first.text
        assert "batch norm" in second.text
        before = len(ann.api.messages)
        for talk in ("I finished nlp last week, it's all about the rows", "yes", "lesson 3 shows it", "thanks!"):
            await ann.among(talk, by=BEN, below=first)
        ann.api.statuses[OWLS, 4242] = ("administrator", {})
        ann.api.react(BEN, first, "👍")
        await ann.silence()
        assert (await told(ann.database), len(ann.api.messages)) == ([], before)
        await ann.among("I can help", by=BEN, below=first)
        assert "Learner 22" in first.text.partition("?")[2]
        assert "Learner 22" not in second.text
        await ann.among("solved", by=BEN, below=first)
        assert "attention" in first.text, "it is not his"
        await ann.among("Solved, thanks", below=first)
        assert "settled" in first.text.casefold()
        assert "batch norm" in second.text


@pytest.mark.drill
async def test_on_discord_a_reply_and_a_sign_are_about_the_message_too(sqlite_url: str) -> None:
    async with Stage(sqlite_url) as stage:
        for line in ("/start ml-data today", "/begin deep learning", "/begin nlp", "/times every day 19:00 45m nlp"):
            await stage.ann.send_dm(line)
        await tonight(stage)  # on the first day it was studied already
        reminder = await tonight(stage)
        assert reminder.content.startswith("⏰")
        backend, chat = stage.env.backend, stage.ann.dm_channel
        to = {"channel_id": str(chat.id), "message_id": str(reminder.id)}
        await stage.ann.send_dm("20 min", reference=backend.normalize_message_reference(chat.id, to))
        assert await told(stage.database) == [("checked in", "nlp", "", 20)]
        second = await tonight(stage)
        before = len(stage.dms())
        for sign, changes in {"👎": 0, "👍🏽": 1, "🔥": 0}.items():
            backend.add_reaction(chat.id, second.id, sign, stage.ann.id)
            await stage.env.settle()
            before += changes
            assert len(stage.dms()) == before, sign
        assert (await told(stage.database))[1:] == [("checked in", "nlp", "", 45)]


async def tonight(stage: Stage) -> Any:
    """What came at seven in the evening, today or tomorrow."""
    now = stage.clock()
    seven = now.replace(hour=19, minute=0, second=0, microsecond=0)
    await stage.env.advance_time((seven - now).total_seconds() % timedelta(days=1).total_seconds() or 86_400)
    await Nudging(stage.database, {"discord": stage.discord}, default_zone="UTC", limits={}).work()
    return next(one for one in reversed(stage.ann.dm_channel.history()) if one.author.id != stage.ann.id)
