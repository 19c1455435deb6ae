"""Where a platform does not say who manages a group, nobody manages it, and nobody is told that they do not."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform import Place, Right, Speaker
from tests.bot.chats import Rows, rows_of
from tests.bot.gathering import ANN, BEN, Gathering, GatheringWarden
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

MANAGING = (
    "/group stop",
    "/group settings board off",
    "/group goal 20 sessions in january",
    "/group mute ben 3d",
    "/group how",
    "/group anything",
)


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """The Owls on Telegram, started by Ann and joined by Ben."""
    gathering = Gathering(database_url, "telegram")
    await gathering.begin(BEN)
    yield gathering
    await gathering.close()


@pytest.fixture
def is_silent(gathering: Gathering, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram says nothing any more of anybody's rights."""

    async def unsaid(self: GatheringWarden, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        return None

    monkeypatch.setattr(GatheringWarden, "__call__", unsaid)


async def told(gathering: Gathering) -> Rows:
    """All that is stored, but for how many messages left of late."""
    rows = await rows_of(gathering.database)
    return {table: found for table, found in rows.items() if table != "rates"}


@pytest.mark.usefixtures("is_silent")
@pytest.mark.parametrize("line", MANAGING)
@pytest.mark.parametrize("user", [ANN, BEN], ids=["admin", "member"])
async def test_where_telegram_does_not_say_who_manages_a_group_it_is_asked_again_later(
    gathering: Gathering, user: str, line: str
) -> None:
    before = await told(gathering)
    answer = await gathering.tell(user, line)
    assert "can't find out just now whether you manage this group" in answer
    assert "those who manage" not in answer
    assert await told(gathering) == before


@pytest.mark.usefixtures("is_silent")
@pytest.mark.parametrize("line", ["/group", "/group goal", "/board"])
async def test_what_everybody_may_is_as_ever(gathering: Gathering, line: str) -> None:
    assert "find out" not in await gathering.tell(BEN, line)


async def test_where_telegram_says_so_who_manages_nothing_is_told_that(gathering: Gathering) -> None:
    for line in MANAGING:
        assert "those who manage this group" in await gathering.tell(BEN, line)
