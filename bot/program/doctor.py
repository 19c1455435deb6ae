"""``roadmate doctor``: one line for each thing that has to be right, with its fix."""

import asyncio
import shlex
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from bot.clock import system_clock
from bot.commands import COMMANDS
from bot.errors import OperatorError, TryLater
from bot.sandbox.starting import start
from bot.settings import Settings, read_settings
from bot.store import Database
from bot.store.privacy import open_to_others
from bot.store.schema import current, head, migration_engine

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock that stands before this release was written is wrong."""

PATIENCE_SECONDS = 10.0

SETTINGS_FILE = Path(".env")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``fix`` is empty where there is nothing to mend."""

    subject: str
    seen: str
    fix: str = ""

    @property
    def fine(self) -> bool:
        return not self.fix

    def __str__(self) -> str:
        mark, cure = ("ok  ", "") if self.fine else ("BAD ", f" -> {self.fix}")
        return f"{mark}{self.subject}: {self.seen}{cure}"


async def examine() -> list[Finding]:
    """Look at everything; without usable settings there is nothing else to look at."""
    try:
        settings = read_settings()
    except OperatorError as error:
        return [Finding("settings", error.what, error.fix)]
    looks: list[Callable[[Settings], Awaitable[Finding]]] = [
        _database,
        _migrations,
        _files,
        _telegram,
        _clock,
        _zones,
        _reading,
    ]
    if settings.telegram_webhook_url:
        looks.insert(looks.index(_telegram) + 1, _webhook)
    found = [Finding("settings", "readable"), *[await look(settings) for look in looks]]
    return [*found, *await _discord(settings)]


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


async def _telegram(settings: Settings) -> Finding:
    if settings.telegram_token is None:
        return Finding("telegram", "TELEGRAM_TOKEN is not set, so Telegram stays off")
    answer = await _asked(settings, "getMe")
    if isinstance(answer, str):
        return Finding("telegram", f"no answer ({answer})", "check the network and TELEGRAM_API_URL")
    if not answer.get("ok"):
        return Finding("telegram", "the token is refused", "copy TELEGRAM_TOKEN again from BotFather")
    return Finding("telegram", f"the token is that of @{answer['result']['username']}")


async def _webhook(settings: Settings) -> Finding:
    wanted = settings.telegram_webhook_url
    if settings.telegram_token is None:
        return Finding("webhook", "of no use without TELEGRAM_TOKEN", "set TELEGRAM_TOKEN")
    answer = await _asked(settings, "getWebhookInfo")
    if isinstance(answer, str) or not answer.get("ok"):
        return Finding("webhook", "unknown", "mend telegram first")
    known = answer["result"]
    waiting = f"{known.get('pending_update_count', 0)} updates wait at Telegram"
    if known.get("url") != wanted:
        return Finding("webhook", f"Telegram does not know the address yet; {waiting}", "start the bot: roadmate run")
    if "last_error_date" in known and known.get("pending_update_count"):
        at = datetime.fromtimestamp(known["last_error_date"], UTC)
        fix = f"see that {wanted} leads to port {settings.listens_on} of this machine"
        return Finding("webhook", f"last failed on {at:%Y-%m-%d %H:%M} UTC; {waiting}", fix)
    return Finding("webhook", f"Telegram brings updates; {waiting}")


async def _asked(settings: Settings, method: str) -> Any:
    """What Telegram answers, or the name of what went wrong."""
    assert settings.telegram_token is not None  # noqa: S101 - who asks has seen to it
    url = f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}/{method}"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS) as client:
            return (await client.get(url)).json()
    except (httpx.HTTPError, ValueError) as error:
        return type(error).__name__


async def _discord(settings: Settings) -> list[Finding]:
    """The token, the links that install the bot, and whether Discord has its commands as they are."""
    if settings.discord_token is None:
        return [Finding("discord", "DISCORD_TOKEN is not set, so Discord stays off")]
    from bot.platforms.discord.checking import look  # noqa: PLC0415 - it costs 30 MB, and only some need it

    try:
        seen = await look(
            settings.discord_token.get_secret_value(),
            COMMANDS,
            api_url=settings.discord_api_url,
            guild_id=settings.discord_guild_id,
            patience=PATIENCE_SECONDS,
        )
    except OperatorError as error:
        return [Finding("discord", error.what, error.fix)]
    except TryLater as error:
        return [Finding("discord", f"no answer ({error.reason})", "check the network and DISCORD_API_URL")]
    return [
        Finding("discord", f"the token is that of {seen.name}, application {seen.application_id}"),
        Finding("discord in servers", f"install with {seen.server_link}"),
        Finding("discord for one person", f"install with {seen.personal_link}"),
        _gateway(elsewhere=seen.elsewhere),
        _commands(in_sync=seen.in_sync),
    ]


def _gateway(*, elsewhere: bool) -> Finding:
    if elsewhere:
        return Finding(
            "discord gateway",
            "Discord brings calls to an address instead",
            "empty the Interactions Endpoint URL in the Developer Portal",
        )
    return Finding("discord gateway", "Discord brings calls through it")


def _commands(*, in_sync: bool) -> Finding:
    if in_sync:
        return Finding("discord commands", "Discord has them as they are")
    return Finding("discord commands", "Discord has others, or none", "start the bot: roadmate run")


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
