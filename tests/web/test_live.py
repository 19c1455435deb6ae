"""A page that is open shows what was said elsewhere: within a second, whichever process it was said to, and for as long as its
browser is signed in."""

import asyncio
import resource
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from time import monotonic

import httpx
import pytest

from bot.http import Server
from bot.http.files import room_for
from bot.store import Database
from bot.web.site import Site
from tests.bot.conftest import BEN, Talk
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import HERE, Browser
from tests.web.conftest import Study
from tests.web.hall import Hall
from tests.web.own_pages import bring

ENGINES = BOTH_WHEN_LONG

by_its_marks = pytest.mark.engines_differ
"""What is about how the database says that something has changed."""

SOON = 1.0
"""Seconds within which a page is to know."""


class Stream:
    """What an open page hears."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()

    async def hear(self) -> None:
        """Take what comes, until the end."""
        with suppress(httpx.TransportError):
            async for line in self.answer.aiter_lines():
                await self._lines.put(line)
        await self._lines.put(None)

    async def line(self, beginning: str) -> str:
        """The next line that begins like this; empty at the end of the stream."""
        while (line := await self._lines.get()) is not None:
            if line.startswith(beginning):
                return line
        return ""

    async def changed(self, within: float = SOON) -> str:
        """The mark of what is to be shown, as soon as it is told."""
        async with asyncio.timeout(within):
            assert await self.line("event: ") == "event: changed"
            return (await self.line("data:")).removeprefix("data:").strip()

    async def is_quiet(self, seconds: float = 0.7) -> bool:
        """Whether nothing is told for a while."""
        try:
            await self.changed(seconds)
        except TimeoutError:
            return True
        return False


class House:
    """A server at work on a study's pages."""

    def __init__(self, url: str) -> None:
        self.url = url

    @asynccontextmanager
    async def stream(self, browser: Browser, shown: str = "", path: str = "/live") -> AsyncIterator[Stream]:
        """The stream of a page that says it shows this."""
        cookie = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
        async with (
            httpx.AsyncClient(base_url=self.url, timeout=30) as client,
            client.stream("GET", path, params={"shown": shown}, headers={"cookie": cookie}) as answer,
        ):
            stream = Stream(answer)
            hearing = asyncio.create_task(stream.hear())
            yield stream
            hearing.cancel()
            await asyncio.wait([hearing])


@asynccontextmanager
async def at_work(study: Study | Hall, *, streams: int = 10, **bounds: float) -> AsyncIterator[House]:
    site = Site(study.dispatcher, study.database, study.clock, "UTC", HERE, streams=streams)
    server = Server(study.database, host="127.0.0.1", port=0, routes=site.routes, beside=(site.watch.run,), **bounds)
    serving = asyncio.create_task(server.run())
    await server.listening.wait()
    try:
        yield House(server.url)
    finally:
        serving.cancel()
        await asyncio.wait([serving])


@pytest.fixture
async def house(talk: Study) -> AsyncIterator[House]:
    async with at_work(talk) as house:
        yield house


SAID = (
    "/done nlp",
    "/log 25m nlp",
    "/tick 2",
    "/timezone berlin",
    "/nudges off",
    "/times mon 19:00 45m",
    "/pause 2 weeks",
    "/calendar",
    "/portfolio on",
    "/portfolio show certificates",
    "/portfolio off",
)
"""Lines each of which changes what a page shows."""


@pytest.mark.drill
@by_its_marks
async def test_what_is_said_in_a_chat_is_told_within_a_second(talk, page, house):
    browser, _ = page
    await talk.hear("/begin deep learning")
    listed = await talk.say("/steps deep learning: 3 lessons")
    await talk.press(listed.keys[0].data)
    async with house.stream(browser) as stream:
        shown = await stream.changed()
        for line in SAID:
            await talk.hear(line)
            begun = monotonic()
            told = await stream.changed()
            assert told != shown, line
            assert monotonic() - begun < SOON
            shown = told


@pytest.mark.drill
@by_its_marks
async def test_that_a_roadmap_is_shared_and_is_not_any_more_is_told(talk, page, house):
    browser, _ = page
    await bring(talk, [{"title": "Nets"}, {"title": "Trees"}])
    async with house.stream(browser) as stream:
        shown = {await stream.changed()}
        for line in ("/share", "/share off"):
            before = (await browser.open("/topics")).text
            assert "/roadmap/" in await talk.hear(line) or line == "/share off"
            shown.add(await stream.changed())
            assert (await browser.open("/topics")).text != before
    assert len(shown) > 1


@pytest.mark.drill
@by_its_marks
async def test_that_a_roadmap_has_a_newer_version_is_told_where_an_earlier_one_is_shown(talk, page):
    """Whoever went back sees the way forth."""
    browser, _ = page
    await bring(talk, [{"title": "Nets"}, {"title": "Trees"}])
    shown = []
    for title, newest in (("Graphs", 2), ("Sets", 3)):
        await talk.hear(f"/edit rename 1 to {title}")
        for earlier in range(newest - 1, 0, -1):
            topics = await browser.open("/topics")
            await browser.send(topics.form(f"Version {earlier} of Brought"))
        topics = await browser.open("/topics")
        assert f"version 1 of {newest}" in topics.text
        shown.append(topics.answer.text.partition("/live?shown=")[2].partition('"')[0])
    assert shown[0] != shown[1]


@pytest.mark.drill
@by_its_marks
async def test_what_is_said_to_another_process_is_told_as_well(database_url, talk, page, house):
    browser, _ = page
    elsewhere = Database(database_url)
    other = Talk(elsewhere, clock=talk.clock)
    async with house.stream(browser) as stream:
        await stream.changed()
        await other.hear("/done nlp")
        assert await stream.changed()
    await elsewhere.close()


@pytest.mark.drill
@by_its_marks
async def test_a_page_that_shows_what_is_so_is_left_alone(talk, page, house):
    browser, first = page
    shown = first.answer.text.partition("/live?shown=")[2].partition('"')[0]
    async with house.stream(browser, shown) as stream:
        assert await stream.is_quiet()
        await talk.hear("/plan")  # a look changes nothing
        await talk.hear("/done nlp", by=BEN)
        assert await stream.is_quiet()
        await talk.hear("/done nlp")
        assert await stream.changed()


@pytest.mark.drill
@by_its_marks
async def test_a_page_that_comes_back_after_a_break_is_told_what_it_missed(talk, page, house):
    browser, first = page
    shown = first.answer.text.partition("/live?shown=")[2].partition('"')[0]
    await talk.hear("/done nlp")
    async with house.stream(browser, shown) as stream:
        now = await stream.changed()
    again = await browser.open("/")
    assert f"/live?shown={now}" in again.answer.text


@pytest.mark.drill
@by_its_marks
async def test_a_day_that_ends_is_told(talk, page, house):
    browser, _ = page
    async with house.stream(browser) as stream:
        shown = await stream.changed()
        talk.wait(timedelta(days=1))
        assert await stream.changed() != shown


async def _web_off(talk: Study) -> None:
    await talk.hear("/web off")


async def _forget(talk: Study) -> None:
    message = await talk.say("/forget")
    assert message
    await talk.press(message.keys[0].data)


@pytest.mark.drill
@by_its_marks
@pytest.mark.parametrize("leaving", [_web_off, _forget])
async def test_a_stream_ends_with_its_session(talk, page, house, leaving: Callable[[Study], Awaitable[None]]):
    browser, _ = page
    async with house.stream(browser) as stream:
        await stream.changed()
        await leaving(talk)
        assert await stream.changed() == ""  # the page is to look once more, and sees that it is signed out
        async with asyncio.timeout(SOON):
            assert await stream.line("event") == ""
    assert (await browser.open("/live")).status == 401


async def test_nobody_gets_a_stream_who_is_not_signed_in(open_browser):
    assert (await open_browser().open("/live")).status == 401


@pytest.mark.drill
async def test_a_stream_is_neither_kept_nor_compressed_on_its_way(page, house):
    browser, _ = page
    async with house.stream(browser) as stream:
        headers = stream.answer.headers
    assert headers["content-type"].startswith("text/event-stream")
    assert (headers["x-accel-buffering"], headers["cache-control"]) == ("no", "no-store")
    assert "content-encoding" not in headers


async def test_a_page_is_compressed_for_who_takes_it_so(page):
    browser, _ = page
    answers = [
        await browser.client.get("/", headers={"accept-encoding": coding, "sec-fetch-site": "same-origin"})
        for coding in ("gzip, br", "identity")
    ]
    assert [answer.headers.get("content-encoding") for answer in answers] == ["gzip", None]
    packed, plain = (int(answer.headers["content-length"]) for answer in answers)
    assert packed < plain / 2


async def test_who_asks_for_the_head_of_a_stream_gets_no_more(page):
    browser, _ = page
    answer = await browser.client.head("/live", headers={"sec-fetch-site": "same-origin"})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.drill
async def test_streams_have_a_bound(talk, page):
    browser, _ = page
    async with at_work(talk, streams=1) as house:
        async with house.stream(browser) as first:
            await first.changed()
            async with house.stream(browser) as second:
                assert second.answer.status_code == 503
        async with house.stream(browser) as third:
            assert third.answer.status_code == 200


@pytest.mark.drill
async def test_of_nine_streams_of_a_browser_the_oldest_ends(talk, page, house):
    browser, _ = page
    async with house.stream(browser) as oldest:
        await oldest.changed()
        opened = [house.stream(browser) for _ in range(8)]
        streams = [await each.__aenter__() for each in opened]
        async with asyncio.timeout(SOON):
            assert await oldest.line("nothing") == ""
        assert await streams[0].changed()
        for each in opened:
            await each.__aexit__(None, None, None)


@pytest.mark.drill
async def test_a_stream_outlives_what_any_other_answer_may_take(talk, page):
    browser, _ = page
    async with at_work(talk, answer_seconds=0.3) as house, house.stream(browser) as stream:
        await stream.changed()
        await asyncio.sleep(0.5)
        await talk.hear("/done nlp")
        assert await stream.changed()


@pytest.mark.drill
async def test_a_server_that_stops_ends_its_streams_at_once(talk, page):
    browser, _ = page
    async with at_work(talk) as house, house.stream(browser) as stream:
        await stream.changed()
        begun = monotonic()
    assert monotonic() - begun < SOON


@pytest.mark.drill
async def test_who_reads_nothing_of_a_stream_holds_nobody_up(talk, page):
    browser, _ = page
    (cookie,) = (f"{name}={value}" for name, value in browser.client.cookies.items())
    async with at_work(talk, answer_seconds=0.3) as slow:
        host, port = slow.url.removeprefix("http://").split(":")
        _, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET /live HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n".encode())
        async with slow.stream(browser) as stream:
            await stream.changed()
            await talk.hear("/done nlp")
            assert await stream.changed()
        writer.close()


def test_what_the_system_leaves_to_raise_is_raised_and_what_not_is_said(capsys):
    assert room_for(10) == 10
    assert room_for(0) == 0
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY:
        assert room_for(hard) < hard
