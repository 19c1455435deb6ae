"""What a study group is asked for in Discord's windows: how it is set, and what is promised. The same rows as by typed lines."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.store import Group, Promise
from roadmap.streak import monday
from tests.conftest import SQLITE
from tests.platforms.discord_stage import Stage, labels, text
from tests.platforms.windows import filled, questions

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


async def mia(stage: Stage, name: str, **options: Any) -> Any:
    """What comes back to a command that Mia calls in the channel."""
    return await stage.mia.slash(stage.channel, name, **options)  # type: ignore[attr-defined]


async def sends(stage: Stage, window: Any, **answers: Any) -> Any:
    return await stage.mia.submit_modal(window, filled(window.modal, **answers))  # type: ignore[attr-defined]


async def group(stage: Stage) -> Group:
    async with stage.database.store() as store:
        found = await store.groups.find("discord", str(stage.channel.id))
        assert found
        return found


async def promised(stage: Stage) -> list[Promise]:
    number = (await group(stage)).id
    async with stage.database.store() as store:
        contact = await store.learners.by_account("discord", str(stage.mia.id))  # type: ignore[attr-defined]
        assert contact
        since = monday(stage.clock().date())
        return [*await store.partners.promises_of(number, contact.account.id, since)]


async def test_a_group_is_set_in_one_window_as_by_one_line(stage: Stage) -> None:
    typed = "sunday 18:30, zone berlin, quiet 21:00-08:00, board on, rooms on"
    assert "Sundays at 18:30 (Europe/Berlin)" in text(await mia(stage, "group settings", setting=typed))
    by_line = await group(stage)
    await mia(stage, "group settings", setting="monday 09:00, zone utc, quiet off, board off, rooms off")
    assert await group(stage) != by_line
    window = await mia(stage, "group settings")
    shown = "board on, rooms on"
    answers = {"time_of": "18:30", "time_zone": "Berlin", "quiet": "21:00-08:00", "board": shown}
    await sends(stage, window, day_of=["sunday"], **answers)
    assert await group(stage) == by_line


async def test_the_window_shows_how_a_group_is_set_and_sent_as_it_is_it_changes_nothing(stage: Stage) -> None:
    await mia(stage, "group settings", setting="friday 20:00, zone berlin, quiet 22:00-07:00, board off, rooms on")
    before = await group(stage)
    window = await mia(stage, "group settings")
    asked = questions(window.modal)
    assert [asked[label]["value"] for label in ("Time of the digest", "Time zone", "Quiet hours")] == [
        *("20:00", "Europe/Berlin", "22:00-07:00"),
    ]
    await sends(stage, window)
    assert await group(stage) == before


async def test_what_is_wrong_in_the_window_changes_nothing_and_opens_again_as_it_was_typed(stage: Stage) -> None:
    before = await group(stage)
    window = await mia(stage, "group settings")
    refused = await sends(stage, window, day_of=["sunday"], quiet="at night", time_zone="Paris")
    assert "at night" in text(refused)
    assert await group(stage) == before
    again = await stage.mia.click(refused.response, label="✏️ Fill it in again")  # type: ignore[attr-defined]
    assert questions(again.modal)["Quiet hours"]["value"] == "at night"
    await sends(stage, again, quiet="off")
    after = await group(stage)
    assert (after.digest_weekday, after.zone, after.quiet) == (6, "Europe/Paris", None)


async def test_a_window_of_settings_opens_for_none_but_those_who_manage(stage: Stage) -> None:
    assert "group settings" in stage.mia.available_commands(stage.channel)  # type: ignore[attr-defined]
    assert "group settings" not in stage.other.available_commands(stage.channel)


async def test_a_promise_is_made_in_a_window_as_by_a_line(stage: Stage) -> None:
    window = await mia(stage, "promise")
    choices = questions(window.modal)["Until when?"]["options"]
    assert [one["label"][:9] for one in choices] == ["This week", "Next week"]
    await sends(stage, window, what_do="two chapters, <b> & 100%", until=choices[1]["value"])
    (by_window,) = await promised(stage)
    assert by_window.text == "two chapters, <b> & 100%"
    await mia(stage, "promise", what=f"two chapters, <b> & 100% by {choices[1]['value']}")
    (by_line,) = await promised(stage)
    assert (by_line.text, by_line.week) == (by_window.text, by_window.week)


async def test_who_promised_something_reads_it_and_a_press_opens_the_window(stage: Stage) -> None:
    await mia(stage, "promise", what="two chapters")
    shown = await mia(stage, "promise")
    assert "two chapters" in text(shown)
    assert labels(shown.response) == ["🎯 Another one"]
    again = await stage.mia.click(shown.response, label="🎯 Another one")  # type: ignore[attr-defined]
    assert again.modal
