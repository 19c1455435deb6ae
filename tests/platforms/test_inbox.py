"""The inbox: what was handed over is worked on once, each chat in order, whoever dies meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.errors import BotError
from bot.platforms.telegram.arrivals import arrival
from bot.platforms.telegram.inlet import Inlet
from bot.store import Database
from bot.store.inbox import LEASE, Arrival, Claimed
from tests.platforms.bot_api import BotApi
from tests.platforms.conftest import NOW
from tests.platforms.updates import BOT_ID, Scribe, facts, rows, said, working
from tests.postgres import postgres

ANN, BEN = 11, 22
Process = Callable[[], Database]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def one(process: Process) -> Database:
    return process()


@pytest.fixture
def two(process: Process) -> Database:
    """Another process on the same database."""
    return process()


async def keep(database: Database, *numbers: int, chat: int = ANN) -> int:
    async with database.store() as store:
        return await store.inbox.keep(
            BOT_ID, [Arrival(str(number), str(chat), f"update {number}") for number in numbers], NOW
        )


async def claim(database: Database, now: datetime = NOW, *, lease: str = "mine", most: int = 10) -> list[Claimed]:
    async with database.store() as store:
        return list(await store.inbox.claim(BOT_ID, now, lease=lease, most=most))


async def finish(database: Database, *claimed: Claimed) -> int:
    async with database.store() as store:
        return await store.inbox.finish(claimed, NOW)


async def mark(database: Database, claimed: Claimed) -> bool:
    async with database.store() as store:
        return await store.inbox.mark(claimed)


def numbers(claimed: list[Claimed]) -> list[int]:
    return [int(each.update_id) for each in claimed]


async def until(met: Callable[[], Any], *, seconds: float = 8) -> None:
    async with asyncio.timeout(seconds):
        while not await met():
            await asyncio.sleep(0.01)


async def all_done(database: Database) -> bool:
    return all(done for *_, done in await rows(database))


# What is kept and handed out.


async def test_an_update_kept_twice_is_there_once(one: Database, two: Database) -> None:
    assert await keep(one, 5, 6) == 2
    assert await keep(two, 5, 6, 7) == 1
    assert [row[0] for row in await rows(one)] == [5, 6, 7]


async def test_an_update_that_is_done_is_not_taken_in_again(one: Database) -> None:
    await keep(one, 5)
    await finish(one, *await claim(one))
    assert await keep(one, 5) == 0
    assert await claim(one) == []


async def test_of_each_chat_the_oldest_is_handed_out_and_the_next_when_that_is_done(
    one: Database, two: Database
) -> None:
    await keep(one, 1, 2)
    await keep(one, 3, 4, chat=BEN)
    first = await claim(one)
    assert numbers(first) == [1, 3]
    assert await claim(two) == []
    await finish(one, first[0])
    assert numbers(await claim(two)) == [2]


async def test_the_oldest_come_first_and_no_more_than_asked_for(one: Database) -> None:
    for number in range(5):
        await keep(one, 9 - number, chat=100 + number)
    assert numbers(await claim(one, most=2)) == [9, 8]


async def test_whoever_floods_waits_behind_those_who_sent_little(one: Database) -> None:
    await keep(one, 1, 2, 3, 4, chat=ANN)
    await keep(one, 5, 6, chat=BEN)
    await keep(one, 7, chat=33)
    (first,) = await claim(one, most=1)
    await finish(one, first)
    assert first.update_id == "7"
    assert numbers(await claim(one, most=1)) == [5]
    assert numbers(await claim(one, most=2)) == [1]


async def test_what_is_done_leaves_nothing_but_its_number(one: Database) -> None:
    await keep(one, 5)
    await finish(one, *await claim(one))
    assert await rows(one) == [(5, 0, "", 1, True)]


async def test_a_lease_that_ran_out_passes_the_update_on_and_its_first_holder_has_no_say(
    one: Database, two: Database
) -> None:
    await keep(one, 5)
    (late,) = await claim(one, lease="late")
    assert await claim(two, NOW + LEASE - timedelta(seconds=1)) == []
    (again,) = await claim(two, NOW + LEASE)
    assert again.attempts == 2
    assert not await mark(one, late)
    assert await finish(one, late) == 0
    assert await mark(two, again)


async def test_what_was_marked_is_not_marked_again_and_keeps_its_chat_waiting_until_it_is_done(one: Database) -> None:
    await keep(one, 5, 6)
    (first,) = await claim(one)
    assert await mark(one, first)
    assert not await mark(one, first)
    assert await claim(one) == []
    await finish(one, first)
    assert numbers(await claim(one)) == [6]


async def test_what_is_put_back_is_as_if_it_had_never_been_claimed(one: Database, two: Database) -> None:
    await keep(one, 5)
    await claim(one, lease="mine")
    async with one.store() as store:
        await store.inbox.put_back("mine")
    (again,) = await claim(two)
    assert again.attempts == 1


async def test_old_numbers_are_swept_and_what_waits_is_counted(one: Database) -> None:
    await keep(one, 5, 6)
    await finish(one, *await claim(one))
    async with one.store() as store:
        assert await store.inbox.waiting() == (1, NOW)
        assert await store.inbox.sweep(NOW) == 0
        assert await store.inbox.sweep(NOW + timedelta(seconds=1)) == 1
        assert await store.inbox.waiting() == (1, NOW)


async def test_what_two_take_at_once_is_taken_once(one: Database, two: Database) -> None:
    for chat in range(1, 41):
        await keep(one, chat, chat=chat)
    taken = await asyncio.gather(*(claim(each, lease=str(n), most=7) for n in range(6) for each in (one, two)))
    assert sorted(number for each in taken for number in numbers(each)) == list(range(1, 41))


# What is worked on.


async def note(database: Database, lease: str) -> Claimed | None:
    async with database.store() as store:
        return await store.inbox.note(BOT_ID, Arrival("1", str(ANN), "", str(ANN)), NOW, lease=lease)


async def test_what_is_noted_as_it_is_worked_on_is_there_once_even_where_two_do_so_at_once(
    one: Database, two: Database
) -> None:
    noted = await asyncio.gather(note(one, "mine"), note(two, "theirs"))
    assert [bool(each) for each in noted].count(True) == 1
    assert await rows(one) == [(1, ANN, "", 1, False)]
    assert await note(two, "again") is None


async def test_what_was_noted_by_one_that_died_is_handed_out_with_its_answer_and_its_token_when_its_lease_is_over(
    one: Database, two: Database
) -> None:
    noted = await note(one, "mine")
    assert noted
    async with one.store() as store:
        await store.inbox.keep_answer(noted, "hello", "a token")
    assert await claim(two, NOW + LEASE - timedelta(seconds=1)) == []
    (claimed,) = await claim(two, NOW + LEASE, lease="theirs")
    assert (claimed.answer, claimed.token, claimed.payload, claimed.attempts) == ("hello", "a token", "", 2)
    assert await finish(one, noted) == 0
    assert await finish(two, claimed) == 1
    assert "token" not in repr(claimed)


async def test_what_comes_together_shares_a_commit(one: Database) -> None:
    inlet = Inlet(one, BOT_ID)
    await asyncio.gather(*(inlet.keep([arrival(said(number, "hello", number))]) for number in range(1, 101)))
    assert len(await rows(one)) == 100
    assert inlet.arrived.is_set()


@pytest.mark.drill
async def test_two_processes_work_on_each_update_once_and_on_each_chat_in_order(
    api: BotApi, one: Database, two: Database
) -> None:
    scribes = Scribe(one), Scribe(two)
    updates = [(chat, number) for number in range(12) for chat in range(1, 9)]
    async with working(api, scribes[0], one) as first, working(api, scribes[1], two) as second:

        async def done() -> bool:
            for bot in (first, second):
                bot._inlet.arrived.set()  # both look as often as they can
            return await all_done(one)

        await api.wait_for_calls("setWebhook", 2)
        for index, (chat, number) in enumerate(updates):
            inlet = (first, second)[index % 2]._inlet
            await inlet.keep([arrival(said(index + 1, f"{number}", chat))])
        await until(done)
    written = await facts(one)
    assert sorted(written) == sorted((chat, f"{number}") for chat, number in updates)
    for chat in range(1, 9):
        assert [int(line) for who, line in written if who == chat] == list(range(12))
    assert scribes[0].tried.total() + scribes[1].tried.total() == len(updates)


async def test_what_a_process_kept_before_it_died_another_works_on(api: BotApi, one: Database, two: Database) -> None:
    await Inlet(one, BOT_ID).keep([arrival(said(1, "hello"))])
    await one.close()
    async with working(api, Scribe(two), two):
        await until(lambda: all_done(two))
    assert await facts(two) == [(ANN, "hello")]


async def test_a_transaction_that_is_rolled_back_leaves_the_update_to_be_tried_again(
    api: BotApi, one: Database
) -> None:
    scribe = Scribe(one)
    scribe.broken["hello"] = 2
    async with working(api, scribe, one) as bot:
        await bot._inlet.keep([arrival(said(1, "hello")), arrival(said(2, "bye"))])
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "hello"), (ANN, "bye")]
    assert scribe.tried == {"hello": 3, "bye": 1}


async def test_an_update_that_never_succeeds_is_given_up_after_five_tries_and_the_chat_goes_on(
    api: BotApi, one: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    scribe = Scribe(one)
    scribe.broken["my secret"] = 99
    async with working(api, scribe, one) as bot:
        await bot._inlet.keep([arrival(said(1, "my secret")), arrival(said(2, "bye"))])
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "bye")]
    assert scribe.tried == {"my secret": 5, "bye": 1}
    out = capsys.readouterr().out
    assert "telegram.given_up" in out
    assert "my secret" not in out


async def test_an_update_that_kills_whoever_takes_it_is_given_up_as_well(api: BotApi, one: Database) -> None:
    scribe = Scribe(one)
    await Inlet(one, BOT_ID).keep([arrival(said(1, "deadly")), arrival(said(2, "bye"))])
    moment = NOW - timedelta(days=1)
    for _ in range(5):
        moment += LEASE
        assert numbers(await claim(one, moment, lease="dead")) == [1]
    async with working(api, scribe, one):
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "bye")]


async def test_what_the_library_cannot_read_is_given_up(api: BotApi, one: Database) -> None:
    async with working(api, Scribe(one), one) as bot:
        broken = '{"update_id": 1, "message": {"chat": {"id": 11}, "date": "never"}}'
        await bot._inlet.keep([arrival(broken), arrival(said(2, "bye"))])
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "bye")]


async def test_what_was_marked_by_one_that_died_before_it_was_done_is_not_worked_on_again(
    api: BotApi, one: Database, two: Database
) -> None:
    await Inlet(one, BOT_ID).keep([arrival(said(1, "hello")), arrival(said(2, "bye"))])
    (first,) = await claim(one, NOW - LEASE, lease="dead")
    assert await mark(one, first)
    scribe = Scribe(two)
    async with working(api, scribe, two):
        await until(lambda: all_done(two))
    assert scribe.tried == {"bye": 1}


async def test_what_is_cut_short_is_put_back_and_begun_again_at_the_next_start(api: BotApi, one: Database) -> None:
    scribe = Scribe(one)
    scribe.gates["slow"] = asyncio.Event()
    async with working(api, scribe, one, grace=0.1) as bot:
        await bot._inlet.keep([arrival(said(1, "slow")), arrival(said(2, "bye"))])
        await until(lambda: facts(one))
    async with working(api, scribe, one):
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "slow"), (ANN, "bye")]
    assert scribe.tried == {"slow": 1, "bye": 1}


@pytest.mark.drill
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_while_the_database_is_gone_everything_waits_and_then_goes_on(api: BotApi, one: Database) -> None:
    scribe = Scribe(one)
    async with working(api, scribe, one) as bot:
        await bot._inlet.keep([arrival(said(1, "before"))])
        await until(lambda: all_done(one))
        postgres().stop()
        with suppress(BotError):
            await bot._inlet.keep([arrival(said(2, "meanwhile"))])
        await asyncio.sleep(0.3)
        postgres().start()
        await until(lambda: _kept(bot._inlet, said(3, "after")))
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "before"), (ANN, "after")]


@pytest.mark.drill
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_polling_confirms_nothing_that_is_not_kept(api: BotApi, one: Database) -> None:
    async with working(api, Scribe(one), one, webhook=None):
        await api.wait_until(lambda: api.polls > 0)
        postgres().stop()
        api.say(ANN, "hello")
        await asyncio.sleep(0.3)
        postgres().start()
        await until(lambda: facts(one), seconds=15)
        await until(lambda: all_done(one))
    assert await facts(one) == [(ANN, "hello")]


async def _kept(inlet: Inlet, update: str) -> bool:
    try:
        await inlet.keep([arrival(update)])
    except BotError:
        return False
    return True


@pytest.mark.parametrize(
    ("update", "chat", "sender"),
    [
        ('{"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}}', -5, 7),
        ('{"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}', -5, 7),
        ('{"update_id": 1, "callback_query": {"from": {"id": 7}}}', 7, 7),
        ('{"update_id": 1, "message_reaction": {"chat": {"id": -5}, "user": {"id": 7}}}', -5, 7),
        ('{"update_id": 1, "channel_post": {"chat": {"id": -5}}}', -5, None),
        ('{"update_id": 1, "poll": {"id": "3"}}', 0, None),
        ('{"update_id": 1}', 0, None),
    ],
)
def test_an_update_keeps_the_order_of_its_chat_and_is_known_by_its_sender(
    update: str, chat: int, sender: int | None
) -> None:
    assert arrival(update) == Arrival("1", str(chat), update, sender and str(sender))
