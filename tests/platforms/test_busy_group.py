"""A busy group: whoever presses is told, what does not fit is said elsewhere or together, and Telegram is never asked too much."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest

from bot.app import App
from bot.platforms.telegram.platform import Telegram
from bot.settings import Settings
from bot.texts.group import look_above
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_groups import MOST_A_MINUTE
from tests.platforms.bot_api_script import BotMessage
from tests.platforms.conftest import NOW

ADMIN, GROUP, FASTER = 7, -1_000_000_000_500, 20
MANY = 30
PEOPLE = range(101, 101 + MANY)
IN_GROUP: dict[str, Any] = {"chat_id": GROUP, "chat_type": "supergroup"}


class Group:
    """A group with the whole bot in it. Its clock runs twenty times as fast as others."""

    def __init__(self, url: str, api: BotApi) -> None:
        self.api, self._begun = api, monotonic()
        self.app = App(Settings(_env_file=None), clock=self.clock, database_url=url)
        self.bot = Telegram(
            token=api.token,
            api_url=api.url,
            dispatcher=self.app.dispatcher,
            database=self.app.database,
            clock=self.clock,
            pause=0.01,
        )
        api.statuses[GROUP, ADMIN] = ("creator", {})
        api.minute = 60 / FASTER

    def clock(self) -> datetime:
        return NOW + timedelta(seconds=(monotonic() - self._begun) * FASTER)

    async def begin(self) -> BotMessage:
        """The group is started, and so long ago that it has heard nothing lately."""
        self.api.say(ADMIN, "/group start", **IN_GROUP)
        await self.api.wait_until(lambda: any(self.posts("is on")))
        (started,) = self.posts("is on")
        await asyncio.sleep(40 / FASTER)
        return started

    def posts(self, words: str = "") -> list[BotMessage]:
        return [one for one in self.api.messages if one.chat_id == GROUP and words in one.text]

    def toasts(self) -> list[str]:
        return [call.params.get("text", "") for call in self.api.made("answerCallbackQuery")]

    @property
    def most_in_a_minute(self) -> int:
        moments = [one.at for one in self.posts()]
        return max(sum(start <= at < start + 60 / FASTER for at in moments) for start in moments)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@asynccontextmanager
async def running(url: str, api: BotApi) -> AsyncIterator[Group]:
    group, stop = Group(url, api), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(group.app.serve({"telegram": group.bot}, stop))
        yield group
        stop.set()


@pytest.fixture
async def group(sqlite_url: str, api: BotApi) -> AsyncIterator[Group]:
    async with running(sqlite_url, api) as group:
        yield group


async def test_of_thirty_who_tap_join_at_once_everybody_is_told_and_the_group_hears_of_them_together(
    group: Group,
) -> None:
    started = await group.begin()
    for one in PEOPLE:
        group.api.press(one, started, "*:/join")
    await group.api.wait_for_calls("answerCallbackQuery", MANY)
    assert group.toasts() == [look_above()] * MANY
    consents = group.posts("If you join")
    assert 4 <= len(consents) < MANY

    for one in PEOPLE:
        group.api.press(one, consents[0], "*:/join yes")
    await group.api.wait_for_calls("answerCallbackQuery", 2 * MANY)
    told = group.toasts()[MANY:]
    assert len([toast for toast in told if toast.startswith("🎉 Welcome to")]) == MANY
    assert f"That makes {MANY} of you." in told[-1]
    await group.api.wait_until(lambda: any(f"That makes {MANY} of you" in one.text for one in group.posts("joined")))
    together = group.posts("joined")
    assert "and" in together[0].text
    assert "more joined" in together[0].text
    alone = len(group.posts("Welcome to"))
    assert alone + sum(_named(one.text) for one in together) == MANY
    assert group.most_in_a_minute <= MOST_A_MINUTE
    assert group.api.limited == []
    assert all(not group.api.said(one) for one in PEOPLE), "a toast says it"


def _named(text: str) -> int:
    """How many a post tells of."""
    names, *_ = text.removeprefix("🎉 ").partition(" joined")
    *first, last = names.replace(" and ", ", ").split(", ")
    return len(first) + (int(last.split()[0]) if last.endswith(" more") else 1)


@pytest.mark.drill
async def test_what_is_typed_where_the_group_has_heard_enough_is_answered_directly_or_in_the_group_later(
    group: Group,
) -> None:
    await group.begin()
    strangers = set(PEOPLE[::3])
    group.api.unwelcome |= strangers
    for one in PEOPLE:
        group.api.say(one, "/group", **IN_GROUP)

    def answered() -> bool:
        direct = sum(len(group.api.said(one)) for one in PEOPLE)
        return direct + len(group.posts("learner")) == MANY

    await group.api.wait_until(answered, seconds=15)
    assert all(len(group.api.said(one)) <= 1 for one in PEOPLE)
    assert len(group.posts("learner")) >= 4 + len(strangers) / 2
    assert group.most_in_a_minute <= MOST_A_MINUTE
    assert group.api.limited == []


COMMANDS = (
    *[f"/helpme nlp why {number}?" for number in range(4)],
    *["/group", "/board", "/join", "/thanks @nobody", "/group"],
    *[f"/helpme deep learning how {number}?" for number in range(2)],
    *["/board", "/group", "/join"],
)
"""Fourteen, by as many people within thirty seconds."""


@pytest.mark.drill
async def test_of_thirty_who_join_and_fourteen_who_then_ask_within_thirty_seconds_everybody_is_told(
    group: Group,
) -> None:
    started = await group.begin()
    group.api.unwelcome |= set(PEOPLE[5:8])
    for one in PEOPLE:
        group.api.press(one, started, "*:/join yes")
    asked: dict[int, int] = {}
    for one, line in zip(PEOPLE, COMMANDS, strict=False):
        asked[one] = group.api.say(one, line, **IN_GROUP)["message_id"]
        await asyncio.sleep(30 / len(COMMANDS) / FASTER)

    lines = dict(zip(asked, COMMANDS, strict=True))

    def is_told(one: int) -> bool:
        """By the post of their question, a direct message, or a reply in the group."""
        if lines[one].startswith("/helpme"):
            return any(f"Learner {one} would like help" in post.text for post in group.posts())
        return bool(group.api.said(one)) or any(post.reply_to == asked[one] for post in group.posts())

    def are_all_told() -> bool:
        """The group is shown to all at once, without a word of who asked for it."""
        shown = sum(is_told(one) for one, line in lines.items() if line == "/group") + len(group.posts("learners on"))
        others = all(is_told(one) for one, line in lines.items() if line != "/group")
        return others and shown >= COMMANDS.count("/group")

    await group.api.wait_until(are_all_told, seconds=20)
    await group.api.wait_until(lambda: _told_of(group) == MANY, seconds=20)
    assert len(group.posts("would like help")) == sum(line.startswith("/helpme") for line in COMMANDS)
    assert len([toast for toast in group.toasts() if toast.startswith("🎉 Welcome to")]) == MANY
    assert group.most_in_a_minute <= MOST_A_MINUTE
    assert group.api.limited == []


def _told_of(group: Group) -> int:
    """How many the group has heard of as joined."""
    return len(group.posts("Welcome to")) + sum(_named(one.text) for one in group.posts("joined"))
