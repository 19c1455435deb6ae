"""The Telegram adapter: a real Application over HTTP against a Bot API server on loopback."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import aiohttp
import pytest
from markupsafe import Markup, escape

from bot.chat.command import Where
from bot.chat.dispatch import Dispatcher
from bot.chat.happenings import Happening
from bot.chat.platform import Admitted, Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Attachment, Key, Message
from bot.errors import OperatorError
from bot.platforms.telegram.platform import Telegram
from bot.platforms.telegram.talk import PATIENCE_SECONDS
from bot.send_errors import TryLater, Unreachable, Unsendable
from bot.store import Database
from tests.platforms.bot_api import MONDAY, BotApi
from tests.platforms.bot_api_script import (
    BotMessage,
    Failure,
    broken,
    flood,
    forbidden,
    lost,
    migrated,
    refused,
    silent,
    unheard,
)
from tests.platforms.conftest import NOW

ANN, BEN, GROUP, SUPERGROUP = 11, 22, -500, -100500
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@dataclass(frozen=True)
class Menu:
    name: str
    help: str
    where: Where = Where.ANYWHERE
    right: Right | None = None
    rights_asked: bool = False
    menu: bool = True


@dataclass
class Echo:
    """Stands where the Dispatcher stands: it answers a line with itself, or with what the test has laid out."""

    commands: tuple[Menu, ...] = (Menu("status", "Where you stand"), Menu("done", "Mark a topic as completed"))
    answers: dict[str, Message | None] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    breaks: set[str] = field(default_factory=set)
    heard: list[Spoken] = field(default_factory=list)
    felt: list[Pressed] = field(default_factory=list)
    told: list[Happening] = field(default_factory=list)
    rooms: Dispatcher | None = None

    async def until_room(self, platform: str, chat_id: str, seldom: Mapping[str, timedelta]) -> float:
        return await self.rooms.until_room(platform, chat_id, seldom) if self.rooms else 0.0

    async def happened(self, happening: Happening, at: datetime, mark: object = None) -> None:
        self.told.append(happening)

    async def say(self, spoken: Spoken, mark: object = None) -> Message | None:
        self.heard.append(spoken)
        return await self._answer(spoken.line)

    async def admit(self, pressed: Pressed) -> Admitted | str:
        return self.refusals.get(pressed.data) or Admitted(pressed, pressed.data, "")

    async def press(self, press: Admitted, mark: object = None) -> Message | None:
        self.felt.append(press.pressed)
        return await self._answer(press.line)

    async def _answer(self, line: str) -> Message | None:
        if line in self.breaks:
            raise RuntimeError(line)
        if line in self.gates:
            await self.gates[line].wait()
        return self.answers.get(line, Message(text=escape(line)))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def echo() -> Echo:
    return Echo()


def telegram(api: BotApi, echo: Echo, database: Database, **settings: Any) -> Telegram:
    settings = {"token": api.token, "api_url": api.url, "pause": 0.01} | settings
    return Telegram(dispatcher=echo, database=database, clock=lambda: NOW, **settings)


@asynccontextmanager
async def serving(api: BotApi, echo: Echo, database: Database, **settings: Any) -> AsyncIterator[Telegram]:
    """The bot at work; it is stopped as the program stops it, by cancelling."""
    bot = telegram(api, echo, database, **settings)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        yield bot
        running.cancel()


@pytest.fixture
async def bot(api: BotApi, echo: Echo, database: Database) -> AsyncIterator[Telegram]:
    async with serving(api, echo, database) as bot:
        yield bot


async def shown(api: BotApi, echo: Echo, chat_id: int, *labels: str) -> BotMessage:
    """A message with buttons, each carrying its label as data."""
    keys = tuple(Key(label, label) for label in labels)
    echo.answers["/pick"] = Message(text=Markup("pick"), keys=keys)
    api.say(ANN, "/pick", chat_id=chat_id, chat_type="private" if chat_id > 0 else "supergroup")
    return (await api.wait_for_messages(len(api.messages) + 1))[-1]


# What is heard.


async def test_a_greeting_is_answered_where_it_was_said(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.say(ANN, "hello <there>")
    await api.wait_for_messages(1)
    assert api.said(ANN) == ["hello <there>"]
    place = Place(str(ANN), direct=True, direct_link="https://t.me/roadmate_bot")
    assert echo.heard == [Spoken(Speaker("telegram", str(ANN)), place, "hello <there>", MONDAY)]
    assert echo.heard[0].speaker.name == f"Learner {ANN}"
    assert echo.heard[0].at.utcoffset() == timedelta(0)
    (sent,) = api.made("sendMessage")
    assert sent.params["link_preview_options"] == {"is_disabled": True}


async def test_nothing_is_said_where_the_answer_is_none(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.answers["psst"] = None
    api.say(ANN, "psst")
    api.say(ANN, "hello")
    await api.wait_for_messages(1)
    assert api.said(ANN) == ["hello"]


async def test_a_command_addressed_to_this_bot_is_heard_without_the_address(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    api.say(ANN, "/done@Roadmate_Bot nlp", chat_id=GROUP, chat_type="group")
    await api.wait_for_messages(1)
    assert api.said(GROUP) == ["/done nlp"]
    assert not echo.heard[0].place.direct


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("/done@otherbot nlp", {}),
        ("just talking", {}),
        (None, {"photo": []}),
        ("/status", {"from": {"id": 9, "is_bot": True, "first_name": "Robot"}}),
    ],
    ids=["a command for another bot", "plain text", "a photo", "a bot"],
)
async def test_what_is_not_for_this_bot_in_a_group_is_ignored(
    api: BotApi, echo: Echo, bot: Telegram, text: str | None, more: dict[str, Any]
) -> None:
    api.say(ANN, text, chat_id=GROUP, chat_type="group", **more)
    api.say(ANN, "/bye", chat_id=GROUP, chat_type="group")
    await api.wait_for_messages(1)
    assert [spoken.line for spoken in echo.heard] == ["/bye"]


async def test_a_photo_in_a_direct_chat_is_ignored(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.say(ANN, None, photo=[])
    api.say(ANN, "hello")
    await api.wait_for_messages(1)
    assert [spoken.line for spoken in echo.heard] == ["hello"]


async def test_an_edited_message_is_ignored(api: BotApi, echo: Echo, database: Database) -> None:
    api.edit(api.say(ANN, "hello"), "hello again")  # before the start, when Telegram still brings every kind
    async with serving(api, echo, database):
        api.say(ANN, "bye")
        await api.wait_for_messages(2)
    assert api.said(ANN) == ["hello", "bye"]


async def test_a_chat_is_served_in_order_while_others_are_not_kept_waiting(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    gate = echo.gates["slow"] = asyncio.Event()
    button = await shown(api, echo, ANN, "button")
    for line in ("slow", "second"):
        api.say(ANN, line)
    api.press(ANN, button, "button")
    api.say(BEN, "quick")
    await api.wait_for_messages(2)
    assert api.said(BEN) == ["quick"]
    assert api.said(ANN) == ["pick"]
    gate.set()
    await api.wait_for_messages(5)
    assert api.said(ANN) == ["pick", "slow", "second", "button"]


# Presses.


async def test_a_press_is_answered_before_it_is_worked_on(api: BotApi, echo: Echo, bot: Telegram) -> None:
    gate = echo.gates["Go"] = asyncio.Event()
    query_id = api.press(ANN, await shown(api, echo, ANN, "Go"), "Go")
    (call,) = await api.wait_for_calls("answerCallbackQuery")
    assert call.params == {"callback_query_id": query_id, "show_alert": False}
    assert len(api.messages) == 1
    gate.set()
    await api.wait_for_messages(2)
    assert api.said(ANN) == ["pick", "Go"]
    place = Place(str(ANN), direct=True, direct_link="https://t.me/roadmate_bot")
    (felt,) = echo.felt
    assert felt == Pressed(Speaker("telegram", str(ANN)), place, "Go", felt.at)
    assert felt.speaker.name == f"Learner {ANN}"
    assert NOW < felt.at < NOW + timedelta(seconds=5)


async def test_an_answer_to_a_press_waits_for_nothing_once_it_is_there(api: BotApi, echo: Echo, bot: Telegram) -> None:
    button, began = await shown(api, echo, ANN, "Go"), monotonic()
    api.press(ANN, button, "Go")
    await api.wait_for_messages(2)
    assert monotonic() - began < PATIENCE_SECONDS, "it waited as long as a toast may take"


async def test_a_refused_press_shows_the_refusal_and_does_nothing(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.refusals["Go"] = "This button is not yours. " * 20
    api.press(BEN, await shown(api, echo, GROUP, "Go"), "Go")
    (call,) = await api.wait_for_calls("answerCallbackQuery")
    assert call.params["show_alert"] is True
    assert call.params["text"] == ("This button is not yours. " * 20)[:200]
    assert not echo.felt


async def test_a_press_too_old_to_be_answered_is_worked_on_all_the_same(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.press(ANN, await shown(api, echo, ANN, "Go"), "Go", stale=True)
    await api.wait_for_messages(2)
    assert api.said(ANN) == ["pick", "Go"]


async def test_an_answer_in_place_changes_the_pressed_message_and_its_keys(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    echo.answers["Go"] = Message(text=Markup("<b>gone</b>"), keys=(Key("Back", "Back"),), in_place=True)
    button = await shown(api, echo, ANN, "Go")
    api.press(ANN, button, "Go")
    await api.wait_for_calls("editMessageText")
    await api.wait_until(lambda: button.edits == 1)
    assert (button.text, button.html, button.labels) == ("gone", "<b>gone</b>", [["Back"]])
    assert len(api.messages) == 1


async def test_an_answer_in_place_that_changes_nothing_is_fine(api: BotApi, echo: Echo, bot: Telegram) -> None:
    button = await shown(api, echo, ANN, "Go")
    echo.answers["Go"] = Message(text=Markup("pick"), keys=(Key("Go", "Go"),), in_place=True)
    api.press(ANN, button, "Go")
    await api.wait_for_calls("editMessageText")
    api.say(ANN, "bye")
    await api.wait_for_messages(2)
    assert api.said(ANN) == ["pick", "bye"]


async def test_an_answer_in_place_is_a_new_message_where_the_old_one_is_gone(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    echo.answers["Go"] = Message(text=Markup("gone"), in_place=True)
    button = await shown(api, echo, ANN, "Go")
    api.delete(button)
    api.press(ANN, button, "Go")
    await api.wait_until(lambda: api.said(ANN) == ["gone"])


async def test_an_answer_in_place_is_a_new_message_where_the_old_one_is_out_of_reach(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    echo.answers["Go"] = Message(text=Markup("gone"), in_place=True)
    api.press(ANN, await shown(api, echo, ANN, "Go"), "Go", accessible=False)
    await api.wait_for_messages(2)
    assert not api.made("editMessageText")


async def test_a_long_answer_in_place_goes_on_in_new_messages_with_the_keys_under_the_last(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    text = Markup("\n\n").join(["word " * 600, "more " * 600])
    echo.answers["Go"] = Message(text=text, keys=(Key("Back", "Back"),), in_place=True)
    button = await shown(api, echo, ANN, "Go")
    api.press(ANN, button, "Go")
    await api.wait_for_messages(2)
    assert [message.labels for message in api.messages] == [[], [["Back"]]]
    assert button.text.startswith("word")


# What is said.


async def test_a_long_answer_comes_in_parts_with_its_tags_and_the_keys_under_the_last(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    link = Markup('<a href="https://x.org/?a=1&amp;b=2">{}</a>').format("read it's on " * 90)
    text = Markup("\n\n").join(Markup("<b>{} {}</b>").format(number, link) for number in range(9))
    keys = tuple(Key(label, label) for label in ("Yes", "No", "Natural Language Processing"))
    echo.answers["all"] = Message(text=text, keys=keys)
    api.say(ANN, "all")
    messages = await api.wait_for_messages(3)
    assert "".join("".join(api.said(ANN)).split()) == "".join(text.striptags().split())
    assert [message.labels for message in messages] == [[], [], [["Yes", "No"], ["Natural Language Processing"]]]


async def test_pictures_and_documents_follow_the_text(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.answers["all"] = Message(
        text=Markup("here"),
        attachments=(
            Attachment("chart.png", PNG, "image/png", alt="A chart & more " * 100),
            Attachment("plan.md", b"# Plan", "text/markdown"),
            Attachment("chart.svg", b"<svg/>", "image/svg+xml", alt="A chart"),
        ),
    )
    api.say(ANN, "all")
    text, photo, document, drawing = await api.wait_for_messages(4)
    assert text.text == "here"
    assert (photo.kind, photo.file, photo.text) == ("photo", ("chart.png", PNG), ("A chart & more " * 100)[:1024])
    assert (document.kind, document.file, document.text) == ("document", ("plan.md", b"# Plan"), "")
    assert (drawing.kind, drawing.text) == ("document", "A chart")


async def test_an_answer_stays_in_the_thread_of_a_forum(api: BotApi, echo: Echo, bot: Telegram) -> None:
    forum = {"chat_id": SUPERGROUP, "chat_type": "supergroup"}
    api.say(ANN, "/status", message_thread_id=7, is_topic_message=True, **forum)
    api.say(ANN, "/status", message_thread_id=1, **forum)
    messages = await api.wait_for_messages(2)
    assert [message.thread for message in messages] == [7, None]


# What goes wrong with an answer.


async def test_an_answer_waits_as_long_as_telegram_asks(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendMessage", flood(0.3))
    api.say(ANN, "hello")
    await api.wait_for_calls("sendMessage")
    asked = monotonic()
    await api.wait_for_messages(1)
    assert monotonic() - asked >= 0.29


async def test_an_answer_is_tried_again_after_faults_of_the_network(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendMessage", broken(502), broken(500), unheard())
    api.say(ANN, "hello")
    await api.wait_for_messages(1)
    assert len(api.made("sendMessage")) == 4


async def test_an_answer_that_fails_a_few_times_comes_later_and_holds_up_nothing(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    api.fail("sendMessage", *[broken()] * 6)
    api.say(ANN, "hello")
    api.say(ANN, "bye")
    await api.wait_for_messages(2)
    assert sorted(api.said(ANN)) == ["bye", "hello"]


@pytest.mark.parametrize("failure", [forbidden(), refused("TOPIC_CLOSED")])
async def test_an_answer_that_telegram_never_takes_is_dropped(
    api: BotApi, echo: Echo, bot: Telegram, failure: Failure
) -> None:
    api.fail("sendMessage", failure)
    api.say(ANN, "hello")
    api.say(ANN, "bye")
    await api.wait_for_messages(1)
    assert api.said(ANN) == ["bye"]


async def test_an_answer_follows_a_group_that_became_a_supergroup(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.answers["/all"] = Message(text=Markup("one"), attachments=(Attachment("plan.md", b"#", "text/markdown"),))
    api.fail("sendMessage", migrated(SUPERGROUP))
    api.say(ANN, "/all", chat_id=GROUP, chat_type="group")
    messages = await api.wait_for_messages(2)
    assert [(message.chat_id, message.kind) for message in messages] == [(SUPERGROUP, "text"), (SUPERGROUP, "document")]


async def test_what_breaks_here_stops_nobody_else(
    api: BotApi, echo: Echo, bot: Telegram, capsys: pytest.CaptureFixture[str]
) -> None:
    echo.breaks.add("my secret")
    api.say(ANN, "my secret")
    api.say(ANN, "hello")
    await api.wait_for_messages(1)
    out = capsys.readouterr().out
    assert "telegram.broke" in out
    assert "RuntimeError" in out
    assert "my secret" not in out


# Moments.

MOMENT = Markup('On <time datetime="1799658000">Mon 11 Jan, 09:00</time>.')


async def test_a_moment_is_shown_in_each_readers_own_zone(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.answers["when"] = Message(text=MOMENT)
    api.say(ANN, "when")
    await api.wait_for_messages(1)
    (sent,) = api.made("sendMessage")
    assert sent.params["text"] == 'On <tg-time unix="1799658000" format="wDt">Mon 11 Jan, 09:00</tg-time>.'
    assert api.said(ANN) == ["On Mon 11 Jan, 09:00."]


async def test_of_a_moment_that_is_near_the_time_of_day_is_enough(api: BotApi, echo: Echo, bot: Telegram) -> None:
    echo.answers["when"] = Message(text=Markup('Until <time datetime="1799658000" format="clock">09:00</time>.'))
    api.say(ANN, "when")
    await api.wait_for_messages(1)
    (sent,) = api.made("sendMessage")
    assert sent.params["text"] == 'Until <tg-time unix="1799658000" format="t">09:00</tg-time>.'


async def test_a_server_that_knows_no_moments_is_asked_once_and_then_written_plain_text(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    echo.answers["when"] = Message(text=MOMENT)
    api.fail("sendMessage", refused('can\'t parse entities: Unsupported start tag "tg-time" at byte offset 3'))
    for _ in range(2):
        api.say(ANN, "when")
        await api.wait_for_messages(len(api.messages) + 1)
    await bot.send(str(ANN), Message(text=MOMENT))
    assert [call.params["text"] for call in api.made("sendMessage")][1:] == ["On Mon 11 Jan, 09:00."] * 3
    assert api.said(ANN) == ["On Mon 11 Jan, 09:00."] * 3


async def test_a_refusal_for_another_reason_leaves_moments_alone(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendMessage", refused("message is too long"))
    with pytest.raises(Unsendable):
        await bot.send(str(ANN), Message(text=MOMENT))
    await bot.send(str(ANN), Message(text=MOMENT))
    assert "tg-time" in api.made("sendMessage")[-1].params["text"]


async def test_an_answer_in_place_knows_moments_too(api: BotApi, echo: Echo, bot: Telegram) -> None:
    message = await shown(api, echo, ANN, "later")
    echo.answers["later"] = Message(text=MOMENT, in_place=True)
    api.fail("editMessageText", refused('can\'t parse entities: Unsupported start tag "tg-time" at byte offset 3'))
    api.press(ANN, message, "later")
    await api.wait_until(lambda: len(api.made("editMessageText")) == 2)
    await api.wait_until(lambda: message.text == "On Mon 11 Jan, 09:00.")


# Nudges.


async def test_a_nudge_returns_the_id_of_its_last_message(api: BotApi, echo: Echo, bot: Telegram) -> None:
    sent = await bot.send(str(ANN), Message(text=Markup("\n\n").join(["word " * 600, "more " * 600])))
    assert len(api.messages) == 2
    assert sent == str(api.messages[-1].message_id)


async def test_a_nudge_can_be_sent_before_the_bot_listens(api: BotApi, echo: Echo, database: Database) -> None:
    bot = telegram(api, echo, database)
    assert await bot.send(str(ANN), Message(text=Markup("hello")))
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await api.wait_until(lambda: api.polls > 0)
        running.cancel()


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (forbidden(), Unreachable("blocked by the account")),
        (forbidden("Forbidden: user is deactivated"), Unreachable("account deactivated")),
        (forbidden("Forbidden: something new"), Unreachable("forbidden")),
        (refused("chat not found"), Unreachable("chat not found")),
        (refused("user is deactivated"), Unreachable("account deactivated")),
        (refused("can't parse entities: unsupported start tag"), Unsendable("markup refused")),
        (refused("something new"), Unsendable("refused")),
        (migrated(SUPERGROUP), Unsendable("chat moved")),
        (flood(17), TryLater("flood limit", 17.0)),
        (broken(502), TryLater("fault at Telegram")),
        (broken(413), Unsendable("file too large")),
        (lost(), TryLater("answer lost", maybe_sent=True)),
    ],
    ids=lambda value: getattr(value, "description", None) or getattr(value, "reason", None),
)
async def test_a_failed_nudge_says_in_fixed_words_what_to_make_of_it(
    api: BotApi, echo: Echo, bot: Telegram, failure: Failure, error: Any
) -> None:
    api.fail("sendMessage", failure)
    with pytest.raises(type(error)) as raised:
        await bot.send(str(ANN), Message(text=Markup("hello")))
    assert vars(raised.value) == vars(error)
    assert len(api.made("sendMessage")) == 1
    assert len(api.messages) == (1 if failure.accepted else 0)


async def test_a_nudge_cut_off_between_its_messages_may_have_been_sent(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.fail("sendDocument", flood(5))
    plan = Attachment("plan.md", b"#", "text/markdown")
    with pytest.raises(TryLater) as raised:
        await bot.send(str(ANN), Message(text=Markup("hello"), attachments=(plan,)))
    assert raised.value.maybe_sent


async def test_a_nudge_that_never_left_was_surely_not_sent(echo: Echo, database: Database) -> None:
    bot = Telegram(token="1:x", api_url="http://127.0.0.1:9", dispatcher=echo, database=database, clock=lambda: NOW)
    with pytest.raises(TryLater) as raised:
        await bot.send(str(ANN), Message(text=Markup("hello")))
    assert vars(raised.value) == vars(TryLater("no connection"))
    await bot._app.bot.shutdown()


# Start and stop.


async def test_what_is_in_the_menu_is_published_for_direct_chats_groups_and_those_who_manage_them(
    api: BotApi, echo: Echo, database: Database
) -> None:
    board, rule = Menu("board", "Show it", Where.GROUP), Menu("group", "Set it", Where.GROUP, Right.MANAGE_GROUP)
    help_, skip = Menu("help", "What there is"), Menu("skip", "Leave it out", menu=False)
    leave = Menu("leave", "Leave this group", Where.GROUP, menu=False)
    close = Menu("close", "Close it", Where.GROUP, rights_asked=True)
    echo.commands = (*echo.commands, skip, help_, board, leave, rule, close)
    async with serving(api, echo, database):
        await api.wait_until(lambda: len(api.commands) == 3)
    assert {scope: [one["command"] for one in listed] for scope, listed in api.commands.items()} == {
        "all_private_chats": ["status", "done", "help"],
        "all_group_chats": ["board", "help"],
        "all_chat_administrators": ["group", "close", "board", "help"],
    }
    assert api.commands["all_group_chats"][0] == {"command": "board", "description": "Show it"}


async def test_a_list_that_telegram_has_already_is_not_set_again_and_one_that_changed_is(
    api: BotApi, echo: Echo, database: Database
) -> None:
    async with serving(api, echo, database):
        await api.wait_until(lambda: api.polls > 0)
    async with serving(api, echo, database):
        await api.wait_until(lambda: api.polls > 1)
    assert [call.params["scope"]["type"] for call in api.made("setMyCommands")] == ["all_private_chats"]
    echo.commands = (*echo.commands, Menu("board", "Show it", Where.GROUP))
    async with serving(api, echo, database):
        await api.wait_until(lambda: api.polls > 2)
    assert [call.params["scope"]["type"] for call in api.made("setMyCommands")][1:] == [
        "all_group_chats",
        "all_chat_administrators",
    ]


async def test_a_network_that_is_away_at_the_start_is_waited_for(api: BotApi, echo: Echo, database: Database) -> None:
    api.fail("getMe", *[unheard()] * 3, broken(), flood(0.05))
    api.fail("setMyCommands", broken())
    async with serving(api, echo, database):
        api.say(ANN, "hello")
        await api.wait_for_messages(1)


async def test_a_bot_without_its_menu_still_answers(api: BotApi, echo: Echo, database: Database) -> None:
    api.fail("setMyCommands", refused("BOT_COMMAND_INVALID"))
    async with serving(api, echo, database):
        api.say(ANN, "hello")
        await api.wait_for_messages(1)


async def test_polling_goes_on_after_a_fault(api: BotApi, echo: Echo, database: Database) -> None:
    api.fail("getUpdates", flood(0.05))
    async with serving(api, echo, database):
        api.say(ANN, "hello")
        await api.wait_for_messages(1)


async def test_a_second_poller_ends_the_first_with_a_clear_line_and_is_left_alone(
    api: BotApi, echo: Echo, database: Database
) -> None:
    first = asyncio.create_task(telegram(api, echo, database, grace=0.4).run())
    await api.wait_until(lambda: api.polls == 1)
    async with serving(api, echo, database):
        with pytest.raises(OperatorError) as raised:
            await first
        assert str(raised.value) == (
            "another process polls this Telegram bot: stop the other one, or give this one its own TELEGRAM_TOKEN"
        )
        api.say(ANN, "hello")
        await api.wait_for_messages(1)


@pytest.mark.parametrize("token", ["4242:wrong", "not a token", "4242:to/../ken\n"])
async def test_a_wrong_token_is_named_with_the_fix(api: BotApi, echo: Echo, database: Database, token: str) -> None:
    with pytest.raises(OperatorError, match="TELEGRAM_TOKEN: copy it again from BotFather"):
        await telegram(api, echo, database, token=token).run()


async def test_a_token_taken_back_while_the_bot_runs_ends_it_too(api: BotApi, echo: Echo, database: Database) -> None:
    running = asyncio.create_task(telegram(api, echo, database).run())
    await api.wait_until(lambda: api.polls == 1)
    api.token = "4242:another"
    api.say(ANN, "hello")
    with pytest.raises(OperatorError, match="TELEGRAM_TOKEN"):
        await running


async def test_the_token_is_in_no_log_line(
    api: BotApi, echo: Echo, database: Database, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    api.fail("getMe", unheard(), broken())
    api.fail("sendMessage", broken(), unheard(), forbidden())
    api.fail("getUpdates", flood(0.01), broken())
    async with serving(api, echo, database) as bot:
        api.say(ANN, "hello")
        api.say(ANN, "bye")
        await api.wait_for_messages(1)
        assert bot._app.bot.token != api.token
        logging.getLogger("telegram.ext.Bot").critical("Received data was %r", "hello")  # as PTB does
    with suppress(OperatorError):
        await telegram(api, echo, database, token=f"{api.token}-wrong").run()
    out, err = capfd.readouterr()
    everything = caplog.text + out + err
    assert "telegram.started" in everything
    assert "Received data was %r" in everything
    assert api.token not in everything
    assert "hello" not in everything


async def test_what_is_in_hand_is_finished_when_the_bot_stops_and_the_rest_waits_for_the_next_start(
    api: BotApi, echo: Echo, database: Database
) -> None:
    echo.gates["slow"] = asyncio.Event()
    async with serving(api, echo, database):
        api.say(ANN, "slow")
        api.say(ANN, "next")
        await api.wait_until(lambda: bool(echo.heard))
        asyncio.get_running_loop().call_later(0.2, echo.gates["slow"].set)
    assert api.said(ANN) == ["slow"]
    async with serving(api, echo, database):
        await api.wait_for_messages(2)
    assert api.said(ANN) == ["slow", "next"]


async def test_what_never_ends_does_not_keep_the_bot_from_stopping(api: BotApi, echo: Echo, database: Database) -> None:
    echo.gates["slow"] = asyncio.Event()
    async with serving(api, echo, database, grace=0.3):
        api.say(ANN, "slow")
        api.say(ANN, "next")
        await api.wait_until(lambda: bool(echo.heard))
        stopping = monotonic()
    assert monotonic() - stopping < 3
    assert api.messages == []


@pytest.mark.parametrize("failure", [flood(60), silent()], ids=["flood limit", "silence"])
async def test_a_telegram_that_is_away_does_not_keep_the_bot_from_stopping(
    api: BotApi, echo: Echo, database: Database, failure: Failure
) -> None:
    api.fail("getUpdates", failure, silent())
    async with serving(api, echo, database, grace=0.4):
        await api.wait_until(lambda: api.polls == 1)
        stopping = monotonic()
    assert monotonic() - stopping < 3


async def test_the_bot_can_be_stopped_before_it_has_started(echo: Echo, database: Database) -> None:
    bot = Telegram(
        token="1:x", api_url="http://127.0.0.1:9", dispatcher=echo, database=database, clock=lambda: NOW, pause=0.01
    )
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await asyncio.sleep(0.05)
        running.cancel()


async def test_updates_are_fetched_only_of_the_kinds_that_are_used(api: BotApi, echo: Echo, bot: Telegram) -> None:
    await api.wait_until(lambda: api.polls > 0)
    assert api._allowed == ["message", "callback_query", "message_reaction", "my_chat_member", "chat_member"]
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/botwrong/getMe") as answer:
        assert answer.status == 401
