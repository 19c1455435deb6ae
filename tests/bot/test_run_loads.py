"""What ``roadmate run`` loads, told by the interpreter itself: of the pages nothing where nobody is to see any."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from tests.conftest import SQLITE
from tests.platforms.bot_api import BotApi

ENGINES = SQLITE

HOUSE = Path(__file__).parents[2]
PAGES = {"bot.web", "bot.http", "starlette", "uvicorn", "jinja2", "icalendar"}
PATIENCE = 60


async def loaded(folder: Path, database: str, **settings: str) -> set[str]:
    """The modules that it has loaded by the time it listens to Telegram."""
    imports = folder / "imports"
    async with BotApi() as api:
        given = {
            "PYTHONPATH": str(HOUSE),
            "PYTHONPROFILEIMPORTTIME": "1",
            "DATABASE_URL": database,
            "TELEGRAM_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
        }
        with imports.open("w") as said:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"), cwd=folder, env={**os.environ, **given, **settings}, stderr=said
            )
        try:
            await api.wait_until(lambda: api.polls > 0, seconds=PATIENCE)
        finally:
            process.terminate()
            await process.wait()
    lines = imports.read_text().splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


@pytest.mark.drill
async def test_without_a_public_url_nothing_of_the_pages_is_loaded(tmp_path: Path, database_url: str) -> None:
    found = await loaded(tmp_path, database_url)
    assert "telegram" in found
    assert found & PAGES == set()


@pytest.mark.drill
async def test_with_a_public_url_the_pages_are_loaded(tmp_path: Path, database_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = await loaded(tmp_path, database_url, PUBLIC_URL=f"http://127.0.0.1:{port}", HTTP_PORT=str(port))
    assert {"bot.web", "bot.web.site", "jinja2", "starlette", "uvicorn"} <= found
