"""A calendar is let in under the same roof as a browser, by a door of its own width."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request

from bot.store import Database
from bot.web.calendar import MOST_AT_ONCE, CalendarPage
from bot.web.desk import Desk
from bot.web.limits import Limits
from bot.web.pace import Pace
from bot.web.policy import policy
from bot.web.refusals import Refused
from bot.web.sheets import Sheets
from bot.web.site import Site
from tests.conftest import SQLITE
from tests.web.browser import HERE, Browser, browser
from tests.web.conftest import Study

ENGINES = SQLITE

MINUTE = timedelta(minutes=1)


async def address(study: Study) -> str:
    """The path of Ann's calendar."""
    message = await study.say("/calendar new")
    assert message
    found = re.search(rf"{HERE}(/calendar/[\w-]+\.ics)", message.text)
    assert found
    return found[1]


def visitor(study: Study, limits: Limits) -> Browser:
    """One whom pages with these limits are open to."""
    site = Site(study.dispatcher, study.database, study.clock, "UTC", HERE, limits=limits)
    return browser(Starlette(routes=site.routes))


async def test_a_calendar_gets_the_headers_that_all_answers_have(talk, open_browser):
    answer = await open_browser().client.get(await address(talk))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-security-policy"] == policy()
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_calendars_of_one_address_have_a_wide_bound_that_takes_nothing_from_browsers(talk):
    limits = Limits(calendars=Pace(20, MINUTE), addresses=Pace(5, MINUTE))
    shared = visitor(talk, limits)
    where = await address(talk)
    answers = [await shared.client.get(where) for _ in range(21)]
    assert [one.status_code for one in answers] == [200] * 20 + [429]
    assert (await shared.open("/in/x")).status == 200
    talk.wait(timedelta(seconds=int(answers[-1].headers["retry-after"])))
    assert (await shared.client.get(where)).status_code == 200
    await shared.client.aclose()


async def test_guesses_are_counted_as_readings_are(talk):
    limits = Limits(calendars=Pace(20, MINUTE))
    guessing = visitor(talk, limits)
    codes = [(await guessing.client.get(f"/calendar/{number:032}.ics")).status_code for number in range(25)]
    assert codes == [404] * 20 + [429] * 5
    await guessing.client.aclose()


async def test_where_the_database_is_gone_a_calendar_is_told_when_to_come_again(talk, tmp_path: Path):
    gone = Database(f"sqlite+aiosqlite:///{tmp_path}/nowhere/roadmate.db")
    site = Site(talk.dispatcher, gone, talk.clock, "UTC", HERE)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=site.routes)), base_url=HERE) as client:
        answer = await client.get(await address(talk))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    await gone.close()


async def test_of_a_crowd_who_would_wait_too_long_is_told_to_come_again(talk):
    desk = Desk(talk.dispatcher, talk.database, talk.clock, "UTC", HERE, Sheets())
    calendars = CalendarPage(desk, longest_wait_seconds=0)
    secret = (await address(talk)).removeprefix("/calendar/").removesuffix(".ics")
    scope = {"type": "http", "method": "GET", "path": "", "headers": [], "path_params": {"secret": secret}}
    came = await asyncio.gather(*(calendars.show(Request(scope)) for _ in range(10)), return_exceptions=True)
    refused = [one for one in came if isinstance(one, Refused)]
    assert len(came) - len(refused) >= MOST_AT_ONCE
    assert {(one.status, one.retry_seconds) for one in refused} == {(503, 300)}


async def test_what_breaks_in_a_calendar_is_an_incident_that_names_no_address(talk, caplog, capfd):
    where = await address(talk)
    site = Site(talk.dispatcher, talk.database, talk.clock, "Nowhere/At_All", HERE)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=site.routes)), base_url=HERE) as client:
        answer = await client.get(where)
    assert (answer.status_code, "Something went wrong on my side" in answer.text) == (500, True)
    logged = caplog.text.replace(f"{HERE}{where}", "") + "".join(
        capfd.readouterr()
    )  # the client's own log has what it asked
    assert "incident" in logged
    assert where not in logged
