"""A meeting as an event of its server: the real client in simcord's world."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.platform import DropEvent, PlanEvent
from bot.send_errors import Ability, LacksRight, MessageGone
from tests.platforms.discord_stage import Stage
from tests.platforms.test_discord import OWN
from tests.platforms.test_discord_groups import perform


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url, OWN) as stage:
        yield stage


@pytest.fixture
def planned(stage: Stage) -> PlanEvent:
    """Tomorrow for an hour."""
    starts_at = stage.clock().replace(microsecond=0) + timedelta(days=1)
    hour = timedelta(hours=1)
    return PlanEvent(str(stage.channel.id), str(stage.guild.id), None, "Owls: NLP", starts_at, starts_at + hour)


async def events(stage: Stage) -> list[tuple[str, str]]:
    """The events of the server: their names and moments."""
    found = await stage.discord.client.http.get_scheduled_events(stage.guild.id, with_user_count=False)
    return [(one["name"], one["scheduled_start_time"]) for one in found]


async def test_a_meeting_is_an_event_that_moves_and_goes_with_it(stage: Stage, planned: PlanEvent) -> None:
    number = await perform(stage, planned)
    assert [name for name, _ in await events(stage)] == ["Owls: NLP"]
    later = replace(planned, event_id=number, starts_at=planned.starts_at + timedelta(minutes=30))
    assert await perform(stage, later) == number
    ((_, at),) = await events(stage)
    assert at == later.starts_at.isoformat()
    await perform(stage, DropEvent(planned.chat_id, planned.server_id, number))
    assert await events(stage) == []


async def test_a_try_whose_answer_was_lost_makes_no_second_event(stage: Stage, planned: PlanEvent) -> None:
    assert await perform(stage, planned) == await perform(stage, planned)
    assert len(await events(stage)) == 1


async def test_an_event_that_somebody_took_away_is_gone(stage: Stage, planned: PlanEvent) -> None:
    number = await perform(stage, planned)
    gone = DropEvent(planned.chat_id, planned.server_id, number)
    await perform(stage, gone)
    for deed in (gone, replace(planned, event_id=number)):
        with pytest.raises(MessageGone):
            await perform(stage, deed)


@pytest.mark.parametrize("code", [50001, 50013])
async def test_without_the_right_it_is_said_which_one_lacks(stage: Stage, planned: PlanEvent, code: int) -> None:
    stage.env.inject_error("*", "/guilds/*", status=403, code=code, message="a secret", times=None)
    with pytest.raises(LacksRight) as refused:
        await perform(stage, planned)
    assert refused.value.ability is Ability.PLAN_EVENTS
