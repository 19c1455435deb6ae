"""The HTTP server without a proxy, over real sockets: who is slow, loud or many keeps nobody else out."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.http import Server
from bot.http.door import MOST, MOST_BY_ADDRESS, network
from bot.platforms.telegram.inlet import Inlet
from bot.platforms.telegram.webhook import Webhook
from bot.store import Database
from bot.web.limits import MOST_FORMS
from bot.web.site import Site
from tests.platforms.updates import SECRET, said
from tests.web.browser import HERE, browser
from tests.web.conftest import Study

HALF = b"POST /telegram HTTP/1.1\r\nHost: x\r\n"
MALLORY, ANN = "127.0.0.1", "127.0.0.2"

LARGE = Route("/large", lambda _: Response(b" " * 16_000_000))

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def head(path: str = "/telegram", method: str = "POST", **headers: str) -> bytes:
    given = {"Host": "x", "Content_Type": "application/json", "X_Telegram_Bot_Api_Secret_Token": SECRET} | headers
    lines = (f"{name.replace('_', '-')}: {value}" for name, value in given.items())
    return "\r\n".join((f"{method} {path} HTTP/1.1", *lines, "", "")).encode()


def bringing(body: str) -> bytes:
    return head(Content_Length=str(len(body))) + body.encode()


class House:
    """A server at work, and the ways of its visitors."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._visitors: list[Streams] = []

    async def knock(self, address: str, sends: bytes = b"") -> Streams:
        """A connection from this address of the machine's own, and what is sent first."""
        streams = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(address, 0))
        self._visitors.append(streams)
        streams[1].write(sends)
        return streams

    async def crowd(self, count: int, address: str, sends: bytes = HALF) -> list[Streams]:
        return await asyncio.gather(*(self.knock(address, sends) for _ in range(count)))

    async def ask(self, address: str, request: bytes) -> int:
        """The status of the answer; 0 where there is none."""
        reader, _ = await self.knock(address, request)
        line = b""
        with suppress(OSError):
            line = await asyncio.wait_for(reader.readline(), timeout=5)
        return int(line.split()[1]) if line else 0

    async def close(self) -> None:
        for _, writer in self._visitors:
            writer.close()
        await asyncio.sleep(0.05)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = Database(sqlite_url)
    yield database
    await database.close()


@asynccontextmanager
async def at_work(database: Database, routes: Sequence[Route] = (), **bounds: float) -> AsyncIterator[House]:
    hook = Webhook("https://bot.example.org/telegram", SECRET, Inlet(database, "42"))
    server = Server(database, host="127.0.0.1", port=0, routes=(hook.route, LARGE, *routes), **bounds)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(server.run())
        await server.listening.wait()
        house = House(int(server.url.rpartition(":")[2]))
        try:
            yield house
        finally:
            await house.close()
            running.cancel()


@pytest.fixture(autouse=True)
def counted() -> None:
    metrics.hung_up.clear()


async def ended(reader: asyncio.StreamReader, within: float) -> float:
    """After how many seconds the server ended a connection; an error where it has not by then."""
    begun = monotonic()
    with suppress(ConnectionError):
        async with asyncio.timeout(within):
            while await reader.read(1 << 16):
                pass
    return monotonic() - begun


def needs_addresses() -> None:
    try:
        socket.create_server((ANN, 0)).close()
    except OSError:
        pytest.skip("NOT TESTED: this machine has only one address of its own")


async def test_an_answer_is_not_kept_back_until_its_head_was_acknowledged(database: Database) -> None:
    async with at_work(database) as house:
        reader, writer = await house.knock(MALLORY)
        took = []
        for _ in range(12):  # the first few are acknowledged at once
            begun = monotonic()
            writer.write(head("/healthz", "GET"))
            await reader.readuntil(b"alive\n")
            took.append(monotonic() - begun)
        assert sorted(took)[len(took) // 2] < 0.03


# Many connections


async def test_a_thousand_half_open_requests_from_one_address_keep_nobody_else_out(database: Database) -> None:
    needs_addresses()
    async with at_work(database) as house:
        crowd = await house.crowd(1005, MALLORY)
        begun = monotonic()
        assert await house.ask(ANN, head("/healthz", "GET")) == 200
        assert await house.ask(ANN, bringing(said(1, "hello"))) == 200
        assert monotonic() - begun < 1
        async with asyncio.timeout(5):
            while metrics.hung_up.total() < 1005 - MOST_BY_ADDRESS:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.1)
        left_out = [reader for reader, _ in crowd if reader.at_eof() or reader.exception()]
        assert len(left_out) == metrics.hung_up["address"] == 1005 - MOST_BY_ADDRESS
        assert await house.ask(MALLORY, head("/healthz", "GET")) == 200


async def test_where_many_addresses_fill_the_house_whoever_asks_at_once_is_heard(database: Database) -> None:
    needs_addresses()
    async with at_work(database) as house:
        for number in range(MOST // MOST_BY_ADDRESS + 1):
            await house.crowd(MOST_BY_ADDRESS, f"127.0.1.{number + 1}")
        begun = monotonic()
        for number in range(1, 6):
            assert await house.ask(ANN, bringing(said(number, "hello"))) == 200
        assert monotonic() - begun < 1
        assert set(metrics.hung_up) == {"full"}


async def test_who_is_being_answered_is_not_sent_away_to_make_room(database: Database) -> None:
    needs_addresses()
    async with at_work(database, most=4) as house:
        body = said(1, "hello")
        reader, writer = await house.knock(ANN, head(Content_Length=str(len(body))))
        await house.crowd(12, MALLORY)
        writer.write(body.encode())
        assert b" 200 " in await reader.readline()
        assert metrics.hung_up["full"] == 9


async def test_of_an_address_that_waits_for_answers_only_no_more_are_heard_until_it_has_some(
    database: Database,
) -> None:
    body = said(1, "hello")
    async with at_work(database, most_by_address=2) as house:
        waiting = await house.crowd(2, MALLORY, head(Content_Length=str(len(body))))
        await asyncio.sleep(0.05)
        assert await house.ask(MALLORY, head("/healthz", "GET")) == 0
        assert metrics.hung_up == {"busy": 1}
        for reader, writer in waiting:
            writer.write(body.encode())
            assert b" 200 " in await reader.readline()
        assert await house.ask(MALLORY, head("/healthz", "GET")) == 200


# Slow ones


async def drip(writer: asyncio.StreamWriter, what: bytes = b"a") -> None:
    """A byte every now and then, for as long as the connection takes it."""
    while not writer.is_closing():
        writer.write(what)
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", "silent"),
        (HALF + b"X: ", "silent"),
        (head(Content_Length="1000"), "slow"),
        (head(Transfer_Encoding="chunked") + b"100\r\n", "slow"),
    ],
    ids=["nothing", "a head", "a body", "a body in chunks"],
)
async def test_a_request_that_comes_byte_by_byte_is_given_up(database: Database, sent: bytes, reason: str) -> None:
    async with at_work(database, silent_seconds=0.3, answer_seconds=0.4) as house:
        reader, writer = await house.knock(MALLORY, sent)
        dripping = asyncio.create_task(drip(writer)) if sent else None
        assert 0.2 < await ended(reader, within=3) < 2
        assert metrics.hung_up == {reason: 1}
        if dripping:
            await dripping


@pytest.mark.drill
async def test_a_connection_that_goes_on_after_an_answer_has_its_time_anew_and_no_more(database: Database) -> None:
    async with at_work(database, silent_seconds=0.4) as house:
        reader, writer = await house.knock(MALLORY)
        for _ in range(4):
            await asyncio.sleep(0.2)
            writer.write(head("/healthz", "GET"))
            assert b" 200 " in await reader.readline()
            await reader.readuntil(b"alive\n")
        assert 0.2 < await ended(reader, within=3) < 2


@pytest.mark.drill
async def test_who_asks_and_does_not_take_the_answer_is_given_up(database: Database) -> None:
    async with at_work(database, silent_seconds=0.3, answer_seconds=0.3) as house:
        reader, writer = await house.knock(MALLORY, head("/large", "GET"))
        writer.transport.pause_reading()
        await asyncio.sleep(0.8)
        assert metrics.hung_up.total() == 1
        writer.transport.resume_reading()
        assert await ended(reader, within=2) < 2


async def test_slow_forms_of_one_learner_keep_nobody_out_who_comes_through_the_same_proxy(database: Database) -> None:
    study = Study(database, public_url=HERE)
    await study.hear("/start ml-data today")
    routes = Site(study.dispatcher, database, study.clock, "UTC", HERE).routes
    ann = browser(Starlette(routes=routes))
    await ann.send((await ann.open(await study.way_in())).form("Sign in"))
    ((name, secret),) = dict(ann.client.cookies).items()
    await ann.client.aclose()
    ours = {"Cookie": f"{name}={secret}", "Origin": "null", "Sec_Fetch_Site": "same-origin"}
    kind = {"Content_Type": "application/x-www-form-urlencoded", "Content_Length": "10"}
    async with at_work(database, routes) as house:
        crowd = await house.crowd(MOST_BY_ADDRESS, MALLORY, head("/say", **ours, **kind))
        heard = [asyncio.create_task(reader.readline()) for reader, _ in crowd]
        async with asyncio.timeout(20):
            while sum(one.done() for one in heard) < MOST_BY_ADDRESS - MOST_FORMS:
                await asyncio.sleep(0.05)
        assert all(b" 429 " in one.result() for one in heard if one.done())
        assert await house.ask(MALLORY, head("/healthz", "GET")) == 200
        assert await house.ask(MALLORY, bringing(said(1, "hello"))) == 200
        for (_, writer), one in zip(crowd, heard, strict=True):
            if not one.done():
                writer.write(b"line=/plan")
                assert b" 303 " in await one


# Large ones


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (head(X_Telegram_Bot_Api_Secret_Token="wrong", Content_Length="50000000"), 403),
        (head(X_Telegram_Bot_Api_Secret_Token="wrong", Transfer_Encoding="chunked") + b"3000000\r\n", 403),
        (head(Content_Type="text/plain", Content_Length="50000000"), 415),
        (head(Content_Length="50000000"), 413),
        (head(Transfer_Encoding="chunked") + b"3000000\r\n", 413),
        (head("/elsewhere", Content_Length="50000000"), 404),
        (head(method="PUT", Content_Length="50000000"), 405),
        (head("/healthz", "GET", Content_Length="50000000"), 200),
    ],
)
async def test_the_body_of_a_request_that_was_answered_is_not_read_on(
    database: Database, request_: bytes, status: int
) -> None:
    async with at_work(database) as house:
        reader, writer = await house.knock(MALLORY, request_)
        sent = 0
        with suppress(ConnectionError):
            async with asyncio.timeout(5):
                while sent < 50_000_000:
                    writer.write(b" " * (1 << 16))
                    await writer.drain()
                    sent += 1 << 16
        assert sent < 8_000_000  # what both systems' buffers take, and a webhook's first megabyte
        assert await ended(reader, within=2) < 1
        assert await house.ask(MALLORY, request_ + b" " * (2 << 20 if status == 413 else 0)) == status


async def test_who_would_be_refused_is_not_asked_for_the_body(database: Database) -> None:
    async with at_work(database) as house:
        for secret, first in (("wrong", b"403"), (SECRET, b"100")):
            told = head(Expect="100-continue", Content_Length="10", X_Telegram_Bot_Api_Secret_Token=secret)
            reader, _ = await house.knock(MALLORY, told)
            assert (await reader.readline()).split()[1] == first


@pytest.mark.parametrize("path", ["/telegram/", "/healthz/", "/healthz%0A/", "/metrics%0A"])
async def test_nobody_is_led_to_a_host_that_was_only_named(database: Database, path: str) -> None:
    async with at_work(database) as house:
        assert await house.ask(MALLORY, head(path, "GET", Host="evil.example")) == 404


@pytest.mark.parametrize(
    "sent", [HALF + b"X: " + b"a" * 200_000, b"\x16\x03\x01" * 50 + b"\r\n\r\n"], ids=["long", "TLS"]
)
async def test_a_head_that_is_too_long_or_none_is_refused_and_no_line_of_the_log_is_its_own(
    database: Database, sent: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    async with at_work(database) as house:
        assert await house.ask(MALLORY, sent) in {0, 400}
        assert await house.ask(MALLORY, head("/healthz", "GET")) == 200
    assert "Invalid HTTP" not in caplog.text + "".join(capfd.readouterr())


async def test_an_address_that_somebody_only_claims_to_have_does_not_count(database: Database) -> None:
    async with at_work(database, most_by_address=2) as house:
        claims = [HALF + f"X-Forwarded-For: 192.0.2.{number}\r\n".encode() for number in range(3)]
        crowd = [await house.knock(MALLORY, claim) for claim in claims]
        assert await ended(crowd[0][0], within=2) < 1
        assert metrics.hung_up == {"address": 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_strangers_are_told_apart_by_the_part_of_an_address_that_is_theirs(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same
