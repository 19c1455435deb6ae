"""What of an answer is for one alone goes to their direct chat; the group hears at most one line of it, if it has room."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import telegram
from markupsafe import Markup

from bot.chat.allowance import NOTHING_SELDOM, until_it_fits
from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place
from bot.chat.reply import Attachment, Key, Message
from bot.nudges.arming import returning
from bot.platforms.telegram.platform import Telegram
from bot.platforms.telegram.pointers import Pointing
from bot.store import Database
from bot.store.rates import Want
from bot.traits import Limit
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import BotMessage, Failure, broken, forbidden, refused
from tests.platforms.conftest import NOW
from tests.platforms.test_telegram import Echo, serving

ANN, BEN, GROUP, SUPERGROUP = 11, 22, -500, -1_000_000_000_500
LIMIT = Limit(timedelta(seconds=1) / 30, timedelta(seconds=1), timedelta(seconds=4))
WRITTEN = "I've written to you directly."
CANNOT = "That answer is for you alone, and I may not write to you yet"
HINT = "I can't see who you are while you're anonymous here."
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
FORUM: dict[str, Any] = {"chat_id": SUPERGROUP, "chat_type": "supergroup"}
TOPIC: dict[str, Any] = FORUM | {"message_thread_id": 7, "is_topic_message": True}
UNWELCOME = [
    forbidden("Forbidden: bot can't initiate conversation with a user"),
    forbidden(),
    refused("chat not found"),
    refused("PEER_ID_INVALID"),
]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def echo() -> Echo:
    answers = {"/status": Message(text=Markup("yours"), private=True), "mine": Message(text=Markup("m"), private=True)}
    return Echo(answers=dict(answers))


def by_limit(database: Database) -> Dispatcher:
    """Knows how much a group has heard, as the Dispatcher of the program does."""
    limits = {"telegram": LIMIT}
    return Dispatcher(database, (), clock=lambda: NOW, default_zone="UTC", returning=returning, limits=limits)


@pytest.fixture
async def bot(api: BotApi, echo: Echo, database: Database) -> AsyncIterator[Telegram]:
    echo.rooms = by_limit(database)
    async with serving(api, echo, database) as bot:
        yield bot


async def over(api: BotApi) -> None:
    """Everything that came is worked on, in that chat and in the others."""
    for chat in (SUPERGROUP, BEN):
        before = api.said(chat).count("/over")
        api.say(BEN, "/over", chat_id=chat, chat_type="supergroup" if chat < 0 else "private")
        await api.wait_until(lambda chat=chat, before=before: api.said(chat).count("/over") > before)  # type: ignore[misc]


def in_group(api: BotApi) -> list[BotMessage]:
    return [one for one in api.messages if one.chat_id == SUPERGROUP and one.text != "/over"]


# Private answers.


async def test_a_private_answer_goes_to_the_direct_chat_and_one_line_says_so(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    asked = api.say(ANN, "/status", **TOPIC)
    await over(api)
    assert api.said(ANN) == ["yours"]
    (line,) = in_group(api)
    assert (line.text, line.thread, line.reply_to) == (WRITTEN, 7, asked["message_id"])
    assert 'href="https://t.me/roadmate_bot"' in line.html
    assert api.made("sendMessage")[1].params["disable_notification"] is True


@pytest.mark.parametrize("failure", UNWELCOME, ids=lambda failure: failure.description)
async def test_who_cannot_be_written_to_gets_one_line_with_the_link_and_nothing_else(
    api: BotApi, echo: Echo, bot: Telegram, failure: Failure
) -> None:
    api.fail("sendMessage", failure)
    asked = api.say(ANN, "/status", **FORUM)
    await over(api)
    assert api.said(ANN) == []
    (line,) = in_group(api)
    assert line.text.startswith(CANNOT)
    assert (line.reply_to, 'href="https://t.me/roadmate_bot"' in line.html) == (asked["message_id"], True)


async def test_an_answer_that_never_comes_is_not_pointed_to(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendMessage", refused("can't parse entities"))
    api.say(ANN, "/status", **FORUM)
    await over(api)
    assert in_group(api) == []


@pytest.mark.drill
async def test_an_answer_that_comes_late_is_pointed_to_when_it_is_there(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendMessage", *[broken()] * 8)
    api.say(ANN, "/status", **FORUM)
    await api.wait_for_messages(2)
    assert [(one.chat_id, one.text) for one in api.messages] == [(ANN, "yours"), (SUPERGROUP, WRITTEN)]


async def test_a_private_answer_to_a_direct_chat_is_just_an_answer(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.say(ANN, "/status")
    await api.wait_for_messages(1)
    await over(api)
    assert api.said(ANN) == ["yours"]
    assert in_group(api) == []


async def test_a_private_answer_of_several_messages_is_still_one_line_in_the_group(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    files = tuple(Attachment(f"{number}.md", b"#", "text/markdown") for number in range(3))
    echo.answers["/status"] = Message(text=Markup("word " * 1200), attachments=files, private=True)
    api.say(ANN, "/status", **FORUM)
    await over(api)
    assert len(api.said(ANN)) == 5
    assert [one.text for one in in_group(api)] == [WRITTEN]


async def test_a_line_that_telegram_does_not_take_is_not_tried_again(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.closed.add(7)
    api.say(ANN, "/status", **TOPIC)
    await over(api)
    assert api.said(ANN) == ["yours"]
    assert len([call for call in api.made("sendMessage") if call.params.get("message_thread_id") == 7]) == 1


# Presses.


async def pressing(api: BotApi, echo: Echo) -> None:
    """Ann presses a button in the group whose answer is for her alone."""
    echo.answers["/board"] = Message(text=Markup("board"), keys=(Key("Mine", "mine"),))
    api.say(BEN, "/board", **TOPIC)
    (board,) = await api.wait_for_messages(1)
    api.press(ANN, board, "mine")
    await api.wait_for_calls("sendMessage", 2)
    await over(api)


async def test_a_press_whose_answer_is_private_leaves_no_line_in_the_group(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    await pressing(api, echo)
    assert api.said(ANN) == ["m"]
    assert [one.text for one in in_group(api)] == ["board"]


async def test_who_presses_and_cannot_be_written_to_is_shown_the_way(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.unwelcome.add(ANN)
    await pressing(api, echo)
    _, line = in_group(api)
    assert line.text.startswith(CANNOT)
    assert (line.reply_to, line.thread) == (None, 7)
    assert "Learner" not in line.text, "nobody is named who has not joined"


# The group's limit.


async def test_lines_into_a_group_are_counted_and_left_out_where_it_has_heard_enough(
    api: BotApi, echo: Echo, bot: Telegram, database: Database
) -> None:
    for number in range(14):
        api.say(100 + number, "/status", **FORUM)
    await over(api)
    assert len([one for one in api.messages if one.text == "yours"]) == 14
    assert 4 <= len(in_group(api)) <= 5, "four at once, and those of the time that passes meanwhile"
    async with database.store() as store:
        now = await store.now()
        free_at = await store.rates.reserve({f"telegram:{SUPERGROUP}": Want(timedelta(0))}, now)
    assert free_at[f"telegram:{SUPERGROUP}"] - now > timedelta(seconds=11)


async def test_what_a_group_has_no_room_for_in_time_is_not_counted(database: Database) -> None:
    chat = "telegram:-500"
    async with database.store() as store:
        now = await store.now()
        await store.rates.hold({chat: now + timedelta(seconds=40)})
    async with database.store() as store:
        wait = await until_it_fits(store, LIMIT, "telegram", str(GROUP), NOTHING_SELDOM)
    assert timedelta(seconds=27) < wait <= timedelta(seconds=28)
    async with database.store() as store:
        free_at = await store.rates.reserve({chat: Want(timedelta(0))}, now)
    assert free_at[chat] == now + timedelta(seconds=40)


async def test_where_the_database_is_gone_nothing_is_said(database: Database) -> None:
    await database.close()
    gone = Database("postgresql+psycopg://nobody:x@127.0.0.1:9/none")
    async with BotApi() as api, telegram.Bot(api.token, base_url=f"{api.url}/bot") as bot:
        await Pointing(bot, by_limit(gone)).cannot_write(Place(str(GROUP), direct=False), None)
        assert not api.made("sendMessage")
    await gone.close()


# Anonymous admins.


def anonymously(api: BotApi, line: str, chat: int = SUPERGROUP) -> dict[str, Any]:
    group = {"id": chat, "type": "supergroup", "title": "Owls"}
    more = {"from": ANONYMOUS, "sender_chat": group, "message_thread_id": 7, "is_topic_message": True}
    return api.say(BEN, line, chat_id=chat, chat_type="supergroup", **more)


async def test_an_anonymous_admin_is_told_once_how_to_be_known(api: BotApi, echo: Echo, bot: Telegram) -> None:
    first = anonymously(api, "/status")
    anonymously(api, "/done@roadmate_bot nlp")
    await over(api)
    (line,) = in_group(api)
    assert line.text.startswith(HINT)
    assert (line.thread, line.reply_to) == (7, first["message_id"])
    assert {spoken.line for spoken in echo.heard} == {"/over"}


async def test_each_group_is_told_for_itself(api: BotApi, echo: Echo, bot: Telegram) -> None:
    anonymously(api, "/status")
    anonymously(api, "/status", chat=SUPERGROUP - 1)
    await over(api)
    assert len(in_group(api)) == 1
    await api.wait_until(lambda: len(api.said(SUPERGROUP - 1)) == 1)


@pytest.mark.parametrize("line", ["just talking", "/ban somebody", "/status@another_bot", "/"])
async def test_what_an_anonymous_admin_says_to_others_is_passed_over(
    api: BotApi, echo: Echo, bot: Telegram, line: str
) -> None:
    anonymously(api, line)
    await over(api)
    assert in_group(api) == []
