"""A bug that one group's or one learner's row meets: the others' go on, and operators hear of it within the minute."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.nudges.bugs import Bugs
from bot.nudges.due_ones import Looks, look_at
from bot.nudges.put_off import Due
from bot.store import Store
from tests.bot.nudge_stage import MONDAY
from tests.bot.office import ANN, BEN, OPS, Office


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """The operator on Telegram has written to the bot; Ann and Ben have a plan, and are nudged on Mondays."""
    office = Office(sqlite_url)
    await office.enrol(ANN, BEN)
    await office.say("/stats")
    yield office
    await office.close()


async def change(office: Office, said: str) -> None:
    """What is stored is odd from now on, as no command makes it."""
    async with office.database.engine.begin() as connection:
        assert (await connection.execute(text(said))).rowcount


async def go(office: Office, hours: float) -> list[str]:
    """Time passes as it does while the process runs, a minute's pulse after another; what operators are told meanwhile."""
    end, before = office.clock.now + timedelta(hours=hours), len(office.sent())
    while office.clock.now < end:
        due = await office.nudging.next_due() or end
        office.clock.now = min(end, max(due, office.clock.now + timedelta(minutes=1)))
        await office.nudging.work()
    return [
        one.message.text
        for one in office.sent()[before:]
        if one.user_id == OPS["telegram"] and "🐞" in one.message.text
    ]


async def test_a_group_that_breaks_holds_up_no_other_group_and_nobody(office: Office) -> None:
    await office.join(ANN, "/group digest mon 09:00", "/group board on", name="Ann")
    async with office.database.store() as store:
        own = await store.groups.find("telegram", "-5", None)
        assert own
        other = await store.groups.add("telegram", "-6", office.clock(), title="Rooks")
        await store.groups.change(
            other.id, roadmap=own.roadmap, first_day=own.first_day, board_on=True, next_look_at=own.next_look_at
        )
    await change(office, "UPDATE groups SET first_day = '9999-12-31' WHERE chat_id = '-6'")
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    with capture_logs() as logs:
        told = await go(office, 4)
    assert [one for one in office.telegram.posts.values() if one.chat_id == "-5" and "A quiet week" in one.text]
    assert [one for one in office.sent() if one.user_id == BEN], "learners are nudged as ever"
    numbers = {str(log["incident"]) for log in logs if log["event"] == "nudges.put_off"}
    assert len(numbers) == 1, "it is one bug, however often it is met"
    assert len(told) == 1
    assert numbers.pop() in told[0]
    tries = [log for log in logs if log["event"] == "nudges.put_off"]
    assert 1 < len(tries) <= 5, "it is tried again by and by"


async def test_what_cannot_be_looked_at_with_others_is_looked_at_alone(office: Office) -> None:
    """Of three learners in batches of two the second breaks."""
    entered: list[int] = []

    async def enter(store: Store, due: Sequence[Due], _now: datetime) -> int:
        for learner, _ in due:
            if learner.id == 2:
                raise ZeroDivisionError
        await store.learners.set_next_nudges({learner.id: None for learner, _ in due})
        entered.extend(learner.id for learner, _ in due)
        return len(due)

    async def move(store: Store, due: Sequence[Due], until: datetime) -> None:
        await store.learners.set_next_nudges({learner.id: until for learner, _ in due})

    await change(office, "UPDATE learners SET next_nudge_at = '2027-01-01 00:00:00.000000'")
    looks = Looks(lambda store, now, most: store.learners.due(now, most), enter, move, 2)
    assert await look_at(office.database, looks, Bugs(office.database, office.operators)) == 2
    assert sorted(entered) == [1, 3]
    async with office.database.store() as store:
        earliest = (await store.look([])).learners_at
    assert earliest == office.clock() + timedelta(hours=1)
    assert len(await go(office, 0.1)) == 1


async def test_a_row_that_cannot_be_judged_fails_alone(office: Office) -> None:
    await office.say("/begin nlp", ANN)
    await change(office, "UPDATE progress_events SET kind = 'odd' WHERE enrolment_id = 1")
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    with capture_logs() as logs:
        told = await go(office, 3)
    assert [one for one in office.sent() if one.user_id == BEN and "🐞" not in one.message.text]
    assert not [one for one in office.sent() if one.user_id == ANN]
    (number,) = [str(log["incident"]) for log in logs if log["event"] == "nudge.not_judged"]
    assert number in told[0]
