"""Rows for whoever is on no roadmap by the time they are due: those that need one are skipped and say so."""

from collections.abc import AsyncIterator

import pytest

from bot.nudges.kinds import ANNOUNCEMENTS, APPOINTMENTS, NOTES, NUDGES
from bot.reasons import Reason
from bot.store import NudgeKind, NudgeState
from bot.store.ledger import Entry
from roadmap.group.common_goal import CommonGoal, Counts
from tests.bot.group_stage import GroupStage
from tests.bot.nudge_stage import ANN, DAY, MONDAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[GroupStage]:
    stage = GroupStage(database_url)
    yield stage
    await stage.close()


@pytest.mark.parametrize("kind", sorted({*NUDGES, *APPOINTMENTS, *NOTES, *ANNOUNCEMENTS}))
async def test_to_a_learner_without_a_roadmap_only_what_needs_none_is_tried(stage, kind):
    await stage.say("/timezone berlin")
    contact = await stage.contact(ANN)
    async with stage.database.store() as store:
        await store.ledger.file(Entry(contact.learner.id, contact.account.id, "telegram", kind, "now", stage.clock()))
    await stage.work()
    async with stage.database.store() as store:
        (row,) = await store.ledger.last(contact.learner.id, 10)
    assert row.state is NudgeState.SKIPPED
    assert (row.reason == Reason.NO_ROADMAP) is (kind is not NudgeKind.ANNOUNCEMENT)


@pytest.mark.engines_differ
async def test_a_group_whose_roadmap_is_gone_hears_of_no_completion_and_of_no_goal(stage):
    group = await stage.group()
    member = await stage.join(group, ANN, "Ann")
    async with stage.database.store() as store:
        await store.members.set_shows_completions(group.id, member.account_id, shows=True)
        await store.common_goals.set(group.id, CommonGoal(Counts.TOPICS, 1, MONDAY.date() - DAY * 30))
    await stage.say("/done nlp", ANN)
    async with stage.database.store() as store:
        await store.groups.change(group.id, roadmap="gone")
    await stage.work()
    rows = [row for row in await stage.rows(group) if row.kind in {NudgeKind.HURRAH, NudgeKind.REACHED}]
    assert sorted(row.kind for row in rows) == [NudgeKind.REACHED, NudgeKind.HURRAH]
    assert {(row.state, row.reason) for row in rows} == {(NudgeState.SKIPPED, Reason.NO_ROADMAP)}
    assert stage.said() == []
