"""Who leads a group has nothing to do about themselves there: neither a kind word, nor a mute."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.reply import Message
from tests.bot.gathering import ANN, BEN, GUS, Gathering
from tests.bot.nudge_stage import DAY
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture(params=["telegram", "discord"])
async def gathering(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    """The Owls, whose admin Ann is a member too; she and Gus are studying, and let everything be seen."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(ANN, BEN, GUS)
    for user in (ANN, GUS):
        await gathering.say(user, "/begin nlp", None)
        await gathering.say(user, "/leaders day", None)
        await gathering.say(user, "/checkin 30m", None)
    yield gathering
    await gathering.close()


def labels(message: Message | None) -> list[str]:
    assert message
    return [key.label for key in message.keys]


async def account(gathering: Gathering, user: str) -> str:
    async with gathering.database.store() as store:
        seen = await store.learners.seen(gathering.platform, user)
    assert seen
    return f"/member 1 {seen.account.id}"


async def test_who_leads_reads_of_themselves_and_looks_at_others_alone(gathering: Gathering) -> None:
    told = await gathering.say(ANN, "/group how")
    assert told
    assert "Ann" in told.text
    assert "Gus" in " ".join(labels(told))
    assert "Ann" not in " ".join(labels(told))


async def test_their_own_page_has_no_deeds_and_is_no_look(gathering: Gathering) -> None:
    await gathering.say(ANN, "/group how")
    own, of_gus = await account(gathering, ANN), await account(gathering, GUS)
    shown = await gathering.say(ANN, own, None)
    assert shown
    assert "On NLP" in shown.text
    assert "can read that you looked" not in shown.text
    assert labels(shown) == []
    for deed in ("word", "pair", "meet"):
        assert "used up" in await gathering.tell(ANN, f"{own} {deed}", None), deed
    assert "can read that you looked" in await gathering.tell(ANN, of_gus, None)
    assert "On its way" in await gathering.tell(ANN, f"{of_gus} word", None)
    await gathering.go(gathering.clock() + DAY)
    assert [one.user_id for one in gathering.letters() if "thinks of you" in one.text] == [GUS]


@pytest.mark.parametrize("line", ["/group mute ann 7d", "/group remove ann", "/group remove ann yes"])
async def test_who_manages_a_group_neither_mutes_themselves_nor_takes_themselves_out(
    gathering: Gathering, line: str
) -> None:
    assert await gathering.tell(ANN, line) == "That's you. /leave takes you out of this group."
    await gathering.work()
    assert not [one for one in gathering.letters() if "An admin of" in one.text]
    assert "Muted or out" not in await gathering.tell(ANN, "/group back")
