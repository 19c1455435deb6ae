"""A process that does nothing but nudge: ``python -m tests.faults.worker URL LOG --lease 2 …``.

Its platform writes one line a message with os.write, which survives kill -9: the account, the moment, the process.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot import logs
from bot.app import settle
from bot.chat.library import library
from bot.chat.platform import Deed
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.store import Database
from bot.traits import UNLIMITED, Limit
from tests.faults.crowd import PLATFORM


class Paper:
    """See bot.chat.platform.Platform. A message takes ``seconds`` to send, and is written down when it has arrived."""

    name = PLATFORM
    routes = ()
    warden = None

    def __init__(self, path: Path, seconds: float) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._seconds = seconds

    def start_link(self, _roadmap: str) -> str:
        return ""

    async def run(self) -> None:
        """Nobody writes to it."""

    async def send(self, user_id: str, message: Message) -> str:
        return await self._arrive(user_id)

    async def perform(self, deed: Deed) -> str:
        return await self._arrive(deed.chat_id)

    async def _arrive(self, chat_id: str) -> str:
        await asyncio.sleep(self._seconds)
        os.write(self._file, f"{chat_id} {time.time():.6f} {os.getpid()}\n".encode())
        return "1"


async def work(options: argparse.Namespace, ready: Callable[[], object], go: Callable[[], object]) -> None:
    """Say that it is ready, wait for leave where that is asked for, and nudge until killed; whatever goes wrong is tried
    again, as the program does. Who waits has read the shipped roadmaps and settled by then, as a program has that runs."""
    database = Database(options.url)
    rate = (
        Limit(timedelta(seconds=1) / options.rate, timedelta(seconds=options.chat_seconds))
        if options.rate
        else UNLIMITED
    )
    nudging = Nudging(
        database,
        {PLATFORM: Paper(options.log, options.send_ms / 1000)},
        default_zone="UTC",
        limits={PLATFORM: rate},
        in_flight=options.in_flight,
        lease=timedelta(seconds=options.lease),
    )
    if options.wait:
        library()
        settle()
    ready()
    if options.wait:
        go()
    while True:
        try:
            await nudging.work()
        except Exception as error:  # noqa: BLE001 - as bot.app does, whatever it is
            print("interrupted", type(error).__name__, flush=True)
        await asyncio.sleep(0.05)


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """What it is to do."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("log", type=Path)
    parser.add_argument("--in-flight", type=int, default=3)
    parser.add_argument("--send-ms", type=float, default=5)
    parser.add_argument("--lease", type=float, default=1)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--chat-seconds", type=float, default=0, help="between two messages in one chat")
    parser.add_argument("--wait", action="store_true", help="begin when a line comes")
    return parser.parse_args(arguments)


def told(line: Connection, *arguments: str) -> None:
    """Work in a process that was forked, whose word goes over this line."""
    logs.set_up("ERROR")
    asyncio.run(work(asked(arguments), lambda: line.send("ready"), line.recv))


if __name__ == "__main__":
    logs.set_up("ERROR")
    asyncio.run(work(asked(sys.argv[1:]), lambda: print("ready", flush=True), sys.stdin.readline))
