"""The limits that all processes share: slots one interval apart, holds for everybody, groups that are not flooded."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.app import CHAT_INTERVAL, GROUP_INTERVAL, App
from bot.chat.platform import Place, Speaker, Spoken
from bot.settings import Settings
from bot.store import Database
from bot.store.rates import Want

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def reserve(database: Database, name: str, count: int = 1, now: datetime = NOW) -> datetime:
    async with database.store() as store:
        return (await store.rates.reserve({name: Want(SECOND, count)}, now))[name]


async def test_slots_of_one_chat_are_one_interval_apart(database):
    assert [await reserve(database, "telegram:1") for _ in range(3)] == [NOW, NOW + SECOND, NOW + 2 * SECOND]
    assert await reserve(database, "telegram:2") == NOW


async def test_a_batch_takes_as_many_slots_as_it_has_messages(database):
    assert await reserve(database, "telegram", count=5) == NOW
    assert await reserve(database, "telegram") == NOW + 5 * SECOND


async def test_what_was_not_used_is_not_saved_up(database):
    await reserve(database, "telegram")
    later = NOW + timedelta(hours=1)
    assert [await reserve(database, "telegram", now=later) for _ in range(2)] == [later, later + SECOND]


async def test_two_processes_at_once_get_slots_one_after_the_other(database, database_url):
    other = Database(database_url)
    taken = await asyncio.gather(*(reserve(one, "telegram") for one in (database, other) * 10))
    assert sorted(taken) == [NOW + index * SECOND for index in range(20)]
    await other.close()


async def test_a_hold_moves_everybody_and_never_back(database):
    async with database.store() as store:
        await store.rates.hold("telegram", NOW + 30 * SECOND)
        await store.rates.hold("telegram", NOW + 10 * SECOND)
    assert await reserve(database, "telegram") == NOW + 30 * SECOND


async def test_a_limit_that_no_longer_matters_is_forgotten(database):
    await reserve(database, "telegram:1")
    async with database.store() as store:
        await store.rates.sweep(NOW + timedelta(minutes=1))
    assert await reserve(database, "telegram:1") == NOW


async def test_an_answer_is_counted_against_the_chat_and_the_whole(database_url):
    app = App(Settings(_env_file=None), clock=lambda: NOW, database_url=database_url)
    await app.dispatcher.say(Spoken(Speaker("telegram", 7), Place(7, direct=True), "/start", NOW))
    async with app.database.store() as store:
        slots = await store.rates.reserve({"telegram": Want(SECOND), "telegram:7": Want(SECOND)}, NOW)
    assert slots == {"telegram": NOW + SECOND / 30, "telegram:7": NOW + CHAT_INTERVAL}
    await app.database.close()


async def test_a_group_that_keeps_calling_hears_twenty_pointers_a_minute_at_most(database_url):
    moment = [NOW]
    app = App(Settings(_env_file=None), clock=lambda: moment[0], database_url=database_url)
    heard = []
    for number in range(240):
        moment[0] = NOW + number * SECOND / 2
        said = Spoken(Speaker("telegram", number), Place(-100, direct=False), "/status", moment[0])
        heard.append(await app.dispatcher.say(said))
    pointers = sum(message is not None for message in heard)
    assert pointers <= 2 * 60 / GROUP_INTERVAL.total_seconds() + 11
    assert pointers >= 30
    await app.database.close()
