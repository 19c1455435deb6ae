"""Databases in which a life was led: once a session, then a copy for whoever asks."""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile

from bot.store.schema import migrate
from bot.store.transfer import copy
from tests.bot.nudge_stage import StageClock
from tests.postgres import postgres
from tests.releases.life import MONDAY, Life, lead

AFTERWARDS = MONDAY + timedelta(days=14, minutes=9)
"""When whoever asks goes on: a few minutes after the last word was said, so that its codes hold still."""

_folder = tempfile.TemporaryDirectory(prefix="roadmate-lived-in-")


def life_on(kind: str, folder: Path, *, linked: bool = False) -> Life:
    """The life on a database of one's own, sqlite or postgresql."""
    source = _lived(linked=linked)
    if kind == "sqlite":
        url = f"sqlite:///{copyfile(source, folder / 'lived-in.db')}"
    else:
        url = postgres().copy_of(_on_postgres(linked=linked))
    return Life(url, StageClock(AFTERWARDS))


@cache
def _lived(*, linked: bool) -> Path:
    path = Path(_folder.name) / f"linked-{linked}.db"
    url = f"sqlite:///{path}"
    migrate(url)
    with ThreadPoolExecutor(1) as pool:  # a loop may be running here
        pool.submit(asyncio.run, _live(url, linked=linked)).result()
    return path


@cache
def _on_postgres(*, linked: bool) -> str:
    name = f"lived_{linked}".lower()
    copy(f"sqlite:///{_lived(linked=linked)}", postgres().empty(name))
    return name


async def _live(url: str, *, linked: bool) -> None:
    life = Life(url)
    await lead(life, linked=linked)
    await life.close()
