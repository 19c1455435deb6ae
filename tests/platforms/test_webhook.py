"""The webhook and its server: who is let in, what is answered when, and what the server shows."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot import metrics
from bot.app import App, platforms
from bot.errors import OperatorError
from bot.http import Server
from bot.platforms.telegram.platform import Address
from bot.program import doctor
from bot.settings import read_settings, whole
from bot.store import Database
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import broken, refused
from tests.platforms.test_inbox import all_done, until
from tests.platforms.updates import HOOK, SECRET, Scribe, facts, rows, said, working
from tests.postgres import postgres

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def one(process: Callable[[], Database]) -> Database:
    return process()


@asynccontextmanager
async def served(database: Database, routes: Any = (), **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the server at work."""
    server = Server(database, host="127.0.0.1", port=0, routes=routes, **settings)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(server.run())
        await server.listening.wait()
        async with httpx.AsyncClient(base_url=server.url, timeout=20) as client:
            yield client
        running.cancel()


@pytest.fixture
async def client(api: BotApi, one: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A bot with its webhook, working on what it is brought."""
    async with working(api, Scribe(one), one) as bot, served(one, bot.routes) as client:
        yield client


async def bring(client: httpx.AsyncClient, body: Any, **headers: str) -> httpx.Response:
    return await client.post("/telegram", content=body, headers=HEADERS | headers)


# What is taken.


async def test_an_update_brought_with_the_secret_is_kept_and_worked_on(
    client: httpx.AsyncClient, one: Database
) -> None:
    assert (await bring(client, said(1, "hello"))).status_code == 200
    await until(lambda: all_done(one))
    assert await facts(one) == [(11, "hello")]


async def test_what_telegram_brings_again_is_answered_and_not_worked_on_again(
    client: httpx.AsyncClient, one: Database
) -> None:
    for _ in range(3):
        assert (await bring(client, said(1, "hello"))).status_code == 200
    await until(lambda: all_done(one))
    assert await facts(one) == [(11, "hello")]


async def test_the_answer_comes_when_the_update_is_committed_and_not_before(api: BotApi, one: Database) -> None:
    async with working(api, Scribe(one), one) as bot, served(one, bot.routes) as client:
        await until(lambda: all_done(one))
        async with one.engine.connect() as blocker, asyncio.TaskGroup() as group:
            await blocker.execute(text("DELETE FROM updates"))  # on SQLite its transaction keeps other writers out
            if one.engine.dialect.name == "postgresql":
                await blocker.execute(text("LOCK TABLE updates"))
            bringing = group.create_task(bring(client, said(1, "hello")))
            await asyncio.sleep(0.3)
            assert not bringing.done()
            await blocker.rollback()
            assert (await bringing).status_code == 200
            assert [row[0] for row in await rows(one)] == [1]


@pytest.mark.drill
async def test_many_at_once_are_all_taken(client: httpx.AsyncClient, one: Database) -> None:
    answers = await asyncio.gather(*(bring(client, said(number, "hello", number)) for number in range(1, 101)))
    assert {answer.status_code for answer in answers} == {200}
    await until(lambda: all_done(one))
    assert sorted(await facts(one)) == [(number, "hello") for number in range(1, 101)]


async def test_an_update_beyond_any_known_kind_is_taken_and_done(client: httpx.AsyncClient, one: Database) -> None:
    assert (await bring(client, json.dumps({"update_id": 1, "news": {"text": "\ud83d\u0000"}}))).status_code == 200
    await until(lambda: all_done(one))


# What is refused.


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (said(1, "hello"), {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, 403),
        (said(1, "hello"), {"X-Telegram-Bot-Api-Secret-Token": ""}, 403),
        (said(1, "hello"), {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"}, 403),
        (said(1, "hello"), {"Content-Type": "text/plain"}, 415),
        ("{", {}, 400),
        ("", {}, 400),
        ("[1]", {}, 400),
        ("{}", {}, 400),
        ('{"update_id": true}', {}, 400),
        ('{"update_id": 9223372036854775808}', {}, 400),
        (b'{"update_id": 1, "x": "\xff"}', {}, 400),
        (said(1, "hello").encode("utf-16"), {}, 400),
        ("[" * 100_000, {}, 400),
        (" " * (1 << 20) + said(1, "hello"), {}, 413),
    ],
)
async def test_what_is_no_update_of_telegrams_is_refused(
    client: httpx.AsyncClient, one: Database, body: Any, headers: dict[str, str], status: int
) -> None:
    assert (await bring(client, body, **headers)).status_code == status
    assert await rows(one) == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_body_that_says_it_is_too_large_is_refused_before_it_comes(
    client: httpx.AsyncClient, one: Database
) -> None:
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    writer.write(f"POST /telegram HTTP/1.1\r\nHost: x\r\n{head}Content-Length: 9000000\r\n\r\n".encode())
    assert b" 413 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_body_without_a_length_is_cut_off_where_it_grows_too_large(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50 << 20:
            sent += 1 << 16
            yield b" " * (1 << 16)

    with suppress(httpx.TransportError):  # the server may hang up while the client still writes
        assert (await bring(client, endless())).status_code == 413
    assert sent < 20 << 20


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_other_methods_and_other_paths_are_refused(client: httpx.AsyncClient) -> None:
    assert (await client.get("/telegram", headers=HEADERS)).status_code == 405
    assert (await client.post("/", headers=HEADERS)).status_code == 404


@pytest.mark.drill
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_while_the_database_is_gone_telegram_is_asked_to_come_again(
    client: httpx.AsyncClient, one: Database
) -> None:
    assert (await bring(client, said(1, "hello"))).status_code == 200
    postgres().stop()
    try:
        refused = await bring(client, said(2, "bye"))
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503
        assert "roadmate_database_up 0.0" in (await client.get("/metrics")).text
    finally:
        postgres().start()
    await until(lambda: _taken(client, said(2, "bye")))
    await until(lambda: all_done(one))
    assert await facts(one) == [(11, "hello"), (11, "bye")]
    assert (await client.get("/readyz")).status_code == 200


async def _taken(client: httpx.AsyncClient, update: str) -> bool:
    return (await bring(client, update)).status_code == 200


# How Telegram is told.


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_telegram_is_told_the_address_and_nobody_polls(api: BotApi, one: Database) -> None:
    api.fail("setWebhook", broken())
    async with working(api, Scribe(one), one):
        await api.wait_until(lambda: api.webhook is not None)
        assert api.webhook == {
            "url": HOOK.url,
            "secret_token": SECRET,
            "allowed_updates": ["message", "callback_query", "message_reaction", "my_chat_member", "chat_member"],
            "max_connections": 40,
        }
    assert api.polls == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_an_address_that_telegram_refuses_is_named(api: BotApi, one: Database) -> None:
    api.fail("setWebhook", refused("bad webhook: an HTTPS URL must be provided"))
    with pytest.raises(ExceptionGroup) as raised:
        async with working(api, Scribe(one), one, webhook=Address("https://10.0.0.1/", SECRET)):
            await asyncio.sleep(5)
    (error,) = raised.value.exceptions
    assert isinstance(error, OperatorError)
    assert "TELEGRAM_WEBHOOK_URL" in str(error)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_where_updates_are_fetched_an_earlier_webhook_is_taken_away(api: BotApi, one: Database) -> None:
    api.webhook = {"url": "https://old.example.org"}
    async with working(api, Scribe(one), one, webhook=None):
        await api.wait_until(lambda: api.polls > 0)
    assert api.webhook is None


# What the one who runs it is told.


@pytest.fixture
def settings(api: BotApi, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment with a webhook, and nothing else."""
    monkeypatch.chdir(tmp_path)
    for name in whole().model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("TELEGRAM_TOKEN", api.token)
    monkeypatch.setenv("TELEGRAM_API_URL", api.url)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", HOOK.url)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", SECRET)
    return monkeypatch


async def test_a_webhook_turns_the_server_on_and_a_port_does_so_too(settings: pytest.MonkeyPatch) -> None:
    async def listens_on() -> int | None:
        app = App(read_settings())
        server = app.server(platforms(app))
        await app.close()
        return server._port if server else None

    assert await listens_on() == 8080
    settings.setenv("HTTP_PORT", "9000")
    assert await listens_on() == 9000
    settings.delenv("TELEGRAM_WEBHOOK_URL")
    assert await listens_on() == 9000
    settings.delenv("HTTP_PORT")
    assert await listens_on() is None


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("TELEGRAM_WEBHOOK_SECRET", "", "needed with TELEGRAM_WEBHOOK_URL"),
        ("TELEGRAM_WEBHOOK_SECRET", "not so secret at all", "16 to 256 of"),
        ("TELEGRAM_WEBHOOK_SECRET", "x", "16 to 256 of"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 15, "16 to 256 of"),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257, "16 to 256 of"),
        ("TELEGRAM_WEBHOOK_URL", "http://bot.example.org/", "begins with https://"),
        ("TELEGRAM_WEBHOOK_URL", "https:///telegram", "and a host"),
        ("HTTP_PORT", "65536", "HTTP_PORT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_shown(
    settings: pytest.MonkeyPatch, name: str, value: str, fault: str
) -> None:
    settings.setenv(name, value)
    with pytest.raises(OperatorError) as raised:
        read_settings()
    assert f"{name}: " in str(raised.value)
    assert fault in str(raised.value)
    assert "not so secret" not in str(raised.value)


@pytest.mark.drill
@pytest.mark.parametrize(
    ("known", "seen"),
    [
        ({"url": ""}, "BAD webhook: Telegram does not know the address yet; 0 updates wait at Telegram"),
        ({"url": HOOK.url}, "ok  webhook: Telegram brings updates; 0 updates wait at Telegram"),
        (
            {"url": HOOK.url, "pending_update_count": 3, "last_error_date": 1_800_000_000},
            "BAD webhook: last failed on 2027-01-15 08:00 UTC; 3 updates wait at Telegram",
        ),
    ],
)
async def test_the_doctor_tells_what_telegram_says_of_the_webhook(
    api: BotApi, settings: pytest.MonkeyPatch, known: dict[str, Any], seen: str
) -> None:
    api.webhook = known
    assert any(str(finding).startswith(seen) for finding in await doctor.examine())


# The server.


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_database_that_is_not_migrated_is_not_ready(one: Database) -> None:
    async with served(one) as client:
        assert (await client.get("/readyz")).status_code == 200
        async with one.engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/healthz")).status_code == 200


@pytest.mark.drill
async def test_metrics_are_shown_under_their_names(client: httpx.AsyncClient, one: Database) -> None:
    metrics.nudges["sent"] += 1
    metrics.floods["telegram"] += 1
    metrics.commands.observe(0.02)
    await bring(client, said(1, "hello"))
    await bring(client, said(1, "hello"), **{"X-Telegram-Bot-Api-Secret-Token": "wrong"})
    await until(lambda: all_done(one))
    page = (await client.get("/metrics")).text
    for line in (
        r'roadmate_nudges_total\{outcome="sent"\} \d',
        r'roadmate_updates_total\{outcome="done"\} \d',
        r'roadmate_webhook_refused_total\{status="403"\} \d',
        r'roadmate_rate_limited_total\{platform="telegram"\} \d',
        r'roadmate_command_seconds_bucket\{le="0.025"\} \d',
        r"roadmate_command_seconds_count \d",
        r'roadmate_queue_depth\{queue="inbox"\} 0',
        r'roadmate_queue_depth\{queue="ledger"\} 0',
        r'roadmate_oldest_due_seconds\{queue="ledger"\} 0',
        r"roadmate_database_up 1",
        r"roadmate_learners 0",
        r'roadmate_learners_heard\{days="7"\} 0',
        r"roadmate_facts 0",
        r'roadmate_incidents_kept\{days="30"\} 0',
        r"process_resident_memory_bytes \d",
    ):
        assert re.search(rf"^{line}", page, re.MULTILINE), line


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_port_that_is_taken_is_named(one: Database) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OperatorError, match=f"HTTP_PORT {port} cannot be listened on"):
            await Server(one, host="127.0.0.1", port=port).run()


@pytest.mark.drill
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_server_ends_its_answers_and_stops_in_time(api: BotApi, one: Database) -> None:
    async with working(api, Scribe(one), one) as bot:
        async with served(one, bot.routes) as client:
            answers = await asyncio.gather(*(bring(client, said(number, "hello", number)) for number in range(1, 20)))
            stopping = monotonic()
        assert monotonic() - stopping < 4
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_no_secret_and_no_word_is_in_any_log(
    client: httpx.AsyncClient, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await bring(client, said(1, "hello"))
    await bring(client, "{ hello")
    await bring(client, said(1, "hello"), **{"X-Telegram-Bot-Api-Secret-Token": "wrong-one"})
    everything = caplog.text + "".join(capfd.readouterr())
    assert SECRET not in everything
    assert "wrong-one" not in everything
    assert "hello" not in everything
