"""What somebody has just caused leaves before whatever the calendar has entered, however much that is, and at the same rate."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.nudges.engine import Nudging
from bot.reasons import Reason
from bot.store import NudgeKind, NudgeState, Outcome, Store
from bot.store.ledger import Entry
from bot.traits import Limit
from tests.bot.group_stage import GroupStage
from tests.bot.nudge_stage import DAY, MONDAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
PROMPT = [kind for kind in NudgeKind if kind.traits.prompt]
CALENDARS = [kind for kind in NudgeKind if not kind.traits.prompt]


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[GroupStage]:
    stage = GroupStage(database_url)
    yield stage
    await stage.close()


async def claimed(store: Store, most: int) -> list[str]:
    rows = await store.ledger.claim(["telegram"], MONDAY, lease="one", most=most)
    return [row.period for row in rows]


async def filed(stage: GroupStage, *rows: tuple[NudgeKind, str, timedelta]) -> None:
    """Rows of a group, by kind, name, and how long they are due."""
    group = await stage.group()
    async with stage.database.store() as store:
        await store.ledger.file(*(Entry.of_group(group, kind, name, MONDAY - since) for kind, name, since in rows))


@pytest.mark.parametrize("kind", PROMPT)
async def test_a_row_that_somebody_has_caused_is_claimed_before_all_of_the_calendar(
    stage: GroupStage, kind: NudgeKind
) -> None:
    backlog = [(each, f"{each}", DAY) for each in CALENDARS]
    await filed(stage, *backlog, (kind, "caused", SECOND), (kind, "before", HOUR))
    async with stage.database.store() as store:
        assert await claimed(store, 1) == ["before"]
        assert (await claimed(store, 3))[0] == "caused"
        assert len(await claimed(store, 99)) == len(backlog) - 2


async def test_of_the_calendar_the_oldest_is_claimed_first(stage: GroupStage) -> None:
    rows = [
        (NudgeKind.DIGEST, "late", HOUR),
        (NudgeKind.BOARD, "later", SECOND),
        (NudgeKind.DIGEST, "latest", 0 * HOUR),
    ]
    await filed(stage, *rows, (NudgeKind.HELP, "not yet", -HOUR))
    async with stage.database.store() as store:
        assert [await claimed(store, 1) for _ in range(4)] == [["late"], ["later"], ["latest"], []]


async def test_what_has_to_be_tried_again_does_not_lose_its_turn(stage: GroupStage) -> None:
    await filed(stage, (NudgeKind.DIGEST, "old", DAY), (NudgeKind.HELP, "asked", SECOND))
    async with stage.database.store() as store:
        (asked,) = await store.ledger.claim(["telegram"], MONDAY - SECOND, lease="one", most=1)
        await store.ledger.record([Outcome(asked, NudgeState.DUE, Reason.FLOOD_LIMIT, due_at=MONDAY)], MONDAY)
        assert await claimed(store, 1) == ["asked"]


@pytest.mark.drill
async def test_a_greeting_does_not_stand_behind_the_weekly_backlog_and_the_rate_is_kept(stage: GroupStage) -> None:
    for user in range(1, 13):
        await stage.enrol(user=str(user))
    stage.clock.now = MONDAY + DAY * 7 + HOUR

    async def sleep(seconds: float) -> None:
        stage.clock.now += seconds * SECOND

    limits = {"telegram": Limit(SECOND / 2, SECOND)}
    nudging = Nudging(
        stage.database, {"telegram": stage.platform}, default_zone="UTC", limits=limits, in_flight=1, sleep=sleep
    )
    rounds = iter([False, False, False, True])
    await nudging.work(lambda: next(rounds))
    assert len(stage.platform.sent) == 3
    await stage.add()
    rounds = iter([False, True])
    await nudging.work(lambda: next(rounds))
    (greeting,) = stage.platform.posts.values()
    assert len(stage.platform.sent) == 3, "nine wait still"
    moments = [*(one.at for one in stage.platform.sent), greeting.at]
    assert all(later - earlier >= SECOND / 3 for earlier, later in pairwise(moments)), "but for what composing takes"
