"""Who may start and set a group on Discord: who manages the server, and whom its Integrations page allows."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from discord import Interaction

from bot.chat.platform import Place, Right, Speaker
from bot.commands import COMMANDS
from bot.platforms.discord.inward import is_of_all_servers
from bot.platforms.discord.let_through import BELIEVED, LetThrough
from bot.store import Database
from tests.platforms.discord_api import DiscordApi
from tests.platforms.discord_stage import Stage, text
from tests.platforms.test_discord_line import Echo, as_it_was, serving  # noqa: F401 - a fixture of every test there

GROUP, JOIN = (next(one for one in COMMANDS if one.name == name) for name in ("group", "join"))
ANN, BEN = Speaker("discord", "1"), Speaker("discord", "2")
HERE = Place("5", direct=False, whispers=True, server_id="9")
MANAGES = frozenset({Right.MANAGE_GROUP})


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


async def allow(stage: Stage, name: str) -> None:
    """An admin lets Ann call a command, on the page of the server's integrations."""
    numbers = {one.name: one.id for one in await stage.discord.client.tree.fetch_commands()}
    stage.guild.set_command_permissions(numbers[name], {stage.member: True})


async def test_a_group_is_set_by_whom_the_servers_integrations_page_allows_and_by_nobody_else(stage: Stage) -> None:
    assert "group start" not in stage.member.available_commands(stage.channel)
    await allow(stage, "group")
    assert "group start" in stage.member.available_commands(stage.channel)
    assert "group start" not in stage.other.available_commands(stage.channel)
    assert "Join, and this group sees" in text(
        await stage.member.slash(stage.channel, "group start", roadmap="ml-data")
    )
    assert "Set." in text(await stage.member.slash(stage.channel, "group settings", setting="friday 18:00"))


async def test_who_was_let_through_may_press_what_was_shown_to_them(stage: Stage) -> None:
    await allow(stage, "group")
    await stage.member.slash(stage.channel, "group start", roadmap="ml-data")
    asked = await stage.member.slash(stage.channel, "group zone", city="springfield")
    assert asked.response is not None
    label = asked.response.components[0]["components"][0]["label"]
    pressed = await stage.member.click(asked.response, label=label)
    assert "Set." in text(pressed)


# for how long, and where


@pytest.fixture
def let_through() -> LetThrough:
    made = LetThrough(lambda: now[0])
    made.is_guarded = True
    return made


now = [datetime(2027, 1, 4, tzinfo=UTC)]


def test_whoever_calls_what_is_guarded_is_believed_there_for_a_while_and_nobody_else_is(
    let_through: LetThrough,
) -> None:
    assert let_through.calling(GROUP, ANN, HERE).rights == MANAGES
    assert let_through.pressing(ANN, HERE).rights == MANAGES
    assert let_through.pressing(BEN, HERE).rights == frozenset()
    assert let_through.pressing(ANN, replace(HERE, chat_id="6")).rights == frozenset()
    now[0] += BELIEVED
    assert let_through.pressing(ANN, HERE).rights == MANAGES
    now[0] += timedelta(seconds=1)
    assert let_through.pressing(ANN, HERE).rights == frozenset()


def test_what_everybody_may_call_says_nothing(let_through: LetThrough) -> None:
    assert let_through.calling(JOIN, ANN, HERE).rights == frozenset()
    assert let_through.calling(GROUP, ANN, replace(HERE, server_id=None)).rights == frozenset()


def test_nobody_is_believed_until_discord_has_what_guards_the_commands() -> None:
    assert LetThrough(lambda: now[0]).calling(GROUP, ANN, HERE).rights == frozenset()


def test_of_too_many_the_one_who_came_first_is_forgotten() -> None:
    few = LetThrough(lambda: now[0], most=1)
    few.is_guarded = True
    for speaker in (ANN, BEN):
        few.calling(GROUP, speaker, HERE)
    assert (few.pressing(ANN, HERE).rights, few.pressing(BEN, HERE).rights) == (frozenset(), MANAGES)


def test_a_command_that_one_server_has_for_itself_may_be_older_and_is_not_believed() -> None:
    def called(**data: Any) -> Interaction:
        return cast("Interaction", type("Called", (), {"data": data}))

    assert is_of_all_servers(called(id="1", name="group"))
    assert not is_of_all_servers(called(id="1", name="group", guild_id="9"))


@pytest.mark.parametrize(
    ("status", "settings", "believes"), [(0, {}, True), (400, {}, False), (0, {"guild_id": 42}, False)]
)
async def test_where_the_menu_may_be_older_nobody_is_believed(
    database: Database, status: int, settings: dict[str, Any], believes: bool
) -> None:
    async with DiscordApi() as api:
        if status:
            api.fail("/commands", 0)  # they are looked at first
            api.fail("/commands", status, code=50035)
        async with serving(api, Echo(), database, **settings) as bot:
            assert bot._let_through.is_guarded is believes
