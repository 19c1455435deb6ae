"""What the Telegram adapter does in groups, over HTTP against a Bot API server on loopback."""

from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.chat.platform import Edit, OpenRoom, Pin, Post
from bot.chat.reply import Key, Message
from bot.platforms.telegram.platform import Telegram
from bot.send_errors import (
    Ability,
    ChatMoved,
    LacksRight,
    MessageGone,
    SendError,
    ThreadGone,
    TryLater,
    Unreachable,
    Unsendable,
)
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import flood, forbidden, lost, migrated, refused
from tests.platforms.conftest import NOW
from tests.platforms.test_telegram import Echo

GROUP, SUPERGROUP = -500, -1_000_000_000_500
HELLO = Message(text=Markup("<b>Hello</b>, owls"), keys=(Key("Join", "*:/join"),))
POST = Post(str(SUPERGROUP), None, HELLO)
METHODS = {Post: "sendMessage", Edit: "editMessageText", Pin: "pinChatMessage", OpenRoom: "createForumTopic"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi, database) -> AsyncIterator[Telegram]:
    """A bot that only sends."""
    bot = Telegram(
        dispatcher=Echo(), database=database, clock=lambda: NOW, token=api.token, api_url=api.url, pause=0.01
    )
    await bot._app.initialize()
    yield bot
    await bot._stop()


async def test_a_post_stands_in_its_thread_with_its_buttons(api, bot):
    number = await bot.perform(Post(str(SUPERGROUP), "7", HELLO))
    (message,) = api.messages
    assert (message.message_id, message.chat_id, message.thread) == (int(number), SUPERGROUP, 7)
    assert (message.html, message.labels) == ("<b>Hello</b>, owls", [["Join"]])


async def test_the_general_topic_is_addressed_without_its_id(api, bot):
    await bot.perform(Post(str(SUPERGROUP), "1", HELLO))
    assert [message.thread for message in api.messages] == [None]


async def test_a_post_is_edited_and_pinned_where_it_stands(api, bot):
    number = await bot.perform(POST)
    await bot.perform(Pin(str(SUPERGROUP), None, number))
    assert (
        await bot.perform(Edit(str(SUPERGROUP), None, number, Message(text=Markup("Bye"), keys=HELLO.keys))) == number
    )
    (message,) = api.messages
    assert (message.text, message.labels) == ("Bye", [["Join"]])
    assert api.pinned == [(SUPERGROUP, int(number))]
    (pin,) = api.made("pinChatMessage")
    assert pin.params["disable_notification"] is True


async def test_an_edit_that_changes_nothing_is_fine(api, bot):
    number = await bot.perform(POST)
    assert await bot.perform(Edit(str(SUPERGROUP), None, number, HELLO)) == number


async def test_a_post_of_several_messages_is_edited_in_all_of_them(api, bot):
    long = Message(text=Markup("\n\n").join(["Ann " * 900, "Ben " * 900]), keys=HELLO.keys)
    number = await bot.perform(Post(str(SUPERGROUP), None, long))
    assert len(api.messages) == 2
    await bot.perform(Pin(str(SUPERGROUP), None, number))
    assert api.pinned == [(SUPERGROUP, api.messages[0].message_id)]
    short = Message(text=Markup("… " * 10), keys=HELLO.keys)
    assert await bot.perform(Edit(str(SUPERGROUP), None, number, short)) == number
    assert [("Ann" in message.text, "Ben" in message.text) for message in api.messages] == [(False, False)] * 2
    assert [message.labels for message in api.messages] == [[], [["Join"]]]


async def test_a_room_is_opened_and_can_be_written_to(api, bot):
    thread = await bot.perform(OpenRoom(str(SUPERGROUP), "3. " + "NLP" * 60))
    assert list(api.topics) == [int(thread)]
    await bot.perform(Post(str(SUPERGROUP), thread, HELLO))
    assert api.messages[0].thread == int(thread)


EDIT, PIN, ROOM = (
    Edit(str(SUPERGROUP), None, "7", HELLO),
    Pin(str(SUPERGROUP), None, "7"),
    OpenRoom(str(SUPERGROUP), "NLP"),
)
REFUSALS = [
    (POST, migrated(SUPERGROUP), ChatMoved(str(SUPERGROUP))),
    (EDIT, migrated(SUPERGROUP), ChatMoved(str(SUPERGROUP))),
    (PIN, migrated(SUPERGROUP), ChatMoved(str(SUPERGROUP))),
    (POST, refused("message thread not found"), ThreadGone()),
    (POST, refused("TOPIC_CLOSED"), LacksRight(Ability.WRITE_IN_CLOSED)),
    (POST, refused("TOPIC_DELETED"), ThreadGone()),
    (EDIT, refused("message to edit not found"), MessageGone()),
    (EDIT, refused("message can't be edited"), MessageGone()),
    (PIN, refused("message to pin not found"), MessageGone()),
    (PIN, refused("not enough rights to manage pinned messages in the chat"), LacksRight(Ability.PIN)),
    (PIN, refused("CHAT_ADMIN_REQUIRED"), LacksRight(Ability.PIN)),
    (ROOM, refused("not enough rights to create a topic"), LacksRight(Ability.OPEN_ROOMS)),
    (ROOM, refused("the chat is not a forum"), LacksRight(Ability.OPEN_ROOMS)),
    (POST, refused("not enough rights to send text messages to the chat"), LacksRight(Ability.WRITE)),
    (POST, refused("have no rights to send a message"), LacksRight(Ability.WRITE)),
    (POST, forbidden("Forbidden: something new"), LacksRight(Ability.WRITE)),
    (POST, forbidden("Forbidden: bot was kicked from the supergroup chat"), Unreachable("removed from the group")),
    (POST, forbidden("Forbidden: bot is not a member of the group chat"), Unreachable("removed from the group")),
    (POST, forbidden("Forbidden: the group chat was deleted"), Unreachable("group deleted")),
    (POST, refused("chat not found"), Unreachable("chat not found")),
    (POST, flood(7), TryLater("flood limit", 7.0)),
    (POST, lost(), TryLater("answer lost", maybe_sent=True)),
    (POST, refused("can't parse entities"), Unsendable("markup refused")),
]


@pytest.mark.parametrize(
    ("deed", "failure", "error"), REFUSALS, ids=[f"{r[0].__class__.__name__}-{r[1].description}" for r in REFUSALS]
)
async def test_what_telegram_refuses_says_what_is_to_be_done(api, bot, deed, failure, error):
    api.fail(METHODS[type(deed)], failure)
    with pytest.raises(SendError) as raised:
        await bot.perform(deed)
    assert type(raised.value) is type(error)
    assert vars(raised.value) == vars(error)


async def test_a_topic_that_was_closed_or_deleted_takes_no_post(api, bot):
    thread = await bot.perform(OpenRoom(str(SUPERGROUP), "NLP"))
    for shut, error in ((api.closed, LacksRight), (api.deleted, ThreadGone)):
        shut.add(int(thread))
        with pytest.raises(error):
            await bot.perform(Post(str(SUPERGROUP), thread, HELLO))
        shut.clear()
    await bot.perform(Post(str(SUPERGROUP), thread, HELLO))


async def test_a_group_that_moved_says_where_to_whatever_is_done(api, bot):
    api.migrate(GROUP, SUPERGROUP, by=1, at=NOW)
    for deed in (
        Post(str(GROUP), None, HELLO),
        Edit(str(GROUP), None, "7", HELLO),
        Pin(str(GROUP), None, "7"),
        OpenRoom(str(GROUP), "x"),
    ):
        with pytest.raises(ChatMoved) as raised:
            await bot.perform(deed)
        assert raised.value.new_chat_id == str(SUPERGROUP)


async def test_an_empty_post_is_nothing_to_send(api, bot):
    with pytest.raises(Unsendable):
        await bot.perform(Post(str(SUPERGROUP), None, Message(text=Markup(""))))
