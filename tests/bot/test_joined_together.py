"""Who joins while a group has heard enough is named together, once it has room, and can be struck out again."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.nudges.group.entries import joined
from bot.store import Group
from tests.bot.group_stage import GroupStage
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[GroupStage]:
    stage = GroupStage(database_url)
    yield stage
    await stage.close()


async def crowd(stage: GroupStage, group: Group, *people: str, first: int = 1) -> None:
    for user, name in enumerate(people, first):
        member = await stage.join(group, str(user), name)
        async with stage.database.store() as store:
            await joined(store, group, member, stage.clock())


def posts(stage: GroupStage) -> list[str]:
    return [post.text for post in stage.platform.posts.values()]


async def test_they_are_named_in_one_post_and_those_after_it_in_the_next(stage: GroupStage) -> None:
    group = await stage.group()
    await crowd(stage, group, "Ann", "Ben", "Cem", "Dee")
    await stage.work()
    await crowd(stage, group, "Eve", first=5)
    await stage.work()
    assert posts(stage) == [
        "🎉 Ann, Ben and 2 more joined The Owls. That makes 4 of you.",
        "🎉 Eve joined The Owls. That makes 5 of you.",
    ]


async def test_whoever_left_meanwhile_is_not_named(stage: GroupStage) -> None:
    group = await stage.group()
    await crowd(stage, group, "Ann", "Ben")
    await stage.leave(group, "1")
    await stage.work()
    assert posts(stage) == ["🎉 Ben joined The Owls, the first of you."]


async def test_where_all_have_left_nothing_is_said(stage: GroupStage) -> None:
    group = await stage.group()
    await crowd(stage, group, "Ann")
    await stage.leave(group, "1")
    await stage.work()
    assert posts(stage) == []


async def test_whoever_leaves_later_is_struck_out(stage: GroupStage) -> None:
    group = await stage.group()
    await crowd(stage, group, "Ann", "Ben")
    await stage.work()
    await stage.leave(group, "1")
    stage.clock.now += timedelta(minutes=1)
    await stage.work()
    (text,) = posts(stage)
    assert "Ann" not in text
    assert "Ben" in text
