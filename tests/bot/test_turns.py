"""Places that are few, and who gets the next."""

import asyncio
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.files.turns import NoRoom, Turns

ACCOUNTS = st.lists(st.sampled_from("abcd"), max_size=20)


class Hall:
    """Those who ask for a turn, one after another; whoever has one keeps it until sent away."""

    def __init__(self, places: int, most: int = 100) -> None:
        self.turns = Turns(places, most)
        self.served: list[str] = []
        self.inside: list[str] = []
        self.finished: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}

    async def come(self, account: str, weight: float = 1) -> None:
        async with self.turns.turn(account, weight):
            self.served.append(account)
            self.inside.append(account)
            self._ends[account] = asyncio.Event()
            try:
                await self._ends[account].wait()
            finally:
                self.inside.remove(account)
            self.finished.append(account)

    async def end(self, account: str) -> None:
        self._ends[account].set()
        await settle()


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_those_who_wait_get_their_turns_in_a_circle_and_not_in_the_order_of_all_that_was_asked_for() -> None:
    hall = Hall(1)
    async with asyncio.TaskGroup() as group:
        for account in "aaaabbc":
            group.create_task(hall.come(account))
        await settle()
        while hall.inside:
            await hall.end(hall.inside[0])
    assert "".join(hall.served) == "abcabaa"


async def test_an_account_has_one_place_at_a_time_though_another_is_free() -> None:
    hall = Hall(2)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(hall.come(account)) for account in "aab"]
        await settle()
        assert hall.inside == ["a", "b"]
        await hall.end("b")
        assert hall.inside == ["a"]
        await hall.end("a")
        assert hall.inside == ["a"]
        await hall.end("a")
        assert all(task.done() for task in tasks)


async def test_who_gives_up_waiting_takes_no_turn_and_loses_nobody_theirs() -> None:
    hall = Hall(1)
    async with asyncio.TaskGroup() as group:
        tasks = {account: group.create_task(hall.come(account)) for account in "abc"}
        await settle()
        tasks["b"].cancel()
        await hall.end("a")
        assert hall.inside == ["c"]
        await hall.end("c")


async def test_who_gives_up_just_as_the_turn_comes_hands_it_on() -> None:
    hall = Hall(1)
    async with asyncio.TaskGroup() as group:
        tasks = {account: group.create_task(hall.come(account)) for account in "abc"}
        await settle()
        hall._ends["a"].set()
        while not hall.turns._served or "a" in hall.turns._served:
            await asyncio.sleep(0)
        tasks["b"].cancel()
        await settle()
        assert hall.inside == ["c"]
        await hall.end("c")


async def test_who_asks_for_little_goes_before_many_who_ask_for_much_and_came_before() -> None:
    hall = Hall(1)
    async with asyncio.TaskGroup() as group:
        for number in range(30):
            group.create_task(hall.come(f"large {number}", 10))
        await settle()
        group.create_task(hall.come("small"))
        await settle()
        await hall.end("large 0")
        assert hall.inside == ["small"]
        while hall.inside:
            await hall.end(hall.inside[0])


async def test_who_asks_for_much_is_served_though_little_is_asked_for_by_ever_new_ones() -> None:
    hall, number = Hall(1), 0
    async with asyncio.TaskGroup() as group:
        group.create_task(hall.come("new"))
        group.create_task(hall.come("large", 10))
        await settle()
        while hall.inside != ["large"]:
            number += 1
            group.create_task(hall.come(f"new {number}"))
            await hall.end(hall.inside[0])
        while hall.inside:
            await hall.end(hall.inside[0])
    assert 2 < number < 50


async def test_where_too_many_wait_what_would_be_served_last_is_sent_away() -> None:
    hall = Hall(1, most=3)
    async with asyncio.TaskGroup() as group:
        group.create_task(hall.come("first"))
        waiting = [asyncio.create_task(hall.come("mallory")) for _ in range(3)]
        await settle()
        group.create_task(hall.come("ann"))
        await settle()
        assert [isinstance(one.exception(), NoRoom) if one.done() else False for one in waiting] == [False, False, True]
        while hall.inside:
            await hall.end(hall.inside[0])
        await asyncio.gather(*waiting[:2])
    assert hall.served == ["first", "mallory", "ann", "mallory"]


@given(asked=ACCOUNTS, places=st.integers(1, 3), given_up=st.sets(st.integers(0, 19)))
def test_everybody_who_stays_is_served_once_and_never_more_than_there_are_places(
    asked: list[str], places: int, given_up: set[int]
) -> None:
    async def play() -> None:
        hall = Hall(places)
        tasks = [asyncio.create_task(hall.come(account)) for account in asked]
        await asyncio.sleep(0)
        for number, task in enumerate(tasks):
            if number in given_up:
                task.cancel()
        await settle()
        while hall.inside:
            assert len(hall.inside) <= places
            assert len(set(hall.inside)) == len(hall.inside)
            await hall.end(hall.inside[0])
        assert all(task.done() for task in tasks)
        stayed = [account for account, task in zip(asked, tasks, strict=True) if not task.cancelled()]
        assert Counter(hall.finished) == Counter(stayed)

    asyncio.run(play())
