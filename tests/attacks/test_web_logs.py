"""What is secret on the pages, and what reaches a log or the terminal of who runs the bot: over a real connection, with all said that any
library has to say."""

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from io import StringIO

import httpx
import pytest

from bot.chat.platform import Place, Speaker, Spoken
from bot.http import Server
from bot.store import Database
from bot.web.mini_app import PATH, PLATFORM
from bot.web.site import Site
from tests.attacks.test_web import OURS
from tests.conftest import SQLITE
from tests.web.browser import Browser
from tests.web.conftest import Study
from tests.web.in_telegram import said_by, vouches

ENGINES = SQLITE

PRIVATE = "a-private-word"

ALL = 1
"""Of what a logger may say, down to what libraries trace."""

SERVERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")
BROWSERS = ("httpx", "httpcore")
"""Loggers of the libraries that serve the pages, and of those that look at them here."""


@pytest.fixture
async def study(database_url: str) -> AsyncIterator[Study]:
    """Ann in a chat, beside her page at an address of this machine."""
    database, line = Database(database_url), socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{line.getsockname()[1]}"
    study = Study(database, public_url=url)
    site = Site(study.dispatcher, database, study.clock, "UTC", url, vouches=vouches())
    server = Server(database, routes=site.routes, line=line)
    serving = asyncio.create_task(server.run())
    await server.listening.wait()
    await study.hear("/start ml-data today")
    yield study
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving
    await database.close()


@pytest.fixture
def logged(study: Study, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """All that reaches whoever listens to every logger, however little the server has asked it to say, and what is printed."""
    assert study.public_url  # it is served, and its loggers are set up
    said, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(said)
    root.addHandler(handler)
    levels = {"": logging.DEBUG, **dict.fromkeys(SERVERS, ALL), **dict.fromkeys(BROWSERS, logging.CRITICAL)}
    before = {name: logging.getLogger(name).level for name in levels}
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    yield lambda: said.getvalue() + "".join(capfd.readouterr())
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


async def address(study: Study, line: str, below: str) -> str:
    """The path that a line is answered with, and what is secret in it."""
    message = await study.say(line)
    assert message
    found = re.search(rf"{study.public_url}(/{below}/[\w-]+(?:\.ics)?)", message.text)
    assert found
    return found[1]


async def in_the_mini_app(client: httpx.AsyncClient, said: str) -> str:
    """Open the page within Telegram, and look at a page with the secret that is given for it."""
    given = await client.post(f"{PATH}/session", headers=OURS | {"authorization": f"tma {said}"})
    secret = str(given.json()["secret"])
    answer = await client.get("/you", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    return secret


@pytest.mark.drill
async def test_no_secret_of_a_visit_reaches_a_log(study, logged):
    async with httpx.AsyncClient(base_url=study.public_url) as client:
        visitor = Browser(client)
        addresses = [await address(study, *one) for one in (("/portfolio on", "portfolio"), ("/calendar", "calendar"))]
        for path in addresses:
            assert (await visitor.open(path)).status == 200
        way_in = await address(study, "/web", "in")
        page = await visitor.send((await visitor.open(way_in)).form("Sign in"))
        (session,) = dict(client.cookies).values()
        await visitor.send(page.form("Send"), line=f"/log 25m nlp {PRIVATE}")
        await visitor.post("/press", [("data", PRIVATE)])
        await visitor.open(f"/nowhere?{PRIVATE}")
        await visitor.open(f"/in/{PRIVATE}")
        await visitor.send((await visitor.open("/you")).form("Sign out"))
        telegram = Spoken(Speaker(PLATFORM, "77"), Place("77", direct=True), "/start ml-data today", study.clock())
        await study.dispatcher.say(telegram)
        said = said_by("77", study.clock())
        bearer = await in_the_mini_app(client, said)
        await client.get("/", headers={"authorization": f"Bearer {PRIVATE}", "cookie": f"roadmate={PRIVATE}"})
    reader, writer = await asyncio.open_connection("127.0.0.1", int(study.public_url.rpartition(":")[2]))
    writer.write(f"GET /in/{PRIVATE} NONSENSE\r\n\r\n".encode())
    assert b"400" in await reader.readline()
    writer.close()
    found = logged()
    signature = re.search(r"hash=(\w+)", said)
    assert signature
    secrets = [path.rpartition("/")[2].removesuffix(".ics") for path in (*addresses, way_in)]
    for secret in (*secrets, session, bearer, signature[1], PRIVATE):
        assert secret not in found
