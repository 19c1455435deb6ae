"""What was pinned is unpinned, the line that tells of a pin goes, and messages are taken away, on either platform's terms."""

from collections.abc import AsyncIterator

import discord
import pytest
from markupsafe import Markup

from bot.chat.platform import Delete, Pin, Post, Unpin
from bot.chat.reply import Message
from bot.platforms.telegram.platform import Telegram
from bot.send_errors import Ability, LacksRight, MessageGone, ThreadGone, TryLater
from bot.store import Database
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import lost, refused
from tests.platforms.conftest import NOW
from tests.platforms.discord_stage import Stage
from tests.platforms.test_discord import OWN
from tests.platforms.test_discord_groups import a_room, perform
from tests.platforms.test_telegram import Echo, serving

GROUP = -1_000_000_000_500
CHAT = str(GROUP)
HELLO = Message(text=Markup("Hello"), key="hello")
LONG = Message(text=Markup("\n\n").join(["Ann " * 900, "Ben " * 900]), key="long")


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url, OWN) as stage:
        yield stage


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi, database: Database) -> AsyncIterator[Telegram]:
    async with serving(api, Echo(), database) as bot:
        yield bot


# Discord.


async def test_discord_unpins_and_tells_of_no_pin(stage: Stage) -> None:
    chat = str(stage.channel.id)
    first, second = [await perform(stage, Post(chat, None, one)) for one in (HELLO, LONG)]
    for number in (first, second):
        await perform(stage, Pin(chat, None, number))
    assert [one.type for one in stage.channel.history()] == [discord.MessageType.default] * 5
    assert await perform(stage, Unpin(chat, None, first)) == first
    assert [str(one.id) for one in stage.channel.pinned_messages()] == [second.partition(",")[0]]


async def test_a_line_of_somebody_elses_pin_stays_and_so_does_one_that_cannot_be_looked_for(stage: Stage) -> None:
    chat = str(stage.channel.id)
    theirs = await stage.member.send(stage.channel, "look at this")
    stage.env.backend.set_pinned(stage.channel.id, theirs.id, True, actor_id=stage.ann.id)
    number = await perform(stage, Post(chat, None, HELLO))
    stage.env.inject_error("GET", f"/channels/{chat}/messages", status=403, code=50001)
    assert await perform(stage, Pin(chat, None, number)) == number
    lines = [one for one in stage.channel.history() if one.type is discord.MessageType.pins_add]
    assert len(lines) == 2
    await perform(stage, Pin(chat, None, number))
    lines = [one for one in stage.channel.history() if one.type is discord.MessageType.pins_add]
    assert [one.author.name for one in lines] == ["ann"]


async def test_a_line_that_tells_of_somebody_who_pinned_what_is_ours_stays(stage: Stage) -> None:
    number = await perform(stage, Post(str(stage.channel.id), None, HELLO))
    stage.env.backend.set_pinned(stage.channel.id, int(number), True, actor_id=stage.ann.id)
    await perform(stage, Pin(str(stage.channel.id), None, number))
    assert [one.type for one in stage.channel.history()][-1] is discord.MessageType.pins_add


async def test_discord_takes_a_post_away_in_all_its_messages_once_and_again(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    chat, thread = str(stage.channel.id), str(room.id)
    number = await perform(stage, Post(chat, thread, LONG))
    for _ in range(2):
        assert await perform(stage, Delete(chat, thread, number)) == number
    assert room.history() == []


async def test_what_discord_refuses_of_these(stage: Stage) -> None:
    stage.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    with pytest.raises(LacksRight) as lacks:
        await stage.discord.perform(Unpin("500", None, "7"))
    assert lacks.value.ability is Ability.PIN
    for deed, code, error in (
        (Unpin("500", None, "7"), 10008, MessageGone),
        (Unpin("500", "600", "7"), 10003, ThreadGone),
        (Delete("500", "600", "7"), 10003, ThreadGone),
    ):
        stage.env.inject_error("DELETE", "/channels/*", status=404, code=code)
        with pytest.raises(error):
            await stage.discord.perform(deed)


# Telegram.


async def test_telegram_unpins_and_its_line_of_a_pin_goes(api: BotApi, bot: Telegram) -> None:
    first, second = [await bot.perform(Post(CHAT, None, HELLO)) for _ in range(2)]
    for number in (first, second):
        await bot.perform(Pin(CHAT, None, number))
    await api.wait_for_calls("deleteMessage", 2)
    await api.wait_until(lambda: not api.lines)
    assert await bot.perform(Unpin(CHAT, None, first)) == first
    assert api.pinned == [(GROUP, int(second))]
    assert len(api.messages) == 2


async def test_a_line_that_cannot_be_taken_away_stays(api: BotApi, bot: Telegram) -> None:
    api.fail("deleteMessage", refused("message can't be deleted"))
    number = await bot.perform(Post(CHAT, None, HELLO))
    await bot.perform(Pin(CHAT, None, number))
    await api.wait_for_calls("deleteMessage")
    assert len(api.lines) == 1


async def test_the_line_of_somebody_elses_pin_is_left_alone(api: BotApi, bot: Telegram) -> None:
    api.say(11, None, chat_id=GROUP, chat_type="supergroup", pinned_message=api._message(11, GROUP, "supergroup", NOW))
    api.say(11, "/where")
    await api.wait_for_messages(1)
    assert api.made("deleteMessage") == []


async def test_telegram_takes_a_post_away_in_all_its_messages_once_and_again(api: BotApi, bot: Telegram) -> None:
    number = await bot.perform(Post(CHAT, None, LONG))
    assert len(api.messages) == 2
    for _ in range(2):
        assert await bot.perform(Delete(CHAT, None, number)) == number
    assert api.messages == []


async def test_what_is_too_old_to_be_deleted_is_emptied(api: BotApi, bot: Telegram) -> None:
    number = await bot.perform(Post(CHAT, None, HELLO))
    api.too_old.add(int(number))
    for _ in range(2):
        await bot.perform(Delete(CHAT, None, number))
    assert api.said(GROUP) == ["…"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("not enough rights to manage pinned messages in the chat", LacksRight),
        ("message to unpin not found", MessageGone),
    ],
)
async def test_what_telegram_refuses_of_an_unpin(api: BotApi, bot: Telegram, said: str, error: type[Exception]) -> None:
    api.fail("unpinChatMessage", refused(said))
    with pytest.raises(error):
        await bot.perform(Unpin(CHAT, None, "7"))


async def test_a_fault_while_deleting_is_a_fault(api: BotApi, bot: Telegram) -> None:
    number = await bot.perform(Post(CHAT, None, HELLO))
    api.fail("deleteMessage", lost())
    with pytest.raises(TryLater):
        await bot.perform(Delete(CHAT, None, number))
