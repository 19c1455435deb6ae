"""Two processes with a webhook, killed with -9 while updates come: what was answered 200 is worked on, once, in order."""

import asyncio
import os
import random
import socket
from collections.abc import Iterator
from itertools import count
from multiprocessing.context import ForkServerProcess

from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy import func, select, update

from bot.program import cli
from bot.store import Database
from bot.store.tables import accounts, enrolments, progress_events, updates
from tests.conftest import BOTH_WHEN_LONG
from tests.forked import fork
from tests.platforms.bot_api import BotApi
from tests.platforms.updates import said

ENGINES = BOTH_WHEN_LONG

SECRET = "a-Secret_0123456789"
LINES = ("/start ml-data today", "/checkin 10m", "/checkin 20m", "/checkin 30m")
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


class Pair:
    """Two processes of the program on one database, each with a port of its own."""

    def __init__(self, api: BotApi, url: str) -> None:
        self.ports = (_free_port(), _free_port())
        self._settings = {
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": url,
            "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/telegram",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        self._running: dict[int, ForkServerProcess] = {}

    async def start(self, port: int, client: ClientSession) -> None:
        self._running[port] = fork(run, {**self._settings, "HTTP_PORT": str(port)})
        while not await _answers(client, port):
            await asyncio.sleep(0.05)

    def kill(self, port: int) -> None:
        process = self._running.pop(port)
        process.kill()
        process.join()
        process.close()

    def end(self) -> None:
        for port in list(self._running):
            self.kill(port)


def run(settings: dict[str, str]) -> None:
    """``roadmate run`` with these settings, in a process of its own."""
    os.environ.update(settings)
    cli.main(["run"])


async def bring(client: ClientSession, ports: tuple[int, ...], chat: int, numbers: Iterator[int]) -> None:
    """What Telegram does: bring a chat's updates one after another, each until somebody answers 200."""
    for line in LINES:
        body = said(next(numbers), line, chat)
        for attempt in count(chat):
            try:
                url = f"http://127.0.0.1:{ports[attempt % 2]}/telegram"
                async with client.post(url, data=body, headers=HEADERS, timeout=ClientTimeout(10)) as answer:
                    if answer.status == 200:
                        break
            except (ClientError, TimeoutError):
                await asyncio.sleep(0.05)
        await asyncio.sleep(random.random() * 0.1)


async def test_what_was_answered_200_is_worked_on_once_and_answered_however_often_a_process_is_killed(
    database_url, long_form
):
    chats, kills = (150, 20) if long_form else (30, 2)
    async with BotApi() as api, ClientSession() as client:
        pair, numbers = Pair(api, database_url), count(1)
        try:
            for port in pair.ports:
                await pair.start(port, client)
            bringing = [bring(client, pair.ports, chat, numbers) for chat in range(1, chats + 1)]
            await asyncio.gather(_kill_now_and_then(pair, client, kills), *bringing)
            await _all_done(database_url)
        finally:
            pair.end()
        api.violations.clear()  # calls cut off by a kill are not what is judged here
        told = {chat: api.said(chat) for chat in range(1, chats + 1)}
    assert not [answers for answers in told.values() if "Machine learning and data" not in answers[0]]
    for minutes in (10, 20, 30):
        unsaid = [answers for answers in told.values() if not any(f"{minutes} min" in answer for answer in answers)]
        assert not unsaid, minutes
    assert await _minutes(database_url) == {chat: [10, 20, 30] for chat in range(1, chats + 1)}


async def _kill_now_and_then(pair: Pair, client: ClientSession, kills: int) -> None:
    for number in range(kills):
        await asyncio.sleep(0.15)
        port = pair.ports[number % 2]
        pair.kill(port)
        await pair.start(port, client)


async def _all_done(url: str) -> None:
    """Wait until every update is worked on. What the killed held is let go at once, instead of after its lease."""
    database = Database(url)
    async with database.engine.begin() as connection:
        await connection.execute(update(updates).where(updates.c.done_at.is_(None)).values(leased_until=None))
    async with asyncio.timeout(30):
        while True:
            async with database.engine.connect() as connection:
                left = select(func.count()).select_from(updates).where(updates.c.done_at.is_(None))
                if not (await connection.execute(left)).scalar_one():
                    break
            await asyncio.sleep(0.02)
    await database.close()


async def _minutes(url: str) -> dict[int, list[int]]:
    """The minutes each account checked in, in the order of its facts."""
    database, found = Database(url), {}
    facts = (
        select(accounts.c.user_id, progress_events.c.minutes)
        .join_from(progress_events, enrolments, progress_events.c.enrolment_id == enrolments.c.id)
        .join(accounts, enrolments.c.account_id == accounts.c.id)
        .order_by(progress_events.c.position)
    )
    async with database.engine.connect() as connection:
        for user_id, minutes in (await connection.execute(facts)).all():
            found.setdefault(int(user_id), []).append(minutes)
    await database.close()
    return found


async def _answers(client: ClientSession, port: int) -> bool:
    try:
        async with client.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except ClientError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
