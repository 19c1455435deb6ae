"""Figures as they are kept: what is stale is found whichever way it came, and a large group is counted as a small one is."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.library import default_roadmap
from bot.nudges.group.sights import agreed, asked_what_is_seen, counted, print_of, worked_out
from bot.store import Group, Look, NudgeState, Outcome
from bot.store.leaders import LASTS
from roadmap.group.lead import MOST_NAMED, overview
from roadmap.group.sight import Level
from tests.bot.group_stage import GroupStage

LINES = (
    ("/begin nlp",),
    ("/begin deep learning", "/done deep learning"),
    ("/begin nlp", "/steps nlp: 4 lessons"),
    (),
    ("/begin cv", "/checkin 30"),
    ("/begin nlp", "/undo"),
    ("/begin deep learning", "/pause"),
)
"""What members say, by turns."""


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[GroupStage]:
    stage = GroupStage(database_url)
    yield stage
    await stage.close()


async def many(stage: GroupStage, count: int) -> Group:
    """Members of every level with all kinds of figures, and a question that nobody answers."""
    group = await stage.group()
    for number in range(count):
        user = f"{100 + number}"
        member = await stage.join(group, user, f"Member {number}", *LINES[number % len(LINES)])
        async with stage.database.store() as store:
            await store.leaders.set_level(member.id, number % 3)
            if number % 4 == 1:
                await store.helping.ask(group.id, member.account_id, "nlp", "", stage.clock())
    return group


async def brought_up(stage: GroupStage, group: Group, most: int = 200) -> bool:
    async with stage.database.store() as store:
        return await worked_out(store, group, default_roadmap(), stage.clock().date(), most=most)


async def stale(stage: GroupStage, group: Group) -> int:
    async with stage.database.store() as store:
        return len(await store.figures.stale(group.id, "ml-data", print_of(default_roadmap()), 100))


@pytest.mark.drill
@pytest.mark.parametrize("days", [0, 3, 12, 60])
async def test_a_large_group_is_counted_as_its_members_are_one_by_one(stage, days):
    group = await many(stage, 21)
    assert await brought_up(stage, group)
    stage.clock.now += timedelta(days=days)
    today = stage.clock().date()
    async with stage.database.store() as store:
        one_by_one = overview(await agreed(store, group, stage.clock()), MOST_NAMED + 1, today)
        as_a_whole = overview(await counted(store, group, today, stage.clock()), MOST_NAMED + 1, today)
    assert as_a_whole == one_by_one
    assert as_a_whole.agreed == 14
    assert as_a_whole.topics


@pytest.mark.drill
async def test_whoever_tells_anything_is_stale_however_it_came_and_nobody_else(stage):
    group = await many(stage, 6)
    assert await stale(stage, group) == 4  # those who agreed to anything
    assert await brought_up(stage, group)
    assert await stale(stage, group) == 0
    for line in ("/checkin 20", "/undo", "/pause until 1 march"):
        await stage.say(line, "101")
        assert await stale(stage, group) == 1, line
        assert await brought_up(stage, group)
    await stage.say("/checkin 20", "100")  # who agreed to nothing
    assert await stale(stage, group) == 0


@pytest.mark.drill
async def test_so_many_are_worked_out_at_once_and_the_rest_next_time(stage):
    group = await many(stage, 6)
    assert not await brought_up(stage, group, most=3)
    assert await stale(stage, group) == 1
    assert await brought_up(stage, group, most=3)


@pytest.mark.drill
async def test_of_who_takes_their_yes_back_nothing_is_kept(stage):
    group = await many(stage, 3)
    await brought_up(stage, group)
    async with stage.database.store() as store:
        members = await store.members.of_group(group.id)
        for one in members:
            await store.leaders.set_level(one.id, Level.NOTHING)
            await store.figures.drop(one.id)
        assert await agreed(store, group, stage.clock()) == []
        assert await counted(store, group, stage.clock().date(), stage.clock()) == []


async def test_whom_an_admin_named_is_not_made_to_lead_for_a_while_only(stage):
    group = await stage.group()
    member = await stage.join(group, "1", "Ann")
    later = stage.clock() + timedelta(minutes=30)
    async with stage.database.store() as store:
        await store.leaders.note(group.id, member.account_id, None)
        await store.leaders.note(group.id, member.account_id, later)
        assert await store.leaders.leads(group.id, member.account_id, later + timedelta(days=9))
        assert await store.leaders.drop(group.id, member.account_id)
        await store.leaders.note(group.id, member.account_id, later)
        assert await store.leaders.leads(group.id, member.account_id, stage.clock())
        assert not await store.leaders.leads(group.id, member.account_id, later)


async def test_looks_that_showed_the_same_are_told_together_and_go_when_they_are_old(stage):
    group = await stage.group()
    zoe, ann, ben = [(await stage.join(group, user, "Member")).account_id for user in ("1", "2", "3")]
    at = [stage.clock() + timedelta(days=day) for day in range(3)]
    async with stage.database.store() as store:
        for now in at[:2]:
            await store.leaders.looked(group.id, ann, [(zoe, "moving")], now)
        await store.leaders.looked(group.id, ben, [(zoe, "moving")], at[2])
        assert await store.leaders.looks_at(group.id, [zoe], 9) == [
            Look(ben, "moving", at[2], 1),
            Look(ann, "moving", at[1], 2),
        ]
        await store.leaders.sweep(at[0] + LASTS)
        assert [one.times for one in await store.leaders.looks_at(group.id, [zoe], 9)] == [1, 1]


async def test_a_question_that_did_not_come_is_known(stage):
    group = await stage.group()
    member = await stage.join(group, "1", "Zoe")
    contact = await stage.contact("1")
    async with stage.database.store() as store:
        assert await store.leaders.asked_in_vain(member.account_id) == []
        await asked_what_is_seen(store, member, contact.account, stage.clock())
        assert not await store.leaders.was_not_asked(group.id)
        later = stage.clock() + timedelta(minutes=2)
        (asked,) = await store.ledger.claim(["telegram"], later, lease="a", most=9)
        await store.ledger.record([Outcome(asked, NudgeState.UNREACHABLE, "")], later)
        assert await store.leaders.was_not_asked(group.id)
        assert await store.leaders.asked_in_vain(member.account_id) == [member.id]
