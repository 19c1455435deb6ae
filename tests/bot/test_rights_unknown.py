"""Where a platform does not say who manages a group, nobody manages it, and nobody is told that they do not."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.platform import Place, Right, Speaker
from bot.platforms.console.renderer import plain
from tests.bot.chats import Rows, rows_of
from tests.bot.gathering import ANN, BEN, GUS, Gathering, GatheringWarden
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
CHANGING = ("/meet move fri 20:00", "/meet cancel", "/meet end")


@pytest.fixture
async def gathering(database_url: str) -> AsyncIterator[Gathering]:
    """The Owls on Telegram, started by Ann and joined by Ben and Gus."""
    gathering = Gathering(database_url, "telegram")
    await gathering.begin(BEN, GUS)
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


async def gus_calls(gathering: Gathering) -> None:
    """A round that is on, and a meeting."""
    await gathering.say(GUS, "/meet now 60m nlp")
    await gathering.say(GUS, "/meet thu 19:00")


@pytest.mark.usefixtures("is_silent")
@pytest.mark.parametrize("line", CHANGING)
@pytest.mark.parametrize("user", [ANN, BEN], ids=["admin", "member"])
async def test_whose_meeting_it_is_not_is_told_that_nobody_can_say_whether_they_are_an_admin(
    gathering: Gathering, user: str, line: str
) -> None:
    await gus_calls(gathering)
    before = await told(gathering)
    answer = await gathering.say(user, line)
    assert answer
    assert "can't find out just now whether you manage this group" in plain(answer.text)
    assert answer.private
    assert await told(gathering) == before


@pytest.mark.usefixtures("is_silent")
@pytest.mark.parametrize("line", CHANGING)
async def test_who_called_a_meeting_changes_it_whatever_their_platform_says(gathering: Gathering, line: str) -> None:
    await gus_calls(gathering)
    assert "find out" not in await gathering.tell(GUS, line)


@pytest.mark.usefixtures("is_silent")
async def test_where_there_is_no_meeting_to_change_that_is_what_everybody_is_told(gathering: Gathering) -> None:
    assert "No meeting is planned" in await gathering.tell(BEN, "/meet cancel")


@pytest.mark.usefixtures("is_silent")
@pytest.mark.parametrize("line", ["/group", "/group goal", "/board"])
async def test_what_everybody_may_is_as_ever(gathering: Gathering, line: str) -> None:
    assert "find out" not in await gathering.tell(BEN, line)


async def test_where_telegram_says_so_who_manages_nothing_is_told_that(gathering: Gathering) -> None:
    for line in MANAGING:
        assert "those who manage this group" in await gathering.tell(BEN, line)
