"""The common dates of a group: who sets them, where they are seen, and that they change nobody's verdict."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.nudge_stage import DAY, WEEK
from tests.conftest import SQLITE

ENGINES = SQLITE
both = pytest.mark.parametrize("platform", ["telegram", "discord"])
telegram = pytest.mark.parametrize("platform", ["telegram"])


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


async def dates_of(gathering: Gathering) -> tuple[date | None, date | None]:
    group = await gathering.group()
    return group.first_day, group.last_day


@both
@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("dates 4 jan to 30 jun", date(2027, 1, 4), date(2027, 6, 30)),
        ("settings dates from 1 february", date(2027, 2, 1), None),
        ("dates until end of march", date(2027, 1, 4), date(2027, 3, 31)),
        ("settings dates 11 jan for 8 weeks, board off", date(2027, 1, 11), date(2027, 3, 7)),
    ],
)
async def test_an_admin_sets_them_in_a_line(gathering: Gathering, said: str, first: date, last: date | None) -> None:
    await gathering.begin(BEN)
    assert "Dates: from" in await gathering.tell(ANN, f"/group {said}")
    assert await dates_of(gathering) == (first, last)


@telegram
@pytest.mark.parametrize(
    "said", ["4 jan to 1 jan 2027", "soon", "4 jan to 30 jun 2040", "4 jan 2010", "4 jan to 4 jan"]
)
async def test_what_is_no_dates_changes_nothing(gathering: Gathering, said: str) -> None:
    await gathering.begin(BEN)
    assert "/group settings dates" in await gathering.tell(ANN, f"/group dates {said}")
    assert await dates_of(gathering) == (date(2027, 1, 4), None)


@telegram
async def test_an_end_is_taken_away_and_goes_with_the_group(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group dates 4 jan to 30 jun")
    await gathering.say(ANN, "/group dates no end")
    assert await dates_of(gathering) == (date(2027, 1, 4), None)
    await gathering.say(ANN, "/group dates until 30 jun")
    await gathering.say(ANN, "/group stop")
    await gathering.say(ANN, "/group start")
    assert await dates_of(gathering) == (date(2027, 1, 4), None)


@both
async def test_they_are_seen_beside_the_own_plan_and_change_no_verdict(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    before = [await gathering.tell(BEN, line, None) for line in ("/status", "/plan", "/why", "/forecast")]
    await gathering.say(ANN, "/group dates 4 jan to 15 jan")
    after = [await gathering.tell(BEN, line, None) for line in ("/status", "/plan", "/why", "/forecast")]
    assert all(new.startswith(old) for old, new in zip(before, after, strict=True))
    assert "👥 The Owls, common dates: Deep Learning by 5 Jan, all of it by 15 Jan" in after[0]
    assert "👥 The Owls, from Mon 4 Jan to Fri 15 Jan, aims for: Deep Learning 5 Jan" in after[1]
    assert after[2:] == before[2:]
    assert "🗓 Common dates: Deep Learning by 5 Jan, all of it by 15 Jan" in await gathering.tell(BEN, "/board")


@both
async def test_once_they_are_over_nobody_is_behind_for_that(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group dates 4 jan to 15 jan")
    gathering.clock.now += 2 * WEEK
    said = await gathering.tell(BEN, "/status", None)
    assert "On track" in said
    assert "over since Fri 15 Jan" in said


@both
async def test_whoever_joins_late_counts_from_their_own_first_day_on_every_day_that_follows(
    gathering: Gathering,
) -> None:
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group dates 4 jan to 30 jun")
    gathering.clock.now += 45 * DAY
    assert "nobody starts behind" in await gathering.tell(EVE, "/join yes")
    for _ in range(42):
        assert "Behind" not in await gathering.tell(EVE, "/status", None)
        gathering.clock.now += DAY
    assert "Behind by 1 day" in await gathering.tell(EVE, "/status", None)


@telegram
async def test_before_they_begin_whoever_joins_is_told_from_when_on(gathering: Gathering) -> None:
    await gathering.begin()
    await gathering.say(ANN, "/group dates 1 feb to 30 jun")
    await gathering.say(BEN, "/join yes")
    board = await gathering.tell(ANN, "/board")
    assert "🗓 Common dates: from Mon 1 Feb to Wed 30 Jun" in board
    assert "• Ben · from 1 Feb" in board
    gathering.clock.now += timedelta(days=1)
    assert await gathering.tell(ANN, "/board") == board


@telegram
async def test_moving_the_first_day_says_that_members_keep_theirs(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    assert "keeps their own first day" in await gathering.tell(ANN, "/group dates 11 jan to 30 jun")
    assert "keeps their own" not in await gathering.tell(ANN, "/group dates until 1 july")
    assert "Behind" not in await gathering.tell(BEN, "/status", None)


@telegram
async def test_who_wants_to_be_done_by_the_same_end_is_shown_no_second_plan(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group dates 4 jan to 30 jun")
    await gathering.say(BEN, "/plan finish by 30 june", None)
    assert "👥" not in await gathering.tell(BEN, "/status", None)
