"""A platform that refuses, limits and falters: every nudge ends as it should, and none is stuck."""

import asyncio
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.platform import Deed
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock
from bot.send_errors import TryLater, Unreachable, Unsendable
from bot.store import Database
from bot.traits import Limit
from tests.conftest import BOTH_WHEN_LONG
from tests.faults.crowd import PLATFORM, crowd, outcomes

ENGINES = BOTH_WHEN_LONG

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


class Moody:
    """See bot.chat.platform.Platform. Of each 100 accounts five never take anything, half of them because they are
    gone, five meet a limit once, and five falter twice."""

    name = PLATFORM

    def __init__(self) -> None:
        self.tries: defaultdict[str, int] = defaultdict(int)
        self.took: Counter[str] = Counter()

    async def run(self) -> None:
        """Nobody writes to it."""

    async def perform(self, deed: Deed) -> str:
        """There are no groups here."""
        raise AssertionError(deed)

    async def send(self, user_id: str, message: Message) -> str:
        self.tries[user_id] += 1
        tries = self.tries[user_id]
        match int(user_id) % 100:
            case 0 | 1 | 2:
                raise Unreachable("blocked by the account")
            case 3 | 4:
                raise Unsendable("refused")
            case 5 | 6 | 7 | 8 | 9 if tries == 1:
                raise TryLater("flood limit", 2)
            case 10 | 11 | 12 | 13 | 14 if tries <= 2:
                raise TryLater("fault")
        self.took[user_id] += 1
        return "1"


async def run_down(nudging: Nudging, clock: MovingClock, until: datetime) -> None:
    """Work and jump to what is due next, until nothing is."""
    await nudging.work()
    while (due := await nudging.next_due()) and due <= until:
        clock.advance(max(due, clock() + timedelta(milliseconds=200)))
        await nudging.work()


async def no_sleep(_: float) -> None:
    """The clock moves by itself."""


@pytest.mark.engines_differ
def test_of_many_nudges_each_ends_as_it_should(database_url, long_form):
    asyncio.run(_many(database_url, 10 if long_form else 2))


async def _many(url: str, hundreds: int) -> None:
    clock, moody = MovingClock(NOW), Moody()
    await crowd(url, 100 * hundreds, now=NOW)
    database = Database(url, clock)
    limits = {PLATFORM: Limit(timedelta(seconds=1) / 1000, timedelta(0))}
    nudging = Nudging(database, {PLATFORM: moody}, default_zone="UTC", limits=limits, in_flight=50, sleep=no_sleep)
    await run_down(nudging, clock, NOW + timedelta(hours=2))
    await database.close()
    found = await outcomes(url)
    ended = Counter(state for state, _ in found.values())
    assert ended == {"sent": 95 * hundreds, "unreachable": 3 * hundreds, "failed": 2 * hundreds}
    assert set(moody.took.values()) == {1}
    assert not any(maybe for _, maybe in found.values())


class Silent(Moody):
    """Takes every message, but its answers to the first try are lost."""

    async def send(self, user_id: str, message: Message) -> str:
        self.took[user_id] += 1
        if self.took[user_id] == 1:
            raise TryLater("answer lost", maybe_sent=True)
        return "1"


async def test_a_send_of_unknown_outcome_is_tried_again_and_says_that_it_may_be_a_repeat(database_url):
    clock, silent = MovingClock(NOW), Silent()
    await crowd(database_url, 2, now=NOW)
    database = Database(database_url, clock)
    nudging = Nudging(database, {PLATFORM: silent}, default_zone="UTC", limits={}, sleep=no_sleep)
    await run_down(nudging, clock, NOW + timedelta(hours=2))
    await database.close()
    assert await outcomes(database_url) == {1: ("sent", True), 2: ("sent", True)}


@pytest.mark.drill
async def test_a_platform_that_never_comes_back_fails_its_nudges_and_retry_sends_them(database_url):
    clock, moody = MovingClock(NOW), Moody()
    await crowd(database_url, 11, now=NOW)
    database = Database(database_url, clock)
    nudging = Nudging(database, {PLATFORM: moody}, default_zone="UTC", limits={}, sleep=no_sleep)
    moody.send = _falters  # type: ignore[method-assign]
    await run_down(nudging, clock, NOW + timedelta(days=1))
    assert {state for state, _ in (await outcomes(database_url)).values()} == {"failed"}
    del moody.send
    async with database.store() as store:
        assert len(await store.ledger.failed(100)) == 11
        assert await store.ledger.retry_failed(clock()) == 11
    moody.tries["10"] = 9
    await run_down(nudging, clock, clock() + timedelta(hours=2))
    assert (await outcomes(database_url))[10] == ("sent", False)
    await database.close()


async def _falters(user_id: str, message: Message) -> str:
    raise TryLater("fault")


@pytest.mark.drill
async def test_a_clock_set_back_or_forward_by_an_hour_sends_nothing_twice(database_url):
    moment = [NOW]
    moody = Moody()
    await crowd(database_url, 60, now=NOW)
    database = Database(database_url, lambda: moment[0])
    nudging = Nudging(database, {PLATFORM: moody}, default_zone="UTC", limits={}, sleep=no_sleep)
    for hours in (0, -1, 1, 2, -1, 0):
        moment[0] = NOW + timedelta(hours=hours)
        await nudging.work()
    await database.close()
    assert set(moody.took.values()) == {1}
    assert set(moody.took) >= set(map(str, range(15, 61)))
