"""Groups that a learner has joined by another of their accounts: listed, and each page as it is to the account that joined."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.reply import Message
from bot.store.tables import accounts
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, GUS, ZOE
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Browser, Form
from tests.web.hall import Hall

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    """The Owls with Ben and Gus, who sits in a terminal too."""
    hall = Hall(database_url)
    await hall.begin(BEN, GUS)
    code = (await hall.tell(GUS, "/link", None)).partition("/link ")[2].split()[0].rstrip(".")
    for line in (f"/link {code}", f"/link {code} yes"):
        await say(hall, line)
    await hall.work()
    yield hall
    await hall.close()


async def say(hall: Hall, line: str) -> Message:
    """What Gus is answered in his terminal."""
    spoken = Spoken(Speaker("console", "99", "Gus"), Place("99", direct=True), line, hall.clock())
    message = await hall.app.dispatcher.say(spoken)
    assert message
    return message


async def in_the_terminal(hall: Hall) -> Browser:
    """A browser that is signed in by his account there."""
    return await hall.signed_in_by(await say(hall, "/web"))


async def sees_the_group(browser: Browser) -> bool:
    """Whether the list leads to it, and its page is there."""
    listed = "/groups/1" in (await browser.open("/groups")).links
    page = await browser.open("/groups/1")
    assert listed == (page.status == 200)
    return listed


@pytest.mark.drill
async def test_the_group_is_listed_once_and_its_page_opens_for_each_of_their_accounts(hall):
    for browser in (await hall.browser_of(GUS), await in_the_terminal(hall)):
        assert await sees_the_group(browser)
        assert (await browser.open("/groups")).links.count("/groups/1") == 1
    assert not await sees_the_group(await hall.browser_of(ZOE))


@pytest.mark.drill
async def test_what_is_pressed_there_is_said_by_the_account_that_joined(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await in_the_terminal(hall)
    page = await browser.send((await browser.open("/groups/1")).form("I'm in"))
    assert "You're in. I write to you ten minutes before." in page.text
    assert "👥 In: Ben and Gus" in page.text
    page = await browser.send(page.form("Not this time"))
    assert "👥 In: Ben 👍 I'm in" in page.text


@pytest.mark.drill
async def test_what_is_pressed_there_by_another_account_leaves_nudges_where_they_go(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await in_the_terminal(hall)
    await browser.send((await browser.open("/groups/1")).form("I'm in"))
    assert await used_last(hall) == "console"
    browser = await hall.browser_of(GUS)
    await say(hall, "/plan")
    await browser.send((await browser.open("/groups/1")).form("Not this time"))
    assert await used_last(hall) == hall.platform


async def used_last(hall: Hall) -> str | None:
    async with hall.database.reading() as store:
        contact = await store.learners.seen("console", "99")
    assert contact
    return contact.learner.last_platform


@pytest.mark.drill
async def test_once_the_accounts_are_parted_the_page_is_gone_and_so_is_what_it_was_told(hall):
    await hall.say(ANN, "/group lead gus")
    await hall.say(BEN, "/leaders day", None)
    browser = await hall.browser_of(GUS)
    told = await browser.send((await browser.open("/groups/1")).form("See how they are"))
    assert "of 2 members, 1 lets those who lead see" in told.text
    other = await in_the_terminal(hall)
    assert await sees_the_group(other)
    await say(hall, "/unlink yes")
    assert not await sees_the_group(other)
    assert (await browser.open("/groups/1")).status == 200
    assert "lets those who lead see" not in (await browser.open(f"/?{told.answer.url.query.decode()}")).text


@pytest.mark.drill
async def test_leading_is_asked_of_the_account_that_signed_in(hall):
    await hall.say(ANN, "/group lead gus")
    assert "For those who lead" in (await (await hall.browser_of(GUS)).open("/groups/1")).text
    browser = await in_the_terminal(hall)
    assert "For those who lead" not in (await browser.open("/groups/1")).text
    page = await browser.send(Form("/say", [("line", "/member 1 p1"), ("then", "/")]))
    assert "lets those who lead see" not in page.text


@pytest.mark.drill
async def test_what_a_page_was_told_is_forgotten_whichever_account_was_signed_in(hall):
    await hall.say(BEN, "/meet thu 19:00")
    browser = await in_the_terminal(hall)
    page = await browser.send((await browser.open("/groups/1")).form("I'm in"))
    asked = f"/?{page.answer.url.query.decode()}"
    assert "You're in" in (await browser.open(asked)).text
    await hall.say(BEN, "/leave")
    assert "You're in" not in (await browser.open(asked)).text


@pytest.mark.drill
async def test_an_account_that_is_blocked_opens_no_page_for_another(hall):
    async with hall.database.engine.begin() as connection:
        blocked = update(accounts).where(accounts.c.user_id == GUS).values(blocked_at=hall.clock())
        await connection.execute(blocked)
    browser = await in_the_terminal(hall)
    before = await rows_of(hall.database)
    assert not await sees_the_group(browser)
    assert await rows_of(hall.database) == before
