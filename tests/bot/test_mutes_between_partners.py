"""What a muted member says reaches no partner, and nobody meets them anew: a letter cannot be hidden, as a post can."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.commands.group.undoing import UNDO
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE, Gathering
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import DAY
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
MUTE, BACK = "/group mute gus 3d", "/group back gus"
BAD = "go to hell"
ABUSE = f"/promise {BAD}"


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Ben, Eve and Gus are in one group."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, EVE, GUS)
    yield gathering
    await gathering.close()


async def paired(owls: Gathering) -> None:
    """Eve and Gus are partners."""
    for user in (EVE, GUS):
        await owls.say(user, "/partner", None)
    await owls.work()
    owls.edge.sent.clear()


def heard(owls: Gathering, user: str, containing: str) -> list[str]:
    return [plain(one.message.text) for one in owls.edge.sent if one.user_id == user and containing in one.text]


async def test_what_the_muted_promise_is_told_to_nobody_and_they_are_told_so(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ANN, MUTE)
    said = await owls.tell(GUS, ABUSE, None)
    assert "post nothing for you there until Thu 7 Jan" in said
    assert "between us" in said
    assert "no partner yet" not in said
    await owls.work()
    assert not heard(owls, EVE, "Gus")


async def test_what_was_promised_while_muted_is_never_told_nor_what_became_of_it(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ANN, MUTE)
    await owls.say(GUS, ABUSE, None)
    await owls.say(ANN, BACK)
    await owls.work()
    assert "hears of it" not in await owls.tell(GUS, "/promise kept", None)
    await owls.work()
    assert not heard(owls, EVE, BAD)


async def test_what_is_promised_instead_once_the_mute_is_over_is_told(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ANN, MUTE)
    await owls.say(GUS, ABUSE, None)
    await owls.say(ANN, BACK)
    await owls.say(GUS, "/promise a chapter", None)
    await owls.work()
    assert heard(owls, EVE, "Gus promises you")
    assert "Your partner hears of it" in await owls.tell(GUS, "/promise kept", None)
    await owls.work()
    assert "a chapter" in heard(owls, EVE, "kept the promise")[0]


async def test_a_promise_that_waits_for_the_morning_is_not_told_of_who_is_muted_by_then(owls: Gathering) -> None:
    await paired(owls)
    await owls.go(utc("2027-01-04 23:00"))
    await owls.say(GUS, ABUSE, None)
    await owls.say(ANN, MUTE)
    await owls.go(utc("2027-01-05 12:00"))
    assert not heard(owls, EVE, BAD)


async def test_what_became_of_an_earlier_promise_is_not_told_of_who_is_muted(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(GUS, "/promise a chapter", None)
    await owls.work()
    await owls.say(ANN, MUTE)
    assert "hears of it" not in await owls.tell(GUS, "/promise kept", None)
    await owls.work()
    assert not heard(owls, EVE, "kept the promise")


async def test_nobody_meets_who_is_muted_and_they_are_told_until_when(owls: Gathering) -> None:
    await owls.say(ANN, MUTE)
    said = await owls.tell(GUS, "/partner", None)
    assert "post nothing for you there until Thu 7 Jan" in said
    assert "You're the first" not in said
    assert "Your partner" not in await owls.tell(EVE, "/partner", None)
    await owls.work()
    assert not heard(owls, GUS, "🤝")
    assert "Eve" in await owls.tell(BEN, "/partner", None)


async def test_who_is_muted_as_the_week_begins_is_met_a_week_later(owls: Gathering) -> None:
    await owls.say(ANN, "/group mute gus 10d")
    for user in (GUS, EVE):
        await owls.say(user, "/partner", None)
    await studying(owls, utc("2027-01-11 12:00"))
    assert not heard(owls, EVE, "🤝")
    await studying(owls, utc("2027-01-18 12:00"))
    assert "Gus" in heard(owls, EVE, "🤝")[0]


async def test_nobody_joins_a_pair_of_which_one_is_muted(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ANN, "/group mute gus 10d")
    await owls.say(BEN, "/partner", None)
    await studying(owls, utc("2027-01-11 12:00"))
    assert not heard(owls, BEN, "🤝")
    assert "Your partner: Gus" in await owls.tell(EVE, "/partner", None), "and who is a pair stays one"


async def test_who_lets_a_partner_go_while_muted_meets_nobody_and_is_told_until_when(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ZOE, "/join yes")
    await owls.say(ANN, MUTE)
    await owls.say(ZOE, "/partner", None)
    said = await owls.tell(GUS, "/partner rematch", None)
    assert "until Thu 7 Jan" in said
    await owls.work()
    assert not heard(owls, ZOE, "Gus")
    assert "Zoe" in heard(owls, EVE, "🤝")[0]


async def test_no_admin_takes_back_what_a_mute_left_untold(owls: Gathering) -> None:
    await paired(owls)
    await owls.say(ANN, MUTE)
    await owls.say(GUS, ABUSE, None)
    assert "taken back" not in await owls.tell(ANN, f"/group back {UNDO}2")
    owls.clock.now += timedelta(days=4)
    await owls.say(GUS, "/promise kept", None)
    await owls.work()
    assert not heard(owls, EVE, BAD)


async def studying(owls: Gathering, to: datetime) -> None:
    """Everybody studies now and then, so that nobody is too silent to be paired."""
    while owls.clock() < to:
        await owls.go(min(to, owls.clock() + 3 * DAY))
        for user in (BEN, EVE, GUS):
            await owls.say(user, "/checkin", None)
