"""Who is muted goes off the board that stands, whether or not the group takes posts just now; and what waits to be posted is told all
the same."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.send_errors import Ability
from bot.store import NudgeKind
from bot.store.ledger import Entry
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import CHAT, Posted, utc
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

FIRST, SECOND = utc("2027-01-11 09:00"), utc("2027-01-18 09:00")
HOUR = timedelta(hours=1)


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann and joined by Ben and Eve, with a board that names Ben; where old messages are edited seldom."""
    gathering = Gathering(database_url, "discord")
    await gathering.begin(BEN, EVE)
    await gathering.go(FIRST + HOUR)
    yield gathering
    await gathering.close()


def boards(gathering: Gathering) -> list[Posted]:
    return [post for post in gathering.edge.posts.values() if post.text.startswith("📋")]


async def test_who_is_muted_goes_off_the_board_while_the_group_takes_no_posts(gathering: Gathering) -> None:
    (board,) = boards(gathering)
    assert "Ben" in board.text
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.say(EVE, "/helpme nlp")
    await gathering.work()
    group = await gathering.group()
    assert group.retry_at
    assert group.retry_at > gathering.clock() + timedelta(minutes=2)
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    assert "Ben" not in board.text


async def test_a_new_board_that_was_refused_is_not_given_up_for_a_mute(gathering: Gathering) -> None:
    await gathering.say(EVE, "/begin nlp", None)
    gathering.edge.silenced[CHAT] = Ability.WRITE
    await gathering.go(SECOND + HOUR)
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    (old,) = boards(gathering)
    assert "Ben" not in old.text
    await gathering.say(EVE, "/done nlp", None)
    gathering.edge.silenced.clear()
    await gathering.go(SECOND + 3 * DAY)
    _, new = boards(gathering)
    assert new.is_pinned
    assert "Ben" not in new.text


async def test_what_brings_a_board_up_to_date_is_not_held_back_with_the_posts(gathering: Gathering) -> None:
    now, group, kind = gathering.clock(), await gathering.group(), NudgeKind.BOARD
    async with gathering.database.store() as store:
        for minutes, period in enumerate(("2027-W05", "muted.1", "heard.1")):
            await store.ledger.file(Entry.of_group(group, kind, period, now + timedelta(minutes=minutes)))
        await store.held.hold(group.id, now + DAY)
        waiting = {one.period: one.due_at for one in await store.held.waiting_in(group.id, kind)}
        assert await store.held.newest(group.id, kind) == now
    assert waiting == {
        "2027-W05": now + DAY,
        "muted.1": now + timedelta(minutes=1),
        "heard.1": now + timedelta(minutes=2),
    }
