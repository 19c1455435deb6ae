"""A calendar address under attack: whatever is asked, however often and however large, there is an answer, soon, and never too much."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from bot.settings import Settings
from bot.store import Database
from bot.web.calendar import MOST
from bot.web.site import Site
from tests.attacks.limits import settled
from tests.bot.conftest import ANN, Talk
from tests.bot.test_calendar_feed import HERE, address
from tests.bot.test_importing import take
from tests.conftest import BOTH_WHEN_LONG
from tests.roadmap.ical_musts import broken

ENGINES = BOTH_WHEN_LONG

LONGEST_WAIT = 0.1
"""Seconds, on a busy machine."""

NONE = "There is no such page."
ODD = "\u202ekcab" + "Title, of; all\\ " + "\u2067עברית " + "\x07\x1b[31m" + "é" * 90
DATES = (
    "Mon, 01 Jan 99999999999999 00:00:00 GMT",
    "Mon, 01 Jan 9999 00:00:00 +9999999999",
    "Mon, 01 Jan 0001 00:00:00 +2359",
    "Sat, 31 Feb 2027 00:00:00 GMT",
    "1 2 3 4 5 6",
    "x" * 60_000,
    "",
)


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database, public_url=HERE)


@pytest.fixture
async def web(talk: Talk, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=Site(talk.dispatcher, database, talk.clock, "UTC", HERE).routes)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE) as client:
        await talk.hear("/start ml-data today")
        yield client


@asynccontextmanager
async def watched() -> AsyncIterator[list[float]]:
    """For how long, in seconds, nothing else came to its turn meanwhile, each time."""
    waits: list[float] = []

    async def look() -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(0.001)
            waits.append(perf_counter() - began)

    looking = asyncio.create_task(look())
    yield waits
    looking.cancel()


async def test_a_blocked_accounts_calendar_looks_like_none(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    async with talk.database.store() as store:
        assert await store.operating.blocks.add("console", ANN, talk.clock())
    answer = await web.get(where)
    none = await web.get(f"/calendar/{'x' * 32}.ics")
    assert (answer.status_code, NONE in answer.text) == (404, True)
    assert (answer.text, answer.headers) == (none.text, none.headers)


@pytest.mark.drill
async def test_a_head_tells_the_same_and_other_methods_nothing(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    got, told = await web.get(where), await web.head(where)
    assert (told.status_code, told.headers) == (200, got.headers)
    assert (await web.head(where, headers={"If-None-Match": got.headers["etag"]})).status_code == 304
    assert (await web.head(f"/calendar/{'x' * 32}.ics")).status_code == 404
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await web.request(method, where)).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["../x", "%2e%2e/x", "", "x" * 19, "x" * 65, "x" * 60_000, "%00" * 24, "é" * 24, "a b" * 8, "' OR 1=1 --" * 3],
)
async def test_what_can_be_no_secret_is_none(web: httpx.AsyncClient, path: str) -> None:
    assert (await web.get(f"/calendar/{path}.ics")).status_code == 404


@pytest.mark.drill
async def test_whatever_a_calendar_says_it_has_it_is_answered(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    for date in DATES:
        assert (await web.get(where, headers={"If-Modified-Since": date})).status_code == 200, date[:60]
    tag = (await web.get(where)).headers["etag"]
    for tags, code in (("," * 60_000, 200), ('"x",' * 15_000, 200), ('"x",' * 15_000 + tag, 304), ("W/" * 30_000, 200)):
        assert (await web.get(where, headers={"If-None-Match": tags})).status_code == code, tags[:9]


@pytest.mark.drill
async def test_a_thousand_at_once_are_answered_and_most_told_to_wait(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    async with watched() as waits:
        codes = [one.status_code for one in await asyncio.gather(*(web.get(where) for _ in range(1000)))]
    assert codes.count(200) == MOST
    assert codes.count(429) == 1000 - MOST
    assert sorted(waits)[int(len(waits) * 0.95)] < LONGEST_WAIT


@pytest.mark.drill
async def test_a_thousand_wrong_ones_at_once_write_nothing(talk: Talk, web: httpx.AsyncClient) -> None:
    before = await talk.rows()
    answers = await asyncio.gather(*(web.get(f"/calendar/{number:032}.ics") for number in range(1000)))
    assert {(one.status_code, NONE in one.text) for one in answers} == {(404, True)}
    assert await talk.rows() == before


async def test_odd_titles_break_no_line_of_a_feed(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    await take(talk, f"# {ODD}\n\n- [ ] {ODD} one (2 weeks)\n- [ ] Two {ODD * 3} (3 weeks)\n- [ ] Three (1 week)\n")
    feed = (await web.get(where)).content
    assert broken(feed) == set()
    assert any("עברית" in str(event["SUMMARY"]) for event in Calendar.from_ical(feed).walk("VEVENT"))


@pytest.mark.drill
async def test_a_roadmap_of_two_thousand_topics_holds_nobody_up(talk: Talk, web: httpx.AsyncClient) -> None:
    where = address(await talk.say("/calendar"))
    await take(talk, "# Long\n\n" + "".join(f"- [ ] Topic {number} (1 week)\n" for number in range(2000)))
    with settled():
        async with watched() as waits:
            feed = (await web.get(where)).content
    assert len(Calendar.from_ical(feed).walk("VEVENT")) > 2000
    assert sorted(waits)[int(len(waits) * 0.95)] < LONGEST_WAIT


@pytest.mark.parametrize("url", ["https://study.example/", "https://study.example/bot/", "http://127.0.0.1:8080//"])
def test_an_address_of_an_installation_is_kept_without_its_last_slashes(url: str) -> None:
    assert Settings(_env_file=None, public_url=url).public_url == url.rstrip("/")


async def test_an_installation_below_a_path_gives_addresses_below_it(database: Database) -> None:
    talk = Talk(database, public_url=f"{HERE}/bot")
    await talk.hear("/start ml-data today")
    said = await talk.hear("/calendar")
    assert f"{HERE}/bot/calendar/" in said
    assert "webcal://study.example/bot/calendar/" in said
