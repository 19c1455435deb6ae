"""A board that is turned off goes, so that it names nobody who is muted or left since; turned on, it stands anew at once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.chat.platform import Delete, Unpin
from bot.send_errors import Ability
from bot.store.group_tables import groups
from bot.store.tables import nudges
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.group_stage import Posted, utc
from tests.bot.nudge_stage import WEEK
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR = timedelta(hours=1)
FIRST = utc("2027-01-11 09:00")


@pytest.fixture(params=["telegram", "discord"])
def platform(request: pytest.FixtureRequest) -> str:
    platform: str = request.param
    return platform


@pytest.fixture
async def gathering(database_url: str, platform: str) -> AsyncIterator[Gathering]:
    """The Owls, started by Ann and joined by Ben and Eve, with a board that names Ben."""
    gathering = Gathering(database_url, platform)
    await gathering.begin(BEN, EVE)
    await gathering.go(FIRST + HOUR)
    yield gathering
    await gathering.close()


def boards(gathering: Gathering) -> list[Posted]:
    return [post for post in gathering.edge.posts.values() if post.text.startswith("📋")]


async def test_a_board_that_is_turned_off_is_taken_away(gathering: Gathering) -> None:
    assert "Ben" in boards(gathering)[0].text
    said = await gathering.tell(ANN, "/group settings board off")
    assert said == "✔ Set. Board: when somebody asks\n\nI take away the one that stands."
    await gathering.work()
    assert boards(gathering) == []
    assert (await gathering.tell(ANN, "/group settings board off")).endswith("Board: when somebody asks")
    await gathering.go(FIRST + 2 * WEEK)
    assert boards(gathering) == []


@pytest.mark.parametrize("platform", ["telegram"])
async def test_where_it_can_only_be_emptied_it_is_not_pinned_either(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    erased, unpinned = (
        [one.message_id for one in gathering.edge.deeds if isinstance(one, kind)] for kind in (Delete, Unpin)
    )
    assert erased
    assert erased == unpinned


@pytest.mark.parametrize("platform", ["telegram"])
async def test_what_was_never_pinned_is_taken_away_and_not_unpinned(database_url: str, platform: str) -> None:
    gathering = Gathering(database_url, platform)
    gathering.edge.lacking.add(Ability.PIN)
    await gathering.begin(BEN, EVE)
    await gathering.go(FIRST + HOUR)
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    assert boards(gathering) == []
    async with gathering.database.engine.connect() as connection:
        kinds = set(await connection.scalars(select(nudges.c.kind)))
    assert kinds & {"pin", "unpin"} == {"pin"}
    await gathering.close()


async def test_turned_on_again_it_stands_and_is_pinned_at_once(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    await gathering.say(ANN, "/group settings board on")
    await gathering.work()
    (board,) = boards(gathering)
    assert board.is_pinned


async def test_a_board_that_is_on_is_not_posted_twice_by_turning_it_on(gathering: Gathering) -> None:
    before = boards(gathering)
    await gathering.say(EVE, "/begin nlp", None)
    await gathering.say(ANN, "/group settings board on")
    await gathering.work()
    assert boards(gathering) == before


async def test_a_board_that_is_turned_off_on_its_way_goes_again(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group settings board off")
    await gathering.work()
    await gathering.say(ANN, "/group settings board on")
    perform = gathering.edge.perform

    async def while_it_is_sent(deed: object) -> str:
        gathering.edge.perform = perform  # type: ignore[method-assign]
        await gathering.say(ANN, "/group settings board off")
        return await perform(deed)  # type: ignore[arg-type]

    gathering.edge.perform = while_it_is_sent  # type: ignore[method-assign]
    posted = gathering.edge.made
    await gathering.work()
    assert gathering.edge.made > posted, "it was on its way"
    assert boards(gathering) == []


async def test_who_is_muted_goes_off_a_board_that_an_earlier_version_left_standing(gathering: Gathering) -> None:
    async with gathering.database.engine.begin() as connection:
        await connection.execute(update(groups).values(board_on=False))
    await gathering.say(ANN, "/group mute ben 7d")
    await gathering.work()
    (board,) = boards(gathering)
    assert "Ben" not in board.text
    await gathering.say(ANN, "/group back ben")
    await gathering.work()
    assert "Ben" in board.text


@pytest.mark.parametrize("platform", ["discord"])
async def test_where_last_weeks_board_is_hidden_the_pinned_one_goes_too(gathering: Gathering) -> None:
    old = boards(gathering)[0].text
    await gathering.say(EVE, "/begin nlp", None)
    await gathering.go(FIRST + WEEK + HOUR)
    assert len(boards(gathering)) == 2
    await gathering.below(ANN, "/group hide", old)
    await gathering.work()
    assert boards(gathering) == []
