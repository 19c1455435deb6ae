"""A bug that one group's or one learner's row meets: the others' go on, and operators hear of it within the minute."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import literal_column, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.errors import DatabaseGone
from bot.nudges import delivery, outcomes
from bot.nudges.bugs import Bugs
from bot.nudges.due_ones import Looks, look_at
from bot.nudges.errands import Errand, Parcel
from bot.nudges.kinds import compose
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.put_off import Due
from bot.reasons import Reason
from bot.send_errors import SendError
from bot.store import Outcome, Store
from tests.bot.nudge_stage import MONDAY
from tests.bot.office import ANN, BEN, OPS, Office


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """The operator on Telegram has written to the bot; Ann and Ben have a plan, and are nudged on Mondays."""
    office = Office(database_url)
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


@pytest.mark.drill
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


@pytest.mark.drill
async def test_what_breaks_a_rule_of_the_database_each_time_is_put_off_and_told_as_a_bug(office: Office) -> None:
    """Of three learners the second does, in whatever transaction."""

    async def enter(store: Store, due: Sequence[Due], now: datetime) -> int:
        for learner, _ in due:
            if learner.id == 2:
                await store.learners.add("telegram", ANN, now)
        await store.learners.set_next_nudges({learner.id: None for learner, _ in due})
        return len(due)

    async def move(store: Store, due: Sequence[Due], until: datetime) -> None:
        await store.learners.set_next_nudges({learner.id: until for learner, _ in due})

    await change(office, "UPDATE learners SET next_nudge_at = '2027-01-01 00:00:00.000000'")
    looks = Looks(lambda store, now, most: store.learners.due(now, most), enter, move, 9)
    assert await look_at(office.database, looks, Bugs(office.database, office.operators)) == 2
    async with office.database.store() as store:
        assert (await store.look([])).learners_at == office.clock() + timedelta(hours=1)
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


def first(ann: Callable[[ToLearner], Awaitable[object]]) -> Callable[[ToLearner], Awaitable[Errand | Outcome]]:
    """Composes as ever, but does this first where it is for Ann."""

    async def composing(scene: ToLearner) -> Errand | Outcome:
        if scene.nudge.learner_id == 1:
            await ann(scene)
        return await compose(scene)

    return composing


async def test_a_row_that_meets_a_bug_in_the_database_fails_alone_and_leaves_nothing_behind(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(scene: ToLearner) -> None:
        await scene.store.learners.set_next_nudge(1, None)
        await scene.store.holds_any(literal_column("odd.odd"))

    monkeypatch.setattr(delivery, "compose", first(stumble))
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    with capture_logs() as logs:
        told = await go(office, 3)
    assert [one for one in office.sent() if one.user_id == BEN]
    assert not [one for one in office.sent() if one.user_id == ANN]
    async with office.database.reading() as store:
        (ann,) = (await store.learners.by_ids([1])).values()
    assert ann.learner.next_nudge_at, "what was stored before the bug is taken back"
    (number,) = [str(log["incident"]) for log in logs if log["event"] == "nudge.not_composed"]
    assert number in told[0]


@pytest.mark.drill
async def test_a_row_that_breaks_a_rule_of_the_database_each_time_fails_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def again(scene: ToLearner) -> None:
        await scene.store.learners.add("telegram", ANN, scene.now)

    monkeypatch.setattr(delivery, "compose", first(again))
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    assert len(await go(office, 3)) == 1
    assert [one for one in office.sent() if one.user_id == BEN]
    assert not [one for one in office.sent() if one.user_id == ANN]


class Breaks:
    """What follows from a row and meets a bug, once it has stored something."""

    async def keep(self, store: Store, _made: str, _now: datetime) -> None:
        await store.learners.set_next_nudge(1, None)
        raise ZeroDivisionError


async def of_the_ledger(office: Office, *columns: str) -> list[tuple[object, ...]]:
    """These columns of the weekly nudges, Ann's first."""
    said = f"SELECT {', '.join(columns)} FROM nudges WHERE kind = 'weekly' ORDER BY learner_id"
    async with office.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(said))]


async def test_a_row_whose_outcome_cannot_be_recorded_with_what_follows_is_sent_once_as_the_others_are(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def composing(scene: ToLearner) -> Errand | Outcome:
        errand = await compose(scene)
        if isinstance(errand, Errand) and scene.nudge.learner_id == 1:
            return replace(errand, afterwards=Breaks())
        return errand

    monkeypatch.setattr(delivery, "compose", composing)
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    with capture_logs() as logs:
        told = await go(office, 3)
    assert sorted(one.user_id for one in office.sent() if one.user_id in {ANN, BEN}) == [ANN, BEN]
    assert [state for (state,) in await of_the_ledger(office, "state")] == ["sent", "sent"]
    assert all(number for (number,) in await of_the_ledger(office, "message_id"))
    async with office.database.reading() as store:
        (ann,) = (await store.learners.by_ids([1])).values()
    assert ann.learner.next_nudge_at, "what was stored before the bug is taken back"
    (number,) = [str(log["incident"]) for log in logs if log["event"] == "nudge.not_followed"]
    assert len(told) == 1
    assert number in told[0]


@pytest.mark.drill
async def test_a_row_that_was_refused_and_meets_a_bug_by_that_fails_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mending(store: Store, parcel: Parcel, error: SendError, now: datetime) -> None:
        await store.learners.set_unreachable(1, now)
        await store.learners.add("telegram", ANN, now)

    monkeypatch.setattr(outcomes, "mend", mending)
    office.telegram.blocked.add(ANN)
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    assert len(await go(office, 3)) == 1
    assert [one.user_id for one in office.sent() if one.user_id in {ANN, BEN}] == [BEN]
    assert await of_the_ledger(office, "state", "reason") == [("failed", "RuleBroken"), ("sent", Reason.SENT_FRESH)]


@pytest.mark.drill
async def test_a_round_that_nothing_can_follow_holds_up_nobody(office: Office) -> None:
    """Nobody is in, so its row is recorded as it is claimed."""
    await office.join(ANN, "/group digest off", "/meet every mon 09:00", name="Ann")
    await change(office, "UPDATE meetings SET usual_at = '9999-12-27 09:00:00.000000'")
    office.clock.now = MONDAY + timedelta(days=7, hours=-1)
    with capture_logs() as logs:
        told = await go(office, 3)
    assert [one.user_id for one in office.sent()].count(BEN) == 1
    assert len([log for log in logs if log["event"] == "nudge.not_followed"]) == 1
    assert len(told) == 1


@pytest.mark.drill
async def test_a_database_that_goes_as_rows_are_composed_is_no_bug_of_theirs(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lose(_: ToLearner) -> None:
        raise OperationalError("SELECT 1", None, Exception("the server closed it"), connection_invalidated=True)

    office.clock.now = MONDAY + timedelta(days=7, hours=1)
    with monkeypatch.context() as lost, capture_logs() as logs:
        lost.setattr(delivery, "compose", first(lose))
        with pytest.raises(DatabaseGone):
            await office.work()
    assert not [log for log in logs if "incident" in log]
    await office.work()
    assert {one.user_id for one in office.sent()} >= {ANN, BEN}
