"""The turnstile: who goes first, who waits, and that nobody is forgotten."""

import asyncio
from collections.abc import Iterable

import pytest

from bot.chat.turnstile import FORGOTTEN, HALF_LIFE, LINE, Turnstile


class Seconds:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """A turnstile with one place, which is taken until ``open``; ``went`` are those who passed, in order."""

    def __init__(self, places: int = 1) -> None:
        self.seconds = Seconds()
        self.turnstile = Turnstile(places, seconds=self.seconds)
        self.went: list[str] = []

    async def costs(self, account: str, seconds: float) -> None:
        async with self.turnstile.place(account):
            self.seconds.now += seconds

    async def come(self, *accounts: str) -> list[asyncio.Task[None]]:
        """These ask for a place, in this order."""
        tasks = [asyncio.ensure_future(self._pass(account)) for account in accounts]
        await asyncio.sleep(0)
        return tasks

    async def _pass(self, account: str) -> None:
        async with self.turnstile.in_order(account), self.turnstile.place(account):
            self.went.append(account)

    async def order(self, *accounts: str) -> list[str]:
        """Who goes when, of those who came while the place was taken."""
        async with self.turnstile.place("somebody"):
            tasks = await self.come(*accounts)
        await asyncio.gather(*tasks)
        return self.went


async def test_where_nobody_waits_a_place_is_had_at_once() -> None:
    stage = Stage()
    (task,) = await stage.come("ann")
    assert task.done()


async def test_those_who_cost_alike_go_in_the_order_of_their_coming() -> None:
    assert await Stage().order("ann", "ben", "cem") == ["ann", "ben", "cem"]


async def test_who_cost_the_others_much_lately_goes_behind_all_of_them() -> None:
    stage = Stage()
    await stage.costs("ann", 1.0)
    await stage.costs("ben", 0.1)
    assert await stage.order("ann", "ben", "cem") == ["cem", "ben", "ann"]


async def test_who_sends_many_lines_goes_behind_who_sends_one() -> None:
    assert (await Stage().order("ann", "ann", "ann", "ben"))[0] == "ben"


async def test_lines_of_one_account_go_in_their_order_however_many_places_there_are() -> None:
    stage, said = Stage(places=3), []

    async def say(number: int, pauses: int) -> None:
        async with stage.turnstile.in_order("ann"), stage.turnstile.place("ann"):
            for _ in range(pauses):
                await asyncio.sleep(0)
            said.append(number)

    await asyncio.gather(say(1, 9), say(2, 5), say(3, 0))
    assert said == [1, 2, 3]


async def test_what_was_costly_counts_less_with_time_and_in_the_end_nothing() -> None:
    stage = Stage()
    await stage.costs("ann", 10 * LINE)
    await stage.costs("ben", 3 * LINE)
    stage.seconds.now += 2 * HALF_LIFE
    await stage.costs("cem", 3 * LINE)
    assert await stage.order("cem", "ann", "ben") == ["ben", "ann", "cem"]
    stage.seconds.now += (FORGOTTEN + 1) * HALF_LIFE
    await stage.costs("dan", 0.0)
    assert stage.turnstile._costs == {"dan": 0.0}


@pytest.mark.parametrize("places", [1, 2])
async def test_so_many_are_inside_at_once_and_no_more(places: int) -> None:
    turnstile, inside, most = Turnstile(places), 0, 0

    async def enter(account: int) -> None:
        nonlocal inside, most
        async with turnstile.place(account):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*map(enter, range(20)))
    assert most == places


def cancelled(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()


async def test_who_gives_up_waiting_keeps_nobody_out() -> None:
    stage = Stage()
    async with stage.turnstile.place("somebody"):
        ann, ben = await stage.come("ann", "ben")
        cancelled([ann])
        await asyncio.sleep(0)
    await ben
    assert stage.went == ["ben"]
    assert stage.turnstile._waiting == {}


async def test_who_gives_up_in_the_moment_of_being_let_in_keeps_nobody_out() -> None:
    stage = Stage()
    async with stage.turnstile.place("somebody"):
        ann, ben = await stage.come("ann", "ben")
    cancelled([ann])  # her place has come, and she has not seen it yet
    await ben
    assert stage.went == ["ben"]
    assert (await stage.come("cem"))[0].done()


async def test_nothing_is_kept_of_accounts_that_are_through() -> None:
    stage = Stage()
    await stage.order("ann", "ann", "ben")
    assert (stage.turnstile._orders, stage.turnstile._lines, stage.turnstile._waiting) == ({}, {}, {})
