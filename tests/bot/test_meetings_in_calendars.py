"""Meetings in a calendar: those somebody is in for, weekly ones again and again, moved, called off, left out, and of no other group."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest
from icalendar import Calendar, Event
from starlette.applications import Starlette

from bot.web.site import Site
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HERE = "https://study.example"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
THURSDAY = utc("2027-01-07 19:00")
MEETING = "👥 The Owls"
OTHER = "-200"

Read = Callable[[str], Awaitable[list[Event]]]


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url)
    for user in (ANN, BEN, EVE):
        await gathering.say(user, "/nudges off", None)
    await gathering.begin(ANN, BEN, EVE)
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    yield gathering
    await gathering.close()


@pytest.fixture
async def read(owls: Gathering) -> AsyncIterator[Read]:
    """What the calendar of somebody has of meetings; its address is made when it is read first."""
    app = Starlette(routes=Site(owls.app.dispatcher, owls.database, owls.clock, "UTC", HERE).routes)
    secrets: dict[str, str] = {}

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:

        async def read(user: str) -> list[Event]:
            if user not in secrets:
                secrets[user] = user * 32
                async with owls.database.store() as store:
                    contact = await store.learners.seen(owls.platform, user)
                    assert contact
                    await store.calendars.offer(contact.account.id, secrets[user], owls.clock())
            answer = await client.get(f"/calendar/{secrets[user]}.ics")
            assert answer.status_code == 200
            return [one for one in Calendar.from_ical(answer.content).walk("VEVENT") if "👥" in one["SUMMARY"]]

        yield read


def edition(event: Event) -> tuple[str, int]:
    return str(event["UID"]), int(event["SEQUENCE"])


def left_out(event: Event) -> list[datetime]:
    given = event.get("EXDATE", [])
    return [day.dt for one in (given if isinstance(given, list) else [given]) for day in one.dts]


@pytest.mark.drill
async def test_a_meeting_is_in_the_calendar_of_who_is_in_and_of_nobody_else(owls, read):
    await owls.say(BEN, "/meet thu 19:00 60m nlp")
    await owls.say(EVE, "/meet out 1")
    (mine,) = await read(BEN)
    assert mine["SUMMARY"] == "👥 NLP · The Owls"
    assert (mine["DTSTART"].dt, mine["DTEND"].dt) == (THURSDAY, THURSDAY + timedelta(minutes=60))
    assert "TRANSP" not in mine
    assert await read(ANN) == await read(EVE) == []
    await owls.say(BEN, "/meet out 1")
    assert await read(BEN) == []


async def test_a_meeting_stands_at_its_groups_own_clock(owls, read):
    await owls.say(ANN, "/group settings zone America/New_York")
    await owls.say(BEN, "/meet thu 19:00")
    (mine,) = await read(BEN)
    assert mine["DTSTART"].dt == datetime(2027, 1, 7, 19, tzinfo=ZoneInfo("America/New_York"))
    assert mine["DTSTART"].params["TZID"] == "America/New_York"


@pytest.mark.drill
async def test_one_that_is_moved_is_the_same_event_and_newer(owls, read):
    await owls.say(BEN, "/meet thu 19:00")
    (before,) = await read(BEN)
    await owls.say(BEN, "/meet move fri 20:00")
    (after,) = await read(BEN)
    assert edition(after) == (edition(before)[0], 1)
    assert after["DTSTART"].dt == THURSDAY + timedelta(days=1, hours=1)
    await owls.say(BEN, "/meet cancel")
    assert await read(BEN) == []


@pytest.mark.drill
async def test_what_comes_every_week_comes_again_and_stays_the_same_event(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    (first,) = await read(BEN)
    assert first["RRULE"]["BYDAY"] == ["TH"]
    assert "UNTIL" not in first["RRULE"]
    await owls.go(THURSDAY + DAY)
    assert await read(BEN) == [first]
    await owls.say(BEN, "/meet in 2")
    assert await read(BEN) == [first]


@pytest.mark.drill
async def test_a_week_in_which_they_are_not_in_is_left_out_and_the_others_stay(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    (first,) = await read(BEN)
    await owls.go(THURSDAY + DAY)
    await owls.say(BEN, "/meet out 2")
    (without,) = await read(BEN)
    assert edition(without) == (edition(first)[0], 1)
    assert left_out(without) == [THURSDAY + WEEK]
    assert without["DTSTART"].dt == THURSDAY


@pytest.mark.drill
async def test_a_week_that_is_called_off_is_left_out_and_all_of_them_end_it(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    await owls.go(THURSDAY + DAY)
    await owls.say(BEN, "/meet cancel #2 once")
    (mine,) = await read(BEN)
    assert left_out(mine) == [THURSDAY + WEEK]
    await owls.say(BEN, "/meet cancel #3 always")
    (ended,) = await read(BEN)
    assert ended["RRULE"]["UNTIL"] == [utc("2027-01-07 23:59:59")]
    assert edition(ended)[0] == edition(mine)[0]


@pytest.mark.drill
async def test_one_of_them_that_is_moved_for_once_is_an_event_of_its_own(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    await owls.go(THURSDAY + DAY)
    await owls.say(BEN, "/meet move #2 wed 18:00 once")
    again, moved = sorted(await read(BEN), key=lambda one: "RRULE" not in one)
    assert left_out(again) == [THURSDAY + WEEK]
    assert moved["DTSTART"].dt == utc("2027-01-13 18:00")
    await owls.say(BEN, "/meet out 2")
    (again,) = await read(BEN)
    assert left_out(again) == [THURSDAY + WEEK]


@pytest.mark.drill
async def test_one_that_is_moved_for_all_weeks_goes_on_at_its_new_time(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    (before,) = await read(BEN)
    await owls.go(THURSDAY + DAY)
    await owls.say(BEN, "/meet move #2 wed 18:00 always")
    again, past = sorted(await read(BEN), key=lambda one: "RRULE" not in one)
    assert edition(again) == (edition(before)[0], 1)
    assert again["DTSTART"].dt == utc("2027-01-13 18:00")
    assert past["DTSTART"].dt == THURSDAY
    assert edition(past)[0] != edition(again)[0]


@pytest.mark.drill
async def test_whoever_was_not_in_for_weeks_is_expected_no_more(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    await read(BEN)
    await owls.go(THURSDAY + 2 * WEEK + DAY)
    (mine,) = await read(BEN)
    assert "UNTIL" not in mine["RRULE"]
    assert left_out(mine) == [THURSDAY + WEEK, THURSDAY + 2 * WEEK]
    await owls.go(THURSDAY + 3 * WEEK + DAY)
    (mine,) = await read(BEN)
    assert mine["RRULE"]["UNTIL"] == [utc("2027-01-07 23:59:59")]


@pytest.mark.drill
async def test_what_comes_every_week_has_its_name_for_good_however_long_ago_it_began(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    for week in range(9):
        await owls.go(THURSDAY + week * WEEK + DAY)
        await owls.say(ANN, f"/meet in {week + 2}")
    await owls.say(EVE, "/meet in 10")
    (mine,) = await read(EVE)
    assert str(mine["UID"]).startswith("meetings.1.")
    assert mine["DTSTART"].dt == THURSDAY + 9 * WEEK


@pytest.mark.drill
async def test_who_leaves_a_group_has_nothing_of_it_and_neither_has_anybody_once_it_is_stopped(owls, read):
    await owls.say(BEN, "/meet thu 19:00 weekly")
    await owls.say(EVE, "/meet in 1")
    assert await read(EVE)
    await owls.say(EVE, "/leave yes")
    assert await read(EVE) == []
    assert await read(BEN)
    await owls.say(ANN, "/group stop yes")
    assert await read(BEN) == []


@pytest.mark.drill
async def test_nothing_of_a_group_is_in_the_calendar_of_who_has_not_joined_it(owls, read):
    await owls.say(BEN, "/meet thu 19:00")
    await owls.say(EVE, "/meet in 1")
    owls.title = "The Wolves"
    await owls.begin(ANN, EVE, chat=OTHER)
    await owls.say(EVE, "/meet fri 19:00", OTHER)
    assert [one["SUMMARY"] for one in await read(BEN)] == [MEETING]
    assert sorted(one["SUMMARY"] for one in await read(EVE)) == [MEETING, "👥 The Wolves"]
    assert not [word for one in await read(EVE) for word in ("Ben", "Ann") if word.encode() in one.to_ical()]


async def test_a_round_that_is_begun_at_once_is_in_no_calendar(owls, read):
    await owls.say(BEN, "/meet now")
    assert await read(BEN) == []


@pytest.mark.drill
async def test_a_meeting_in_the_hour_that_comes_twice_stands_at_its_own_moment(owls, read):
    await owls.say(ANN, "/group settings zone Europe/Berlin")
    await owls.say(BEN, "/meet thu 19:00")
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    async with owls.database.store() as store:
        await store.meetings.change(1, starts_at=second, usual_at=second)
    (mine,) = await read(BEN)
    assert mine["DTSTART"].dt == second
    assert mine["DTEND"].dt == second + timedelta(minutes=60)
