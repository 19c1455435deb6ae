"""Sub-commands on Discord: called, completed, and called by a list of commands that is old."""

from collections.abc import AsyncIterator

import discord
import pytest
from simcord.actors import MemberActor

from tests.platforms.discord_stage import Stage, text
from tests.platforms.windows import questions


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


@pytest.fixture
def boss(stage: Stage) -> MemberActor:
    """Somebody who manages the server."""
    managers = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return stage.guild.add_member(stage.env.create_user("boss"), roles=[managers])


async def test_a_sub_command_says_what_its_line_says(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    shown = text(await stage.ann.slash("plan show"))
    await stage.ann.send_dm("/plan")
    assert stage.dms()[-1] == shown
    assert "done by" in text(await stage.ann.slash("plan finish", finish="30 june"))
    assert "quiet" in text(await stage.member.slash(stage.channel, "nudges quiet", hours="21:00-08:00")).casefold()


async def test_a_group_is_started_and_set_by_its_sub_commands(stage: Stage, boss: MemberActor) -> None:
    assert "group start" not in stage.member.available_commands(stage.channel)
    assert "7 topics" in text(await boss.slash(stage.channel, "group start", roadmap="ml-data"))
    await boss.slash(stage.channel, "group digest", weekday="sunday", time="17:00")
    await boss.slash(stage.channel, "group zone", city="Europe/Berlin")
    await boss.slash(stage.channel, "group board", switch="off")
    shown = text(await boss.slash(stage.channel, "group show"))
    assert "Sundays at 17:00 (Europe/Berlin)" in shown
    assert "Board: when somebody asks" in shown


async def test_what_a_group_is_asked_about_is_of_its_roadmap(stage: Stage, boss: MemberActor) -> None:
    await boss.slash(stage.channel, "group start", roadmap="ml-data")
    await stage.ann.send_dm("/import\n# Garden\n\n- [ ] Roses\n- [ ] Lawn\n- [ ] Pond")
    await stage.ann.click(stage.ann.dm_channel.last_message, label="✔ Take it")
    offered = await stage.member.autocomplete(stage.channel, "helpme", "topic", "")
    assert "NLP" in [one["name"] for one in offered]
    assert "Roses" not in " ".join(one["name"] for one in offered)
    own = await stage.member.autocomplete(stage.channel, "done", "topics", "")
    assert "Roses" in " ".join(one["name"] for one in own)


async def test_days_lengths_and_places_are_completed(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    for path, option, typed, value in (
        ("done", "when", "yesterday", None),
        ("log", "minutes", "1h20", "80m"),
        ("settings timezone", "city", "berl", "Europe/Berlin"),
        ("nudges at", "time", "6pm", "18:00"),
    ):
        offered = await stage.member.autocomplete(stage.channel, path, option, typed)
        assert offered, path
        assert value is None or offered[0]["value"] == value


async def test_an_old_list_of_commands_still_works(stage: Stage, boss: MemberActor) -> None:
    await boss.slash(stage.channel, "group start", roadmap="ml-data")
    stage.discord.client.tree.remove_command("group")
    shown = text(await boss.slash(stage.channel, "group show"))
    assert "Digest: Mondays at 09:00" in shown, "the Dispatcher knows it by its words"
    window = (await boss.slash(stage.channel, "group settings")).modal
    assert questions(window)["Time of the digest"]["value"] == "09:00", "and what it opens opens"
    stage.expected = discord.app_commands.CommandNotFound
