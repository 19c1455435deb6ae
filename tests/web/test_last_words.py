"""Where what somebody presses signs them out, they are told what became of it all the same: there is no page to come back to, and nothing
that could be pressed there."""

from datetime import timedelta

import pytest

from bot.chat.platform import Kernel, Mark, Spoken
from bot.chat.reply import Message
from bot.store import Database
from tests.bot.conftest import ANN, BEN
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Browser, Form, Page
from tests.web.in_telegram import InTelegram, MiniApp

ENGINES = BOTH_WHEN_LONG


def saying(page: Page, line: str) -> Form:
    """The form of a page that says this line."""
    return next(form for form in page.forms if ("line", line) in form.fields)


async def second(talk, open_browser) -> Browser:
    """Another browser in which Ann is signed in."""
    browser = open_browser()
    await browser.send((await browser.open(await talk.way_in())).form("Sign in"))
    return browser


@pytest.mark.drill
async def test_whoever_deletes_everything_on_their_page_hears_that_it_is_done_and_what_stays(talk, page):
    browser, _ = page
    asked = await browser.send(saying(await browser.open("/you"), "/forget"))
    told = await browser.send(asked.form("Delete everything"))
    assert (told.status, told.forms) == (200, [])
    assert "All gone. It was good to study with you" in told.text
    assert "Backups made before now" in told.text
    assert (await browser.open("/you")).status == 401
    assert (await talk.rows())["learners"] == []


async def test_whoever_signs_out_everywhere_on_their_page_hears_of_how_many_browsers(talk, page, open_browser):
    browser, _ = page
    other = await second(talk, open_browser)
    told = await browser.send(saying(await browser.open("/you"), "/web off"))
    assert (told.status, told.forms) == (200, [])
    assert "Signed out of 2 browsers" in told.text
    assert [(await one.open("/you")).status for one in (browser, other)] == [401, 401]


@pytest.mark.drill
async def test_whoever_signs_another_browser_out_stays_and_may_go_on(talk, page, open_browser):
    browser, _ = page
    other = await second(talk, open_browser)
    told = await browser.send(saying(await browser.open("/you"), "/web off 2"))
    assert "Signed out there." in told.text
    assert str(told.answer.url.path) == "/you"
    assert [(await one.open("/you")).status for one in (browser, other)] == [200, 401]


@pytest.mark.drill
@pytest.mark.parametrize("who", [BEN, ANN])
async def test_an_answer_that_was_on_its_way_while_another_signed_in_is_not_theirs(talk, page, monkeypatch, who):
    """SQLite gives the number of a browser that is signed out to the next; the cookie of who signed in stays."""
    browser, first = page
    await talk.say("/start ml-data today", by=BEN)
    link, say = await talk.way_in(by=who), type(talk.dispatcher).say

    async def meanwhile(self: Kernel, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        message = await say(self, spoken, mark)
        monkeypatch.setattr(type(talk.dispatcher), "say", say)
        talk.wait(timedelta(seconds=1))
        await browser.send((await browser.open(link)).form("Sign in"))
        return message

    monkeypatch.setattr(type(talk.dispatcher), "say", meanwhile)
    told = await browser.send(first.form("Send"), line="/note nlp a doubt of mine")
    assert "a doubt of mine" in told.text
    assert told.forms == []
    assert "a doubt of mine" not in str((await talk.rows())["web_sessions"])
    assert (await browser.open("/you")).status == 200


@pytest.mark.drill
@pytest.mark.parametrize("line", ["/web off", "/forget"])
async def test_within_telegram_it_is_told_as_well_and_no_cookie_is_spoken_of(database: Database, line):
    talk = InTelegram(database)
    await talk.write("/start ml-data today")
    app = MiniApp.on(talk.site())
    told = await app.send(await app.open(talk.init_data()), "Send", line=line)
    if line == "/forget":
        told = await app.send(told, "Delete everything")
    assert told.status == 200
    assert ("All gone" if line == "/forget" else "Signed out of one browser") in told.text
    assert (await app.look()).status == 401
    await app.client.aclose()
