"""A look that breaks is put off, but never out of the day, the week or the minute that it is of: nothing is lost without a word."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest

from bot.chat.happenings import Added, Happening, Moved, Removed, RightsChanged
from bot.nudges import look, put_off, tick
from bot.store import NudgeKind, Store
from tests.bot.group_stage import utc
from tests.bot.office import ANN, BEN, Office

CAT, GROUP = "12", "-5"

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


@pytest.mark.drill
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


async def three_partners(office: Office) -> None:
    """Ann and Ben are partners since Monday; Cat waits until the next one, on which she joins them."""
    for user, name in ((ANN, "Ann"), (BEN, "Ben"), (CAT, "Cat")):
        await office.say("/start ml-data today", user)
        await office.join(user, name=name)
    await office.say_among_others("/group digest sun 18:00", ANN, "Ann")
    for user in (ANN, BEN):
        await office.say("/partner", user)
    await study(office, "2027-01-09 12:00")
    assert "you join a pair on Monday" in await office.say("/partner", CAT)


async def study(office: Office, to: str) -> None:
    """Time passes, and then all three have studied."""
    await go(office, to)
    for user in (ANN, BEN, CAT):
        await office.say("/checkin 30m", user)


async def introduced(office: Office, *, since: str) -> dict[str, int]:
    """How often each was told who their partners are."""
    told = [one.user_id for one in office.sent() if "You're a three" in one.text and one.at >= utc(since)]
    return {user: told.count(user) for user in told}


EACH_ONCE = {ANN: 1, BEN: 1, CAT: 1}


@pytest.mark.drill
async def test_partners_that_could_not_be_found_on_monday_are_found_once_it_goes_and_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three_partners(office)
    breaks(monkeypatch, look, "_look", "2027-01-13 20:30")
    await go(office, "2027-01-13 20:30")
    assert await introduced(office, since="2027-01-11 00:00") == {}
    await go(office, "2027-01-14 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE


@pytest.mark.drill
async def test_partners_of_a_monday_on_which_the_bot_was_away_are_found_as_it_is_back(office: Office) -> None:
    await three_partners(office)
    office.clock.now = utc("2027-01-14 12:00")
    await go(office, "2027-01-14 13:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE


@pytest.mark.drill
async def test_partners_that_could_not_be_found_all_week_are_found_as_the_next_one_begins(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three_partners(office)
    breaks(monkeypatch, look, "_look", "2027-01-18 00:30")
    await study(office, "2027-01-17 20:00")
    await go(office, "2027-01-18 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == {}
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-18 18:00") == EACH_ONCE
    async with office.database.reading() as store:
        rows = await store.ledger.of_group(1, 99)
    assert [(row.period, row.reason) for row in rows if row.kind is NudgeKind.PAIRING] == [("2027-W02", "too late")]


@pytest.mark.drill
async def test_who_would_like_a_partner_in_a_week_that_began_well_still_waits_for_the_next_monday(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three_partners(office)
    breaks(monkeypatch, look, "_look", "2027-01-11 20:30")
    await office.say("/partner off", CAT)
    await go(office, "2027-01-12 12:00")
    await office.say("/partner", CAT)
    await go(office, "2027-01-18 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == {}


async def test_partners_of_a_monday_are_found_later_though_moving_the_group_on_broke_as_well(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await three_partners(office)
    breaks(monkeypatch, look, "_look", "2027-01-12 03:30")
    monkeypatch.setattr(put_off, "next_look", lambda *_: 1 // 0)
    await go(office, "2027-01-12 03:30")
    assert await introduced(office, since="2027-01-11 00:00") == {}
    await go(office, "2027-01-12 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["/group digest sun 9:00"], "2027-01-12"),
        (["/group digest sun 9:00", "/group digest sun 20:00"], "2027-01-11"),
        (["/group settings zone auckland"], "2027-01-12"),
    ],
)
async def test_a_monday_that_a_change_of_the_group_leaves_without_its_look_has_partners_all_the_same_and_once(
    office: Office, lines: list[str], day: str
) -> None:
    await three_partners(office)
    await go(office, "2027-01-11 12:00")
    for line in lines:
        await office.say_among_others(line, ANN, "Ann")
    await go(office, f"{day} 00:00")
    assert await introduced(office, since="2027-01-11 00:00") == {}
    await go(office, f"{day} 22:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE


@pytest.mark.parametrize(
    "back", [Added("telegram", GROUP), Moved("telegram", GROUP, "-1009"), RightsChanged("telegram", GROUP)]
)
@pytest.mark.parametrize("gone", ["2027-01-10 20:00", "2027-01-05 20:00"])
async def test_partners_of_a_monday_on_which_a_group_was_gone_are_found_as_it_is_back(
    office: Office, back: Happening, gone: str
) -> None:
    await three_partners(office)
    await go(office, "2027-01-10 20:00")
    async with office.database.store() as store:
        (group,) = await store.groups.of_chat("telegram", GROUP)
        await store.groups.change(group.id, refused_at=utc(gone), retry_at=utc(gone))
        await store.groups.set_gone(group.id, utc(gone))
    await go(office, "2027-01-12 12:00")
    await office.app.dispatcher.happened(back, office.clock())
    await go(office, "2027-01-12 19:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE
    await go(office, "2027-01-24 23:00")
    assert await introduced(office, since="2027-01-11 00:00") == EACH_ONCE


async def test_who_would_like_a_partner_since_a_monday_that_went_well_waits_though_the_group_was_gone_meanwhile(
    office: Office,
) -> None:
    await three_partners(office)
    await office.say("/partner off", CAT)
    await go(office, "2027-01-11 20:00")
    await office.app.dispatcher.happened(Removed("telegram", GROUP), office.clock())
    await office.app.dispatcher.happened(Added("telegram", GROUP), office.clock())
    await office.say("/partner", CAT)
    await go(office, "2027-01-18 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == {}


async def test_a_monday_that_has_its_look_after_all_is_not_made_up_for_later(office: Office) -> None:
    await three_partners(office)
    await office.say("/partner off", CAT)
    await go(office, "2027-01-11 12:00")
    for line in ("/group digest sun 9:00", "/group digest sun 20:00"):
        await office.say_among_others(line, ANN, "Ann")
    await go(office, "2027-01-11 20:30")
    await office.say("/partner", CAT)
    await go(office, "2027-01-18 12:00")
    assert await introduced(office, since="2027-01-11 00:00") == {}


@pytest.mark.drill
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


@pytest.mark.drill
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
