"""Three weeks with two groups in one forum, over each platform's own calls: nothing of one is seen in the other, one board is pinned
in each, who leaves takes their question along, and a question that a moderator deleted is noticed."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
import pytest
import telegram
from simcord.builders import ChannelHandle

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Platform
from bot.commands import COMMANDS
from bot.commands.events import happening
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.platforms.telegram.inward import place_of
from bot.platforms.telegram.platform import Telegram
from bot.store import Database, NudgeState
from tests.bot.nudge_stage import MONDAY, WEEK, StageClock, at_once
from tests.platforms.bot_api import BotApi
from tests.platforms.discord_stage import Stage, words
from tests.platforms.test_discord_groups import a_room
from tests.platforms.test_telegram import serving
from tests.unlocked import run_here

MINUTE = timedelta(minutes=1)


def nudging(database: Database, platform: Platform) -> Nudging:
    return Nudging(
        database, {platform.name: platform}, default_zone="UTC", limits={}, chance=lambda: 0.5, sleep=at_once
    )


async def nothing_failed(database: Database) -> None:
    async with database.store() as store:
        for group in (1, 2):
            states = {row.state for row in await store.ledger.of_group(group, 200)}
            assert states <= {NudgeState.SENT, NudgeState.SKIPPED}


# Discord.


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


async def go(stage: Stage, to: datetime) -> None:
    """Let time pass with the bot running."""
    engine = nudging(stage.database, stage.discord)
    while (due := await engine.next_due()) and due <= to:
        await stage.env.advance_time(max(0.0, (due - stage.clock()).total_seconds()))
        await engine.work()
        await stage.env.settle()
    await stage.env.advance_time(max(0.0, (to - stage.clock()).total_seconds()))


def stands(place: ChannelHandle) -> list[str]:
    """What is there, the lines of Discord's own as well."""
    return [words(one) or str(one.type) for one in place.history()]


@pytest.mark.drill
async def test_on_discord_two_posts_of_one_forum_are_two_groups(stage: Stage) -> None:
    managers = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    mia = stage.guild.add_member(stage.env.create_user("mia"), roles=[managers])
    forum = stage.guild.create_forum_channel("courses")
    evenings, mornings = await a_room(stage, forum, "evenings"), await a_room(stage, forum, "mornings")
    for place, person in ((evenings, stage.other), (mornings, stage.member)):
        await mia.slash(place, "group start", roadmap="ml-data")
        await person.slash(place, "join", sure=True)
    await stage.other.slash(evenings, "roadmap begin", topics="nlp")
    await stage.other.slash(evenings, "helpme", topic="nlp", question="What is attention?")
    begun = stage.clock()
    for week in range(1, 4):
        await go(stage, begun + week * WEEK + timedelta(days=1))
        for place in (evenings, mornings):
            (pinned,) = place.pinned_messages()
            assert words(pinned) == [text for text in stands(place) if "📋" in text][-1]
    assert not [text for text in stands(mornings) if "ben" in text or "attention" in text]
    assert not [text for text in stands(evenings) if "Ann" in text]
    assert not [text for text in (*stands(evenings), *stands(mornings)) if "pins_add" in text]
    assert any("🗞" in text and "attention" in text for text in stands(evenings))

    asked = next(one for one in evenings.history() if "would like help" in one.content)
    stage.env.backend.delete_message(evenings.id, asked.id)
    before = len(stands(evenings))
    await go(stage, begun + 4 * WEEK + timedelta(days=1))
    assert not [text for text in stands(evenings)[before:] if "attention" in text]

    await stage.other.slash(evenings, "helpme", topic="nlp", question="What is a token?")
    await go(stage, stage.clock() + MINUTE)
    assert [text for text in stands(evenings) if "What is a token?" in text]
    await stage.other.slash(evenings, "leave")
    await go(stage, stage.clock() + MINUTE)
    assert not [text for text in stands(evenings) if "help with" in text or "ben" in text]
    await nothing_failed(stage.database)


# Telegram.

GROUP, ANN, BEN, ADMIN = -1_000_000_000_500, 11, 22, 33
EVENINGS, MORNINGS = 7, 8


class Forum:
    """A forum on the Bot API server, with the bot at work by a clock that is moved by hand."""

    def __init__(self, api: BotApi, database: Database, clock: StageClock) -> None:
        self.api, self.database, self.clock = api, database, clock
        self.platform: Telegram | None = None

    async def say(self, user: int, line: str, thread: int) -> None:
        """Somebody says something in a topic, and it is worked on."""
        more: dict[str, Any] = {"message_thread_id": thread, "is_topic_message": True}
        self.api.say(user, line, chat_id=GROUP, chat_type="supergroup", date=self.clock(), **more)
        self.api.say(user, "/timezone utc", date=self.clock())  # whose answer tells that the line was worked on
        before = len(self.api.said(user))
        await self.api.wait_until(lambda: len(self.api.said(user)) > before)
        self.clock.now += MINUTE

    async def go(self, to: datetime) -> None:
        assert self.platform
        engine = nudging(self.database, self.platform)
        while (due := await engine.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            await engine.work()
        self.clock.now = max(self.clock.now, to)
        await self.api.wait_until(lambda: not self.api.lines)

    def stands(self, thread: int) -> list[str]:
        return [one.text for one in self.api.messages if (one.chat_id, one.thread) == (GROUP, thread)]

    def pinned(self, thread: int) -> list[str]:
        numbers = {number for _, number in self.api.pinned}
        return [one.text for one in self.api.messages if one.thread == thread and one.message_id in numbers]


@pytest.fixture
async def forum(sqlite_url: str) -> AsyncIterator[Forum]:
    clock = StageClock(MONDAY)
    database = Database(sqlite_url, clock)
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
        api.statuses[GROUP, ADMIN] = ("creator", {})
        forum = Forum(api, database, clock)
        async with serving(api, dispatcher, database) as forum.platform:  # type: ignore[arg-type] # the real one
            yield forum
    await database.close()


@pytest.mark.drill
async def test_on_telegram_two_topics_of_one_forum_are_two_groups(forum: Forum) -> None:
    for thread, user in ((EVENINGS, BEN), (MORNINGS, ANN)):
        await forum.say(ADMIN, "/group start ml-data", thread)
        await forum.say(user, "/join yes", thread)
    await forum.say(BEN, "/begin nlp", EVENINGS)
    await forum.say(BEN, "/helpme nlp What is attention?", EVENINGS)
    for week in range(1, 4):
        await forum.go(MONDAY + week * WEEK + timedelta(days=1))
        for thread, name in ((EVENINGS, f"Learner {BEN}"), (MORNINGS, f"Learner {ANN}")):
            (board,) = forum.pinned(thread)
            assert "📋" in board
            assert name in board
    assert not [text for text in forum.stands(MORNINGS) if f"Learner {BEN}" in text or "attention" in text]
    assert not [text for text in forum.stands(EVENINGS) if f"Learner {ANN}" in text]
    assert any("🗞" in text and "attention" in text for text in forum.stands(EVENINGS))

    forum.api.delete(next(one for one in forum.api.messages if "would like help" in one.text))
    forum.api.delete(next(one for one in forum.api.messages if one.text in forum.pinned(EVENINGS)))
    before = len(forum.stands(EVENINGS))
    await forum.go(MONDAY + 4 * WEEK + timedelta(days=1))
    assert not [text for text in forum.stands(EVENINGS)[before:] if "attention" in text]
    assert len(forum.pinned(EVENINGS)) == 1, "a board that was deleted comes anew"

    await forum.say(BEN, "/helpme nlp What is a token?", EVENINGS)
    await forum.go(forum.clock() + MINUTE)
    assert [text for text in forum.stands(EVENINGS) if "What is a token?" in text]
    await forum.say(BEN, "/leave", EVENINGS)
    await forum.go(forum.clock() + MINUTE)
    assert not [text for text in forum.stands(EVENINGS) if "help with" in text or f"Learner {BEN}:" in text]
    await nothing_failed(forum.database)


# What a place is called.


async def test_a_thread_is_called_by_its_own_name_and_that_of_its_server(stage: Stage) -> None:
    managers = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    mia = stage.guild.add_member(stage.env.create_user("mia"), roles=[managers])
    room = await a_room(stage, stage.channel, "evenings")
    for place in (stage.channel, room):
        await mia.slash(place, "group start", roadmap="ml-data")
    async with stage.database.store() as store:
        groups = await store.groups.of_chat("discord", str(stage.channel.id))
    assert [one.title for one in groups] == ["Test Guild #general", "Test Guild #evenings"]


def test_a_topic_is_called_by_its_own_name_where_telegram_shows_how_it_began() -> None:
    chat = telegram.Chat(GROUP, "supergroup", title="Owls")
    begun = telegram.Message(7, MONDAY, chat, forum_topic_created=telegram.ForumTopicCreated("NLP", 0))
    said = partial(telegram.Message, 9, MONDAY, chat, message_thread_id=7)
    assert place_of(said(is_topic_message=True, reply_to_message=begun), "bot").thread_title == "Owls (NLP)"
    assert place_of(said(is_topic_message=True), "bot").thread_title == ""
    assert place_of(said(reply_to_message=begun), "bot").thread_title == "", "only a chain of replies"
