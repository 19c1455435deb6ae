"""Who manages a group on Discord, where no call of theirs says so: asked of the server, remembered shortly, and nobody where it does not say."""

from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import pytest

from bot.chat.platform import Place, Right, Speaker
from bot.platforms.discord.warden import Warden
from tests.platforms.discord_stage import Stage

MANAGES = frozenset({Right.MANAGE_GROUP})
NOBODY = frozenset[Right]()


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


def among(stage: Stage) -> Place:
    return Place(str(stage.channel.id), direct=False, rights=None, server_id=str(stage.guild.id))


def speaker(person: object) -> Speaker:
    return Speaker("discord", str(person.id))  # type: ignore[attr-defined]


async def test_whoever_manages_the_server_manages_its_groups_and_nobody_else(stage: Stage) -> None:
    boss = stage.env.create_user("boss")
    stage.guild.add_member(boss, roles=[stage.guild.create_role("Lead", permissions=discord.Permissions(1 << 5))])
    chief = stage.env.create_user("chief")
    stage.guild.add_member(chief, roles=[stage.guild.create_role("Chief", permissions=discord.Permissions(1 << 3))])
    await stage.env.settle()
    warden, here = stage.discord.warden, among(stage)
    assert await warden(speaker(boss), here) == MANAGES
    assert await warden(speaker(chief), here) == MANAGES, "an administrator may do all"
    assert await warden(speaker(stage.ann), here) == NOBODY
    stranger = stage.env.create_user("stranger")
    assert await warden(speaker(stranger), here) == NOBODY
    assert await warden(speaker(boss), replace(here, server_id=None)) == NOBODY, "not in a direct chat"
    assert await warden(speaker(boss), replace(here, server_id="12345", chat_id="6")) == NOBODY


async def test_a_process_that_does_not_listen_asks_for_the_server_as_well(stage: Stage) -> None:
    boss = stage.env.create_user("boss")
    stage.guild.add_member(boss, roles=[stage.guild.create_role("Lead", permissions=discord.Permissions(1 << 5))])
    await stage.env.settle()
    client = stage.discord.client
    client._connection._remove_guild(client.get_guild(stage.guild.id))  # type: ignore[arg-type]
    assert await stage.discord.warden(speaker(boss), among(stage)) == MANAGES


async def test_a_right_is_remembered_for_a_short_while(stage: Stage) -> None:
    for _ in range(3):
        assert await stage.discord.warden(speaker(stage.ann), among(stage)) == NOBODY
    assert len(stage.calls("GET", f"/members/{stage.ann.id}")) == 1
    await stage.env.advance_time(31)
    assert await stage.discord.warden(speaker(stage.ann), among(stage)) == NOBODY
    assert len(stage.calls("GET", f"/members/{stage.ann.id}")) == 2
    await stage.env.advance_time(31)
    stage.discord.warden.tidy()
    assert not stage.discord.warden._seen._seen, "nobody else was asked about"


async def test_it_is_not_known_who_manages_where_the_bot_is_not_let_in(stage: Stage) -> None:
    async def shut_out() -> discord.Client:
        raise discord.LoginFailure

    warden = Warden(shut_out, stage.clock)
    assert await warden(speaker(stage.ann), among(stage)) is None
    assert await warden.own(among(stage)) is None
