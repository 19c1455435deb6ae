"""A group's page that is open shows what is so: within a second, for as long as somebody is a member, and of no other group."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.happenings import Departed, Removed
from bot.store import NudgeKind
from bot.store.ledger import Entry
from bot.web.watch import CALM_SECONDS, stamp
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE
from tests.bot.group_stage import CHAT
from tests.conftest import BOTH_WHEN_LONG
from tests.web.hall import Hall
from tests.web.test_live import SOON, at_work

ENGINES = BOTH_WHEN_LONG

pytestmark = pytest.mark.engines_differ

OTHER = "-800"

SAID = (
    (BEN, "/begin nlp", None),
    (BEN, "/log 25m nlp", None),
    (GUS, "/timezone auckland", None),
    (GUS, "/pause 2 weeks", None),
    (GUS, "/celebrate on", None),
    (GUS, "/leaders day", None),
    (GUS, "/partner on", None),
    (ANN, "/group goal 20 sessions in january", CHAT),
    (ANN, "/group goal off", CHAT),
    (ANN, "/group dates 4 jan to 30 jun", CHAT),
    (ANN, "/group lead ben", CHAT),
    (ANN, "/group unlead ben", CHAT),
    (ANN, "/group zone berlin", CHAT),
    (BEN, "/meet thu 19:00", CHAT),
    (GUS, "/meet in 1", CHAT),
    (GUS, "/meet out 1", CHAT),
    (BEN, "/meet move #1 fri 20:00", CHAT),
    (BEN, "/meet cancel #1", CHAT),
    (BEN, "/helpme nlp what is a token?", CHAT),
    (GUS, "/canhelp 1", CHAT),
    (BEN, "/thanks gus", CHAT),
    (ANN, "/group mute ben 7d", CHAT),
    (ZOE, "/join yes", CHAT),
    (ZOE, "/leave", CHAT),
)
"""Lines each of which changes what the page of a group shows."""


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """The Owls with Ben and Gus, and the Herons with Eve."""
    hall = Hall(database_url)
    await hall.begin(BEN, GUS)
    hall.title = "Herons"
    await hall.begin(EVE, chat=OTHER)
    hall.title = "The Owls"
    await hall.work()
    yield hall
    await hall.close()


async def mark(hall: Hall, group: int) -> str:
    """What differs once anything has changed that the page of a group shows."""
    async with hall.database.reading() as store:
        return stamp((await store.group_marks.of([group], hall.clock()))[group], "UTC", hall.clock())


@pytest.mark.drill
async def test_whatever_changes_the_page_changes_its_mark_and_no_other_groups(hall):
    others = await mark(hall, 2)
    for user, line, chat in SAID:
        before = await mark(hall, 1)
        await hall.say(user, line, chat)
        assert await mark(hall, 1) != before, line
    assert await mark(hall, 2) == others


@pytest.mark.drill
async def test_what_changes_nothing_on_the_page_leaves_its_mark(hall):
    before = await mark(hall, 1)
    for user, line, chat in (
        (BEN, "/plan", None),
        (BEN, "/web", None),
        (BEN, "/web", CHAT),
        (GUS, "/board", CHAT),
        (ZOE, "/start ml-data today", None),
        (ZOE, "/done nlp", None),
        (EVE, "/log 25m nlp", None),
        (EVE, "/meet thu 19:00", OTHER),
    ):
        await hall.say(user, line, chat)
        assert await mark(hall, 1) == before, line


@pytest.mark.drill
async def test_what_comes_by_itself_changes_the_mark(hall):
    """A day that ends, a meeting that begins and ends, a mute that is over, a digest that is sent."""
    before = await mark(hall, 1)
    await hall.go(hall.clock() + timedelta(days=1))
    assert await mark(hall, 1) != before
    await hall.say(BEN, "/meet in 30m")
    for minutes in (29, 2, 60):
        before = await mark(hall, 1)
        await hall.go(hall.clock() + timedelta(minutes=minutes))
        assert (await mark(hall, 1) == before) == (minutes == 29), minutes
    await hall.say(ANN, "/group mute ben 1d")
    before = await mark(hall, 1)
    hall.clock.now += timedelta(days=1)
    muted = await mark(hall, 1)
    assert muted.partition(".")[0] != before.partition(".")[0]
    await hall.say(GUS, "/log 40m nlp", None)
    before = await mark(hall, 1)
    await hall.go(hall.clock() + timedelta(days=7))
    assert (await mark(hall, 1)).partition(".")[0] != before.partition(".")[0]


@pytest.mark.drill
async def test_a_digest_that_is_about_to_be_sent_changes_the_mark_for_the_board_tells_of_its_days(hall):
    before = await mark(hall, 1)
    async with hall.database.store() as store:
        group = (await store.groups.by_ids([1]))[1]
        await store.ledger.file(Entry.of_group(group, NudgeKind.DIGEST, "2027-w1", hall.clock()))
    assert await mark(hall, 1) != before


@pytest.mark.drill
async def test_what_is_said_in_the_group_is_told_to_the_open_page_within_a_second(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    shown = page.answer.text.partition("/groups/1/live?shown=")[2].partition('"')[0]
    async with at_work(hall) as house, house.stream(browser, shown, "/groups/1/live") as stream:
        assert await stream.is_quiet(), "it shows what is so"
        await hall.say(EVE, "/meet thu 19:00", OTHER)
        assert await stream.is_quiet(), "another group's is nothing to it"
        await hall.say(BEN, "/meet thu 19:00")
        now = await stream.changed()
        assert f"/groups/1/live?shown={now}" in (await browser.open("/groups/1")).answer.text


@pytest.mark.drill
async def test_of_changes_on_end_the_first_is_told_at_once_and_the_last_seconds_later(hall):
    browser = await hall.browser_of(GUS)
    page = await browser.open("/groups/1")
    shown = page.answer.text.partition("/groups/1/live?shown=")[2].partition('"')[0]
    async with at_work(hall) as house, house.stream(browser, shown, "/groups/1/live") as stream:
        assert await stream.is_quiet()
        for topic in ("nlp", "deep-learning", "mlops"):
            await hall.say(BEN, f"/log 10m {topic}", None)
            if topic == "nlp":
                await stream.changed()
        assert await stream.is_quiet(), "many have it open, and each makes it anew"
        now = await stream.changed(CALM_SECONDS + SOON)
        assert f"/groups/1/live?shown={now}" in (await browser.open("/groups/1")).answer.text


async def _left(hall: Hall) -> None:
    await hall.say(GUS, "/leave")


async def _removed(hall: Hall) -> None:
    await hall.say(ANN, "/group remove gus yes")


async def _gone_from_the_chat(hall: Hall) -> None:
    await hall.happens(Departed(hall.platform, GUS, CHAT))


async def _stopped(hall: Hall) -> None:
    await hall.say(ANN, "/group stop yes")


async def _sent_away(hall: Hall) -> None:
    await hall.happens(Removed(hall.platform, CHAT))


@pytest.mark.drill
@pytest.mark.parametrize("gone", [_left, _removed, _gone_from_the_chat, _stopped, _sent_away])
async def test_whoever_is_no_member_any_more_is_told_to_look_and_finds_no_page(hall, gone):
    browser = await hall.browser_of(GUS)
    async with at_work(hall) as house, house.stream(browser, "", "/groups/1/live") as stream:
        await stream.changed()
        await gone(hall)
        assert await stream.changed() == ""
        assert (await browser.open("/groups/1")).status == (await browser.open("/groups/1/live")).status == 404
        await hall.say(BEN, "/log 30m nlp", None)
        async with asyncio.timeout(SOON):
            assert await stream.line("event") == "", "of what happens there from now on nothing is told"


@pytest.mark.drill
async def test_a_stream_of_a_group_is_for_its_members_and_one_that_never_was_looks_the_same(hall):
    for user in (ANN, EVE):
        browser = await hall.browser_of(user)
        never = await browser.open("/groups/999/live")
        answer = await browser.open("/groups/1/live")
        assert (answer.status, answer.answer.text) == (404, never.answer.text)
    browser.client.cookies.clear()
    assert (await browser.open("/groups/1/live")).status == 401
