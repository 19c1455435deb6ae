"""``roadmate doctor``: one line for each thing that has to be right, with its fix."""

import asyncio
import shlex
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import system_clock
from bot.commands import COMMANDS
from bot.errors import OperatorError
from bot.platforms import packs
from bot.platforms.pack import Finding
from bot.sandbox.process import start
from bot.settings import Settings, read_settings
from bot.store import Database
from bot.store.privacy import open_to_others
from bot.store.schema import current, head, migration_engine

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock that stands before this release was written is wrong."""

SETTINGS_FILE = Path(".env")


async def examine() -> list[Finding]:
    """Look at everything; without usable settings there is nothing else to look at."""
    try:
        settings = read_settings()
    except OperatorError as error:
        return [Finding("settings", error.what, error.fix)]
    looks: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
        _database,
        _migrations,
        _files,
        _clock,
        _zones,
        _reading,
    )
    found = [Finding("settings", "readable"), *[await look(settings) for look in looks]]
    for pack in packs.PACKS:
        found += await pack.service.look(settings, COMMANDS) if pack.service else ()
    return found


async def _database(settings: Settings) -> Finding:
    try:
        database = Database(settings.database_url)
        await database.check()
        await database.close()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return Finding(
            "database", f"cannot be opened ({type(error).__name__})", "check DATABASE_URL and the folder's rights"
        )
    return Finding("database", f"{database.engine.dialect.name} answers (SQLite library {sqlite3.sqlite_version})")


async def _migrations(settings: Settings) -> Finding:
    return await asyncio.to_thread(_revision, settings.database_url)


def _revision(url: str) -> Finding:
    try:
        engine = migration_engine(url)
        with engine.connect() as connection:
            at = current(connection)
        engine.dispose()
    except Exception as error:  # noqa: BLE001 - the database's own finding says more
        return Finding("migrations", f"unknown ({type(error).__name__})", "mend the database first")
    if at == head():
        return Finding("migrations", f"up to date ({at})")
    return Finding("migrations", f"at {at or 'nothing'}, newest is {head()}", "run: roadmate migrate")


async def _files(settings: Settings) -> Finding:
    """The database and what belongs to it, backups beside it, and the settings here."""
    found = await asyncio.to_thread(open_to_others, settings.database_url, SETTINGS_FILE)
    if not found:
        return Finding("files", "nobody else may open them")
    names = [str(path) for path in found]
    return Finding("files", f"others may open {', '.join(names)}", f"run: chmod go= {shlex.join(names)}")


async def _clock(_: Settings) -> Finding:
    now = system_clock()
    if now < BUILT:
        return Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC, before this release", "set the clock, or let NTP do it")
    return Finding("clock", f"{now:%Y-%m-%d %H:%M} UTC")


async def _zones(settings: Settings) -> Finding:
    zone = ZoneInfo(settings.default_zone)
    return Finding("zones", f"tzdata {version('tzdata')}; DEFAULT_ZONE is {zone.key}")


async def _reading(_: Settings) -> Finding:
    """What the kernel holds of a process that reads a stranger's file; what it lacks is no fault of the installation."""
    process = await start("bot.sandbox")
    held, _nothing = await process.communicate()
    if process.returncode:
        return Finding("reading of files", "its process cannot be confined here", "run: python -m bot.sandbox")
    return Finding("reading of files", f"confined by {held.decode().strip()}")
