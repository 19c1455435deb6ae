"""The limits that all processes share: slots one interval apart, holds for everybody, groups that are not flooded."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.app import App
from bot.chat.platform import Called, Deed, Place, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.nudges.batch import Ready
from bot.nudges.engine import Nudging
from bot.nudges.kinds.scenes import Scene
from bot.nudges.slots import slots
from bot.platforms.console.travel import MovingClock
from bot.platforms.telegram.pack import TRAITS
from bot.settings import Settings
from bot.store import Database, NudgeKind
from bot.store.ledger import Entry
from bot.store.rates import Want
from bot.traits import Limit
from tests.conftest import BOTH_WHEN_LONG
from tests.faults.crowd import PLATFORM, crowd, flock, pile

ENGINES = BOTH_WHEN_LONG

by_its_slots = pytest.mark.engines_differ
"""What is about how slots are stored and taken; how messages keep to them is alike."""

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CHAT_INTERVAL, GROUP_INTERVAL = TRAITS.limit.chat_interval, TRAITS.limit.group_interval


async def reserve(database: Database, name: str, count: int = 1, now: datetime = NOW) -> datetime:
    async with database.store() as store:
        return (await store.rates.reserve({name: Want(SECOND, count)}, now))[name]


@by_its_slots
async def test_slots_of_one_chat_are_one_interval_apart(database):
    assert [await reserve(database, "telegram:1") for _ in range(3)] == [NOW, NOW + SECOND, NOW + 2 * SECOND]
    assert await reserve(database, "telegram:2") == NOW


@by_its_slots
async def test_a_batch_takes_as_many_slots_as_it_has_messages(database):
    assert await reserve(database, "telegram", count=5) == NOW
    assert await reserve(database, "telegram") == NOW + 5 * SECOND


@by_its_slots
async def test_what_was_not_used_is_not_saved_up(database):
    await reserve(database, "telegram")
    later = NOW + timedelta(hours=1)
    assert [await reserve(database, "telegram", now=later) for _ in range(2)] == [later, later + SECOND]


@by_its_slots
async def test_two_processes_at_once_get_slots_one_after_the_other(database, database_url):
    other = Database(database_url)
    taken = await asyncio.gather(*(reserve(one, "telegram") for one in (database, other) * 10))
    assert sorted(taken) == [NOW + index * SECOND for index in range(20)]
    await other.close()


@by_its_slots
async def test_a_slot_that_was_waited_for_is_not_in_the_past(database_url):
    """Else what two processes have each kept waiting for the other leaves all at once."""
    later = NOW + 5 * SECOND
    await crowd(database_url, 1, now=NOW)
    await pile(database_url, 2)
    database = Database(database_url, lambda: later)
    async with database.store() as store:
        nudges = await store.ledger.last(1, 2)
        scenes = [Scene(store, nudge, NOW, "UTC") for nudge in nudges]
        batch = [Ready(scene, f"{PLATFORM}:{chat}", SECOND) for chat, scene in enumerate(scenes)]
        found = await slots(store, batch, NOW, everybody=PLATFORM, interval=SECOND / 30, in_flight=3)
    await database.close()
    assert [slot.leaves_at for slot in found] == [later, later + SECOND / 30]
    assert all(slot.is_soon for slot in found)


@by_its_slots
async def test_what_has_no_limit_takes_no_slot_and_what_has_one_takes_its_own(database_url):
    await crowd(database_url, 1, now=NOW)
    await pile(database_url, 2)
    database = Database(database_url, lambda: NOW)
    async with database.store() as store:
        scenes = [Scene(store, nudge, NOW, "UTC") for nudge in await store.ledger.last(1, 2)]
        free = [Ready(scene, "telegram:1", timedelta(0)) for scene in scenes]
        found = await slots(store, free, NOW, everybody=PLATFORM, interval=timedelta(0), in_flight=3)
        assert [(slot.leaves_at, slot.is_soon) for slot in found] == [(NOW, True)] * 2
        assert not await store.rates.of([PLATFORM, "telegram:1"])
        spaced = [Ready(scene, "telegram:1", SECOND) for scene in scenes]
        found = await slots(store, spaced, NOW, everybody=PLATFORM, interval=timedelta(0), in_flight=3)
        assert [slot.leaves_at for slot in found] == [NOW, NOW + SECOND]
        assert [row["name"] for row in await store.rates.of([PLATFORM, "telegram:1"])] == ["telegram:1"]
    await database.close()


@by_its_slots
async def test_a_hold_moves_everybody_and_never_back(database):
    async with database.store() as store:
        await store.rates.hold({"telegram": NOW + 30 * SECOND})
        await store.rates.hold({"telegram": NOW + 10 * SECOND})
    assert await reserve(database, "telegram") == NOW + 30 * SECOND


@by_its_slots
async def test_a_limit_that_no_longer_matters_is_forgotten(database):
    await reserve(database, "telegram:1")
    async with database.store() as store:
        await store.rates.sweep(NOW + timedelta(minutes=1))
    assert await reserve(database, "telegram:1") == NOW


async def test_an_answer_is_counted_against_the_chat_and_the_whole(database_url):
    app = App(Settings(_env_file=None), clock=lambda: NOW, database_url=database_url)
    await app.dispatcher.say(Spoken(Speaker("telegram", "7"), Place("7", direct=True), "/start", NOW))
    async with app.database.store() as store:
        slots = await store.rates.reserve({"telegram": Want(SECOND), "telegram:7": Want(SECOND)}, NOW)
    assert slots == {"telegram": NOW + SECOND / 30, "telegram:7": NOW + CHAT_INTERVAL}
    await app.database.close()


async def test_an_answer_on_discord_is_counted_by_nobody(database_url):
    app = App(Settings(_env_file=None), clock=lambda: NOW, database_url=database_url)
    await app.dispatcher.call(Called(Speaker("discord", "7"), Place("7", direct=True), "start", NOW))
    async with app.database.store() as store:
        slots = await store.rates.reserve({"discord": Want(SECOND), "discord:7": Want(SECOND)}, NOW)
    assert slots == {"discord": NOW, "discord:7": NOW}
    await app.database.close()


@pytest.mark.drill
async def test_a_group_that_keeps_calling_hears_twenty_answers_a_minute_at_most(database_url):
    moment = [NOW]
    app = App(Settings(_env_file=None), clock=lambda: moment[0], database_url=database_url)
    heard = []
    for number in range(240):
        moment[0] = NOW + number * SECOND / 2
        place = Place("-100", direct=False, rights=frozenset([Right.MANAGE_GROUP]))
        said = "/group" if number else "/group start"
        heard.append(await app.dispatcher.say(Spoken(Speaker("telegram", str(number)), place, said, moment[0])))
    assert all(heard), "the others are told directly, or later"
    answers = [NOW + number * SECOND / 2 for number, message in enumerate(heard) if not message.crowded]
    assert len(answers) >= 30
    assert all(sum(start <= at <= start + 60 * SECOND for at in answers) < 20 for start in answers)
    await app.database.close()


@pytest.mark.drill
async def test_what_is_said_to_one_alone_is_not_counted_against_the_group(database_url):
    app = App(Settings(_env_file=None), clock=lambda: NOW, database_url=database_url)
    for number in range(40):
        said = Spoken(Speaker("telegram", str(number)), Place("-100", direct=False), "/status", NOW)
        answer = await app.dispatcher.say(said)
        assert answer
        assert answer.private
    async with app.database.store() as store:
        assert await store.rates.reserve({"telegram:-100": Want(SECOND)}, NOW) == {"telegram:-100": NOW}
    await app.database.close()


class Paper:
    """See bot.chat.platform.Platform. Writes down when each message came; a message is sent when its slot is."""

    name = PLATFORM

    def __init__(self, clock: MovingClock) -> None:
        self._clock, self.came = clock, list[datetime]()

    async def run(self) -> None:
        """Nobody writes to it."""

    async def send(self, user_id: str, message: Message) -> str:
        self.came.append(self._clock())
        return "1"

    async def perform(self, deed: Deed) -> str:
        self.came.append(self._clock())
        return "1"

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(self._clock() + seconds * SECOND)


@pytest.mark.drill
async def test_many_nudges_for_one_chat_all_come_and_a_second_apart(database_url):
    now = datetime.now(UTC)
    clock = MovingClock(now)
    await crowd(database_url, 1, now=now)
    await pile(database_url, 7)
    database, paper = Database(database_url, clock), Paper(clock)
    limits = {PLATFORM: Limit(SECOND / 30, SECOND)}
    nudging = Nudging(database, {PLATFORM: paper}, default_zone="UTC", limits=limits, in_flight=1, sleep=paper.sleep)
    for _ in range(60):
        await nudging.work()
        clock.advance(clock() + SECOND / 4)
    await database.close()
    assert len(paper.came) == 8
    # The wait is shortened by the real time that the claim took, which this clock does not show.
    assert all(later - earlier >= SECOND / 2 for earlier, later in zip(paper.came, paper.came[1:], strict=False))


@pytest.mark.drill
async def test_what_a_group_hears_comes_four_seconds_apart_while_other_groups_are_served(database_url):
    now = datetime.now(UTC)
    clock = MovingClock(now)
    await flock(database_url, 30, now=now)
    database, paper = Database(database_url, clock), Paper(clock)
    async with database.store() as store:
        group = await store.groups.find(PLATFORM, "-1")
        assert group
        causes = ("thread 1", "thread 2", "thread 3")
        await store.ledger.file(*(Entry.of_group(group, NudgeKind.NOTICE, cause, now) for cause in causes))
    limits = {PLATFORM: Limit(SECOND / 30, SECOND, GROUP_INTERVAL)}
    nudging = Nudging(database, {PLATFORM: paper}, default_zone="UTC", limits=limits, in_flight=1, sleep=paper.sleep)
    for _ in range(60):
        await nudging.work()
        clock.advance(clock() + SECOND / 4)
    async with database.store() as store:
        rows = await store.ledger.of_group(group.id, 9)
    await database.close()
    assert len(paper.came) == 33
    assert paper.came[29] <= now + 3 * SECOND
    moments = sorted(row.sent_at for row in rows if row.sent_at)
    assert len(moments) == 4
    assert all(later - earlier >= GROUP_INTERVAL - SECOND for earlier, later in pairwise(moments))
