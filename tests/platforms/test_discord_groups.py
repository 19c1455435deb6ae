"""What the Discord adapter does in groups, and what it hears of them: the real client in simcord's world."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from markupsafe import Markup
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.happenings import Added, Departed, Removed
from bot.chat.platform import Deed, Edit, OpenRoom, Pin, Place, Post, Right
from bot.chat.reply import Key, Message, Reply
from bot.platforms.discord.roll import Roll
from bot.send_errors import Ability, LacksRight, MessageGone, SendError, ThreadGone, TryLater, Unreachable, Unsendable
from bot.store import Store
from bot.texts.helps import of
from tests.platforms.discord_stage import Stage
from tests.platforms.test_discord import OWN

HELLO = Message(text=Markup("<b>Hello</b>, @everyone"), keys=(Key("Join", "*:/open"),), key="k" * 20)
LONG = Message(text=Markup("\n\n").join(["Ann " * 450, "Ben " * 450]), keys=HELLO.keys, key="long")
places: list[Place] = []


@command("where", of("Say where it was said"), "/where", menu=True)
async def where(context: Context) -> Reply:
    places.append(context.place)
    return Reply(text=Markup("here"))


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    places.clear()
    async with Stage(sqlite_url, (*OWN, where)) as stage:
        yield stage


def labels(message: Any) -> list[str]:
    return [button.label for row in message.components for button in row.children]


def said(chat: ChannelHandle) -> list[discord.Message]:
    """What the bot has written there; that it pinned something, or opened a thread, Discord says by itself."""
    return [one for one in chat.history() if one.type is discord.MessageType.default]


async def perform(stage: Stage, deed: Deed) -> str:
    made = await stage.discord.perform(deed)
    await stage.env.settle()
    return made


async def a_room(stage: Stage, parent: ChannelHandle, name: str = "3. NLP") -> ChannelHandle:
    number = int(await perform(stage, OpenRoom(str(parent.id), name)))
    return next(one for one in parent.threads if one.id == number)


# Posts.


async def test_a_post_stands_in_the_channel_with_its_buttons_and_pings_nobody(stage: Stage) -> None:
    number = await perform(stage, Post(str(stage.channel.id), None, HELLO))
    message = stage.channel.last_message
    assert message
    assert (str(message.id), message.content) == (number, "**Hello**, @\u200beveryone")
    assert labels(message) == ["Join"]
    (sent,) = stage.calls("POST", f"/channels/{stage.channel.id}/messages")
    assert sent["allowed_mentions"] == {"parse": []}
    assert (sent["nonce"], sent["enforce_nonce"]) == (f"{'k' * 20}-0", True)


async def test_a_post_in_a_thread_stands_there(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    number = await perform(stage, Post(str(stage.channel.id), str(room.id), HELLO))
    assert [str(one.id) for one in room.history()] == [number]
    assert said(stage.channel) == []


async def test_an_open_button_of_a_post_is_for_whoever_presses_it(stage: Stage) -> None:
    await perform(stage, Post(str(stage.channel.id), None, HELLO))
    pressed = await stage.other.click(stage.channel.last_message, label="Join")
    assert (pressed.ephemeral, pressed.response.content) == (True, "ben")  # type: ignore[union-attr]


async def test_a_post_of_several_messages_is_known_by_all_edited_in_all_and_pinned_by_its_first(stage: Stage) -> None:
    number = await perform(stage, Post(str(stage.channel.id), None, LONG))
    first, second = stage.channel.history()
    assert number == f"{first.id},{second.id}"
    assert [one["nonce"] for one in stage.calls("POST", "/messages")] == ["long-0", "long-1"]
    assert (labels(first), labels(second)) == ([], ["Join"])
    assert await perform(stage, Pin(str(stage.channel.id), None, number)) == number
    assert [one.id for one in stage.channel.pinned_messages()] == [first.id]
    assert await perform(stage, Edit(str(stage.channel.id), None, number, Message(text=Markup("Eve")))) == number
    assert [(one.content, labels(one)) for one in said(stage.channel)] == [("Eve", []), ("…", [])]


async def test_an_edit_keeps_its_buttons_and_pings_nobody(stage: Stage) -> None:
    number = await perform(stage, Post(str(stage.channel.id), None, HELLO))
    again = Message(text=Markup("Bye, @here"), keys=HELLO.keys)
    await perform(stage, Edit(str(stage.channel.id), None, number, again))
    message = stage.channel.last_message
    assert message
    assert (message.content, labels(message)) == ("Bye, @\u200bhere", ["Join"])
    (sent,) = stage.calls("PATCH", f"/messages/{number}")
    assert sent["allowed_mentions"] == {"parse": []}


async def test_a_post_in_a_thread_is_edited_and_pinned_there(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    number = await perform(stage, Post(str(stage.channel.id), str(room.id), HELLO))
    await perform(stage, Pin(str(stage.channel.id), str(room.id), number))
    await perform(stage, Edit(str(stage.channel.id), str(room.id), number, Message(text=Markup("Bye"))))
    (message,) = said(room)
    assert (message.content, message.pinned) == ("Bye", True)


async def test_an_empty_post_is_nothing_to_send(stage: Stage) -> None:
    with pytest.raises(Unsendable):
        await stage.discord.perform(Post(str(stage.channel.id), None, Message(text=Markup(""))))


# Rooms.


async def test_a_room_of_a_channel_is_a_public_thread_that_stays_for_a_week(stage: Stage) -> None:
    room = await a_room(stage, stage.channel, "NLP " * 40)
    assert (room.is_thread, room.name) == (True, ("NLP " * 40)[:100])
    (made,) = stage.calls("POST", f"/channels/{stage.channel.id}/threads")
    assert (made["type"], made["auto_archive_duration"]) == (11, 10_080)


async def test_a_room_of_a_forum_begins_with_its_name_which_pings_nobody(stage: Stage) -> None:
    forum = stage.guild.create_forum_channel("topics")
    room = await a_room(stage, forum, "3. *NLP* @everyone")
    assert [one.content for one in room.history()] == [r"3\. \*NLP\* @" + "\u200beveryone"]
    (made,) = stage.calls("POST", f"/channels/{forum.id}/threads")
    assert (made["message"]["allowed_mentions"], made["applied_tags"]) == ({"parse": []}, [])
    await perform(stage, Post(str(forum.id), str(room.id), HELLO))
    assert len(room.history()) == 2


async def test_a_channel_without_threads_has_no_rooms(stage: Stage) -> None:
    voice = stage.guild.create_voice_channel("talk")
    with pytest.raises(LacksRight) as raised:
        await stage.discord.perform(OpenRoom(str(voice.id), "NLP"))
    assert raised.value.ability is Ability.OPEN_ROOMS


# What Discord refuses.

CHAT, THREAD = 500, 600
POST, IN_THREAD = Post(str(CHAT), None, HELLO), Post(str(CHAT), str(THREAD), HELLO)
EDIT, PIN, ROOM = Edit(str(CHAT), None, "7", HELLO), Pin(str(CHAT), None, "7"), OpenRoom(str(CHAT), "NLP")
NOWHERE = Unreachable("may not write there")
NO_CHANNEL = Unreachable("channel gone")
REFUSALS: list[tuple[Deed, int, int, SendError]] = [
    (POST, 404, 10003, NO_CHANNEL),
    (POST, 403, 50001, LacksRight(Ability.SEE)),
    (POST, 403, 50013, LacksRight(Ability.WRITE)),
    (POST, 400, 50008, NOWHERE),
    (IN_THREAD, 404, 10003, ThreadGone()),
    (IN_THREAD, 403, 50001, LacksRight(Ability.SEE)),
    (IN_THREAD, 403, 50013, LacksRight(Ability.WRITE_IN_THREADS)),
    (IN_THREAD, 400, 160005, LacksRight(Ability.WRITE_IN_CLOSED)),
    (Edit(str(CHAT), str(THREAD), "7", HELLO), 404, 10003, ThreadGone()),
    (Edit(str(CHAT), str(THREAD), "7", HELLO), 400, 160005, LacksRight(Ability.WRITE_IN_CLOSED)),
    (EDIT, 404, 10008, MessageGone()),
    (EDIT, 404, 10003, NO_CHANNEL),
    (EDIT, 429, 30046, TryLater("edited too often")),
    (EDIT, 400, 30046, TryLater("edited too often")),
    (PIN, 404, 10008, MessageGone()),
    (PIN, 403, 50013, LacksRight(Ability.PIN)),
    (PIN, 400, 30003, Unsendable("refused (30003)")),
    (ROOM, 403, 50013, LacksRight(Ability.OPEN_ROOMS)),
    (PIN, 403, 50001, LacksRight(Ability.SEE)),
    (ROOM, 404, 10003, NO_CHANNEL),
    (ROOM, 403, 50001, LacksRight(Ability.SEE)),
    (POST, 400, 50035, Unsendable("refused (50035)")),
    (POST, 500, 0, TryLater("fault at Discord", maybe_sent=True)),
    (POST, 401, 0, TryLater("token refused")),
]


@pytest.mark.parametrize(
    ("deed", "status", "code", "error"), REFUSALS, ids=[f"{type(r[0]).__name__}-{r[2] or r[1]}" for r in REFUSALS]
)
async def test_what_discord_refuses_says_what_is_to_be_done(
    stage: Stage, deed: Deed, status: int, code: int, error: SendError
) -> None:
    stage.env.inject_error("*", "/channels/*", status=status, code=code, message="a secret", times=None)
    with pytest.raises(SendError) as raised:
        await stage.discord.perform(deed)
    assert (type(raised.value), vars(raised.value)) == (type(error), vars(error))
    assert "secret" not in repr(raised.value)


# Threads that were put away.


async def test_a_thread_that_was_put_away_is_woken_to_change_what_stands_in_it(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    number = await perform(stage, Post(str(stage.channel.id), str(room.id), HELLO))
    for method, deed in (
        ("PATCH", Edit(str(stage.channel.id), str(room.id), number, Message(text=Markup("Bye")))),
        ("PUT", Pin(str(stage.channel.id), str(room.id), number)),
    ):
        stage.env.inject_error(method, f"/channels/{room.id}/messages/*", status=400, code=50083)
        assert await perform(stage, deed) == number
    assert stage.calls("PATCH", f"/channels/{room.id}") == [{"archived": False}] * 2
    (message,) = said(room)
    assert (message.content, message.pinned) == ("Bye", True)


CLOSED = LacksRight(Ability.WRITE_IN_CLOSED)


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [(403, 50013, CLOSED), (400, 160005, CLOSED), (400, 50083, CLOSED), (404, 10003, ThreadGone())],
)
async def test_a_thread_that_cannot_be_woken_is_closed_or_gone(
    stage: Stage, status: int, code: int, error: SendError
) -> None:
    room = await a_room(stage, stage.channel)
    number = await perform(stage, Post(str(stage.channel.id), str(room.id), HELLO))
    stage.env.inject_error("PUT", f"/channels/{room.id}/messages/*", status=400, code=50083)
    stage.env.inject_error("PATCH", f"/channels/{room.id}", status=status, code=code)
    with pytest.raises(SendError) as raised:
        await stage.discord.perform(Pin(str(stage.channel.id), str(room.id), number))
    assert (type(raised.value), vars(raised.value)) == (type(error), vars(error))


async def test_a_fault_while_waking_is_a_fault(stage: Stage) -> None:
    stage.env.inject_error("POST", "/channels/600/messages", status=400, code=50083)
    stage.env.inject_error("PATCH", "/channels/600", status=500)
    with pytest.raises(TryLater):
        await stage.discord.perform(IN_THREAD)


async def test_a_thread_that_sleeps_on_is_closed(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    stage.env.inject_error("POST", f"/channels/{room.id}/messages", status=400, code=50083, times=2)
    with pytest.raises(LacksRight) as raised:
        await stage.discord.perform(Post(str(stage.channel.id), str(room.id), HELLO))
    assert raised.value.ability is Ability.WRITE_IN_CLOSED


# Where it was said.


async def test_a_place_on_a_server_is_its_channel_with_the_server_and_a_title(stage: Stage) -> None:
    await stage.member.slash(stage.channel, "where")
    (place,) = places
    assert place == Place(str(stage.channel.id), direct=False, whispers=True, server_id=str(stage.guild.id))
    assert place.title == "Test Guild #general"


async def test_a_thread_is_a_place_in_its_channel(stage: Stage) -> None:
    room = await a_room(stage, stage.channel)
    await stage.member.slash(room, "where")
    (place,) = places
    assert (place.chat_id, place.thread_id, place.title) == (str(stage.channel.id), str(room.id), "Test Guild #general")
    await perform(
        stage, Post(str(stage.channel.id), str(room.id), Message(text=Markup("x"), keys=(Key("Here", "*:/where"),)))
    )
    await stage.other.click(room.last_message, label="Here")
    assert (places[1].chat_id, places[1].thread_id) == (str(stage.channel.id), str(room.id))


async def test_a_post_of_a_forum_is_a_place_in_the_forum(stage: Stage) -> None:
    forum = stage.guild.create_forum_channel("topics")
    room = await a_room(stage, forum)
    await stage.member.slash(room, "where")
    assert [(place.chat_id, place.thread_id, place.title) for place in places] == [
        (str(forum.id), str(room.id), "Test Guild #topics")
    ]


@pytest.mark.parametrize(
    ("granted", "rights"),
    [
        ({"manage_guild": True}, {Right.MANAGE_GROUP}),
        ({"administrator": True}, {Right.MANAGE_GROUP}),
        ({"manage_channels": True, "manage_messages": True}, set()),
    ],
)
async def test_who_manages_the_server_manages_its_groups(
    stage: Stage, granted: dict[str, bool], rights: set[Right]
) -> None:
    role = stage.guild.create_role("Some", permissions=discord.Permissions(**granted))
    some = stage.guild.add_member(stage.env.create_user("mia"), roles=[role])
    await some.slash(stage.channel, "where")
    assert places[0].rights == rights


async def test_a_direct_chat_is_a_place_without_a_server(stage: Stage) -> None:
    await stage.ann.slash("where")
    (place,) = places
    assert place == Place(str(stage.ann.dm_channel.id), direct=True, whispers=True)
    assert place.title == ""


# What Discord tells of its chats.


def installed(stage: Stage) -> None:
    """The bot is installed on the server as it stands; the gateway says so in these words."""
    guild = stage.env.backend.guilds[stage.guild.id]
    payload = dict(serializers.guild_create_payload(stage.env.backend, guild))
    del payload["unavailable"]
    stage.env.backend.emit("GUILD_CREATE", payload)


def system_channel(stage: Stage, channel: ChannelHandle) -> None:
    stage.env.backend.guilds[stage.guild.id].system_channel_id = channel.id


def silenced(stage: Stage, channel: ChannelHandle, permission: str) -> None:
    """The bot may not do something in a channel."""
    backend, deny = stage.env.backend, discord.Permissions(**{permission: True}).value
    mine = Overwrite(target_id=backend.bot_user.id, type=OverwriteType.MEMBER, allow=0, deny=deny)
    backend.set_overwrite(channel.id, mine)


async def test_on_a_new_server_the_bot_is_added_to_the_channel_for_such_news(stage: Stage) -> None:
    news = stage.guild.create_text_channel("news")
    system_channel(stage, news)
    stage.told.clear()
    installed(stage)
    await stage.env.settle()
    assert stage.told == [Added("discord", str(news.id), server_id=str(stage.guild.id))]
    assert stage.told[0].title == "Test Guild #news"  # type: ignore[union-attr]


@pytest.mark.parametrize("permission", ["send_messages", "view_channel"])
async def test_where_the_bot_may_not_write_it_takes_the_first_channel_it_may(stage: Stage, permission: str) -> None:
    news, other = stage.guild.create_text_channel("news"), stage.guild.create_text_channel("other")
    system_channel(stage, news)
    silenced(stage, news, permission)
    silenced(stage, stage.channel, permission)
    stage.told.clear()
    installed(stage)
    await stage.env.settle()
    assert [one.chat_id for one in stage.told if isinstance(one, Added)] == [str(other.id)]


async def test_where_the_bot_may_write_nowhere_it_is_added_to_the_server_and_greets_nobody(stage: Stage) -> None:
    silenced(stage, stage.channel, "send_messages")
    stage.told.clear()
    installed(stage)
    await stage.env.settle()
    assert Added("discord", None, server_id=str(stage.guild.id)) in stage.told
    assert not [one for one in stage.told if isinstance(one, Added) and one.chat_id]


async def test_a_server_that_was_only_away_for_a_moment_is_not_new(stage: Stage) -> None:
    stage.told.clear()
    await stage.restart()
    assert stage.told == []


async def test_a_server_the_bot_is_out_of_is_told(stage: Stage) -> None:
    stage.env.backend.remove_guild(stage.guild.id)
    await stage.env.settle()
    assert stage.told[-1:] == [Removed("discord", None, str(stage.guild.id))]


async def test_a_channel_that_is_deleted_is_told(stage: Stage) -> None:
    other = stage.guild.create_text_channel("other")
    await stage.env.settle()
    stage.env.backend.delete_channel(other.id)
    await stage.env.settle()
    assert stage.told[-1:] == [Removed("discord", str(other.id))]


# The roll.


async def joined(store: Store, stage: Stage, *people: Any, server_id: str | None) -> None:
    chat_id = str(stage.channel.id) if server_id else "1"
    group = await store.groups.add("discord", chat_id, stage.clock(), title="Owls", server_id=server_id)
    for person in people:
        contact = await store.learners.by_account("discord", str(person.id))
        assert contact
        await store.members.join(group.id, contact.account.id, person.name, stage.clock())


@pytest.fixture
async def group(stage: Stage) -> Stage:
    """Ann and Ben have joined a group of the server."""
    for person in (stage.ann, stage.ben):
        await person.send_dm("/start ml-data today")
    async with stage.database.store() as store:
        await joined(store, stage, stage.ann, stage.ben, server_id=str(stage.guild.id))
    return stage


def roll(stage: Stage) -> Roll:
    return Roll(stage.database, stage.discord._ask_for, stage.discord._talk.on_chat, pace=0)


async def test_who_left_the_server_is_noticed_at_the_next_roll(group: Stage) -> None:
    assert await roll(group).round() == 0
    group.guild.remove_member(group.other)
    await group.env.settle()
    assert group.told == [], "Discord itself does not say"
    assert await roll(group).round() == 1
    assert group.told == [Departed("discord", str(group.ben.id), None, str(group.guild.id))]
    asked = [call.path for call in group.env.http_requests if call.method == "GET" and "/members/" in call.path]
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("status", "code"),
    [(403, 50001), (404, 10004), (500, 0), (401, 0)],
    ids=["no access", "no server", "fault", "token"],
)
async def test_where_discord_does_not_say_nobody_has_left(group: Stage, status: int, code: int) -> None:
    group.env.inject_error("GET", "/guilds/*/members/*", status=status, code=code, times=None)
    assert await roll(group).round() == 0
    assert group.told == []


async def test_an_account_that_is_no_more_has_left(group: Stage) -> None:
    group.env.inject_error("GET", "/guilds/*/members/*", status=404, code=10013)
    assert await roll(group).round() == 1


async def test_a_group_that_is_gone_or_on_no_server_is_not_asked_about(group: Stage) -> None:
    async with group.database.store() as store:
        found = await store.groups.find("discord", str(group.channel.id))
        assert found
        await store.groups.set_gone(found.id, group.clock())
        await joined(store, group, group.ann, server_id=None)
    assert await roll(group).round() == 0
    assert not [call for call in group.env.http_requests if "/members/" in call.path]


async def test_the_list_is_read_in_portions(group: Stage) -> None:
    async with group.database.reading() as store:
        first = await store.members.on_servers("discord", 0, 1)
        second = await store.members.on_servers("discord", first[0][0], 1)
        assert [one[1:] for one in (*first, *second)] == [
            (str(group.guild.id), str(group.ann.id)),
            (str(group.guild.id), str(group.ben.id)),
        ]
        assert not await store.members.on_servers("discord", second[0][0], 1)
        assert not await store.members.on_servers("telegram", 0, 9)


# Who is nobody.


async def test_neither_a_webhook_nor_a_bot_nor_a_post_in_a_channel_asks_for_anything(stage: Stage) -> None:
    hook = stage.guild.create_webhook(stage.channel)
    await hook.send("/status")
    robot = stage.env.create_user("robot", bot=True)
    await stage.guild.add_member(robot).send(stage.channel, "/status")
    await stage.member.send(stage.channel, "/status")
    await robot.send_dm("/status")
    news = stage.guild.create_news_channel("news")
    await stage.member.send(news, "/status")
    assert stage.calls("POST", "/callback") == []
    assert [call for call in stage.env.http_requests if call.method == "POST" and "/messages" in call.path] == []
