"""Settings: where they are written down, what is wrong with them, and what each of them changes."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from discord.http import Route
from pydantic import SecretStr, ValidationError

from bot.app import App, platforms
from bot.errors import OperatorError
from bot.platforms.telegram.pack import TRAITS
from bot.program import doctor
from bot.settings import read_settings, whole
from bot.store.address import PLAIN, address
from bot.store.schema import migrate
from bot.web.watch import Watch
from tests.bot.nudge_stage import MONDAY, Stage

HOUSE = Path(__file__).parents[2]
Settings = whole()
TOKEN = "123456789:AAF-not_a_real_token_of_anybody_0123456"
ANOTHER = {
    "database_url": "sqlite:///elsewhere.db",
    "telegram_token": TOKEN,
    "telegram_api_url": "http://127.0.0.1:8081",
    "telegram_rate": "7.5",
    "telegram_webhook_url": "https://example.org/telegram",
    "telegram_webhook_secret": "open-sesame-and-more",
    "discord_token": TOKEN,
    "discord_api_url": "http://127.0.0.1:8082/api/v10",
    "discord_guild_id": "4200000000000000042",
    "discord_shards": "2",
    "http_host": "0.0.0.0",
    "http_port": "9001",
    "public_url": "https://roadmate.example.org",
    "live_pages": "7",
    "nudges_in_flight": "17",
    "weekly_budget": "5",
    "default_zone": "Asia/Kathmandu",
    "operators": "telegram:123,discord:456",
    "log_level": "DEBUG",
}
"""Another value for every setting than its default."""

THIRD = {
    "telegram_webhook_url": "https://example.org/other",
    "telegram_webhook_secret": "another-secret-that-is-long",
    "http_port": "9002",
    "public_url": "https://elsewhere.example.org",
    "telegram_token": "999:other",
    "discord_token": "another.one",
    "discord_guild_id": "43",
    "discord_shards": "3",
    "operators": "discord:9",
}
"""A third one, where the default is none."""


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A folder without .env and an environment without settings."""
    for name in list(os.environ):
        if name.casefold() in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return


def plain(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)


def listed() -> dict[str, str]:
    """What .env.example sets."""
    lines = (HOUSE / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


# where they are written down


def test_the_example_lists_exactly_the_settings_there_are_with_their_defaults():
    assert listed() == {name.upper(): plain(field.default) for name, field in Settings.model_fields.items()}


def test_the_example_as_it_stands_gives_the_defaults(tmp_path):
    (tmp_path / ".env").write_text((HOUSE / ".env.example").read_text())
    assert read_settings() == Settings(_env_file=None)


def test_every_setting_is_explained_in_the_example_and_in_the_settings():
    lines = (HOUSE / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# "), line
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_read_from_the_environment(name, monkeypatch):
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "needed-with-the-address")
    monkeypatch.setenv(name.upper(), ANOTHER[name])
    assert plain(getattr(read_settings(), name)) == ANOTHER[name] != plain(getattr(Settings.model_construct(), name))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_read_from_the_file_and_the_environment_goes_first(name, monkeypatch, tmp_path):
    secret = "TELEGRAM_WEBHOOK_SECRET=needed-with-the-address\n"
    (tmp_path / ".env").write_text(f"{secret}{name.upper()}={ANOTHER[name]}\n")
    assert plain(getattr(read_settings(), name)) == ANOTHER[name]
    monkeypatch.setenv(name.upper(), THIRD.get(name) or plain(Settings.model_fields[name].default))
    assert plain(getattr(read_settings(), name)) != ANOTHER[name]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_value_means_the_default(name, monkeypatch):
    monkeypatch.setenv(name.upper(), "")
    assert getattr(read_settings(), name) == Settings.model_fields[name].default


def test_other_lines_of_the_file_are_nobodys_business(tmp_path):
    (tmp_path / ".env").write_text("SOMETHING_ELSE=1\n")
    assert read_settings() == Settings(_env_file=None)


def test_settings_do_not_change_once_they_are_read():
    with pytest.raises(ValidationError):
        read_settings().default_zone = "Europe/Berlin"


def test_an_address_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert read_settings().telegram_api_url == "http://127.0.0.1:8081"


# what is wrong with them


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEFAULT_ZONE", "Berlin"),
        ("DEFAULT_ZONE", "Mars/Olympus"),
        ("DEFAULT_ZONE", "../../etc/passwd"),
        ("DEFAULT_ZONE", "+02:00"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("DISCORD_API_URL", "discord.com"),
        ("DISCORD_GUILD_ID", "my server"),
        ("DISCORD_SHARDS", "0"),
        ("TELEGRAM_RATE", "0"),
        ("TELEGRAM_RATE", "a lot"),
        ("TELEGRAM_RATE", "nan"),
        ("NUDGES_IN_FLIGHT", "0"),
        ("NUDGES_IN_FLIGHT", "2.5"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_settings_name(name, value, monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(OperatorError) as refused:
        read_settings()
    assert name in str(refused.value)
    assert ".env" in refused.value.fix
    assert "\n" not in str(refused.value)
    assert TOKEN not in str(refused.value)
    assert refused.value.__cause__ is None


def test_zones_and_levels_are_taken_in_small_letters_too(monkeypatch):
    monkeypatch.setenv("DEFAULT_ZONE", "europe/berlin")
    monkeypatch.setenv("LOG_LEVEL", "info")
    settings = read_settings()
    assert (settings.default_zone, settings.log_level) == ("Europe/Berlin", "INFO")


@pytest.mark.parametrize("url", ["postgresql+psycopg://u:swordfish@127.0.0.1:notaport/db", "postgres//nowhere", "?"])
def test_an_address_of_a_database_that_is_none_is_told_in_a_line(url):
    with pytest.raises(OperatorError, match="DATABASE_URL") as refused:
        address(url, PLAIN)
    assert "swordfish" not in str(refused.value)


def test_the_address_of_a_database_may_be_the_one_that_services_hand_out():
    assert address("postgres://u:p@host/db", PLAIN).drivername == "postgresql+psycopg"


def test_a_database_in_a_folder_that_there_is_not_names_the_folder(tmp_path):
    with pytest.raises(OperatorError, match=r"DATABASE_URL.*nowhere.*no folder"):
        migrate(f"sqlite:///{tmp_path}/nowhere/bot.db")


def test_everything_wrong_is_said_at_once(monkeypatch):
    monkeypatch.setenv("DEFAULT_ZONE", "Berlin")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(OperatorError, match=r"DEFAULT_ZONE.*LOG_LEVEL"):
        read_settings()


def test_a_database_url_that_cannot_be_used_is_refused_by_name_and_without_its_password():
    with pytest.raises(OperatorError, match="DATABASE_URL") as refused:
        App(Settings(_env_file=None, database_url="mysql://bot:swordfish@host/bot"))
    assert "swordfish" not in str(refused.value)


@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "LOG_LEVEL", "DEFAULT_ZONE", "TELEGRAM_RATE"])
def test_a_token_put_in_the_wrong_place_is_not_shown(name, monkeypatch):
    monkeypatch.setenv(name, TOKEN)
    with pytest.raises(OperatorError) as refused:
        read_settings()
    assert TOKEN not in str(refused.value)


def test_the_token_is_in_no_text_of_the_settings():
    settings = Settings(_env_file=None, telegram_token=TOKEN)
    assert TOKEN not in repr(settings)
    assert TOKEN not in settings.model_dump_json()


# what each of them changes


def test_no_setting_lacks_a_test_of_what_it_changes():
    assert set(ANOTHER) == set(Settings.model_fields)


async def test_database_url_says_where_everything_is_kept(tmp_path):
    app = App(Settings(_env_file=None, database_url=f"sqlite:///{tmp_path}/elsewhere.db"))
    await app.database.check()
    await app.database.close()
    assert (tmp_path / "elsewhere.db").exists()


def test_a_webhook_needs_its_secret(monkeypatch):
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://example.org/telegram")
    with pytest.raises(OperatorError, match="TELEGRAM_WEBHOOK_SECRET"):
        read_settings()


async def test_the_http_server_is_off_until_a_port_or_a_webhook_turns_it_on():
    assert App(Settings(_env_file=None)).server({}) is None
    assert Settings(_env_file=None, http_port=9001).listens_on(has_routes=False) == 9001
    with_webhook = {
        "telegram_token": TOKEN,
        "telegram_webhook_url": "https://example.org/telegram",
        "telegram_webhook_secret": "open-sesame-and-more",
    }
    app = App(Settings(_env_file=None, **with_webhook))
    server = app.server(platforms(app))
    assert server
    assert server._port == 8080
    await app.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
async def test_http_host_and_port_are_where_the_server_listens(host):
    with socket.create_server((host, 0)) as free:
        port = free.getsockname()[1]
    app = App(Settings(_env_file=None, http_host=host, http_port=port))
    server = app.server({})
    assert server
    running = asyncio.create_task(server.run())
    await asyncio.wait_for(server.listening.wait(), timeout=10)
    running.cancel()
    await asyncio.wait([running])
    await app.close()
    assert server.url == f"http://{host}:{port}"


@pytest.mark.parametrize("count", [0, 7])
async def test_live_pages_is_how_many_open_pages_hear_at_once(count):
    app = App(Settings(_env_file=None, public_url="https://study.example", live_pages=count), serves=True)
    server = app.server({})
    assert server
    watching = next(work.__self__ for work in server._beside if isinstance(work.__self__, Watch))
    assert watching._most == count
    await app.close()


async def test_telegram_token_starts_telegram():
    app = App(Settings(_env_file=None, telegram_token=TOKEN))
    assert list(platforms(app)) == ["telegram"]
    without = App(Settings(_env_file=None))
    with pytest.raises(OperatorError, match="neither TELEGRAM_TOKEN nor DISCORD_TOKEN"):
        platforms(without)


async def test_discord_token_starts_discord_beside_telegram():
    app = App(Settings(_env_file=None, discord_token=TOKEN, discord_guild_id=42, discord_shards=2))
    found = platforms(app)
    assert list(found) == ["discord"]
    assert (found["discord"]._guild_id, found["discord"]._shards) == (42, 2)
    both = App(Settings(_env_file=None, telegram_token=TOKEN, discord_token=TOKEN))
    assert list(platforms(both)) == ["telegram", "discord"]


def test_discord_api_url_says_which_discord_is_meant(monkeypatch):
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    platforms(App(Settings(_env_file=None, discord_token=TOKEN, discord_api_url="http://127.0.0.1:1/api/v10")))
    assert Route.BASE == "http://127.0.0.1:1/api/v10"


def test_telegram_rate_is_how_many_messages_leave_in_a_second():
    app = App(Settings(_env_file=None, telegram_rate=7.5))
    assert app.limits["telegram"] == replace(TRAITS.limit, interval=timedelta(seconds=1) / 7.5)


@pytest.mark.drill
@pytest.mark.parametrize("count", [1, 4])
async def test_nudges_in_flight_is_how_many_are_on_their_way_at_a_time(count, database_url):
    stage = Stage(database_url, MONDAY)
    for user in range(1, 5):
        await stage.enrol(user=str(user))
    stage.clock.now = MONDAY.replace(day=11, hour=9)
    app = App(Settings(_env_file=None, nudges_in_flight=count), clock=stage.clock, database_url=database_url)
    on_their_way = [0]

    async def meanwhile() -> None:
        on_their_way.append(on_their_way[-1] + 1)
        await asyncio.sleep(0.01 if count == 1 else 0.1)
        on_their_way.append(on_their_way[-1] - 1)

    stage.platform.meanwhile = meanwhile
    await app.nudging({"telegram": stage.platform}).work()
    await app.database.close()
    await stage.close()
    assert max(on_their_way) == count


async def test_telegram_api_url_says_which_server_is_asked(monkeypatch):
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
        body = b'{"ok": true, "result": {"username": "mate_bot"}}'
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    findings = [str(finding) for finding in await doctor.examine()]
    server.close()
    await server.wait_closed()
    assert asked == [f"GET /bot{TOKEN}/getMe HTTP/1.1"]
    assert "ok  telegram: the token is that of @mate_bot" in findings
    assert not [finding for finding in findings if TOKEN in finding]


@pytest.mark.parametrize(
    ("zone", "moment"), [("UTC", "Mon 2027-01-11 09:00"), ("Asia/Kathmandu", "Mon 2027-01-11 03:15")]
)
async def test_default_zone_is_where_learners_live_until_they_say_so(zone, moment, database_url):
    stage = Stage(database_url, MONDAY, zone=zone)
    await stage.enrol()
    await stage.go(MONDAY.replace(day=12))
    await stage.close()
    assert stage.moments("UTC") == [moment]


@pytest.mark.drill
@pytest.mark.parametrize(("level", "heard"), [("INFO", True), ("ERROR", False)])
def test_log_level_says_what_is_worth_a_line(level, heard, tmp_path):
    program = (
        "import structlog; from bot import logs; from bot.settings import read_settings; "
        "logs.set_up(read_settings().log_level); structlog.get_logger().info('hello')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(HOUSE), "LOG_LEVEL": level},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("event=hello" in done.stderr) is heard


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://Study.Example.org/", "https://study.example.org"),
        ("https://study.example.org:443/bot/", "https://study.example.org/bot"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_address_on_the_web_is_kept_as_browsers_write_it(said: str, kept: str) -> None:
    assert Settings(_env_file=None, public_url=said).public_url == kept


@pytest.mark.parametrize(
    "said", ["https://a.example/?q=1", "https://a.example/#x", "https://ann:owl@a.example", "https://"]
)
def test_an_address_on_the_web_that_says_more_than_where_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, public_url=said)
