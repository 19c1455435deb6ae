"""One board is pinned: last week's no longer once this week's is, whatever comes in between."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.platform import Deed, Edit, Pin, Post, Unpin
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.send_errors import Ability
from bot.store import Database
from bot.store.ledger import LEASE
from tests.bot.gathering import ANN, BEN, Gathering
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import WEEK, StageClock, at_once
from tests.forked import fork

FIRST = utc("2027-01-11 09:00")
HOUR = timedelta(hours=1)


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


def pinned(gathering: Gathering) -> list[str]:
    return [number for number, one in gathering.edge.posts.items() if one.is_pinned]


async def something_new(gathering: Gathering, week: int) -> None:
    """Ann begins another topic, which the next board tells."""
    await gathering.say(ANN, f"/begin {week + 1}", None)


def order(gathering: Gathering) -> list[str]:
    """What was pinned and unpinned, in this order: "+m3 -m1"."""
    signs = {Pin: "+", Unpin: "-"}
    return [f"{signs[type(one)]}{one.message_id}" for one in gathering.edge.deeds if isinstance(one, Pin | Unpin)]


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
async def test_in_three_weeks_each_board_is_pinned_and_then_the_last_one_no_longer(gathering):
    await gathering.begin(ANN, BEN)
    for week in range(3):
        await something_new(gathering, week)
        await gathering.go(FIRST + week * WEEK + HOUR)
        (board,) = pinned(gathering)
        assert "📋" in gathering.edge.posts[board].text
    first, second, third = (one.removeprefix("+") for one in order(gathering) if one.startswith("+"))
    assert order(gathering) == [f"+{first}", f"+{second}", f"-{first}", f"+{third}", f"-{second}"]


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
async def test_in_three_weeks_without_anything_new_one_board_stands(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.go(FIRST + 2 * WEEK + HOUR)
    (board,) = pinned(gathering)
    assert order(gathering) == [f"+{board}"]


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["telegram"])
async def test_a_board_that_is_edited_stays_pinned_and_a_new_one_takes_its_place(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.go(FIRST + HOUR)
    assert len(order(gathering)) == 1, "it is edited from day to day"
    await gathering.say(ANN, "/group here", thread="7")
    await gathering.go(FIRST + WEEK + HOUR)
    (board,) = pinned(gathering)
    assert gathering.edge.posts[board].thread_id == "7"


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
async def test_what_earlier_releases_left_pinned_is_unpinned_with_the_next_board(gathering):
    await gathering.begin(ANN)
    for week in range(3):
        await something_new(gathering, week)
        await gathering.go(FIRST + week * WEEK + HOUR)
    for number, one in gathering.edge.posts.items():
        one.is_pinned = "📋" in gathering.edge.posts[number].text
    async with gathering.database.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM nudges WHERE kind = 'unpin'")
    assert len(pinned(gathering)) == 3
    await something_new(gathering, 3)
    await gathering.go(FIRST + 3 * WEEK + HOUR)
    assert len(pinned(gathering)) == 1


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
async def test_without_the_right_to_pin_the_boards_come_all_the_same_and_it_is_said_once(gathering):
    gathering.edge.lacking.add(Ability.PIN)
    await gathering.begin(ANN)
    for week in range(3):
        await something_new(gathering, week)
        await gathering.go(FIRST + week * WEEK + HOUR)
    assert sum("📋" in text for text in gathering.stands()) == 3
    assert sum("Pin Messages" in told.text for told in gathering.edge.sent) == 1
    assert all("Pin Messages" not in text for text in gathering.stands())
    assert pinned(gathering) == []


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
async def test_a_board_that_somebody_deleted_is_not_missed_by_the_next(gathering):
    await gathering.begin(ANN)
    await gathering.go(FIRST + HOUR)
    (board,) = pinned(gathering)
    del gathering.edge.posts[board]
    await something_new(gathering, 0)
    await gathering.go(FIRST + WEEK + HOUR)
    assert len(pinned(gathering)) == 1
    assert all("failed" not in one for one in await told(gathering))


async def told(gathering: Gathering) -> list[str]:
    group = await gathering.group()
    async with gathering.database.store() as store:
        rows = await store.ledger.of_group(group.id, 100)
    return [f"{row.kind} {row.state}" for row in rows]


# killed in between


class Wall:
    """A chat that outlives processes: what is done there is written down, a line a deed; at the deed that is named the process
    is killed, before it is done or after."""

    name = "discord"

    def __init__(self, path: Path, dies: str = "") -> None:
        self._path, self._dies = path, dies

    @property
    def lines(self) -> list[str]:
        return self._path.read_text().splitlines() if self._path.exists() else []

    @property
    def pinned(self) -> set[str]:
        standing: set[str] = set()
        for line in self.lines:
            what, number = line.split()
            (standing.add if what == "Pin" else standing.discard)(number)
        return standing

    async def send(self, _user: str, _message: Message) -> str:
        return "1"

    async def perform(self, deed: Deed) -> str:
        what = type(deed).__name__
        number = deed.message_id if isinstance(deed, Edit | Pin | Unpin) else f"{len(self.lines) + 1}"
        if self._dies == f"before {what}":
            os.kill(os.getpid(), signal.SIGKILL)
        if not isinstance(deed, Post) or "📋" in deed.message.text:
            with self._path.open("a") as written:
                written.write(f"{what} {number}\n")
        if self._dies == f"after {what}":
            os.kill(os.getpid(), signal.SIGKILL)
        return number


async def _work(url: str, path: Path, at: datetime, dies: str = "") -> None:
    database = Database(url, StageClock(at))
    nudging = Nudging(
        database, {"discord": Wall(path, dies)}, default_zone="UTC", limits={}, chance=lambda: 0.5, sleep=at_once
    )
    while (due := await nudging.next_due()) and due <= at:
        await nudging.work()
    await database.close()


def in_a_process(url: str, path: Path, at: datetime, dies: str) -> None:
    asyncio.run(_work(url, path, at, dies))


@pytest.mark.drill
@pytest.mark.parametrize("platform", ["discord"])
@pytest.mark.parametrize("dies", ["after Pin", "before Unpin"])
async def test_killed_between_the_pin_and_the_unpin_one_board_is_pinned_in_the_end(gathering, tmp_path, dies):
    await gathering.begin(ANN)
    path = tmp_path / "wall"
    await _work(gathering.url, path, FIRST)
    assert len(Wall(path).pinned) == 1
    gathering.clock.now = FIRST + HOUR
    await something_new(gathering, 0)
    killed = fork(in_a_process, gathering.url, path, FIRST + WEEK, dies)
    await asyncio.to_thread(killed.join, 30)
    assert killed.exitcode == -signal.SIGKILL
    await _work(gathering.url, path, FIRST + WEEK + 2 * LEASE)
    board = max(int(line.split()[1]) for line in Wall(path).lines if line.startswith("Post"))
    assert Wall(path).pinned == {str(board)}
