"""A block takes from a group what it was told at once: completions, cheers, what counts for its common goal, and company."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.store import NudgeKind
from tests.bot.office import ANN, BEN, Office
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

CELEBRATE = "/join celebrate yes"


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    await office.close()


async def both_join(office: Office, *lines: str) -> None:
    await office.join(ANN, CELEBRATE, *lines)
    await office.join(BEN, CELEBRATE, name="Ben")
    await office.work()


async def hurrahs(office: Office) -> list[str]:
    """What the ledger has kept of the posts about completions, those that stand and those that do not."""
    async with office.database.store() as store:
        rows = [await store.posts.find(row.id) for row in await store.ledger.of_group(1, 100)]
    return [str(row.text) for row in rows if row and row.kind is NudgeKind.HURRAH and row.text]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_a_completion_and_its_link_go_from_the_post_and_what_others_completed_stays(office):
    await both_join(office)
    await office.say("/done nlp https://example.org/my-course", ANN)
    await office.say("/done dl", BEN)
    await office.work()
    assert "Ann completed NLP" in office.posts()
    assert "my-course" in "".join(await hurrahs(office))
    await office.say(f"/block telegram:{ANN}")
    assert not [text for text in await hurrahs(office) if "Ann" in text or "my-course" in text], "before it is edited"
    await office.work()
    assert "Ann" not in office.posts()
    assert "NLP" not in office.posts()
    assert "Ben completed Deep Learning" in office.posts()


async def test_a_post_of_one_who_is_blocked_is_taken_away_whole(office):
    await both_join(office)
    await office.say("/done nlp", ANN)
    await office.work()
    assert "🎉" in office.posts()
    await office.say(f"/block telegram:{ANN}")
    await office.work()
    assert "🎉" not in office.posts()
    assert await hurrahs(office) == []


async def test_what_waits_for_the_morning_is_told_of_nobody_who_is_blocked_at_night(office):
    await both_join(office)
    await office.wait(timedelta(hours=11))
    await office.say("/done nlp", ANN)
    await office.work()
    assert "🎉" not in office.posts(), "it is night"
    await office.say(f"/block telegram:{ANN}")
    await office.wait(timedelta(hours=12))
    assert "🎉" not in office.posts()


async def test_a_cheer_goes_with_the_block_and_no_other_comes(office):
    await both_join(office)
    await office.say("/done nlp", BEN)
    await office.work()
    await office.say_among_others("/cheer", ANN, "Ann")
    await office.work()
    assert "👏 Ann cheers" in office.posts()
    await office.say(f"/block telegram:{ANN}")
    await office.say("hello", ANN)
    assert await office.say_among_others("/cheer", ANN, "Ann") == ""
    assert await office.say_among_others(CELEBRATE, ANN, "Ann") == ""
    await office.work()
    assert "👏" not in office.posts()
    assert "Ben completed NLP" in office.posts()


async def test_what_a_blocked_member_did_counts_for_no_common_goal(office):
    await both_join(office, "/group goal 5 sessions")
    for who, line in ((ANN, "/log 30m"), (ANN, "/log 40m"), (BEN, "/log 50m")):
        await office.say(line, who)
    assert "3 of 5 sessions" in await office.say_among_others("/group goal", BEN, "Ben")
    await office.say(f"/block telegram:{ANN}")
    assert "1 of 5 sessions" in await office.say_among_others("/group goal", BEN, "Ben")
    await office.say("hello", ANN)
    assert await office.say_among_others("/group goal off", ANN, "Ann") == "", "who managed the group does not any more"
    assert "1 of 5 sessions" in await office.say_among_others("/group goal", BEN, "Ben")


@pytest.mark.drill
async def test_nobody_is_introduced_to_who_was_blocked_meanwhile(office):
    await both_join(office)
    await office.say("/partner", BEN)
    await office.wait(timedelta(hours=11))
    assert "Ben" in await office.say("/partner", ANN)
    await office.say(f"/block telegram:{ANN}")
    await office.wait(timedelta(hours=12))
    assert not [one.text for one in office.sent() if one.user_id == BEN and "Ann" in one.text]


@pytest.mark.drill
async def test_who_joins_again_after_a_block_finds_nothing_of_before_told(office):
    await both_join(office)
    await office.say("/done nlp", ANN)
    await office.say("/done dl", BEN)
    await office.wait(timedelta(minutes=2))
    await office.say_among_others("/cheer", ANN, "Ann")
    await office.wait(timedelta(minutes=2))
    assert "👏 Ann cheers" in office.posts()
    await office.say(f"/block telegram:{ANN}")
    await office.say(f"/unblock telegram:{ANN}")
    await office.say_among_others(CELEBRATE, ANN, "Ann")
    await office.say("/done cv", BEN)
    await office.wait(timedelta(minutes=2))
    assert "Ben completed Deep Learning and Image Processing" in office.posts()
    assert "NLP" not in office.posts()
    assert "👏" not in office.posts()


async def test_a_group_that_only_who_is_blocked_kept_hears_so_once_be_they_in_it_or_not(office):
    await office.say_among_others("/group start ml-data", ANN, "Ann")
    await office.say(f"/block telegram:{ANN}")
    await office.work()
    assert office.posts().count("looked after Owls") == 1
    async with office.database.store() as store:
        assert not await store.keepers.of_group(1, 5)


async def test_a_group_that_another_keeps_as_well_hears_nothing_of_a_block(office):
    await office.join(ANN)
    await office.say_among_others("/group settings board off", BEN, "Ben")
    await office.say(f"/block telegram:{ANN}")
    await office.work()
    assert "looked after Owls" not in office.posts()


@pytest.mark.drill
async def test_those_who_lead_see_nothing_of_who_was_blocked_and_who_was_blocked_leads_nobody(office):
    await both_join(office)
    await office.say("/leaders day", ANN)
    await office.say("/begin nlp", ANN)
    ann = await leader_and_led(office)
    assert "Ann" in await office.say_among_others("/group how", BEN, "Ben")
    await office.say(f"/block telegram:{ANN}")
    assert "Ann" not in await office.say_among_others("/group how", BEN, "Ben")
    async with office.database.store() as store:
        assert not await store.figures.agreed(1)
        assert not await store.leaders.leads(1, ann, office.clock())


async def leader_and_led(office: Office) -> int:
    """The account of Ann, who leads as well."""
    async with office.database.store() as store:
        ann = await store.learners.by_account("telegram", ANN)
        assert ann
        await store.leaders.note(1, ann.account.id, None)
        assert await store.leaders.leads(1, ann.account.id, office.clock())
        return ann.account.id
