"""Who manages a group on Telegram: asked of the server, remembered shortly, and nobody where it does not say."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Post, Right, Speaker
from bot.chat.reply import Key, Message, Reply
from bot.nudges.arming import returning
from bot.platforms.telegram.platform import Telegram
from bot.platforms.telegram.warden import Warden
from bot.send_errors import Ability
from bot.store import Database
from bot.texts.helps import of
from tests.platforms.bot_api import MONDAY, BotApi
from tests.platforms.bot_api_script import Failure, broken, flood, forbidden, refused
from tests.platforms.test_telegram import Echo, serving, telegram

ANN, BEN, GROUP, SUPERGROUP = 11, 22, -500, -1_000_000_000_500


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi, database: Database) -> AsyncIterator[Telegram]:
    async with serving(api, Echo(), database) as bot:
        yield bot


MANAGER = [Right.MANAGE_GROUP]


def among(chat: int = SUPERGROUP) -> Place:
    return Place(str(chat), direct=False, rights=None)


@pytest.mark.parametrize(
    ("status", "more", "rights"),
    [
        ("creator", {}, MANAGER),
        ("administrator", {}, MANAGER),
        ("administrator", {"can_manage_chat": False}, []),
        ("member", {}, []),
        ("restricted", {}, []),
        ("left", {}, []),
        ("kicked", {}, []),
        ("something new", {}, []),
    ],
)
async def test_only_those_whom_telegram_lets_manage_the_chat_may(
    api: BotApi, bot: Telegram, status: str, more: dict[str, Any], rights: list[Right]
) -> None:
    api.statuses[SUPERGROUP, ANN] = status, more
    assert await bot.warden(Speaker("telegram", str(ANN)), among()) == frozenset(rights)


@command("rule", of("Set a rule"), "/rule", open_to_all=True, where=Where.GROUP, right=Right.MANAGE_GROUP)
async def rule(context: Context) -> Reply:
    return Reply(text=Markup("ruled"))


@pytest.mark.parametrize(
    ("status", "failure", "ruled"),
    [("administrator", None, True), ("member", None, False), ("left", None, False), ("creator", broken(), False)],
)
async def test_a_command_that_needs_a_right_runs_only_for_who_has_it_in_that_very_group(
    api: BotApi, database: Database, status: str, failure: Failure | None, ruled: bool
) -> None:
    dispatcher = Dispatcher(database, (rule,), clock=lambda: MONDAY, default_zone="UTC", returning=returning)
    async with serving(api, dispatcher, database) as bot:  # type: ignore[arg-type]
        api.statuses[SUPERGROUP, ANN], api.statuses[GROUP, ANN] = (status, {}), ("creator", {})
        api.fail("getChatMember", *([failure] if failure else []))
        number = await bot.perform(
            Post(str(SUPERGROUP), None, Message(text=Markup("x"), keys=(Key("Rule", "*:/rule"),)))
        )
        api.press(ANN, next(one for one in api.messages if str(one.message_id) == number), "*:/rule")
        await api.wait_for_messages(2)
        assert [call.params for call in api.made("getChatMember")] == [{"chat_id": SUPERGROUP, "user_id": ANN}]
    assert ("ruled" in [one.text for one in api.messages]) is ruled


async def test_a_right_is_remembered_for_a_short_while_for_one_person_in_one_group(api: BotApi, bot: Telegram) -> None:
    moment = [MONDAY]
    warden, ann = Warden(bot._app.bot, lambda: moment[0]), Speaker("telegram", str(ANN))
    api.statuses |= {(chat, ANN): ("administrator", {}) for chat in (GROUP, SUPERGROUP)}
    api.statuses[SUPERGROUP, BEN] = "member", {}
    for _ in range(3):
        assert await warden(ann, among())
    assert await warden(ann, among(GROUP))
    assert not await warden(Speaker("telegram", str(BEN)), among())
    assert len(api.made("getChatMember")) == 3
    api.statuses[SUPERGROUP, ANN] = "member", {}
    moment[0] += timedelta(seconds=29)
    assert await warden(ann, among())
    moment[0] += timedelta(seconds=1)
    assert not await warden(ann, among())
    moment[0] += timedelta(seconds=30)
    warden.tidy()
    assert not warden._seen._seen, "nobody else was asked about"


async def test_only_so_many_rights_are_remembered(api: BotApi, bot: Telegram) -> None:
    warden = Warden(bot._app.bot, lambda: MONDAY, most=2)
    api.statuses |= {(SUPERGROUP, user): ("creator", {}) for user in (1, 2, 3)}
    for user in (1, 2, 3, 2, 3, 1):
        assert await warden(Speaker("telegram", str(user)), among())
    assert [call.params["user_id"] for call in api.made("getChatMember")] == [1, 2, 3, 1]


@pytest.mark.parametrize("failure", [broken(), flood(3), forbidden(), refused("CHAT_ADMIN_REQUIRED")])
async def test_where_telegram_does_not_say_nobody_may_and_it_is_asked_again(
    api: BotApi, bot: Telegram, failure: Failure
) -> None:
    api.statuses[SUPERGROUP, ANN] = "creator", {}
    api.fail("getChatMember", failure)
    assert await bot.warden(Speaker("telegram", str(ANN)), among()) is None
    assert await bot.warden(Speaker("telegram", str(ANN)), among())


async def test_what_an_older_server_leaves_out_is_no_right(api: BotApi, bot: Telegram) -> None:
    api.statuses[SUPERGROUP, ANN] = "restricted", {"can_react_to_messages": None}
    assert not await bot.warden(Speaker("telegram", str(ANN)), among())


EVERYTHING = set(Ability) - {Ability.PLAN_EVENTS}
"""What Telegram has; it has no events."""

FOR_ADMINS = {Ability.OPEN_ROOMS}


@pytest.mark.parametrize(
    ("status", "more", "denied", "lacking"),
    [
        ("administrator", {"can_pin_messages": True, "can_manage_topics": True}, {"can_send_messages"}, set()),
        ("administrator", {"can_pin_messages": False}, set(), {Ability.PIN, Ability.OPEN_ROOMS}),
        ("member", {}, set(), FOR_ADMINS),
        ("member", {}, {"can_pin_messages"}, FOR_ADMINS | {Ability.PIN}),
        ("member", {}, {"can_send_messages", "can_pin_messages"}, EVERYTHING - {Ability.SEE}),
        ("restricted", {"can_send_messages": True}, set(), FOR_ADMINS | {Ability.PIN}),
        ("restricted", {}, set(), EVERYTHING - {Ability.SEE}),
        ("restricted", {"is_member": False}, set(), EVERYTHING),
        ("left", {}, set(), EVERYTHING),
        ("kicked", {}, set(), EVERYTHING),
    ],
)
async def test_what_the_bot_itself_may_do_is_what_it_was_given_or_what_members_may(
    api: BotApi, bot: Telegram, status: str, more: dict[str, Any], denied: set[str], lacking: set[Ability]
) -> None:
    await bot._app.bot.initialize()
    api.statuses[SUPERGROUP, bot._app.bot.id] = status, more
    api.denied[SUPERGROUP] = denied
    assert await bot.warden.own(among()) == EVERYTHING - lacking


@pytest.mark.parametrize("method", ["getChatMember", "getChat"])
@pytest.mark.parametrize("failure", [broken(), flood(3), forbidden(), refused("chat not found")])
async def test_where_telegram_does_not_say_nothing_is_known_of_the_bots_own_rights(
    api: BotApi, bot: Telegram, method: str, failure: Failure
) -> None:
    await bot._app.bot.initialize()
    api.statuses[SUPERGROUP, bot._app.bot.id] = "member", {}
    api.fail(method, failure)
    assert await bot.warden.own(among()) is None


async def test_before_the_bot_runs_its_own_rights_are_not_known_and_those_of_others_are_asked_for(
    api: BotApi, database: Database
) -> None:
    """As for a page, which may be served a moment earlier."""
    api.statuses[SUPERGROUP, ANN] = "creator", {}
    bot = telegram(api, Echo(), database)
    assert await bot.warden(Speaker("telegram", str(ANN)), among())
    assert await bot.warden.own(among()) is None
    for line in bot._app.bot._request:
        await line.shutdown()


async def test_in_a_direct_chat_nobody_is_asked(api: BotApi, bot: Telegram) -> None:
    assert not await bot.warden(Speaker("telegram", str(ANN)), Place(str(ANN), direct=True))
    assert api.made("getChatMember") == []


async def test_whom_to_ask_for_rights_comes_with_the_place(api: BotApi, database: Database) -> None:
    async with serving(api, echo := Echo(), database) as bot:
        api.say(ANN, "/status", chat_id=SUPERGROUP, chat_type="supergroup")
        await api.wait_for_messages(1)
    assert [(one.place.rights, one.place.warden) for one in echo.heard] == [(None, bot.warden)]
