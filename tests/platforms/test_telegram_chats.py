"""What Telegram tells of its chats reaches the Dispatcher once, and who is nobody's account is not heard."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.chat.happenings import Added, Blocked, Departed, Happening, Moved, Removed
from bot.chat.platform import Mark, Place
from bot.errors import DatabaseGone
from bot.platforms.telegram.arrivals import arrival
from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from tests.platforms.bot_api import MONDAY, BotApi
from tests.platforms.bot_api_script import Json
from tests.platforms.test_inbox import all_done, numbers, until
from tests.platforms.test_telegram import Echo, serving
from tests.platforms.updates import BOT_ID, Scribe, facts, rows, said, working

ANN, BEN = 11, 22
GROUP, SUPERGROUP, CHANNEL = -500, -1_000_000_000_500, -1_000_000_000_777
ROBOT = {"id": 9, "is_bot": True, "first_name": "Robot"}
OURSELVES = {"id": int(BOT_ID), "is_bot": True, "first_name": "Roadmate"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
async def bot(api: BotApi, echo: Echo, database: Database) -> AsyncIterator[Telegram]:
    async with serving(api, echo, database) as bot:
        yield bot


async def heard(api: BotApi, echo: Echo) -> list[Happening]:
    """What was told so far, once everything that came is worked on."""
    before = len(api.said(ANN))
    api.say(ANN, "over")
    await api.wait_until(lambda: len(api.said(ANN)) > before)
    await asyncio.sleep(0.05)
    return echo.told


# The bot in a chat.


@pytest.mark.parametrize(
    ("old", "new"),
    [("left", "member"), ("kicked", "member"), ("left", "restricted"), ("member", "administrator")],
)
@pytest.mark.parametrize(("chat", "kind"), [(GROUP, "group"), (SUPERGROUP, "supergroup")])
async def test_a_group_the_bot_is_in_is_told_with_its_title(
    api: BotApi, echo: Echo, bot: Telegram, chat: int, kind: str, old: str, new: str
) -> None:
    api.change_bot(chat, old, new, chat_type=kind, by=BEN, at=MONDAY)
    assert await heard(api, echo) == [Added("telegram", str(chat))]
    (added,) = echo.told
    assert isinstance(added, Added)
    assert added.title == "Somewhere"


@pytest.mark.parametrize("new", ["left", "kicked"])
async def test_a_group_the_bot_is_out_of_is_told(api: BotApi, echo: Echo, bot: Telegram, new: str) -> None:
    api.change_bot(GROUP, "member", new, chat_type="group", by=BEN, at=MONDAY)
    assert await heard(api, echo) == [Removed("telegram", str(GROUP))]


async def test_the_service_message_that_the_bot_left_says_so_too(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.leave(BEN, GROUP, chat_type="group", at=MONDAY, who=OURSELVES)
    assert await heard(api, echo) == [Removed("telegram", str(GROUP))]


async def test_a_channel_is_no_group(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.change_bot(CHANNEL, "left", "administrator", chat_type="channel", by=BEN, at=MONDAY)
    api.change_bot(CHANNEL, "administrator", "kicked", chat_type="channel", by=BEN, at=MONDAY)
    assert await heard(api, echo) == []


async def test_who_blocks_the_bot_is_told_and_who_lets_it_in_again(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.change_bot(BEN, "member", "kicked", chat_type="private", by=BEN, at=MONDAY)
    api.change_bot(BEN, "kicked", "member", chat_type="private", by=BEN, at=MONDAY)
    assert await heard(api, echo) == [Blocked("telegram", str(BEN), True), Blocked("telegram", str(BEN), False)]


# The others.


async def test_who_leaves_or_is_thrown_out_has_departed(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.leave(BEN, GROUP, chat_type="group", at=MONDAY)
    thrown = {"id": 33, "is_bot": False, "first_name": "Eve"}
    api.leave(BEN, GROUP, chat_type="group", at=MONDAY, who=thrown)
    assert await heard(api, echo) == [
        Departed("telegram", str(BEN), str(GROUP)),
        Departed("telegram", "33", str(GROUP)),
    ]


@pytest.mark.parametrize(
    ("new", "more", "told"),
    [
        ("left", {}, [Departed("telegram", str(BEN), str(SUPERGROUP))]),
        ("kicked", {}, [Departed("telegram", str(BEN), str(SUPERGROUP))]),
        ("restricted", {"is_member": False}, [Departed("telegram", str(BEN), str(SUPERGROUP))]),
        ("restricted", {"is_member": True}, []),
        ("administrator", {}, []),
    ],
)
async def test_where_the_bot_is_an_admin_it_hears_of_leaving_without_a_service_message(
    api: BotApi, echo: Echo, bot: Telegram, new: str, more: Json, told: list[Happening]
) -> None:
    api.change_member(BEN, SUPERGROUP, "member", new, chat_type="supergroup", at=MONDAY, **more)
    assert await heard(api, echo) == told


async def test_who_comes_has_not_departed_and_other_bots_are_nobody(api: BotApi, echo: Echo, bot: Telegram) -> None:
    api.change_member(BEN, SUPERGROUP, "left", "member", chat_type="supergroup", at=MONDAY)
    api.leave(BEN, GROUP, chat_type="group", at=MONDAY, who=ROBOT)
    assert await heard(api, echo) == []


async def test_a_group_that_becomes_a_supergroup_is_told_from_both_sides(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    api.migrate(GROUP, SUPERGROUP, by=BEN, at=MONDAY)
    assert await heard(api, echo) == [Moved("telegram", str(GROUP), str(SUPERGROUP))] * 2


# Once, in order, whoever dies.


class Teller(Scribe):
    """A Scribe that writes down what happened as well."""

    async def happened(self, happening: Happening, at: Any, mark: Mark | None = None) -> None:
        await self.say(_Line(repr(happening)), mark)  # type: ignore[arg-type]


class _Line:
    """A happening, in the form of a line."""

    def __init__(self, line: str) -> None:
        self.line, self.at = line, MONDAY

    @property
    def speaker(self) -> Any:
        return type("Nobody", (), {"user_id": "0"})


def left(update_id: int) -> str:
    """The raw update of Ben leaving a group."""
    update = json.loads(said(update_id, "", BEN))
    message = update["message"] | {"chat": {"id": GROUP, "type": "group", "title": "Owls"}}
    del message["text"]
    return json.dumps(update | {"message": message | {"left_chat_member": message["from"]}})


GONE = repr(Departed("telegram", str(BEN), str(GROUP)))


async def test_what_happened_is_marked_in_the_transaction_that_stores_it(
    api: BotApi, process: Callable[[], Database]
) -> None:
    one = process()
    teller = Teller(one)
    teller.broken[GONE] = 2
    async with working(api, teller, one) as bot:
        await bot._inlet.keep([arrival(left(1))])
        await until(lambda: all_done(one))
    assert await facts(one) == [(0, GONE)]
    assert teller.tried == {GONE: 3}


async def test_what_happened_is_not_told_again_after_a_death_between_the_commit_and_the_end(
    api: BotApi, process: Callable[[], Database]
) -> None:
    one, two = process(), process()
    async with one.store() as store:
        await store.inbox.keep(BOT_ID, [arrival(left(1)), arrival(left(2))], MONDAY)
        (first,) = await store.inbox.claim(BOT_ID, MONDAY, lease="dead", most=1)
        assert await store.inbox.mark(first)
    teller = Teller(two)
    async with working(api, teller, two):
        await until(lambda: all_done(two))
    assert teller.tried == {GONE: 1}, "the second of them; the first was stored before the death"


async def test_what_happened_while_the_database_was_gone_is_tried_again(api: BotApi, database: Database) -> None:
    class Gone(Teller):
        async def happened(self, happening: Happening, at: Any, mark: Mark | None = None) -> None:
            self.tried["any"] += 1
            if self.tried["any"] < 3:
                raise DatabaseGone
            await super().happened(happening, at, mark)

    teller = Gone(database)
    async with working(api, teller, database) as bot:
        await bot._inlet.keep([arrival(left(1))])
        await until(lambda: all_done(database))
    assert await facts(database) == [(0, GONE)]


def changed(kind: str, chat: int) -> str:
    return json.dumps({"update_id": 1, kind: {"chat": {"id": chat}, "from": {"id": BEN}, "date": 0}})


@pytest.mark.parametrize("kind", ["my_chat_member", "chat_member"])
@pytest.mark.parametrize("chat", [GROUP, BEN])
def test_what_became_of_a_chat_keeps_its_place_among_what_was_said_there(kind: str, chat: int) -> None:
    assert arrival(changed(kind, chat)).chat_id == str(chat)


async def test_what_happened_waits_for_what_was_said_before_it(api: BotApi, database: Database) -> None:
    async with database.store() as store:
        await store.inbox.keep(BOT_ID, [arrival(said(1, "hi", GROUP)), arrival(left(2))], MONDAY)
        assert numbers(list(await store.inbox.claim(BOT_ID, MONDAY, lease="one", most=9))) == [1]
    assert [row[1] for row in await rows(database)] == [GROUP, GROUP]


# Where it was said, and who is nobody.


async def test_a_place_in_a_group_has_its_thread_its_title_and_rights_that_are_to_be_asked_for(
    api: BotApi, echo: Echo, bot: Telegram
) -> None:
    forum: Json = {"chat_id": SUPERGROUP, "chat_type": "supergroup"}
    api.say(ANN, "/one", message_thread_id=7, is_topic_message=True, **forum)
    api.say(ANN, "/two", message_thread_id=1, is_topic_message=True, **forum)
    api.say(ANN, "/three", message_thread_id=30, **forum)  # a chain of replies, not a topic
    message = (await api.wait_for_messages(3))[0]
    api.press(ANN, message, "four")
    await api.wait_for_messages(4)
    link = "https://t.me/roadmate_bot"
    places = [said.place for said in (*echo.heard, *echo.felt)]
    assert [place.thread_id for place in places] == ["7", None, None, "7"]
    assert places[0] == Place(str(SUPERGROUP), direct=False, direct_link=link, rights=None, thread_id="7")
    assert {place.title for place in places} == {"Somewhere"}
    assert [message.thread for message in api.messages] == [7, None, None, 7]


NOBODY: dict[str, Json] = {
    "a bot": {"from": ROBOT},
    "an anonymous admin": {"from": ANONYMOUS, "sender_chat": {"id": GROUP, "type": "group", "title": "Owls"}},
    "a channel in the group's name": {
        "from": {"id": 136817688, "is_bot": True, "first_name": "Channel"},
        "sender_chat": {"id": CHANNEL, "type": "channel", "title": "News"},
    },
    "a post of the linked channel": {
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": {"id": CHANNEL, "type": "channel", "title": "News"},
        "is_automatic_forward": True,
    },
}


@pytest.mark.parametrize("more", NOBODY.values(), ids=NOBODY)
@pytest.mark.parametrize("line", ["/status", "/unknown", "/status@roadmate_bot"])
async def test_who_is_nobodys_account_asks_for_nothing(
    api: BotApi, echo: Echo, bot: Telegram, more: Json, line: str
) -> None:
    api.say(BEN, line, chat_id=GROUP, chat_type="group", **more)
    await heard(api, echo)
    assert [spoken.line for spoken in echo.heard] == ["over"]
    assert echo.told == []
    if more["from"] is not ANONYMOUS:
        assert api.said(GROUP) == []


async def test_a_post_in_a_channel_asks_for_nothing(api: BotApi, echo: Echo, database: Database) -> None:
    post = {"message_id": 1, "date": 0, "chat": {"id": CHANNEL, "type": "channel", "title": "News"}, "text": "/status"}
    api._bring("channel_post", post, asked=True)  # before the start, when Telegram still brings every kind
    async with serving(api, echo, database):
        await heard(api, echo)
    assert [spoken.line for spoken in echo.heard] == ["over"]
