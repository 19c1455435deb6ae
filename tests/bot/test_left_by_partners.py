"""Whoever is left alone by a partner meets at once whoever else is free, however it came that the partner went."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bot.chat.happenings import Departed
from bot.platforms.console.renderer import plain
from tests.bot.gathering import ANN, BEN, EVE, GUS, OLGA, ZOE, Gathering
from tests.bot.group_stage import CHAT, utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture(params=["telegram", "discord"])
async def owls(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Gathering]:
    """Ben and Eve are partners, and Gus waits for one."""
    gathering = Gathering(database_url, request.param, operators=OLGA)
    await gathering.begin(BEN, EVE, GUS)
    for user in (BEN, EVE, GUS):
        await gathering.say(user, "/partner", None)
    await gathering.work()
    gathering.edge.sent.clear()
    yield gathering
    await gathering.close()


def met(owls: Gathering, user: str) -> list[str]:
    """Whom somebody was told they are partners with."""
    return [line for one in told(owls, user) for line in one.splitlines() if "🤝 Your partner" in line]


def told(owls: Gathering, user: str) -> list[str]:
    return [plain(one.message.text) for one in owls.edge.sent if one.user_id == user]


def gone(owls: Gathering, user: str) -> list[str]:
    """What somebody was told of a partner who has gone."""
    return [one for one in told(owls, user) if "isn't with you any more" in one]


async def _leaves(owls: Gathering) -> None:
    await owls.say(BEN, "/leave")


async def _is_taken_out(owls: Gathering) -> None:
    if owls.platform == "telegram":
        await owls.say(ANN, "/group remove Ben yes")
    else:
        await owls.say(ANN, "/group remove Ben")
        number = (await _member(owls)).id
        await owls.press(ANN, f"*:/group remove #{number} yes")


async def _member(owls: Gathering):
    group = await owls.group()
    async with owls.database.store() as store:
        return next(one for one in await store.members.of_group(group.id) if one.name == "Ben")


async def _is_blocked(owls: Gathering) -> None:
    await owls.say(OLGA, f"/block {owls.platform}:{BEN}", None)


async def _is_forgotten(owls: Gathering) -> None:
    asked = await owls.say(BEN, "/forget", None)
    assert asked
    await owls.press(BEN, asked.keys[0].data, None)


async def _leaves_the_chat(owls: Gathering) -> None:
    server = "900" if owls.platform == "discord" else None
    await owls.happens(Departed(owls.platform, BEN, None if server else CHAT, server))


async def _wants_no_partner(owls: Gathering) -> None:
    await owls.say(BEN, "/partner off", None)


GOES = [_leaves, _is_taken_out, _is_blocked, _is_forgotten, _leaves_the_chat, _wants_no_partner]


@pytest.mark.parametrize("goes", GOES)
async def test_they_meet_whoever_waits(owls: Gathering, goes: Callable[[Gathering], Awaitable[None]]) -> None:
    await goes(owls)
    await owls.work()
    assert [len(met(owls, user)) for user in (EVE, GUS)] == [1, 1]
    assert "Gus" in met(owls, EVE)[0]
    assert "Eve" in met(owls, GUS)[0]
    (letter,) = gone(owls, EVE)
    assert letter == told(owls, EVE)[-1], "in one letter with who is next"
    assert "Gus" in letter
    assert "Ben" not in letter
    assert not gone(owls, GUS)


@pytest.mark.parametrize("goes", GOES)
async def test_where_nobody_is_free_they_are_told_that_they_wait(
    owls: Gathering, goes: Callable[[Gathering], Awaitable[None]]
) -> None:
    await owls.say(GUS, "/partner off", None)
    await goes(owls)
    await owls.go(owls.clock() + timedelta(days=1))
    (letter,) = gone(owls, EVE)
    assert "As soon as somebody else is free" in letter
    assert "The Owls" in letter
    assert "Ben" not in letter


async def test_who_wants_nobody_either_by_the_morning_hears_of_nobody_who_has_gone(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await owls.go(utc("2027-01-04 23:00"))
    await owls.say(BEN, "/leave")
    await owls.say(EVE, "/partner off", None)
    await owls.go(utc("2027-01-05 12:00"))
    assert not gone(owls, EVE)


async def test_who_has_met_somebody_by_the_morning_is_not_told_to_wait(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await owls.go(utc("2027-01-04 23:00"))
    await owls.say(BEN, "/leave")
    await owls.say(GUS, "/partner", None)
    await owls.go(utc("2027-01-05 12:00"))
    (letter,) = gone(owls, EVE)
    assert "As soon as" not in letter
    assert "Gus" in met(owls, EVE)[0]


async def test_who_is_muted_and_left_alone_is_told_until_when_they_meet_nobody(owls: Gathering) -> None:
    await owls.say(ANN, "/group mute eve 3d")
    await owls.say(BEN, "/leave")
    await owls.work()
    (letter,) = gone(owls, EVE)
    assert "until Thu 7 Jan" in letter
    assert "As soon as" not in letter
    assert not met(owls, GUS)


async def test_where_nobody_is_free_they_wait_and_meet_the_next_who_is_willing(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == []
    await owls.say(ZOE, "/join yes")
    await owls.say(ZOE, "/partner", None)
    await owls.work()
    assert "Zoe" in met(owls, EVE)[0]


async def test_of_three_the_two_who_stay_are_partners_still(owls: Gathering) -> None:
    group = await owls.group()
    async with owls.database.store() as store:
        (pair,) = [one for one in (await store.partners.current([group.id]))[group.id] if len(one.accounts) > 1]
        gus = next(one.account_id for one in await store.members.of_group(group.id) if one.name == "Gus")
        await store.partners.pair(group.id, pair.week, [*pair.accounts, gus])
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == met(owls, GUS) == []
    assert "Your partner: Gus" in await owls.tell(EVE, "/partner", None)


async def test_whoever_is_back_from_a_pause_meets_who_waits_at_once(owls: Gathering) -> None:
    await owls.say(GUS, "/pause", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    assert met(owls, EVE) == []
    await owls.say(GUS, "/resume", None)
    await owls.work()
    assert "Gus" in met(owls, EVE)[0]
    assert "Eve" in met(owls, GUS)[0]


async def _alone_together(owls: Gathering) -> None:
    """Ben and Eve are partners, and nobody else waits."""
    await owls.say(GUS, "/partner off", None)
    owls.edge.sent.clear()


async def test_who_asked_for_another_partner_and_then_for_none_is_nobodys_partner(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.say(BEN, "/partner rematch", None)
    await owls.say(BEN, "/partner off", None)
    await owls.work()
    assert not [one for one in told(owls, EVE) if "studies with somebody else" in one]
    assert "Your partner" not in await owls.tell(EVE, "/partner", None)
    await owls.say(EVE, "/promise a secret", None)
    await owls.work()
    assert not told(owls, BEN)
    assert "Your partner: Eve" in await owls.tell(GUS, "/partner", None)


async def test_who_has_left_two_partners_is_with_neither_of_them_and_those_meet(owls: Gathering) -> None:
    await _are_paired(owls, "Ben", "Gus")
    await owls.say(BEN, "/partner off", None)
    await owls.work()
    (letter,) = gone(owls, GUS)
    assert "Your partner: Eve" in letter
    assert "Your partner: Gus" in met(owls, EVE)[0]
    assert "no partner yet" in await owls.tell(BEN, "/promise a secret", None)


async def test_an_introduction_that_waits_for_the_morning_names_nobody_who_has_gone_by_then(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await owls.go(utc("2027-01-04 23:00"))
    await owls.say(GUS, "/partner on", None)
    assert "Your partner: Gus" in await owls.tell(BEN, "/partner rematch", None)
    await owls.say(BEN, "/partner rematch", None)
    await owls.go(utc("2027-01-05 12:00"))
    (introduction,) = met(owls, GUS)
    assert "Your partner: Eve" in introduction


async def test_who_has_said_off_meets_somebody_else_weeks_later_though_they_did_not_study(owls: Gathering) -> None:
    for user in (GUS, BEN, EVE):
        await owls.say(user, "/partner off", None)
    await owls.go(owls.clock() + timedelta(days=20))
    await owls.say(ZOE, "/join yes")
    await owls.say(ZOE, "/partner", None)
    assert "Your partner: Zoe" in await owls.tell(BEN, "/partner on", None)


async def test_who_is_off_and_on_again_and_again_is_told_of_once(owls: Gathering) -> None:
    await _alone_together(owls)
    for _ in range(4):
        await owls.say(BEN, "/partner off", None)
        await owls.say(BEN, "/partner on", None)
    await owls.work()
    assert len(gone(owls, EVE)) == 1
    assert not met(owls, EVE)


async def test_who_is_with_the_same_one_again_by_the_morning_hears_nothing_of_their_going(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.go(utc("2027-01-04 23:00"))
    await owls.say(BEN, "/partner off", None)
    await owls.say(BEN, "/partner on", None)
    await _are_paired(owls, "Ben", "Eve")
    await owls.go(utc("2027-01-05 12:00"))
    assert not gone(owls, EVE)


async def _are_paired(owls: Gathering, *names: str) -> None:
    group = await owls.group()
    async with owls.database.store() as store:
        both = [one.account_id for one in await store.members.of_group(group.id) if one.name in names]
        await store.partners.pair(group.id, owls.clock().date(), both)


async def test_who_has_their_nudges_off_hears_that_their_partner_asked_for_another(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.say(EVE, "/nudges off", None)
    await owls.say(BEN, "/partner rematch", None)
    await owls.work()
    (letter,) = told(owls, EVE)
    assert "Ben asked for another partner" in letter


@pytest.mark.drill
async def test_who_is_muted_as_four_weeks_are_over_keeps_their_partner_until_the_mute_is(owls: Gathering) -> None:
    await owls.say(GUS, "/partner off", None)
    await _weeks_of_study(owls, 4)
    await owls.say(GUS, "/partner on", None)
    await owls.say(ANN, "/group mute eve 3d")
    await _weeks_of_study(owls, 1)
    assert not met(owls, BEN)
    assert "Your partner: Ben" in await owls.tell(EVE, "/partner", None)
    await _weeks_of_study(owls, 1)
    assert [one for one in told(owls, EVE) if "You're a three" in one]


async def _weeks_of_study(owls: Gathering, weeks: int) -> None:
    for _ in range(weeks):
        for user in (BEN, EVE, GUS):
            await owls.say(user, "studied nlp 30m", None)
        await owls.go(owls.clock() + timedelta(days=7))


async def test_who_is_paused_hears_once_they_are_back_that_their_partner_has_gone(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.say(EVE, "/pause", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    assert not told(owls, EVE)
    await owls.say(EVE, "/resume", None)
    await owls.work()
    (letter,) = gone(owls, EVE)
    assert "As soon as somebody else is free" in letter
    await owls.say(EVE, "/pause", None)
    await owls.say(EVE, "/resume", None)
    await owls.go(owls.clock() + timedelta(days=9))
    assert len(gone(owls, EVE)) == 1


async def test_who_is_back_and_meets_somebody_hears_of_both_in_one_letter(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.say(EVE, "/pause", None)
    await owls.say(BEN, "/leave")
    await owls.work()
    await owls.say(GUS, "/partner on", None)
    await owls.say(EVE, "/resume", None)
    await owls.work()
    (letter,) = gone(owls, EVE)
    assert "Your partner: Gus" in letter


async def test_whose_pause_ends_by_itself_hears_then_that_their_partner_has_gone(owls: Gathering) -> None:
    await _alone_together(owls)
    await owls.say(EVE, "/pause until wednesday", None)
    await owls.say(BEN, "/leave")
    await owls.go(utc("2027-01-05 20:00"))
    assert not gone(owls, EVE)
    await owls.go(utc("2027-01-08 20:00"))
    assert len(gone(owls, EVE)) == 1


async def test_who_had_no_partner_hears_of_none_who_has_gone_once_they_are_back(owls: Gathering) -> None:
    await owls.say(BEN, "/partner rematch", None)
    await owls.say(BEN, "/pause", None)
    await owls.work()
    await owls.say(BEN, "/resume", None)
    await owls.work()
    assert not gone(owls, BEN)
