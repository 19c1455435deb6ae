"""Nothing of a page stays in memory once its learner was forgotten, by whichever process, nor for long where nobody comes any more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.app import App, platforms
from bot.chat.context import MANY
from bot.nudges.deletions import forget_learner
from bot.settings import whole
from bot.store import Database
from bot.web.site import Site
from bot.web.tidying import Tidying
from tests.bot.gathering import BEN, GUS, GatheringWarden
from tests.conftest import BOTH_WHEN_LONG
from tests.platforms.test_init_data import TOKEN
from tests.web.browser import HERE, Browser
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG

BOTH = ("/", "/groups/1")


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """Ben and Gus are in the Owls."""
    hall = Hall(database_url)
    await hall.begin(BEN, GUS)
    yield hall
    await hall.close()


@pytest.fixture
def site(hall: Hall) -> Site:
    site = Site(hall.app.dispatcher, hall.database, hall.clock, "UTC", HERE)
    hall.site = Starlette(routes=site.routes)
    return site


async def looked(hall: Hall, user: str, *paths: str) -> Browser:
    """A browser in which somebody has seen these pages."""
    browser = await hall.browser_of(user)
    for path in paths:
        assert (await browser.open(path)).status == 200
    return browser


async def forgets(hall: Hall, user: str) -> None:
    """Somebody deletes everything that they told."""
    asked = await hall.say(user, "/forget", None)
    assert asked
    assert await hall.press(user, asked.keys[0].data, None)


def kept(site: Site) -> tuple[int, int]:
    """Of how many accounts there are pages, and of how many groups what is alike for all."""
    return len(site._desk.stock.accounts), len(site._desk.alike.groups)


@pytest.mark.drill
async def test_who_is_forgotten_here_is_in_no_memory_at_once(hall, site):
    await looked(hall, BEN, *BOTH)
    assert kept(site) == (1, 1)
    await forgets(hall, BEN)
    assert kept(site) == (0, 0)


@pytest.mark.drill
async def test_who_is_forgotten_by_another_process_is_in_no_memory_once_it_is_gone_through(hall, site, database_url):
    await looked(hall, BEN, *BOTH)
    await looked(hall, GUS, "/")
    other = Hall(database_url)
    await forgets(other, BEN)
    await site.tidying.tidy()
    assert kept(site) == (1, 0), "Gus's page, and nothing of the group that named Ben"
    await other.close()


@pytest.mark.drill
async def test_what_is_as_it_was_stays_for_an_hour_whoever_signs_out(hall, site):
    await looked(hall, BEN, *BOTH)
    await hall.say(BEN, "/begin 1", None)
    await site.tidying.tidy()
    assert kept(site) == (0, 0), "what was said is not on it"
    await looked(hall, BEN, *BOTH)
    await site.tidying.tidy()
    assert kept(site) == (1, 1)
    hall.clock.now += timedelta(minutes=61)
    await site.tidying.tidy()
    assert kept(site) == (0, 0), "though nobody came"


async def test_what_a_platform_said_of_rights_is_gone_through_with_it(hall, monkeypatch):
    tidied: list[GatheringWarden] = []

    def tidy(warden: GatheringWarden) -> None:
        tidied.append(warden)

    monkeypatch.setattr(GatheringWarden, "tidy", tidy)
    wardens = {hall.platform: GatheringWarden(hall)}
    site = Site(hall.app.dispatcher, hall.database, hall.clock, "UTC", HERE, wardens=wardens)
    await site.tidying.tidy()
    assert tidied == [*wardens.values()]


@pytest.mark.drill
@pytest.mark.parametrize("is_there", [True, False], ids=["the database answers", "it is gone"])
async def test_it_is_gone_through_again_and_again_and_what_cannot_be_asked_after_is_not_kept(
    hall, site, tmp_path, is_there
):
    desk = site._desk if is_there else replace(site._desk, database=Database(f"sqlite:///{tmp_path / 'none' / 'x.db'}"))
    going = asyncio.create_task(Tidying(desk, every=0.01).run())
    for _ in range(2):
        await looked(hall, BEN, "/")
        hall.clock.now += timedelta(minutes=61) if is_there else timedelta()
        async with asyncio.timeout(5):
            while kept(site) != (0, 0):
                await asyncio.sleep(0.01)
    going.cancel()
    with suppress(asyncio.CancelledError):
        await going


@pytest.mark.drill
async def test_a_page_that_is_made_while_its_learner_is_forgotten_is_not_kept(hall, site):
    rows = "".join(f"\n| Topic {number} | {number % 3 + 1} weeks |" for number in range(6 * MANY))
    read = await hall.say(BEN, f"/import\n| Topic | Length |\n| --- | --- |{rows}", None)
    assert read
    await hall.press(BEN, read.keys[0].data, None)
    browser = await looked(hall, BEN)
    async with hall.database.store() as store:
        contact = await store.learners.by_account(hall.platform, BEN)
        assert contact
        coming = asyncio.create_task(browser.open("/timeline"))
        for _ in range(20):
            await asyncio.sleep(0)  # so many topics are drawn in a thread, in which others have their turn
        await forget_learner(store, contact.learner.id, hall.clock(), "UTC")
    await coming
    assert kept(site) == (0, 0)


@pytest.mark.drill
async def test_nor_is_what_a_page_of_a_group_shows_that_is_made_while_a_member_is_forgotten(hall, site):
    """Wherever in the making of it that comes."""
    browser = await looked(hall, GUS)
    for steps in range(9):
        await hall.say(BEN, "/start ml-data today", None)
        await hall.say(BEN, "/join yes")
        asked = await hall.say(BEN, "/forget", None)
        assert asked
        coming = asyncio.create_task(browser.open("/groups/1"))
        for _ in range(steps):
            await asyncio.sleep(0)
        await hall.press(BEN, asked.keys[0].data, None)
        await coming
        named = [name for one in site._desk.alike._made._kept.values() for name in one.made.names.values()]
        assert "Ben" not in named, steps
        hall.clock.now += timedelta(minutes=2)


async def test_the_program_goes_through_it_for_as_long_as_it_serves_pages(sqlite_url):
    app = App(whole()(_env_file=None, telegram_token=TOKEN, public_url=HERE), database_url=sqlite_url, serves=True)
    server = app.server(platforms(app))
    assert server
    assert Tidying.run in [getattr(work, "__func__", None) for work in server._beside]
    await app.close()
