"""Meetings as Discord asks for them: by options of their own kinds, and in windows. The same rows as by typed lines."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.store import Meeting
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, text
from tests.platforms.test_group_forms import group, mia, sends
from tests.platforms.windows import questions

ENGINES = SQLITE


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """Mia manages the server and started a group, which she joined."""
    async with Stage(database_url) as stage:
        role = stage.guild.create_role("Some", permissions=discord.Permissions(manage_guild=True))
        stage.mia = stage.guild.add_member(stage.env.create_user("mia"), roles=[role])  # type: ignore[attr-defined]
        await mia(stage, "group start", roadmap="ml-data")
        await mia(stage, "join", sure=True)
        yield stage


async def meetings(stage: Stage) -> list[Meeting]:
    number = (await group(stage)).id
    async with stage.database.store() as store:
        return [*await store.meetings.open(number, stage.clock())]


def what(meeting: Meeting) -> tuple[Any, ...]:
    """What was asked for."""
    return (meeting.starts_at, meeting.minutes, meeting.focus, meeting.pause, meeting.topic, meeting.weekly)


async def test_a_meeting_is_called_by_options_as_by_a_line_and_in_a_window(stage: Stage) -> None:
    options = {"day": "thursday", "at": "19:00", "minutes": "90m", "topic": "nlp", "often": "weekly"}
    await mia(stage, "meet call", **options)
    await mia(stage, "meet call", at="every thu 19:00", topic="nlp 90m")
    window = await mia(stage, "meet call")
    asked = [*reversed(questions(window.modal))]
    assert asked == ["On which day?", "At what time?", "For how long?", "On which topic?", "How often?"]
    answers = {"at_what": "19:00", "for_how": "90m", "how_often": "weekly"}
    await sends(stage, window, on_which_day=["thursday"], on_which_topic=["#nlp"], **answers)
    by_options, by_line, by_window = await meetings(stage)
    assert what(by_options) == what(by_line) == what(by_window)
    assert (by_options.minutes, by_options.topic, by_options.weekly) == (90, "nlp", True)


async def test_a_meeting_is_moved_called_off_and_ended_by_words_behind_its_name(stage: Stage) -> None:
    await mia(stage, "meet call", day="thursday", at="19:00")
    (before,) = await meetings(stage)
    assert "moves to" in text(await mia(stage, "meet move", day="friday", at="20:00"))
    (after,) = await meetings(stage)
    assert (after.starts_at - before.starts_at).total_seconds() == 25 * 3600
    assert "called off" in text(await mia(stage, "meet cancel"))
    assert await meetings(stage) == []
    await mia(stage, "meet call", at="now", minutes="25m")
    assert "over" in text(await mia(stage, "meet end"))


async def test_what_somebody_will_do_is_asked_in_a_window(stage: Stage) -> None:
    await mia(stage, "meet call", at="now", minutes="25m")
    window = await mia(stage, "meet call", at="will 1")
    assert list(questions(window.modal)) == ["What will you do?"]
    await sends(stage, window, what_will="Lesson 3")
    async with stage.database.store() as store:
        assert [one.plan for one in await store.meetings.who(1)] == ["Lesson 3"]
