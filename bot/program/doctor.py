"""``roadmate doctor``: one line for each thing that has to be right, with its fix."""

import asyncio
import os
import shlex
import sqlite3
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from rapidfuzz import process as nearest
from rapidfuzz.distance import OSA

from bot.clock import system_clock
from bot.commands import COMMANDS
from bot.errors import OperatorError
from bot.platforms import packs
from bot.platforms.pack import Finding
from bot.sandbox.process import start
from bot.service import Written, written_for_the_service
from bot.settings import Settings, read_settings, whole
from bot.store import Database
from bot.store.privacy import open_to_others
from bot.store.schema import current, head, migration_engine, try_a_write

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock that stands before this release was written is wrong."""

SETTINGS_FILE = Path(".env")

MOST_SLIPS, SHORTEST = 2, 5
"""Letters by which a misspelt setting is another than the one that is meant, and up to which a name is too short to tell."""


async def examine(env: Path | None = None) -> list[Finding]:
    """Look at everything, by the settings that the service has; without usable ones there is nothing else to look at."""
    written = Written({})
    try:
        written = written_for_the_service(env)
        settings = read_settings(written.values, written.where)
    except OperatorError as error:
        return [Finding("settings", error.what, error.fix), *_misspelt(written.values)]
    looks: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
        _database,
        _writing,
        _migrations,
        _files,
        _clock,
        _zones,
        _reading,
        _operators,
    )
    readable = Finding("settings", f"readable, from {written.where}" if written.where else "readable")
    found = [readable, *_misspelt(written.values), *[await look(settings) for look in looks]]
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


async def _writing(settings: Settings) -> Finding:
    """A write that is taken back: a file, a folder or a server that only lets itself be read is seen by nothing less."""
    try:
        await asyncio.to_thread(try_a_write, settings.database_url)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        why = str(getattr(error, "orig", error)).partition("\n")[0]
        return Finding("writing", f"refused ({why})", "let the service's user write the database and its folder")
    return Finding("writing", "a write was taken, and taken back")


def _misspelt(written: Mapping[str, str]) -> list[Finding]:
    """What is set, and nearly is a setting."""
    known = {name.upper() for name in whole().model_fields}
    set_ = dict.fromkeys(name.upper() for name in (*written, *_in_file(), *os.environ))
    found = [(name, _nearest(name, known)) for name in set_ if name not in known]
    return [Finding("settings", f"{name} is no setting", f"write {meant}") for name, meant in found if meant]


def _nearest(name: str, known: Collection[str]) -> str | None:
    found = nearest.extractOne(name, known, scorer=OSA.distance, score_cutoff=MOST_SLIPS)
    return found[0] if found and len(name) > SHORTEST else None


def _in_file() -> list[str]:
    """What .env sets."""
    try:
        lines = SETTINGS_FILE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    named = (line.strip().removeprefix("export ").partition("=") for line in lines)
    return [name.strip() for name, is_set, _ in named if is_set and name.strip().isidentifier()]


async def _operators(settings: Settings) -> Finding:
    """Who operates, and whether the bot can tell them anything: it knows who has written to it."""
    accounts = settings.operator_accounts
    if not accounts:
        return Finding("operators", "OPERATORS is not set, so nobody is told of incidents")
    try:
        database = Database(settings.database_url)
        async with database.reading() as store:
            unknown = [one for one in accounts if await store.learners.seen(*one) is None]
        await database.close()
    except Exception as error:  # noqa: BLE001 - the database's own finding says more
        return Finding("operators", f"unknown ({type(error).__name__})", "mend the database first")
    if unknown:
        names = ", ".join(":".join(one) for one in unknown)
        return Finding("operators", f"{names} cannot be told of incidents yet", "let them write /stats to the bot")
    return Finding("operators", f"{len(accounts)} of them, known to the bot")


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
