"""A look that breaks is put off, but never out of the day, the week or the minute that it is of: nothing is lost without a word."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest

from bot.nudges import look, put_off, tick
from bot.store import NudgeKind, Store
from tests.bot.group_stage import utc
from tests.bot.office import ANN, BEN, Office

Enter = Callable[[str, Store, Sequence[object], datetime], Awaitable[int]]


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """Ann and Ben have had a plan since Monday, 4 January."""
    office = Office(sqlite_url)
    await office.enrol(ANN, BEN)
    yield office
    await office.close()


async def go(office: Office, to: str) -> None:
    """Time passes as it does while the process runs, a minute's pulse after another."""
    end = utc(to)
    while office.clock.now < end:
        due = await office.nudging.next_due() or end
        office.clock.now = min(end, max(due, office.clock.now + timedelta(minutes=1)))
        await office.nudging.work()


def breaks(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, until: str, learner_id: int | None = None
) -> None:
    """What is entered by a look breaks up to a moment, be it for one learner alone."""
    enter: Enter = getattr(module, name)

    async def broken(default_zone: str, store: Store, due: Sequence[object], now: datetime) -> int:
        if now < utc(until) and (learner_id is None or any(one[0].id == learner_id for one in due)):  # type: ignore[index]
            raise ZeroDivisionError
        return await enter(default_zone, store, due, now)

    monkeypatch.setattr(module, name, broken)


async def told(office: Office, kind: NudgeKind, learner_id: int) -> dict[str, str]:
    """What became of each row of this kind that a learner has, by its period, the earliest first."""
    async with office.database.store() as store:
        rows = await store.ledger.last(learner_id, 99)
    theirs = sorted((row for row in rows if row.kind is kind), key=lambda row: row.first_due_at)
    return {row.period: row.state.value for row in theirs}


async def test_a_digest_whose_look_breaks_until_its_day_is_over_goes_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.join(ANN, "/group digest sun 18:00", "/group board off")
    breaks(monkeypatch, look, "_look", "2027-01-11 00:05")
    await go(office, "2027-01-10 22:30")
    assert "quiet week" not in office.posts()
    await go(office, "2027-01-11 12:00")
    assert office.posts().count("quiet week") == 1
    await go(office, "2027-01-17 18:30")
    assert office.posts().count("quiet week") == 2, "and the next one comes as ever"


async def test_a_look_that_is_mended_on_its_day_enters_what_the_day_asks_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.join(ANN, "/group digest sun 18:00")
    breaks(monkeypatch, look, "_look", "2027-01-10 20:30")
    await go(office, "2027-01-10 20:30")
    assert "quiet week" not in office.posts()
    await go(office, "2027-01-10 21:30")
    assert "quiet week" in office.posts()


async def test_study_times_whose_look_breaks_come_each_as_it_is_set(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in ("/times tue 23:30", "/times wed 00:15", "/times thu 19:00"):
        await office.say(line, ANN)
    breaks(monkeypatch, tick, "_study_times", "2027-01-06 12:00")
    await go(office, "2027-01-07 20:00")
    rows = await told(office, NudgeKind.STUDY_TIME, 1)
    assert rows == dict.fromkeys(("2027-01-05 23:30", "2027-01-06 00:15", "2027-01-07 19:00"), "sent")


async def test_a_weekly_nudge_whose_look_breaks_until_its_week_is_over_is_of_that_week(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.say("/nudges sun 18:00", ANN)
    breaks(monkeypatch, tick, "_weekly", "2027-01-11 00:05", learner_id=1)
    await go(office, "2027-01-17 19:00")
    rows = await told(office, NudgeKind.WEEKLY, 1)
    assert rows == {"2027-W01": "sent", "2027-W02": "sent"}


async def test_where_moving_on_breaks_as_well_nobody_else_is_held_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (ANN, BEN):
        await office.say("/times tue 19:00", one)
    breaks(monkeypatch, tick, "_study_times", "2027-01-06 12:00", learner_id=1)
    monkeypatch.setattr(put_off, "study_time_after", lambda *_: 1 // 0)
    await go(office, "2027-01-05 19:30")
    assert await told(office, NudgeKind.STUDY_TIME, 1) == {}
    assert await told(office, NudgeKind.STUDY_TIME, 2) == {"2027-01-05 19:00": "sent"}
